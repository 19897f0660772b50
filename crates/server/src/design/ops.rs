//! What can be done about the design.

use domain::access::{Actor, Grant, Permission, Person, Who};
use domain::design::{Annotation, Channel, Existence, Key, Question, Stage, Touchpoint};
use domain::ids::{AnnotationId, ChannelId, PersonId, StageId, TouchpointId};
use serde_json::json;
use store::design::{Design, Needed, NewChannel, NewStage, TouchpointEdit};

use super::plans::door::check_going_live;
use super::views::{NewAnnotation, NewStep, NewTouchpoint, StepChange, TouchpointChange};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem};

/// The longest label: it must fit a row of a table.
const LABEL: usize = 120;

/// Reads a label: one line, spaces tidied.
pub(crate) fn read_label(text: &str) -> Result<String, String> {
    let label = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match label.chars().count() {
        0 => Err("a label is needed".to_owned()),
        1..=LABEL if !label.chars().any(char::is_control) => Ok(label),
        1..=LABEL => Err("a label has no control characters".to_owned()),
        _ => Err(format!("a label has at most {LABEL} characters")),
    }
}

/// A key made of the label that nothing has yet: `wifi`, `wifi-2`, …
pub(crate) fn free_key(label: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let base =
        Key::of_label(label).map_or_else(|| "item".to_owned(), |key| key.as_str().to_owned());
    let numbered = (2..).map(|n: u32| format!("{base}-{n}"));
    std::iter::once(base.clone())
        .chain(numbered)
        .find(|key| !is_taken(key))
        .unwrap_or(base)
}

pub async fn list_stages(app: &App, actor: &Actor) -> Result<Vec<Stage>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).design().await?.stages)
}

/// A further stage, after the others.
pub async fn create_stage(app: &App, actor: &Actor, new: &NewStep) -> Result<Stage, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let label = read_one_label(&new.label)?;
    let design = org.design().await?;
    let key = free_key(&label, |key| {
        design.stages.iter().any(|stage| stage.key == key)
    });
    let stages = vec![NewStage {
        id: app.id(),
        key: key.clone(),
        label,
    }];
    let ensured = org
        .ensure_design(&Needed {
            stages,
            ..Needed::default()
        })
        .await?;
    let made = ensured
        .design
        .stages
        .into_iter()
        .find(|stage| stage.key == key);
    let made = made.ok_or_else(|| Problem::not_found("such stage"))?;
    note(
        app,
        &grant,
        "create_stage",
        Subject::new("stage", made.id, &made.label),
        json!({}),
    )
    .await?;
    Ok(made)
}

pub async fn change_stage(
    app: &App,
    actor: &Actor,
    id: StageId,
    change: &StepChange,
) -> Result<Stage, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such stage");
    let mut stage = org.design().await?.stage(id).cloned().ok_or_else(gone)?;
    if let Some(text) = &change.label {
        stage.label = read_one_label(text)?;
    }
    stage.position = change.position.unwrap_or(stage.position);
    if !org.change_stage(id, &stage.label, stage.position).await? {
        return Err(gone());
    }
    let detail = json!({ "label": stage.label, "position": stage.position });
    note(
        app,
        &grant,
        "change_stage",
        Subject::new("stage", id, &stage.label),
        detail,
    )
    .await?;
    Ok(stage)
}

pub async fn list_channels(app: &App, actor: &Actor) -> Result<Vec<Channel>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).design().await?.channels)
}

/// A further channel, after the others.
pub async fn create_channel(app: &App, actor: &Actor, new: &NewStep) -> Result<Channel, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let label = read_one_label(&new.label)?;
    let design = org.design().await?;
    let key = free_key(&label, |key| {
        design.channels.iter().any(|channel| channel.key == key)
    });
    let channels = vec![NewChannel {
        id: app.id(),
        key: key.clone(),
        label,
    }];
    let ensured = org
        .ensure_design(&Needed {
            channels,
            ..Needed::default()
        })
        .await?;
    let made = ensured
        .design
        .channels
        .into_iter()
        .find(|channel| channel.key == key);
    let made = made.ok_or_else(|| Problem::not_found("such channel"))?;
    note(
        app,
        &grant,
        "create_channel",
        Subject::new("channel", made.id, &made.label),
        json!({}),
    )
    .await?;
    Ok(made)
}

