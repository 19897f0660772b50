//! What can be done about touchpoints that nobody wrote down.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use domain::access::{Actor, Grant, Permission};
use domain::design::Touchpoint;
use domain::design::discovery::{Discovery, FEWEST, FEWEST_CLIENTS, Happening, group, similar};
use domain::design::inventory::ChangeKind;
use domain::ids::UploadId;
use futures::Stream;
use serde_json::json;
use store::design::Design;
use store::design::inventory::{NewDecision, TouchWay, Unplaced};

use super::accept::Accepting;
use super::channels;
use super::views::{
    AcceptItem, AcceptedView, DirectionView, DiscoveryGround, DiscoveryView, DismissItem,
    DismissedView, FileDiscoveriesView, SimilarView,
};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::design::inventory::ops::{Doing, Known, change_by};
use crate::design::ops::read_label;
use crate::design::views::Named;
use crate::error::{Fields, Problem};
use crate::signals::{BoxedError, files};

/// Notes of inbound touches that one look reads, the newest.
const NOTES: usize = 50_000;
/// Touches whose ways one look counts, the newest.
const TOUCHES: usize = 500_000;
/// Things that are decided at once.
const MOST: usize = 200;
/// The longest name of a ground.
pub(super) const LONGEST_GROUND: usize = 400;

fn known_labels(design: &Design) -> Vec<(&str, &str)> {
    let all = design.touchpoints.iter();
    all.map(|it| (&*it.key, &*it.label)).collect()
}

async fn decided(app: &App, grant: &Grant) -> Result<HashSet<String>, Problem> {
    let decided = app.store().org(grant).decided_discoveries().await?;
    Ok(decided.into_iter().map(|it| it.ground).collect())
}

/// What the experience log knows and the inventory does not, the most frequent first.
pub async fn list_discoveries(app: &App, actor: &Actor) -> Result<Vec<DiscoveryView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let design = org.design().await?;
    let ways = org.touch_ways(TOUCHES).await?;
    let mut found = other_channels(&design, &ways);
    found.extend(unplaced(&design, &org.unplaced_touchpoints().await?, &ways));
    let channel_keys: HashMap<i32, &str> =
        design.channels.iter().map(|it| (it.no, &*it.key)).collect();
    let notes = org.inbound_notes(NOTES).await?;
    let happenings: Vec<Happening> = notes
        .into_iter()
        .map(|it| Happening {
            words: it.note,
            client: it.client.to_string(),
            at: Some(it.at),
            channel: channel_keys.get(&it.channel).map(|key| (*key).to_owned()),
            inbound: Some(true),
        })
        .collect();
    let by_words = group("words", &happenings, &known_labels(&design));
    found.extend(
        by_words
            .into_iter()
            .map(|it| view(&design, DiscoveryGround::Words, it)),
    );
    let decided = decided(app, &grant).await?;
    found.retain(|it| !decided.contains(&it.ground));
    found.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.ground.cmp(&b.ground)));
    Ok(found)
}

fn view(design: &Design, kind: DiscoveryGround, it: Discovery) -> DiscoveryView {
    DiscoveryView {
        kind,
        channel: it
            .channel
            .as_deref()
            .map(|key| channels::named(design, key)),
        direction: it.inbound.map(direction),
        n: it.n,
        clients: it.clients,
        first: it.first,
        last: it.last,
        samples: it.samples,
        similar_to: it
            .similar_to
            .and_then(|key| design.touchpoint_by_key(&key).map(similar_view)),
        ground: it.ground,
        label: it.label,
    }
}

fn similar_view(it: &Touchpoint) -> SimilarView {
    SimilarView {
        id: it.id,
        key: it.key.clone(),
        label: it.label.clone(),
    }
}

