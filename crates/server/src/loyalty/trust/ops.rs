//! What can be done about trust.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::ids::{ClientId, TrustSignalId};
use domain::loyalty::promises::rate::posterior;
use domain::loyalty::trust::{
    Entered, HALF_LIFE_DAYS, Signal, Standing, SubPart, standing, that_hold,
};
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;

use super::views::{
    DepthView, LegStandingView, PartStandingView, ScoreView, SignalCorrection, SignalForm,
    SignalView, TrustView,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem};
use crate::loyalty::promises::ops::{moment, person};

/// A signal with where it comes from.
pub(super) struct Known {
    id: String,
    kind: String,
    signal: Signal,
    words: String,
    entered: bool,
}

/// What bears on trust, by the number of the client.
pub(super) async fn known(
    org: &OrgStore,
    client: Option<i64>,
) -> Result<HashMap<i64, Vec<Known>>, Problem> {
    let mut all: HashMap<i64, Vec<Known>> = HashMap::new();
    let entered = org.trust_signals(client).await?;
    let (numbers, entered): (Vec<i64>, Vec<Entered>) = entered.into_iter().unzip();
    let by_id: HashMap<TrustSignalId, i64> = entered
        .iter()
        .zip(&numbers)
        .map(|(it, no)| (it.id, *no))
        .collect();
    for it in that_hold(&entered) {
        all.entry(by_id[&it.id]).or_default().push(Known {
            id: it.id.to_string(),
            kind: "entered".to_owned(),
            signal: it.signal,
            words: it.words.clone(),
            entered: true,
        });
    }
    for it in org.trust_conduct(client).await? {
        all.entry(it.client).or_default().push(Known {
            id: format!("{}:{}", it.kind, it.id),
            kind: it.kind,
            signal: it.signal,
            words: it.words,
            entered: false,
        });
    }
    Ok(all)
}

pub(super) fn signals(known: &[Known]) -> Vec<Signal> {
    known.iter().map(|it| it.signal).collect()
}

/// How trust stands with the client of this number.
pub(crate) async fn standing_of(
    org: &OrgStore,
    client: i64,
    now: Timestamp,
) -> Result<Standing, Problem> {
    let known = known(org, Some(client)).await?;
    let known: Vec<Known> = known.into_values().flatten().collect();
    Ok(standing(&signals(&known), now))
}

/// How trust stands with a client, now or at a moment in the past.
pub async fn show_trust(
    app: &App,
    actor: &Actor,
    id: ClientId,
    at: Option<&str>,
) -> Result<TrustView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let found = org.client(id).await?;
    let client = found.ok_or_else(|| Problem::not_found("such client"))?;
    let mut fields = Fields::default();
    let at = moment(&mut fields, "at", at, app.now());
    fields.check()?;
    let known = known(&org, Some(client.no)).await?;
    let known: Vec<Known> = known.into_values().flatten().collect();
    Ok(view(known, at))
}

fn view(mut known: Vec<Known>, at: Timestamp) -> TrustView {
    known.retain(|it| it.signal.at <= at);
    known.sort_by(|a, b| (b.signal.at, &b.id).cmp(&(a.signal.at, &a.id)));
    let all = signals(&known);
    let standing = standing(&all, at);
    let legs = standing.legs.iter().map(|leg| {
        let parts = SubPart::ALL
            .into_iter()
            .filter(|part| part.leg() == leg.leg);
        let parts = parts.map(|part| part_standing(&all, part, at)).collect();
        LegStandingView::of(leg, parts)
    });
    TrustView {
        at,
        legs: legs.collect(),
        geometric: ScoreView::of_index(standing.geometric, standing.n),
        arithmetic: ScoreView::of_index(standing.arithmetic, standing.n),
        weakest: standing.weakest.map(Into::into),
        suggested_depth: DepthView {
            depth: standing.depth,
            because: standing.weakest.into(),
        },
        signals: known
            .into_iter()
            .map(|it| SignalView {
                id: it.id,
                kind: it.kind,
                leg: it.signal.part.leg().into(),
                part: it.signal.part.into(),
                polarity: if it.signal.good { 1 } else { -1 },
                weight: it.signal.weight,
                weight_now: it.signal.weight * it.signal.left(at).unwrap_or(0.0),
                at: it.signal.at,
                half_life_days: it.signal.half_life_days,
                source: it.signal.source.into(),
                words: it.words,
                entered: it.entered,
            })
            .collect(),
    }
}

fn part_standing(signals: &[Signal], part: SubPart, at: Timestamp) -> PartStandingView {
    let (mut n, mut good, mut bad) = (0, 0.0, 0.0);
    for signal in signals.iter().filter(|it| it.part == part) {
        if let Some(left) = signal.left(at) {
            n += 1;
            *(if signal.good { &mut good } else { &mut bad }) += signal.weight * left;
        }
    }
    let known = if n > 0 {
        posterior(1.0 + good, 1.0 + bad)
    } else {
        None
    };
    PartStandingView {
        part: part.into(),
        n,
        value: known.map(|(value, _)| value * 100.0),
    }
}

fn polarity(fields: &mut Fields, polarity: i8) -> bool {
    if polarity != 1 && polarity != -1 {
        fields.refuse("polarity", "1 (for us) or −1 (against us) is expected.");
    }
    polarity > 0
}

fn check(it: &Entered, mut fields: Fields, now: Timestamp) -> Result<(), Problem> {
    for (field, message) in it.faults(now) {
        fields.refuse(field, &message);
    }
    fields.check()
}

