//! The order of stages and channels, and those that nobody needs.

use domain::access::{Actor, Permission};
use domain::design::{Channel, Stage};
use domain::ids::{ChannelId, StageId};
use serde_json::json;

use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Problem};

/// Puts the stages in this order, by their keys.
pub async fn order_stages(
    app: &App,
    actor: &Actor,
    keys: &[String],
) -> Result<Vec<Stage>, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let stages = org.design().await?.stages;
    let known: Vec<(&str, StageId)> = stages.iter().map(|it| (&*it.key, it.id)).collect();
    let order = in_order(&known, keys, "stage")?;
    let ordered = org.order_stages(&order).await?;
    let subject = Subject::new("inventory", grant.organization(), keys.len().to_string());
    note(
        app,
        &grant,
        "order_stages",
        subject,
        json!({ "keys": keys }),
    )
    .await?;
    Ok(ordered)
}

/// Puts the channels in this order, by their keys.
pub async fn order_channels(
    app: &App,
    actor: &Actor,
    keys: &[String],
) -> Result<Vec<Channel>, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let channels = org.design().await?.channels;
    let known: Vec<(&str, ChannelId)> = channels.iter().map(|it| (&*it.key, it.id)).collect();
    let order = in_order(&known, keys, "channel")?;
    let ordered = org.order_channels(&order).await?;
    let subject = Subject::new("inventory", grant.organization(), keys.len().to_string());
    note(
        app,
        &grant,
        "order_channels",
        subject,
        json!({ "keys": keys }),
    )
    .await?;
    Ok(ordered)
}

fn in_order<I: Copy>(known: &[(&str, I)], keys: &[String], what: &str) -> Result<Vec<I>, Problem> {
    let find = |key: &String| {
        let found = known.iter().find(|(it, _)| it == key).map(|(_, id)| *id);
        found.ok_or_else(|| Problem::field("keys", format!("There is no {what} {key:?}.")))
    };
    keys.iter().map(find).collect()
}

/// Takes a stage away in which nothing stands.
pub async fn remove_stage(app: &App, actor: &Actor, id: StageId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such stage");
    let inventory = org.inventory().await?;
    let stage = inventory.design.stage(id).ok_or_else(gone)?;
    let standing = inventory.design.touchpoints.iter();
    let standing = standing.filter(|it| it.stage == Some(id)).count();
    let cells = inventory.empty_cells.iter();
    let cells = cells.filter(|it| it.place.stage == id).count();
    refuse_full(&stage.label, standing, cells)?;
    if !org.remove_stage(id).await? {
        return Err(gone());
    }
    let subject = Subject::new("stage", id, &stage.label);
    note(app, &grant, "remove_stage", subject, json!({})).await
}

/// Takes a channel away that nothing uses.
pub async fn remove_channel(app: &App, actor: &Actor, id: ChannelId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such channel");
    let inventory = org.inventory().await?;
    let channel = inventory.design.channel(id).ok_or_else(gone)?;
    let standing = inventory.design.touchpoints.iter();
    let standing = standing.filter(|it| it.channel == Some(id)).count();
    let cells = inventory.empty_cells.iter();
    let cells = cells.filter(|it| it.place.channel == id).count();
    refuse_full(&channel.label, standing, cells)?;
    if !org.remove_channel(id).await? {
        return Err(gone());
    }
    let subject = Subject::new("channel", id, &channel.label);
    note(app, &grant, "remove_channel", subject, json!({})).await
}

fn refuse_full(label: &str, touchpoints: usize, cells: usize) -> Result<(), Problem> {
    let stands = match (touchpoints, cells) {
        (0, 0) => return Ok(()),
        (0, _) => "cells that were decided to stay empty".to_owned(),
        (1, _) => "a touchpoint".to_owned(),
        (n, _) => format!("{n} touchpoints"),
    };
    let detail = format!("In “{label}” there stand {stands}. Move them first.");
    Err(Problem::because(Code::InUse, detail))
}
