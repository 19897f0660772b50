//! What can be done about expectations.

use domain::access::{Actor, Permission};
use domain::clients::Attributes;
use domain::design::Key;
use domain::ids::{ClientId, ExpectationId};
use domain::loyalty::{Expectation, ExpectationRefusal, HALF_LIFE_DAYS, LONGEST_HALF_LIFE, Status};
use domain::time::Timestamp;
use serde_json::{Value, json};
use store::clients::NewClient;
use store::loyalty::{ExpectationFilter, Kept, NewExpectation};
use store::signals::{Recorded, RecordedBatch};

use super::views::{Confirmation, ExpectationForm, StatusView};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, FieldError, Problem, sentence};
use crate::signals::record::sent::{Faults, Tally, read, sent};
use crate::signals::views::RecordedListView;

/// Expectations on one page.
pub const PAGE: usize = 200;

/// A page of expectations and the cursor of the next one.
pub async fn list_expectations(
    app: &App,
    actor: &Actor,
    client: Option<ClientId>,
    theme: Option<String>,
    after: Option<ExpectationId>,
) -> Result<(Vec<Expectation>, Option<String>), Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let mut filter = ExpectationFilter {
        theme,
        after,
        client: None,
    };
    if let Some(id) = client {
        let found = org.client(id).await?;
        let found = found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
        filter.client = Some(found.no);
    }
    let items = org.expectations(&filter, PAGE).await?;
    let next = items
        .last()
        .filter(|_| items.len() == PAGE)
        .map(|last| last.id.to_string());
    Ok((items, next))
}

/// Keeps what clients expect, one or many at a time.
pub async fn add_expectations(
    app: &App,
    actor: &Actor,
    body: Value,
) -> Result<RecordedListView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let sent = sent(body)?;
    let mut tally = Tally::new(&sent);
    let mut good = Vec::new();
    for (at, item) in sent.items.into_iter().enumerate() {
        match read::<ExpectationForm>(item).and_then(|form| read_expectation(app, &form)) {
            Ok(new) => good.push((at, new)),
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let (places, items): (Vec<usize>, Vec<NewExpectation>) = good.into_iter().unzip();
    if let Some(first) = items.first() {
        let kept = app
            .store()
            .org(&grant)
            .add_expectations(app.now(), &items)
            .await?;
        let created = kept
            .iter()
            .filter(|kept| matches!(kept, Kept::Created(_)))
            .count();
        let results = kept.iter().map(|kept| match kept {
            Kept::Created(id) => Recorded::Created { id: *id, seq: 0 },
            Kept::Unchanged(id) => Recorded::Unchanged { id: *id, import: 0 },
        });
        let batch = RecordedBatch {
            results: results.collect(),
            created,
            clients_created: 0,
        };
        tally.take(&places, batch);
        if created > 0 {
            let subject = Subject::new("expectation", first.id, &first.words);
            let detail = json!({ "count": created });
            note(app, &grant, "add_expectations", subject, detail).await?;
        }
    }
    tally.answer()
}

fn read_expectation(app: &App, form: &ExpectationForm) -> Result<NewExpectation, Vec<FieldError>> {
    let mut faults = Faults::default();
    let now = app.now();
    let client = faults.client(&form.client);
    let words = form.words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() {
        0 => faults.add("words", "Say what the client expects."),
        1..=1_000 => {}
        _ => faults.add("words", "This has at most 1,000 characters."),
    }
    let depth = form.depth.unwrap_or(1);
    if !(1..=3).contains(&depth) {
        faults.add(
            "depth",
            "The depth is 1 (stated), 2 (probed) or 3 (unspoken).",
        );
    }
    let stated_at = match &form.stated_at {
        None => now,
        Some(text) => faults.moment("stated_at", text),
    };
    let status = match form.status {
        StatusView::Assumed => Status::Assumed,
        StatusView::Stated => Status::Stated,
        StatusView::Confirmed => Status::Confirmed,
        StatusView::Retired => {
            faults.add(
                "status",
                "A new expectation is assumed, stated or confirmed.",
            );
            Status::Assumed
        }
    };
    let confirmed_at = match (status, &form.confirmed_at) {
        (Status::Confirmed, None) => Some(stated_at),
        (Status::Confirmed, Some(text)) => Some(faults.moment("confirmed_at", text)),
        (_, None) => None,
        (_, Some(_)) => {
            faults.add("confirmed_at", "Only a confirmed expectation has this.");
            None
        }
    };
    if confirmed_at.is_some_and(|at| at < stated_at) {
        faults.add("confirmed_at", sentence(&ExpectationRefusal::BeforeStated));
    }
    let half_life = form.half_life_days.unwrap_or(HALF_LIFE_DAYS.into());
    let half_life_days = u16::try_from(half_life)
        .ok()
        .filter(|days| (1..=LONGEST_HALF_LIFE).contains(days));
    if half_life_days.is_none() {
        faults.add(
            "half_life_days",
            format!("A half-life has 1 to {LONGEST_HALF_LIFE} days."),
        );
    }
    let theme = match form.theme.as_deref().map(Key::parse) {
        None => None,
        Some(Ok(key)) => Some(key.as_str().to_owned()),
        Some(Err(refusal)) => {
            faults.add("theme", sentence(&refusal));
            None
        }
    };
    let new = NewExpectation {
        id: app.id(),
        client: NewClient {
            id: app.id(),
            key: client.key,
            name: client.name,
            attributes: client
                .attributes
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect::<Attributes>(),
        },
        words,
        level: form.level.into(),
        depth,
        status,
        theme,
        source: faults.key("source", &form.source),
        stated_at,
        confirmed_at,
        half_life_days: half_life_days.unwrap_or(HALF_LIFE_DAYS),
    };
    faults.unless(new)
}

/// The client says that it is so.
pub async fn confirm_expectation(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
    confirmation: &Confirmation,
) -> Result<Expectation, Problem> {
    let at = match confirmation.at.as_deref().map(Timestamp::parse_rfc3339) {
        None => app.now(),
        Some(Ok(at)) if at <= app.now() => at,
        Some(Ok(_)) => return Err(Problem::field("at", "This is in the future.")),
        Some(Err(_)) => {
            return Err(Problem::field(
                "at",
                "A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z.",
            ));
        }
    };
    change(app, actor, id, "confirm_expectation", |known| {
        known.confirm(at)
    })
    .await
}

/// It holds no longer.
pub async fn retire_expectation(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
) -> Result<Expectation, Problem> {
    change(app, actor, id, "retire_expectation", Expectation::retire).await
}

async fn change(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
    action: &str,
    decide: impl FnOnce(Expectation) -> Result<Expectation, ExpectationRefusal>,
) -> Result<Expectation, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such expectation");
    let known = org.expectation(id).await?.ok_or_else(gone)?;
    let changed =
        decide(known).map_err(|refusal| Problem::because(Code::Conflict, sentence(&refusal)))?;
    if !org.change_expectation(&changed, app.now()).await? {
        return Err(gone());
    }
    let subject = Subject::new("expectation", id, &changed.words);
    let detail = json!({ "client": changed.client_key });
    note(app, &grant, action, subject, detail).await?;
    Ok(changed)
}
