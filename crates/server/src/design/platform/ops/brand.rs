use domain::access::{Actor, Permission};
use domain::design::Touchpoint;
use domain::design::platform::{
    BehaviourKind, Element, ElementKind, Exam, ExamSubject, Standard, expresses_nothing,
    latest_exams,
};
use domain::ids::{ElementId, PictureId, StandardId, TouchpointId};
use serde_json::json;
use store::OrgStore;

use super::document::{Parts, parts};
use super::fields;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};

/// A part of the promise as something names it.
#[derive(Clone)]
pub struct Word {
    pub key: String,
    pub words: String,
    /// It is a part of the platform in force.
    pub in_force: bool,
}

/// What something expresses.
pub struct Expressed {
    pub parts: Vec<Word>,
    /// It expresses nothing of the platform in force.
    pub orphan: bool,
}

pub struct ShownElement {
    pub element: Element,
    pub expressed: Expressed,
    pub touchpoints: Vec<Touchpoint>,
    pub exam: Option<Exam>,
}

pub struct ShownStandard {
    pub standard: Standard,
    pub expressed: Expressed,
    pub exam: Option<Exam>,
}

/// An element as somebody wrote it. What is `None` stays as it is.
#[derive(Default)]
pub struct ElementForm {
    pub label: Option<String>,
    pub kind: Option<ElementKind>,
    pub note: Option<String>,
    pub expresses: Option<Vec<String>>,
    pub touchpoints: Option<Vec<TouchpointId>>,
    pub pictures: Option<Vec<PictureId>>,
}

/// A standard as somebody wrote it. What is `None` stays as it is.
#[derive(Default)]
pub struct StandardForm {
    pub kind: Option<BehaviourKind>,
    pub words: Option<String>,
    pub expresses: Option<Vec<String>>,
    pub example: Option<String>,
    pub counter_example: Option<String>,
}

/// More pictures of one thing than anybody looks at.
const MOST_PICTURES: usize = 12;

fn expressed(parts: &Parts, keys: &[String]) -> Expressed {
    let in_force = || parts.in_force.iter().map(|part| &*part.key);
    let words = keys.iter().map(|key| {
        let known = parts.in_force.iter().chain(&parts.known);
        let part = known.into_iter().find(|part| part.key == *key);
        Word {
            key: key.clone(),
            words: part.map_or_else(|| key.clone(), |part| part.words.clone()),
            in_force: in_force().any(|part| part == key),
        }
    });
    Expressed {
        parts: words.collect(),
        orphan: expresses_nothing(keys, parts.in_force.iter().map(|part| &*part.key)),
    }
}

/// Keys that must be parts, of the platform in force or of any version of it.
fn read_expresses(parts: &Parts, keys: &[String]) -> Result<Vec<String>, String> {
    let unknown = keys
        .iter()
        .find(|key| !parts.known.iter().any(|part| part.key == **key));
    match unknown {
        Some(key) => Err(format!("there is no part {key:?} of the promise")),
        None => Ok(fields::each_once(keys)),
    }
}

/// The elements in use, orphans among them, in the order in which they were made.
pub async fn list_elements(app: &App, actor: &Actor) -> Result<Vec<ShownElement>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let elements = org.elements().await?;
    show_elements(
        app,
        &org,
        elements.into_iter().filter(|it| it.removed_at.is_none()),
    )
    .await
}

async fn show_elements(
    app: &App,
    org: &OrgStore,
    elements: impl Iterator<Item = Element>,
) -> Result<Vec<ShownElement>, Problem> {
    let (parts, design, exams) = (parts(org).await?, org.design().await?, org.exams().await?);
    let latest = latest_exams(&exams, app.now());
    Ok(elements
        .map(|element| ShownElement {
            expressed: expressed(&parts, &element.expresses),
            touchpoints: element
                .touchpoints
                .iter()
                .filter_map(|id| design.touchpoint(*id).cloned())
                .collect(),
            exam: latest
                .get(&ExamSubject::Element(element.id))
                .map(|exam| (*exam).clone()),
            element,
        })
        .collect())
}

async fn show_element(
    app: &App,
    org: &OrgStore,
    element: Element,
) -> Result<ShownElement, Problem> {
    let shown = show_elements(app, org, std::iter::once(element)).await?;
    shown.into_iter().next().ok_or_else(no_element)
}

fn no_element() -> Problem {
    Problem::not_found("such element")
}

