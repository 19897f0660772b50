//! What can be done about deliveries: log one, store the staff's own score, say how a touch was felt.

use std::collections::BTreeSet;

use domain::access::{Actor, Permission};
use domain::design::plans::Plan;
use domain::design::{Key, Touchpoint};
use domain::ids::{DeliveryId, TouchId, TouchpointId};
use domain::signals::deliveries::{Check, Defect, DeliveryRecord, FELT};
use domain::signals::emotions;
use domain::signals::record::{Direction, TouchRecord};
use domain::time::Timestamp;
use store::OrgStore;
use store::design::Design;
use store::signals::deliveries::{Delivery, Felt, LaterFact, NewDelivery, Told};
use store::signals::{NewTouch, Recorded};

use super::views::{
    CheckView, DefectView, DeliveryClientView, DeliveryForm, DeliveryView, FeltForm, FeltView,
    TouchFeltView,
};
use crate::App;
use crate::error::{Code, Problem};
use crate::signals::record::sent::Faults;
use crate::view::Page;

/// The source of deliveries that nobody gave another one.
const SOURCE: &str = "deliveries";
/// The most standards and the most defects of one delivery.
const MOST: usize = 60;

/// How touches at a touchpoint were delivered, the newest first.
pub async fn list_deliveries(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<DeliveryView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    if !(1..=200).contains(&limit) {
        return Err(Problem::field(
            "limit",
            "A number from 1 to 200 is expected.",
        ));
    }
    let before = cursor.map(read_cursor).transpose()?;
    let design = org.design().await?;
    let touchpoint = design
        .touchpoint(id)
        .ok_or_else(|| Problem::not_found("such touchpoint"))?;
    let plans = org.plan_versions(id).await?;
    let mut found = org.deliveries(touchpoint.no, before, limit + 1).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| format!("{}-{}", last.occurred_at.micros(), last.seq));
    let items = found.into_iter().map(|it| view(it, &plans)).collect();
    Ok(Page { items, next })
}

fn read_cursor(text: &str) -> Result<(Timestamp, i64), Problem> {
    // The time may be before 1970, so the dash that counts is the last one.
    let read = || -> Option<(i64, i64)> {
        let (time, seq) = text.rsplit_once('-')?;
        Some((time.parse().ok()?, seq.parse().ok()?))
    };
    let refused = || Problem::field("cursor", "Send the `next` of the page before.");
    let (time, seq) = read().ok_or_else(refused)?;
    Ok((Timestamp::from_micros(time), seq))
}

fn view(it: Delivery, plans: &[Plan]) -> DeliveryView {
    let plan = plans
        .iter()
        .find(|plan| Some(plan.version) == it.plan_version);
    let standard = |id: &str| {
        let of_this = plan.and_then(|plan| plan.document.standard(id));
        let of_any = || plans.iter().find_map(|plan| plan.document.standard(id));
        of_this.or_else(of_any).map(|found| found.words.clone())
    };
    let failure = |id: &str| {
        let of_this = plan.and_then(|plan| plan.document.failure(id));
        let of_any = || plans.iter().find_map(|plan| plan.document.failure(id));
        of_this.or_else(of_any).map(|found| found.words.clone())
    };
    let scored = it.record.self_score.is_some();
    DeliveryView {
        id: it.id,
        touch: it.touch,
        client: DeliveryClientView {
            id: it.client,
            key: it.client_key,
            name: it.client_name,
        },
        occurred_at: it.occurred_at,
        direction: match it.direction.as_str() {
            "in" => Direction::In,
            _ => Direction::Out,
        },
        note: it.note,
        plan_version: it.plan_version,
        perfect: it.record.is_perfect(),
        standards: it
            .record
            .checks
            .iter()
            .map(|check| CheckView {
                id: check.id.clone(),
                words: standard(&check.id).unwrap_or_default(),
                met: check.met,
            })
            .collect(),
        defects: it
            .record
            .defects
            .into_iter()
            .map(|defect| DefectView {
                words: match &defect.failure {
                    Some(id) if defect.words.is_empty() => failure(id).unwrap_or_default(),
                    _ => defect.words,
                },
                failure: defect.failure,
                recovered: defect.recovered,
            })
            .collect(),
        self_score: it.record.self_score,
        felt_waits: it.felt.is_some() && !scored,
        felt: it.felt.filter(|_| scored).map(felt_view),
    }
}

fn felt_view(felt: Felt) -> FeltView {
    FeltView {
        perception: felt.perception,
        emotion: felt.emotion,
        words: felt.words,
        said_at: felt.said_at,
    }
}