fn direction(inbound: bool) -> DirectionView {
    if inbound {
        DirectionView::In
    } else {
        DirectionView::Out
    }
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// Touches by a channel in which no touchpoint of that name stands.
fn other_channels(design: &Design, ways: &[TouchWay]) -> Vec<DiscoveryView> {
    let mut found = Vec::new();
    for way in ways {
        let touchpoint = design.touchpoints.iter().find(|it| it.no == way.touchpoint);
        let channel = design.channels.iter().find(|it| it.no == way.channel);
        let (Some(touchpoint), Some(channel)) = (touchpoint, channel) else {
            continue;
        };
        let elsewhere = touchpoint.channel.is_some_and(|own| own != channel.id);
        if !elsewhere || count(way.n) < FEWEST || count(way.clients) < FEWEST_CLIENTS {
            continue;
        }
        let label = touchpoint.label.as_str();
        let written_down = design.touchpoints.iter().any(|other| {
            other.channel == Some(channel.id)
                && similar(label, &[(&other.key, &other.label)]).is_some()
        });
        if written_down {
            continue;
        }
        let way_name = if way.inbound { "in" } else { "out" };
        found.push(DiscoveryView {
            ground: format!("channel:{}:{}:{way_name}", touchpoint.key, channel.key),
            kind: DiscoveryGround::OtherChannel,
            label: format!("{label} ({})", channel.label),
            channel: Some(Named {
                key: channel.key.clone(),
                label: channel.label.clone(),
            }),
            direction: Some(direction(way.inbound)),
            n: count(way.n),
            clients: Some(count(way.clients)),
            first: Some(way.first),
            last: Some(way.last),
            samples: Vec::new(),
            similar_to: Some(similar_view(touchpoint)),
        });
    }
    found
}

/// Touchpoints that an import brought, that clients meet or are asked about, and that stand nowhere.
fn unplaced(design: &Design, unplaced: &[Unplaced], ways: &[TouchWay]) -> Vec<DiscoveryView> {
    let mut found = Vec::new();
    for it in unplaced {
        let Some(touchpoint) = design.touchpoint(it.touchpoint) else {
            continue;
        };
        let met: Vec<&TouchWay> = ways
            .iter()
            .filter(|way| way.touchpoint == touchpoint.no)
            .collect();
        let touches: i64 = met.iter().map(|way| way.n).sum();
        let n = touches + it.asked;
        if n == 0 {
            continue;
        }
        // Clients of several ways may be the same ones.
        let clients = match (&met[..], it.asked) {
            ([], _) => it.clients,
            ([only], 0) => Some(only.clients),
            _ => None,
        };
        let firsts = met.iter().map(|way| way.first).chain(it.first);
        let lasts = met.iter().map(|way| way.last).chain(it.last);
        found.push(DiscoveryView {
            ground: format!("unplaced:{}", touchpoint.key),
            kind: DiscoveryGround::Unplaced,
            label: touchpoint.label.clone(),
            channel: touchpoint
                .channel
                .and_then(|id| design.channel(id))
                .map(|channel| Named {
                    key: channel.key.clone(),
                    label: channel.label.clone(),
                }),
            direction: None,
            n: count(n),
            clients: clients.map(count),
            first: firsts.min(),
            last: lasts.max(),
            samples: Vec::new(),
            similar_to: Some(similar_view(touchpoint)),
        });
    }
    found
}

/// Looks for touchpoints in a file of mails, meetings or tickets. Nothing of it is kept.
pub async fn discover_in_file(
    app: &App,
    actor: &Actor,
    name: &str,
    bytes: impl Stream<Item = Result<Bytes, BoxedError>> + Send + Unpin,
) -> Result<FileDiscoveriesView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let id: UploadId = app.id();
    let organization = grant.organization();
    files::receive(app, organization, id, bytes).await?;
    let path = files::path(app, organization, id);
    let people = app.store().org(&grant).people().await?;
    let file_name = name.to_owned();
    let read = tokio::task::spawn_blocking(move || super::read(&path, &file_name, &people)).await;
    files::remove(app, organization, id).await;
    let read = read.map_err(Problem::internal)??;
    let design = app.store().org(&grant).design().await?;
    let decided = decided(app, &grant).await?;
    let found = group("file", &read.happenings, &known_labels(&design));
    let items = found
        .into_iter()
        .filter(|it| !decided.contains(&it.ground))
        .map(|it| view(&design, DiscoveryGround::File, it))
        .collect();
    Ok(FileDiscoveriesView {
        items,
        format: read.format.to_owned(),
        read: read.happenings.len(),
        skipped: read.skipped,
        notes: read.notes,
    })
}