fn subject(it: &Entered) -> Subject {
    let label: String = it.words.chars().take(80).collect();
    Subject::new("trust_signal", it.id, label)
}

fn detail(it: &Entered) -> serde_json::Value {
    json!({ "part": it.signal.part.as_str(), "polarity": if it.signal.good { 1 } else { -1 } })
}

fn shown(it: Entered, now: Timestamp) -> SignalView {
    let known = Known {
        id: it.id.to_string(),
        kind: "entered".to_owned(),
        signal: it.signal,
        words: it.words,
        entered: true,
    };
    let at = now.max(known.signal.at);
    view(vec![known], at).signals.remove(0)
}

/// Writes down what bears on trust.
pub async fn note_trust_signal(
    app: &App,
    actor: &Actor,
    id: ClientId,
    form: &SignalForm,
) -> Result<SignalView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let found = org.client_who_counts(id).await?;
    let client = found.ok_or_else(|| Problem::not_found("such client"))?;
    let now = app.now();
    let mut fields = Fields::default();
    let new = Entered {
        id: app.id(),
        client: client.id,
        signal: Signal {
            part: form.part.into(),
            good: polarity(&mut fields, form.polarity),
            weight: form.weight.unwrap_or(1.0),
            at: moment(&mut fields, "at", form.at.as_deref(), now),
            half_life_days: form.half_life_days.unwrap_or(HALF_LIFE_DAYS),
            source: form.source.into(),
        },
        words: form.words.trim().to_owned(),
        noted_at: now,
        noted_by: person(&grant),
        corrects: None,
        taken_back: false,
    };
    check(&new, fields, now)?;
    org.add_trust_signal(&new, client.no).await?;
    note(
        app,
        &grant,
        "note_trust_signal",
        subject(&new),
        detail(&new),
    )
    .await?;
    Ok(shown(new, now))
}

/// The signal that holds, to be corrected or taken back.
async fn held(org: &OrgStore, id: TrustSignalId) -> Result<(i64, Entered), Problem> {
    let found = org.trust_signal(id).await?;
    let (client, known) = found.ok_or_else(|| Problem::not_found("such signal"))?;
    let all = org.trust_signals(Some(client)).await?;
    let replaced = all.iter().any(|(_, it)| it.corrects == Some(id));
    if known.taken_back || replaced {
        return Err(Problem::because(
            Code::Conflict,
            "This signal was corrected or taken back already.",
        ));
    }
    Ok((client, known))
}

/// Puts a signal right. The wrong one is kept, and counts no more.
pub async fn correct_trust_signal(
    app: &App,
    actor: &Actor,
    id: TrustSignalId,
    form: &SignalCorrection,
) -> Result<SignalView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let (client, known) = held(&org, id).await?;
    let now = app.now();
    let mut fields = Fields::default();
    let words = form.words.as_deref().map(str::trim);
    let right = Entered {
        id: app.id(),
        signal: Signal {
            part: form.part.map_or(known.signal.part, Into::into),
            good: match form.polarity {
                None => known.signal.good,
                Some(it) => polarity(&mut fields, it),
            },
            weight: form.weight.unwrap_or(known.signal.weight),
            at: moment(&mut fields, "at", form.at.as_deref(), known.signal.at),
            half_life_days: form.half_life_days.unwrap_or(known.signal.half_life_days),
            source: form.source.map_or(known.signal.source, Into::into),
        },
        words: words.unwrap_or(&known.words).to_owned(),
        noted_at: now,
        noted_by: person(&grant),
        corrects: Some(id),
        ..known
    };
    check(&right, fields, now)?;
    org.add_trust_signal(&right, client).await?;
    note(
        app,
        &grant,
        "correct_trust_signal",
        subject(&right),
        detail(&right),
    )
    .await?;
    Ok(shown(right, now))
}

/// Takes a signal back: it was not so.
pub async fn withdraw_trust_signal(
    app: &App,
    actor: &Actor,
    id: TrustSignalId,
) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let (client, known) = held(&org, id).await?;
    let gone = Entered {
        id: app.id(),
        noted_at: app.now(),
        noted_by: person(&grant),
        corrects: Some(id),
        taken_back: true,
        ..known
    };
    org.add_trust_signal(&gone, client).await?;
    note(
        app,
        &grant,
        "withdraw_trust_signal",
        subject(&gone),
        detail(&gone),
    )
    .await
}

/// Brings a signal back that was taken back: it was so after all. What it was stays; what holds from now on has an id of its
/// own.
pub async fn restore_trust_signal(
    app: &App,
    actor: &Actor,
    id: TrustSignalId,
) -> Result<SignalView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let found = org.trust_signal(id).await?;
    let (client, known) = found.ok_or_else(|| Problem::not_found("such signal"))?;
    let all = org.trust_signals(Some(client)).await?;
    let gone = all
        .iter()
        .map(|(_, it)| it)
        .find(|it| it.taken_back && it.corrects == Some(id));
    let gone = gone.filter(|gone| all.iter().all(|(_, it)| it.corrects != Some(gone.id)));
    let Some(gone) = gone else {
        return Err(Problem::because(
            Code::Conflict,
            "This signal was not taken back, or it was brought back already.",
        ));
    };
    let now = app.now();
    let back = Entered {
        id: app.id(),
        noted_at: now,
        noted_by: person(&grant),
        corrects: Some(gone.id),
        taken_back: false,
        ..known
    };
    org.add_trust_signal(&back, client).await?;
    let (action, what) = ("restore_trust_signal", detail(&back));
    note(app, &grant, action, subject(&back), what).await?;
    Ok(shown(back, now))
}