pub async fn change_channel(
    app: &App,
    actor: &Actor,
    id: ChannelId,
    change: &StepChange,
) -> Result<Channel, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such channel");
    let mut channel = org.design().await?.channel(id).cloned().ok_or_else(gone)?;
    if let Some(text) = &change.label {
        channel.label = read_one_label(text)?;
    }
    channel.position = change.position.unwrap_or(channel.position);
    if !org
        .change_channel(id, &channel.label, channel.position)
        .await?
    {
        return Err(gone());
    }
    let detail = json!({ "label": channel.label, "position": channel.position });
    note(
        app,
        &grant,
        "change_channel",
        Subject::new("channel", id, &channel.label),
        detail,
    )
    .await?;
    Ok(channel)
}

fn read_one_label(text: &str) -> Result<String, Problem> {
    let mut fields = Fields::default();
    fields
        .take("label", read_label(text))
        .ok_or_else(|| fields.problem())
}

/// A touchpoint with what stands around it.
pub struct Placed {
    pub touchpoint: Touchpoint,
    pub stage: Option<Stage>,
    pub channel: Option<Channel>,
    pub owner: Option<Person>,
    pub questions: Vec<Question>,
}

fn place(design: &Design, people: &[Person], touchpoint: Touchpoint) -> Placed {
    let asked = design
        .questions
        .iter()
        .filter(|question| question.touchpoint == Some(touchpoint.id));
    Placed {
        stage: touchpoint.stage.and_then(|id| design.stage(id)).cloned(),
        channel: touchpoint
            .channel
            .and_then(|id| design.channel(id))
            .cloned(),
        owner: touchpoint
            .owner
            .and_then(|id| people.iter().find(|person| person.id == id))
            .cloned(),
        questions: asked.cloned().collect(),
        touchpoint,
    }
}

/// Every touchpoint, in its order.
pub async fn list_touchpoints(app: &App, actor: &Actor) -> Result<Vec<Placed>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let (design, people) = (org.design().await?, org.people().await?);
    let all = design.touchpoints.iter().cloned();
    Ok(all
        .map(|touchpoint| place(&design, &people, touchpoint))
        .collect())
}

/// A further touchpoint. Its key is made of the label and stays.
pub async fn create_touchpoint(
    app: &App,
    actor: &Actor,
    new: &NewTouchpoint,
) -> Result<Placed, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let (design, people) = (org.design().await?, org.people().await?);
    let mut fields = Fields::default();
    let label = fields.take("label", read_label(&new.label));
    if let Some(key) = &new.stage {
        fields.take("stage", stage_of(&design, key));
    }
    if let Some(key) = &new.channel {
        fields.take("channel", channel_of(&design, key));
    }
    if new
        .owner
        .is_some_and(|id| !people.iter().any(|person| person.id == id))
    {
        fields.refuse("owner", "There is no such person.");
    }
    let label = match label {
        Some(label) if fields.is_empty() => label,
        _ => return Err(fields.problem()),
    };
    let key = free_key(&label, |key| design.touchpoint_by_key(key).is_some());
    let touchpoint = store::design::NewTouchpoint {
        id: app.id(),
        key,
        label,
        kind: new.kind.into(),
        existence: new.existence.into(),
        stage: new.stage.clone(),
        channel: new.channel.clone(),
        owner: new.owner,
    };
    let made = org.create_touchpoint(&touchpoint).await?;
    let detail = json!({ "kind": made.kind.as_str(), "existence": made.existence.as_str() });
    note(
        app,
        &grant,
        "create_touchpoint",
        Subject::new("touchpoint", made.id, &made.label),
        detail,
    )
    .await?;
    Ok(place(&design, &people, made))
}

fn stage_of(design: &Design, key: &str) -> Result<StageId, String> {
    let found = design
        .stages
        .iter()
        .find(|stage| stage.key == key)
        .map(|stage| stage.id);
    found.ok_or_else(|| format!("there is no stage {key:?}"))
}

fn channel_of(design: &Design, key: &str) -> Result<ChannelId, String> {
    let found = design
        .channels
        .iter()
        .find(|channel| channel.key == key)
        .map(|channel| channel.id);
    found.ok_or_else(|| format!("there is no channel {key:?}"))
}

pub async fn change_touchpoint(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    change: &TouchpointChange,
) -> Result<Placed, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such touchpoint");
    let (design, people) = (org.design().await?, org.people().await?);
    let before = design.touchpoint(id).ok_or_else(gone)?;
    let edit = edit_of(&design, &people, before, change)?;
    let after = Touchpoint {
        label: edit.label.clone(),
        kind: edit.kind,
        existence: edit.existence,
        stage: edit.stage,
        channel: edit.channel,
        owner: edit.owner,
        position: edit.position,
        ..before.clone()
    };
    if after.existence == Existence::Live && before.existence != Existence::Live {
        check_going_live(app, &org, &[&after]).await?;
    }
    if !org.change_touchpoint(id, &edit).await? {
        return Err(gone());
    }
    note_change(app, &grant, &design, &people, before, &edit).await?;
    Ok(place(&design, &people, after))
}