async fn find_element(org: &OrgStore, id: ElementId) -> Result<Element, Problem> {
    let found = org.elements().await?.into_iter().find(|it| it.id == id);
    found.ok_or_else(no_element)
}

/// Puts what was written over what is there, and refuses what does not fit.
async fn edit_element(
    org: &OrgStore,
    mut element: Element,
    form: &ElementForm,
) -> Result<Element, Problem> {
    let mut refused = Fields::default();
    if let Some(text) = &form.label {
        element.label = refused
            .take("label", fields::label(text))
            .unwrap_or_default();
    }
    if let Some(text) = &form.note {
        element.note = refused.take("note", fields::text(text)).unwrap_or_default();
    }
    element.kind = form.kind.unwrap_or(element.kind);
    if let Some(keys) = &form.expresses {
        let read = read_expresses(&parts(org).await?, keys);
        element.expresses = refused.take("expresses", read).unwrap_or_default();
    }
    if let Some(ids) = &form.touchpoints {
        let design = org.design().await?;
        if ids.iter().any(|id| design.touchpoint(*id).is_none()) {
            refused.refuse("touchpoints", "One of these touchpoints is not here.");
        }
        element.touchpoints = fields::each_once(ids);
        element.touchpoints.sort();
    }
    if let Some(ids) = &form.pictures {
        element.pictures = fields::each_once(ids);
        if ids.len() > MOST_PICTURES {
            refused.refuse("pictures", "An element has at most 12 pictures.");
        }
        for id in &element.pictures {
            if org.picture(*id).await?.is_none() {
                refused.refuse("pictures", "One of these pictures is not here.");
            }
        }
    }
    refused.check()?;
    Ok(element)
}

pub async fn create_element(
    app: &App,
    actor: &Actor,
    form: &ElementForm,
) -> Result<ShownElement, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let new = Element {
        id: app.id(),
        label: String::new(),
        kind: ElementKind::Identity,
        note: String::new(),
        expresses: Vec::new(),
        touchpoints: Vec::new(),
        pictures: Vec::new(),
        created_at: app.now(),
        removed_at: None,
    };
    let element = edit_element(&org, new, form).await?;
    org.add_element(&element).await?;
    let subject = Subject::new("element", element.id, &element.label);
    let detail = json!({ "kind": element.kind.as_str() });
    note(app, &grant, "create_element", subject, detail).await?;
    show_element(app, &org, element).await
}

pub async fn change_element(
    app: &App,
    actor: &Actor,
    id: ElementId,
    form: &ElementForm,
) -> Result<ShownElement, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = find_element(&org, id).await?;
    let element = edit_element(&org, before.clone(), form).await?;
    if !org.change_element(&element).await? {
        return Err(no_element());
    }
    let mut detail = serde_json::Map::new();
    if before.label != element.label {
        detail.insert(
            "label".to_owned(),
            json!({ "from": before.label, "to": element.label }),
        );
    }
    if before.kind != element.kind {
        let (from, to) = (before.kind.as_str(), element.kind.as_str());
        detail.insert("kind".to_owned(), json!({ "from": from, "to": to }));
    }
    if before.expresses != element.expresses {
        detail.insert("expresses".to_owned(), json!(element.expresses));
    }
    let subject = Subject::new("element", id, &element.label);
    note(app, &grant, "change_element", subject, detail.into()).await?;
    show_element(app, &org, element).await
}

/// Takes an element out of use. Its exams stay, and it can be brought back.
pub async fn remove_element(app: &App, actor: &Actor, id: ElementId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut element = find_element(&org, id).await?;
    if element.removed_at.is_some() {
        return Err(no_element());
    }
    element.removed_at = Some(app.now());
    org.change_element(&element).await?;
    let subject = Subject::new("element", id, &element.label);
    note(app, &grant, "remove_element", subject, json!({})).await
}

pub async fn restore_element(
    app: &App,
    actor: &Actor,
    id: ElementId,
) -> Result<ShownElement, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut element = find_element(&org, id).await?;
    element.removed_at = None;
    org.change_element(&element).await?;
    let subject = Subject::new("element", id, &element.label);
    note(app, &grant, "restore_element", subject, json!({})).await?;
    show_element(app, &org, element).await
}

/// The standards in use, in the order in which they were made.
pub async fn list_standards(app: &App, actor: &Actor) -> Result<Vec<ShownStandard>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let standards = org.standards().await?;
    let in_use = standards.into_iter().filter(|it| it.removed_at.is_none());
    show_standards(app, &org, in_use).await
}

