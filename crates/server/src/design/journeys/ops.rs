//! What can be done about journeys.

use domain::access::{Actor, Grant, Permission, Person, Who};
use domain::design::journeys::{Journey, JourneyChange, JourneyDocument, Known, compare, settle};
use domain::ids::{JourneyId, PersonId};
use serde_json::{Value, json};
use store::OrgStore;
use store::design::journeys::JourneyEdit;

use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, FieldError, Problem, sentence};

/// A journey and who changed it last.
pub struct Signed {
    pub journey: Journey,
    pub changed_by: Option<Person>,
}

fn signed(journey: Journey, people: &[Person]) -> Signed {
    let changed_by = journey
        .changed_by
        .and_then(|id| people.iter().find(|person| person.id == id))
        .cloned();
    Signed {
        journey,
        changed_by,
    }
}

fn gone() -> Problem {
    Problem::not_found("such journey")
}

/// Every journey, by name.
pub async fn list_journeys(app: &App, actor: &Actor) -> Result<Vec<Signed>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let people = org.people().await?;
    let journeys = org.journeys().await?.into_iter();
    Ok(journeys.map(|journey| signed(journey, &people)).collect())
}

pub async fn get_journey(app: &App, actor: &Actor, id: JourneyId) -> Result<Signed, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    find(&app.store().org(&grant), id).await
}

async fn find(org: &OrgStore, id: JourneyId) -> Result<Signed, Problem> {
    let journey = org.journey(id).await?.ok_or_else(gone)?;
    Ok(signed(journey, &org.people().await?))
}

/// A new journey, drawn by hand.
pub async fn create_journey(
    app: &App,
    actor: &Actor,
    document: &JourneyDocument,
) -> Result<Signed, Problem> {
    add(app, actor, document, "create_journey").await
}

/// A new journey from a document that was exported here or elsewhere. What it names must be here.
pub async fn import_journey(
    app: &App,
    actor: &Actor,
    document: &JourneyDocument,
) -> Result<Signed, Problem> {
    add(app, actor, document, "import_journey").await
}

async fn add(
    app: &App,
    actor: &Actor,
    document: &JourneyDocument,
    action: &str,
) -> Result<Signed, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let document = settled(&org, document).await?;
    let id: JourneyId = app.id();
    let edit = JourneyEdit {
        document: &document,
        at: app.now(),
        by: person_of(&grant),
    };
    org.create_journey(id, &edit).await?;
    let detail = json!({ "steps": document.steps.len() });
    note(app, &grant, action, subject(id, &document), detail).await?;
    find(&org, id).await
}

/// Replaces the document of the revision that was seen. When somebody else was faster it is refused and nothing is
/// changed: the newer document is read by `get_journey`, and the two are brought together by who came second.
pub async fn save_journey(
    app: &App,
    actor: &Actor,
    id: JourneyId,
    revision: i64,
    document: &JourneyDocument,
) -> Result<Signed, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = find(&org, id).await?;
    if before.journey.revision != revision {
        return Err(changed(&before));
    }
    let document = settled(&org, document).await?;
    let changes = compare(&before.journey.document, &document);
    if changes.is_empty() {
        return Ok(before);
    }
    let edit = JourneyEdit {
        document: &document,
        at: app.now(),
        by: person_of(&grant),
    };
    if !org.save_journey(id, revision, &edit).await? {
        return Err(changed(&find(&org, id).await?));
    }
    if !before.journey.is_one_sitting(edit.by, edit.at) {
        let detail = detail_of(&changes);
        note(app, &grant, "save_journey", subject(id, &document), detail).await?;
    }
    find(&org, id).await
}

fn changed(newer: &Signed) -> Problem {
    let who = newer
        .changed_by
        .as_ref()
        .map_or("A program", |person| person.name.as_str());
    Problem::because(
        Code::JourneyChanged,
        format!(
            "{who} has saved this journey since you read it; it is at revision {} now. Read it again and bring both \
             together.",
            newer.journey.revision
        ),
    )
}

pub async fn delete_journey(app: &App, actor: &Actor, id: JourneyId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let journey = org.journey(id).await?.ok_or_else(gone)?;
    if !org.delete_journey(id).await? {
        return Err(gone());
    }
    let detail = json!({ "steps": journey.document.steps.len() });
    note(
        app,
        &grant,
        "delete_journey",
        subject(id, &journey.document),
        detail,
    )
    .await
}

/// The document as it is imported again.
pub async fn export_journey(
    app: &App,
    actor: &Actor,
    id: JourneyId,
) -> Result<JourneyDocument, Problem> {
    Ok(get_journey(app, actor, id).await?.journey.document)
}

fn subject(id: JourneyId, document: &JourneyDocument) -> Subject {
    Subject::new("journey", id, &document.name)
}

fn person_of(grant: &Grant) -> Option<PersonId> {
    match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    }
}

/// The document with its spaces tidied, or everything that is wrong with it.
async fn settled(org: &OrgStore, document: &JourneyDocument) -> Result<JourneyDocument, Problem> {
    let design = org.design().await?;
    let known = Known {
        stages: design.stages.into_iter().map(|it| it.key).collect(),
        channels: design.channels.into_iter().map(|it| it.key).collect(),
        touchpoints: design.touchpoints.into_iter().map(|it| it.key).collect(),
        audiences: org
            .audiences()
            .await?
            .into_iter()
            .map(|it| it.key)
            .collect(),
    };
    let settled = settle(document, &known);
    let mut errors: Vec<FieldError> = settled
        .as_ref()
        .err()
        .into_iter()
        .flatten()
        .map(|fault| FieldError::new(fault.field.clone(), sentence(&fault.refusal)))
        .collect();
    for (at, filter) in document.filters.iter().enumerate() {
        if let Err(refusal) = filter.parse::<insight::Filter>() {
            errors.push(FieldError::new(
                format!("filters[{at}]"),
                sentence(&refusal),
            ));
        }
    }
    Problem::if_any(errors)?;
    settled.map_err(|_| Problem::new(Code::InvalidFields))
}

/// What the log says of a change: how much of each kind, and what a single change was.
fn detail_of(changes: &[JourneyChange]) -> Value {
    let mut detail = serde_json::Map::new();
    let mut count = |what: &str| {
        let so_far = detail.get(what).and_then(Value::as_u64).unwrap_or(0);
        detail.insert(what.to_owned(), json!(so_far + 1));
    };
    for change in changes {
        match change {
            JourneyChange::Whole { field, .. } => count(field),
            JourneyChange::Added { .. } => count("steps_added"),
            JourneyChange::Removed { .. } => count("steps_removed"),
            JourneyChange::Moved { .. } => count("steps_moved"),
            JourneyChange::Changed { .. } => count("steps_changed"),
        }
    }
    if let [JourneyChange::Changed { label, field, .. }] = changes {
        detail.insert("step".to_owned(), json!(label));
        detail.insert("field".to_owned(), json!(field));
    }
    Value::Object(detail)
}