/// Logs a touch with its checklist; whether it is new.
pub async fn record_delivery(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    form: &DeliveryForm,
) -> Result<(bool, DeliveryView), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let design = org.design().await?;
    let touchpoint = design
        .touchpoint(id)
        .ok_or_else(|| Problem::not_found("such touchpoint"))?;
    let plans = org.plan_versions(id).await?;
    let new = read(app, form, &design, touchpoint, &plans)?;
    let recorded = org
        .record_deliveries(app.now(), std::slice::from_ref(&new))
        .await?;
    let (is_new, touch) = match recorded.results.into_iter().next() {
        Some(Recorded::Created { id, .. }) => (true, id),
        Some(Recorded::Unchanged { id, .. }) => (false, id),
        Some(Recorded::Conflict { .. }) => {
            return Err(Problem::because(
                Code::Conflict,
                "A touch with this external id was recorded before and says something else.",
            ));
        }
        Some(Recorded::Unknown { what, key }) => {
            return Err(Problem::field(what, format!("There is no {what} `{key}`.")));
        }
        None => return Err(Problem::internal("nothing became of a delivery")),
    };
    let delivery = found(&org, touch).await?;
    Ok((is_new, view(delivery, &plans)))
}

async fn found(org: &OrgStore, touch: TouchId) -> Result<Delivery, Problem> {
    let gone = || Problem::not_found("such delivery");
    let known = org.touch_in_mind(touch).await?;
    let id = known.and_then(|touch| touch.delivery).ok_or_else(gone)?;
    org.delivery(id).await?.ok_or_else(gone)
}

/// The version that was live at a moment, else the one that is live now.
fn plan_at(plans: &[Plan], at: Timestamp) -> Option<&Plan> {
    let held = |plan: &&Plan| {
        let from = plan.state.published();
        from.is_some_and(|from| from.at <= at) && plan.state.until().is_none_or(|until| at < until)
    };
    plans
        .iter()
        .find(held)
        .or_else(|| plans.iter().find(|plan| plan.state.is_live()))
}

fn read(
    app: &App,
    form: &DeliveryForm,
    design: &Design,
    touchpoint: &Touchpoint,
    plans: &[Plan],
) -> Result<NewDelivery, Problem> {
    let mut faults = Faults::default();
    let occurred_at = faults.moment("occurred_at", &form.occurred_at);
    let plan = plan_at(plans, occurred_at);
    let record = DeliveryRecord {
        checks: read_checks(form, plan, &mut faults),
        defects: read_defects(form, plan, &mut faults),
        self_score: form.self_score,
    };
    if form.self_score.is_some_and(|own| !FELT.contains(&own)) {
        faults.add("self_score", "This goes from -3 to 3.");
    }
    if let Some(key) = &form.channel
        && !design.channels.iter().any(|channel| channel.key == *key)
    {
        faults.add("channel", format!("There is no channel `{key}`."));
    }
    let source = match form.source.as_deref().map(Key::parse) {
        None => SOURCE.into(),
        Some(Ok(key)) => key.as_str().into(),
        Some(Err(refusal)) => {
            faults.add("source", format!("{refusal}."));
            SOURCE.into()
        }
    };
    let id: DeliveryId = app.id();
    let touch = TouchRecord {
        external_id: match &form.external_id {
            Some(given) => faults.key("external_id", given),
            None => id.to_string(),
        },
        client: faults.client(&form.client),
        touchpoint: touchpoint.key.clone(),
        channel: form.channel.clone(),
        occurred_at,
        direction: form.direction.unwrap_or_default(),
        planned: true,
        note: form
            .note
            .as_deref()
            .map(|note| faults.text("note", note))
            .filter(|note| !note.trim().is_empty()),
        perception: None,
        emotion: None,
    };
    let new = NewDelivery {
        id,
        touch: NewTouch {
            id: app.id(),
            client_id: app.id(),
            source,
            record: touch,
        },
        record,
        plan_version: plan.map(|plan| plan.version),
        intended: plan.map_or_else(Vec::new, |plan| plan.document.emotions.clone()),
    };
    faults.unless(new).map_err(Problem::fields)
}

