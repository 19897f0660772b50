//! What can be done about the design.

use domain::access::{Actor, Permission, Who};
use domain::design::{Annotation, Channel, Key, Stage};
use domain::ids::{AnnotationId, ChannelId, StageId};
use serde_json::json;
use store::design::{Needed, NewChannel, NewStage};

use super::views::{NewAnnotation, NewStep, StepChange};
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

pub(super) fn read_one_label(text: &str) -> Result<String, Problem> {
    let mut fields = Fields::default();
    fields
        .take("label", read_label(text))
        .ok_or_else(|| fields.problem())
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