async fn show_standards(
    app: &App,
    org: &OrgStore,
    standards: impl Iterator<Item = Standard>,
) -> Result<Vec<ShownStandard>, Problem> {
    let (parts, exams) = (parts(org).await?, org.exams().await?);
    let latest = latest_exams(&exams, app.now());
    Ok(standards
        .map(|standard| ShownStandard {
            expressed: expressed(&parts, &standard.expresses),
            exam: latest
                .get(&ExamSubject::Standard(standard.id))
                .map(|exam| (*exam).clone()),
            standard,
        })
        .collect())
}

async fn show_standard(
    app: &App,
    org: &OrgStore,
    standard: Standard,
) -> Result<ShownStandard, Problem> {
    let shown = show_standards(app, org, std::iter::once(standard)).await?;
    shown.into_iter().next().ok_or_else(no_standard)
}

fn no_standard() -> Problem {
    Problem::not_found("such standard")
}

async fn find_standard(org: &OrgStore, id: StandardId) -> Result<Standard, Problem> {
    let found = org.standards().await?.into_iter().find(|it| it.id == id);
    found.ok_or_else(no_standard)
}

async fn edit_standard(
    org: &OrgStore,
    mut standard: Standard,
    form: &StandardForm,
) -> Result<Standard, Problem> {
    let mut refused = Fields::default();
    standard.kind = form.kind.unwrap_or(standard.kind);
    if let Some(text) = &form.words {
        let read = fields::words(text);
        standard.words = refused.take("words", read).unwrap_or_default();
    }
    if let Some(text) = &form.example {
        let read = fields::text(text);
        standard.example = refused.take("example", read).unwrap_or_default();
    }
    if let Some(text) = &form.counter_example {
        let read = fields::text(text);
        standard.counter_example = refused.take("counter_example", read).unwrap_or_default();
    }
    if let Some(keys) = &form.expresses {
        let read = read_expresses(&parts(org).await?, keys);
        standard.expresses = refused.take("expresses", read).unwrap_or_default();
    }
    refused.check()?;
    Ok(standard)
}

pub async fn create_standard(
    app: &App,
    actor: &Actor,
    form: &StandardForm,
) -> Result<ShownStandard, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let new = Standard {
        id: app.id(),
        kind: BehaviourKind::Voice,
        words: String::new(),
        expresses: Vec::new(),
        example: String::new(),
        counter_example: String::new(),
        created_at: app.now(),
        removed_at: None,
    };
    let standard = edit_standard(&org, new, form).await?;
    org.add_standard(&standard).await?;
    let subject = Subject::new("standard", standard.id, &standard.words);
    let detail = json!({ "kind": standard.kind.as_str() });
    note(app, &grant, "create_standard", subject, detail).await?;
    show_standard(app, &org, standard).await
}

pub async fn change_standard(
    app: &App,
    actor: &Actor,
    id: StandardId,
    form: &StandardForm,
) -> Result<ShownStandard, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = find_standard(&org, id).await?;
    let standard = edit_standard(&org, before.clone(), form).await?;
    if !org.change_standard(&standard).await? {
        return Err(no_standard());
    }
    let mut detail = serde_json::Map::new();
    if before.words != standard.words {
        detail.insert(
            "words".to_owned(),
            json!({ "from": before.words, "to": standard.words }),
        );
    }
    let subject = Subject::new("standard", id, &standard.words);
    note(app, &grant, "change_standard", subject, detail.into()).await?;
    show_standard(app, &org, standard).await
}

/// Takes a standard out of use. Its exams stay, and it can be brought back.
pub async fn remove_standard(app: &App, actor: &Actor, id: StandardId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut standard = find_standard(&org, id).await?;
    if standard.removed_at.is_some() {
        return Err(no_standard());
    }
    standard.removed_at = Some(app.now());
    org.change_standard(&standard).await?;
    let subject = Subject::new("standard", id, &standard.words);
    note(app, &grant, "remove_standard", subject, json!({})).await
}

pub async fn restore_standard(
    app: &App,
    actor: &Actor,
    id: StandardId,
) -> Result<ShownStandard, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut standard = find_standard(&org, id).await?;
    standard.removed_at = None;
    org.change_standard(&standard).await?;
    let subject = Subject::new("standard", id, &standard.words);
    note(app, &grant, "restore_standard", subject, json!({})).await?;
    show_standard(app, &org, standard).await
}
