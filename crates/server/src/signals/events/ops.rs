//! What can be done about events.

use std::sync::Arc;

use domain::access::{Actor, Permission};
use domain::design::Key;
use domain::ids::ClientId;
use domain::signals::record::EventRecord;
use domain::signals::{AnswerRule, EventKind};
use serde_json::{Value, json};
use store::OrgStore;
use store::signals::{EventCursor, EventDetail, EventKindEdit, NewEvent};

use super::views::{AnswerView, EventForm, EventKindChange, NewEventKind};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::design::ops::{free_key, read_label};
use crate::error::{FieldError, Fields, Problem};
use crate::signals::record::sent::{Faults, Tally, read, sent};
use crate::signals::record::source_of;
use crate::signals::views::RecordedListView;

/// The kinds of events, in the order in which they were made.
pub async fn list_event_kinds(app: &App, actor: &Actor) -> Result<Vec<EventKind>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).event_kinds().await?)
}

pub async fn create_event_kind(
    app: &App,
    actor: &Actor,
    new: &NewEventKind,
) -> Result<EventKind, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let known = org.event_kinds().await?;
    let mut fields = Fields::default();
    let label = fields.take("label", read_label(&new.label));
    let key = match new.key.as_deref().map(Key::parse) {
        None => Some(free_key(&new.label, |key| {
            known.iter().any(|kind| kind.key == key)
        })),
        Some(parsed) => fields
            .take("key", parsed)
            .map(|key| key.as_str().to_owned()),
    };
    let answer = read_answer(&org, new.answer.as_ref(), &mut fields).await?;
    let (Some(label), Some(key), true) = (label, key, fields.is_empty()) else {
        return Err(fields.problem());
    };
    let made = org.create_event_kind(&key, &label, answer).await?;
    note(
        app,
        &grant,
        "create_event_kind",
        Subject::new("event_kind", &made.key, &made.label),
        detail(&made.answer),
    )
    .await?;
    Ok(made)
}

fn detail(answer: &Option<AnswerRule>) -> Value {
    match answer {
        None => json!({}),
        Some(rule) => {
            json!({ "within_days": rule.within_days, "touchpoints": rule.touchpoints })
        }
    }
}

pub async fn change_event_kind(
    app: &App,
    actor: &Actor,
    key: &str,
    change: &EventKindChange,
) -> Result<EventKind, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such kind of event");
    let known = org.event_kinds().await?;
    let mut kind = known
        .into_iter()
        .find(|kind| kind.key == key)
        .ok_or_else(gone)?;
    let mut fields = Fields::default();
    if let Some(text) = &change.label
        && let Some(label) = fields.take("label", read_label(text))
    {
        kind.label = label;
    }
    if let Some(answer) = &change.answer {
        kind.answer = read_answer(&org, answer.as_ref(), &mut fields).await?;
    }
    fields.check()?;
    let edit = EventKindEdit {
        label: kind.label.clone(),
        answer: kind.answer.clone(),
    };
    if !org.change_event_kind(key, &edit).await? {
        return Err(gone());
    }
    note(
        app,
        &grant,
        "change_event_kind",
        Subject::new("event_kind", key, &kind.label),
        detail(&kind.answer),
    )
    .await?;
    Ok(kind)
}

/// The answer as it was sent, if the inventory has its touchpoints.
async fn read_answer(
    org: &OrgStore,
    sent: Option<&AnswerView>,
    fields: &mut Fields,
) -> Result<Option<AnswerRule>, Problem> {
    let Some(sent) = sent else {
        return Ok(None);
    };
    let design = org.design().await?;
    for (at, key) in sent.touchpoints.iter().enumerate() {
        if design.touchpoint_by_key(key).is_none() {
            fields.refuse(
                &format!("answer.touchpoints[{at}]"),
                "There is no touchpoint of this key.",
            );
        }
    }
    Ok(fields.take(
        "answer.within_days",
        AnswerRule::new(sent.touchpoints.clone(), sent.within_days),
    ))
}

/// Records events, each exactly once.
pub async fn record_events(
    app: &App,
    actor: &Actor,
    body: Value,
) -> Result<RecordedListView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let sent = sent(body)?;
    let mut tally = Tally::new(&sent);
    let mut good = Vec::new();
    for (at, item) in sent.items.into_iter().enumerate() {
        match read::<EventForm>(item).and_then(|form| read_event(&form)) {
            Ok((source, record, kind_label)) => good.push((
                at,
                NewEvent {
                    id: app.id(),
                    client_id: app.id(),
                    source,
                    record,
                    kind_label,
                },
            )),
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let (places, items): (Vec<usize>, Vec<NewEvent>) = good.into_iter().unzip();
    if !items.is_empty() {
        let org = app.store().org(&grant);
        tally.take(&places, org.record_events(0, app.now(), &items).await?);
    }
    tally.answer()
}

fn read_event(form: &EventForm) -> Result<(Arc<str>, EventRecord, String), Vec<FieldError>> {
    let mut faults = Faults::default();
    let kind = match Key::parse(&form.kind) {
        Ok(key) => key.as_str().to_owned(),
        Err(refusal) => {
            faults.add("kind", crate::error::sentence(&refusal));
            String::new()
        }
    };
    let label = match form.kind_label.as_deref().map(read_label) {
        None => kind.clone(),
        Some(Ok(label)) => label,
        Some(Err(refusal)) => {
            faults.add("kind_label", crate::error::sentence(&refusal));
            String::new()
        }
    };
    let record = EventRecord {
        external_id: faults.key("external_id", &form.external_id),
        client: faults.client(&form.client),
        kind,
        occurred_at: faults.moment("occurred_at", &form.occurred_at),
        note: form
            .note
            .as_deref()
            .map(|note| faults.text("note", note))
            .filter(|note| !note.trim().is_empty()),
    };
    let source = source_of(form.source.as_deref(), &mut faults);
    faults.unless((source, record, label))
}

/// Events on one page.
pub const PAGE: usize = 100;

/// A page of events, the newest records first, and the cursor of the next one.
pub async fn list_events(
    app: &App,
    actor: &Actor,
    kind: Option<&str>,
    client: Option<ClientId>,
    cursor: Option<&str>,
) -> Result<(Vec<EventDetail>, Option<String>), Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let mut asked = EventCursor::default();
    if let Some(key) = kind {
        let kinds = org.event_kinds().await?;
        let found = kinds.iter().find(|kind| kind.key == key);
        let found =
            found.ok_or_else(|| Problem::field("kind", "There is no such kind of event."))?;
        asked.kind = Some(found.no);
    }
    if let Some(id) = client {
        let found = org.client(id).await?;
        let found = found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
        asked.client = Some(found.no);
    }
    if let Some(text) = cursor {
        let before = text
            .parse()
            .map_err(|_| Problem::field("cursor", "This is no cursor of this list."))?;
        asked.before = Some(before);
    }
    let items = org.events(&asked, PAGE).await?;
    let next = items
        .last()
        .filter(|_| items.len() == PAGE)
        .map(|last| last.seq.to_string());
    Ok((items, next))
}