/// Writes discoveries down as live touchpoints, or gives what was unplaced its place; one change.
pub async fn accept_discoveries(
    app: &App,
    actor: &Actor,
    items: &[AcceptItem],
) -> Result<AcceptedView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    refuse_many(items.len())?;
    let mut known = Known::read(app, &grant).await?;
    let mut fields = Fields::default();
    let mut accepting = Accepting::on(app, known.design());
    for (at, item) in items.iter().enumerate() {
        accepting.take(&mut fields, at, item);
    }
    fields.check()?;
    let Accepting { steps, ids, .. } = accepting;
    let labels: Vec<&str> = items.iter().map(|it| &*it.label).collect();
    let doing = Doing {
        kind: ChangeKind::Discovery,
        action: "accept_discoveries",
        subject: Subject::new("inventory", grant.organization(), labels.join(", ")),
        label: labels.join(", ").chars().take(200).collect(),
        detail: json!({ "touchpoints": items.len() }),
    };
    let changed = change_by(app, &grant, doing, &steps).await?;
    known.inventory = changed.inventory;
    let decisions: Vec<NewDecision> = items
        .iter()
        .filter_map(|it| {
            Some(NewDecision {
                ground: it.ground.clone()?,
                label: it.label.clone(),
                change: changed.change,
            })
        })
        .collect();
    if changed.change.is_some() && !decisions.is_empty() {
        let by = name_of(app, &grant).await?;
        let org = app.store().org(&grant);
        org.decide_discoveries(&decisions, &by, app.now()).await?;
    }
    let items = ids.iter().filter_map(|id| known.design().touchpoint(*id));
    Ok(AcceptedView {
        items: items.map(|it| known.view(it)).collect(),
        change: changed.change,
    })
}

fn refuse_many(count: usize) -> Result<(), Problem> {
    if count == 0 || count > MOST {
        let message = format!("Name 1 to {MOST} discoveries.");
        return Err(Problem::field("items", message));
    }
    Ok(())
}

/// Does not show these again.
pub async fn dismiss_discoveries(
    app: &App,
    actor: &Actor,
    items: &[DismissItem],
) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    refuse_many(items.len())?;
    let mut fields = Fields::default();
    let mut decisions = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if item.ground.is_empty() || item.ground.chars().count() > LONGEST_GROUND {
            fields.refuse(
                &format!("items[{at}].ground"),
                "This is no ground of a discovery.",
            );
        }
        let label = fields.take(&format!("items[{at}].label"), read_label(&item.label));
        decisions.push(NewDecision {
            ground: item.ground.clone(),
            label: label.unwrap_or_default(),
            change: None,
        });
    }
    fields.check()?;
    let by = name_of(app, &grant).await?;
    let org = app.store().org(&grant);
    org.decide_discoveries(&decisions, &by, app.now()).await?;
    let labels: Vec<&str> = decisions.iter().map(|it| &*it.label).collect();
    let subject = Subject::new("inventory", grant.organization(), labels.join(", "));
    note(app, &grant, "dismiss_discoveries", subject, json!({})).await
}

/// What was dismissed and still is, the latest first.
pub async fn list_dismissed_discoveries(
    app: &App,
    actor: &Actor,
) -> Result<Vec<DismissedView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let decided = app.store().org(&grant).decided_discoveries().await?;
    let dismissed = decided.into_iter().filter(|it| it.change.is_none());
    Ok(dismissed
        .map(|it| DismissedView {
            ground: it.ground,
            label: it.label,
            by: it.by_name,
            at: it.at,
        })
        .collect())
}

/// Shows dismissed discoveries again.
pub async fn restore_discoveries(
    app: &App,
    actor: &Actor,
    grounds: &[String],
) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    refuse_many(grounds.len())?;
    let org = app.store().org(&grant);
    let decided = org.decided_discoveries().await?;
    let labels: Vec<&str> = decided
        .iter()
        .filter(|it| grounds.contains(&it.ground))
        .map(|it| &*it.label)
        .collect();
    if org.restore_discoveries(grounds).await? > 0 {
        let subject = Subject::new("inventory", grant.organization(), labels.join(", "));
        note(app, &grant, "restore_discoveries", subject, json!({})).await?;
    }
    Ok(())
}