fn read_checks(form: &DeliveryForm, plan: Option<&Plan>, faults: &mut Faults) -> Vec<Check> {
    if form.standards.len() > MOST {
        faults.add("standards", format!("At most {MOST} are taken."));
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut checks = Vec::with_capacity(form.standards.len());
    for (at, check) in form.standards.iter().enumerate() {
        let place = format!("standards[{at}].id");
        let id = check.id.trim();
        match plan.map(|plan| plan.document.standard(id)) {
            None => faults.add(place, "This touchpoint had no live plan then."),
            Some(None) => faults.add(place, "The plan that was live then has no such standard."),
            Some(Some(_)) if !seen.insert(id) => {
                faults.add(place, "This standard stands above already.");
            }
            Some(Some(_)) => checks.push(Check {
                id: id.to_owned(),
                met: check.met,
            }),
        }
    }
    checks
}

fn read_defects(form: &DeliveryForm, plan: Option<&Plan>, faults: &mut Faults) -> Vec<Defect> {
    if form.defects.len() > MOST {
        faults.add("defects", format!("At most {MOST} are taken."));
        return Vec::new();
    }
    let mut defects = Vec::with_capacity(form.defects.len());
    for (at, defect) in form.defects.iter().enumerate() {
        let words = defect.words.as_deref().unwrap_or_default();
        let words = faults.text(&format!("defects[{at}].words"), words);
        let words = words.trim().to_owned();
        let failure = defect.failure.as_deref().map(str::trim);
        let failure = failure.filter(|id| !id.is_empty()).map(str::to_owned);
        match &failure {
            None if words.is_empty() => faults.add(
                format!("defects[{at}]"),
                "Say what went wrong: a `failure` of the plan, or `words`.",
            ),
            Some(id) if plan.is_none_or(|plan| plan.document.failure(id).is_none()) => faults.add(
                format!("defects[{at}].failure"),
                "The plan that was live then has no such failure.",
            ),
            _ => defects.push(Defect {
                failure,
                words,
                recovered: defect.recovered,
            }),
        }
    }
    defects
}

/// Stores the staff's own score of a delivery that has none; from then on what was felt is shown.
pub async fn score_delivery(
    app: &App,
    actor: &Actor,
    id: DeliveryId,
    self_score: i8,
) -> Result<DeliveryView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such delivery");
    let delivery = org.delivery(id).await?.ok_or_else(gone)?;
    if !FELT.contains(&self_score) {
        return Err(Problem::field("self_score", "This goes from -3 to 3."));
    }
    let fact = LaterFact {
        self_score: Some(self_score),
        ..LaterFact::default()
    };
    match org.tell_of_touch(delivery.touch, &fact, app.now()).await? {
        None => return Err(gone()),
        Some(Told::ScoredBefore) => {
            return Err(Problem::because(
                Code::Conflict,
                "This delivery has been scored already, and the first score stays.",
            ));
        }
        Some(Told::Recorded(_) | Told::Unchanged(_)) => {}
    }
    let design = org.design().await?;
    let touchpoint = design
        .touchpoints
        .iter()
        .find(|touchpoint| touchpoint.no == delivery.touchpoint);
    let plans = match touchpoint {
        Some(touchpoint) => org.plan_versions(touchpoint.id).await?,
        None => Vec::new(),
    };
    Ok(view(org.delivery(id).await?.ok_or_else(gone)?, &plans))
}

/// Keeps how a client felt about a touch; a later fact corrects an earlier one.
pub async fn record_felt(
    app: &App,
    actor: &Actor,
    id: TouchId,
    form: &FeltForm,
) -> Result<TouchFeltView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such touch");
    let touch = org.touch_in_mind(id).await?.ok_or_else(gone)?;
    let mut faults = Faults::default();
    if form.perception.is_some_and(|felt| !FELT.contains(&felt)) {
        faults.add("perception", "This goes from -3 to 3.");
    }
    let mut text = |field: &str, text: &Option<String>| {
        let text = faults.text(field, text.as_deref().unwrap_or_default());
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let words = text("words", &form.words);
    let emotion = text("emotion", &form.emotion).map(|word| faults.key("emotion", &word));
    if form.perception.is_none() && emotion.is_none() && words.is_none() {
        faults.add(
            "",
            "Say at least one of `perception`, `emotion` and `words`.",
        );
    }
    let hit = match (&emotion, touch.plan_version) {
        (Some(emotion), Some(version)) => {
            let intended = intended(&org, touch.touchpoint, version).await?;
            emotions::hits(emotion, &intended)
        }
        _ => None,
    };
    let fact = LaterFact {
        self_score: None,
        perception: form.perception,
        emotion,
        words,
        hit,
    };
    let fact = faults.unless(fact).map_err(Problem::fields)?;
    let (status, felt) = match org.tell_of_touch(id, &fact, app.now()).await? {
        None => return Err(gone()),
        Some(Told::Recorded(felt)) => ("recorded", felt),
        Some(Told::Unchanged(felt)) => ("unchanged", felt),
        // Only a self-score is refused so, and this says none.
        Some(Told::ScoredBefore) => return Err(Problem::internal("a feeling was refused")),
    };
    Ok(TouchFeltView {
        touch: id,
        status: status.to_owned(),
        felt: felt_view(felt),
    })
}

/// What the plan of a touch wanted the client to feel.
async fn intended(org: &OrgStore, touchpoint: i32, version: i32) -> Result<Vec<String>, Problem> {
    let design = org.design().await?;
    let Some(touchpoint) = design.touchpoints.iter().find(|it| it.no == touchpoint) else {
        return Ok(Vec::new());
    };
    let plans = org.plan_versions(touchpoint.id).await?;
    let plan = plans.into_iter().find(|plan| plan.version == version);
    Ok(plan.map_or_else(Vec::new, |plan| plan.document.emotions))
}