fn edit_of(
    design: &Design,
    people: &[Person],
    before: &Touchpoint,
    change: &TouchpointChange,
) -> Result<TouchpointEdit, Problem> {
    let mut fields = Fields::default();
    let label = change
        .label
        .as_deref()
        .and_then(|text| fields.take("label", read_label(text)));
    let stage = match &change.stage {
        None => before.stage,
        Some(None) => None,
        Some(Some(key)) => fields.take("stage", stage_of(design, key)),
    };
    let channel = match &change.channel {
        None => before.channel,
        Some(None) => None,
        Some(Some(key)) => fields.take("channel", channel_of(design, key)),
    };
    let owner = change.owner.unwrap_or(before.owner);
    if owner.is_some_and(|id| !people.iter().any(|person| person.id == id)) {
        fields.refuse("owner", "There is no such person.");
    }
    fields.check()?;
    Ok(TouchpointEdit {
        label: label.unwrap_or_else(|| before.label.clone()),
        kind: change.kind.map_or(before.kind, Into::into),
        existence: change.existence.map_or(before.existence, Into::into),
        stage,
        channel,
        owner,
        position: change.position.unwrap_or(before.position),
    })
}

async fn note_change(
    app: &App,
    grant: &Grant,
    design: &Design,
    people: &[Person],
    before: &Touchpoint,
    edit: &TouchpointEdit,
) -> Result<(), Problem> {
    let stage = |id: Option<StageId>| id.and_then(|id| design.stage(id)).map(|it| &*it.label);
    let channel = |id: Option<ChannelId>| id.and_then(|id| design.channel(id)).map(|it| &*it.label);
    let owner = |id: Option<PersonId>| {
        let found = people.iter().find(|person| Some(person.id) == id);
        found.map(|person| &*person.name)
    };
    let mut detail = serde_json::Map::new();
    let mut moved = |what: &str, from: &str, to: &str| {
        if from != to {
            detail.insert(what.to_owned(), json!({ "from": from, "to": to }));
        }
    };
    moved("label", &before.label, &edit.label);
    moved("kind", before.kind.as_str(), edit.kind.as_str());
    moved(
        "existence",
        before.existence.as_str(),
        edit.existence.as_str(),
    );
    for (what, from, to) in [
        ("stage", stage(before.stage), stage(edit.stage)),
        ("channel", channel(before.channel), channel(edit.channel)),
        ("owner", owner(before.owner), owner(edit.owner)),
    ] {
        moved(what, from.unwrap_or_default(), to.unwrap_or_default());
    }
    let subject = Subject::new("touchpoint", before.id, &edit.label);
    note(app, grant, "change_touchpoint", subject, detail.into()).await
}

/// The remarks on the charts, in the order of time.
pub async fn list_annotations(app: &App, actor: &Actor) -> Result<Vec<Annotation>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).annotations().await?)
}

pub async fn create_annotation(
    app: &App,
    actor: &Actor,
    new: &NewAnnotation,
) -> Result<Annotation, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let label = read_one_label(&new.label)?;
    if let Some(id) = new.touchpoint
        && org.touchpoint(id).await?.is_none()
    {
        return Err(Problem::field("touchpoint", "There is no such touchpoint."));
    }
    let created_by = match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    };
    let annotation = Annotation {
        id: app.id(),
        at: new.at,
        label,
        touchpoint: new.touchpoint,
        created_by,
    };
    org.add_annotation(&annotation).await?;
    let subject = Subject::new("annotation", annotation.id, &annotation.label);
    note(
        app,
        &grant,
        "create_annotation",
        subject,
        json!({ "at": annotation.at }),
    )
    .await?;
    Ok(annotation)
}

pub async fn delete_annotation(app: &App, actor: &Actor, id: AnnotationId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::because(Code::NotFound, "There is no such annotation here.");
    let annotation = org
        .annotations()
        .await?
        .into_iter()
        .find(|it| it.id == id)
        .ok_or_else(gone)?;
    if !org.delete_annotation(id).await? {
        return Err(gone());
    }
    let subject = Subject::new("annotation", id, &annotation.label);
    note(
        app,
        &grant,
        "delete_annotation",
        subject,
        json!({ "at": annotation.at }),
    )
    .await
}
