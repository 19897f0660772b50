//! What can be done about twins.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::clients::contacts::Contact;
use domain::clients::duplicates::compare;
use domain::ids::{ClientId, MergeId};
use serde_json::json;
use store::clients::{ClientMerge, Pair, profile_of};
use store::{OrgStore, StoreError};

use super::views::{ClientPair, MergeView, NewMerge, PairView};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::clients::directory::listing::Names;
use crate::clients::directory::ops::find;
use crate::error::{Code, Problem};

/// Pairs that are compared for one page, about.
const COMPARED: usize = 100;
/// How often it is looked further where none of them were alike.
const LOOKS: usize = 20;
/// Merges that are listed.
const SHOWN: usize = 100;

/// Clients who may be one, the likeliest first, and the cursor of the next page. The whole is gone through a piece at a
/// time: the order is that within the piece.
pub async fn list_duplicates(
    app: &App,
    actor: &Actor,
    after: Option<&str>,
) -> Result<(Vec<PairView>, Option<String>), Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let names = Names::read(&org).await?;
    let mut after = after.unwrap_or_default().to_owned();
    let mut looks = 0;
    loop {
        looks += 1;
        let (pairs, next) = org.twins(&after, COMPARED).await?;
        let mut numbers: Vec<i64> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let clients = org.clients_by_no(&numbers).await?;
        let clients: HashMap<i64, Client> = clients.into_iter().map(|it| (it.no, it)).collect();
        let mut contacts: HashMap<i64, Vec<Contact>> = HashMap::new();
        for contact in org.contacts_of(&numbers, false).await? {
            contacts.entry(contact.client).or_default().push(contact);
        }
        let rungs = org.rungs_of(&numbers).await?;
        let of = |no: i64| contacts.get(&no).map_or(&[][..], Vec::as_slice);
        let mut views = Vec::new();
        for (a, b) in pairs {
            let (Some(one), Some(other)) = (clients.get(&a), clients.get(&b)) else {
                continue;
            };
            let likeness = compare(&profile_of(one, of(a)), &profile_of(other, of(b)));
            if let Some(likeness) = likeness {
                let (one, other) = (
                    names.listed(one, of(a), &rungs),
                    names.listed(other, of(b), &rungs),
                );
                views.push(PairView::of(one, other, likeness));
            }
        }
        views.sort_by_key(|pair| std::cmp::Reverse(pair.score));
        match next {
            // Many share a mark and few are alike: a page without pairs helps nobody.
            Some(next) if views.is_empty() && looks < LOOKS => after = next,
            next => return Ok((views, next)),
        }
    }
}

async fn both(org: &OrgStore, pair: ClientPair) -> Result<(Client, Client), Problem> {
    let missing = |field| Problem::field(field, "There is no such client.");
    let a = org.client(pair.a).await?.ok_or_else(|| missing("a"))?;
    let b = org.client(pair.b).await?.ok_or_else(|| missing("b"))?;
    if a.no == b.no {
        return Err(Problem::field("b", "This is the same client."));
    }
    Ok((a, b))
}

/// Two clients are two, however alike: they are not shown as a pair any more.
pub async fn tell_apart(app: &App, actor: &Actor, pair: ClientPair) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let (a, b) = both(&org, pair).await?;
    let pair: Pair = (a.no, b.no);
    let by = name_of(app, &grant).await?;
    org.tell_apart(pair, app.now(), &by).await?;
    let subject = Subject::new("client", a.id, a.label());
    let detail = json!({ "other": b.id, "other_name": b.label() });
    note(app, &grant, "tell_clients_apart", subject, detail).await
}

/// They may be one after all.
pub async fn doubt_again(app: &App, actor: &Actor, pair: ClientPair) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let (a, b) = both(&org, pair).await?;
    if org.doubt_again((a.no, b.no)).await? {
        let subject = Subject::new("client", a.id, a.label());
        let detail = json!({ "other": b.id, "other_name": b.label() });
        note(app, &grant, "doubt_clients_again", subject, detail).await?;
    }
    Ok(())
}

async fn views(org: &OrgStore, merges: Vec<ClientMerge>) -> Result<Vec<MergeView>, Problem> {
    let names = Names::read(org).await?;
    let mut numbers: Vec<i64> = merges.iter().flat_map(|it| [it.kept, it.dropped]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let clients = org.clients_by_no(&numbers).await?;
    let contacts = org.contacts_of(&numbers, false).await?;
    let rungs = org.rungs_of(&numbers).await?;
    let listed = |no: i64| {
        let client = clients.iter().find(|client| client.no == no)?;
        Some(names.listed(client, &contacts, &rungs))
    };
    let views = merges.into_iter().filter_map(|it| {
        Some(MergeView {
            id: it.id,
            keep: listed(it.kept)?,
            drop: listed(it.dropped)?,
            at: it.at,
            by: it.by_name,
            undone_at: it.undone_at,
        })
    });
    Ok(views.collect())
}

/// The latest merges; of one client or of all.
pub async fn list_merges(
    app: &App,
    actor: &Actor,
    client: Option<ClientId>,
) -> Result<Vec<MergeView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let no = match client {
        None => None,
        Some(id) => {
            let missing = || Problem::field("client", "There is no such client.");
            Some(org.client(id).await?.ok_or_else(missing)?.no)
        }
    };
    let merges = org.merges(no, SHOWN).await?;
    views(&org, merges).await
}

async fn one(org: &OrgStore, merge: ClientMerge) -> Result<MergeView, Problem> {
    let mut all = views(org, vec![merge]).await?;
    all.pop().ok_or_else(|| Problem::not_found("such client"))
}

/// Makes one of two clients. [`undo_merge`] takes it back without loss.
pub async fn merge_clients(app: &App, actor: &Actor, new: NewMerge) -> Result<MergeView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let missing = |field| Problem::field(field, "There is no such client.");
    let kept = org.client(new.keep).await?.ok_or_else(|| missing("keep"))?;
    let dropped = org.client(new.drop).await?.ok_or_else(|| missing("drop"))?;
    if kept.no == dropped.no {
        return Err(Problem::field("drop", "This is the same client."));
    }
    let by = name_of(app, &grant).await?;
    let id: MergeId = app.id();
    let merged = org.merge_clients(id, kept.id, dropped.id, app.now(), &by);
    let merged = merged.await.map_err(|error| match error {
        StoreError::WrongState(_) => {
            let detail =
                "One of them was merged into another client already. Take that merge back first.";
            Problem::because(Code::Conflict, detail)
        }
        other => other.into(),
    })?;
    let merge = merged.ok_or_else(|| missing("keep"))?;
    let subject = Subject::new("client", kept.id, kept.label());
    let detail = json!({ "merge": id, "dropped": dropped.id, "dropped_name": dropped.label() });
    note(app, &grant, "merge_clients", subject, detail).await?;
    one(&org, merge).await
}

/// Takes a merge back: both are what they were, with the facts that were theirs.
pub async fn undo_merge(app: &App, actor: &Actor, id: MergeId) -> Result<MergeView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let undone = org.undo_merge(id, app.now()).await;
    let undone = undone.map_err(|error| match error {
        StoreError::InUse(_) => {
            let detail =
                "One of these clients was merged again later. Take the later merge back first.";
            Problem::because(Code::ChangeInTheWay, detail)
        }
        StoreError::WrongState(_) => {
            Problem::because(Code::Conflict, "This merge was taken back already.")
        }
        other => other.into(),
    })?;
    let merge = undone.ok_or_else(|| Problem::not_found("such merge"))?;
    let view = one(&org, merge).await?;
    let kept = find(&org, view.keep.id).await?;
    let subject = Subject::new("client", kept.id, kept.label());
    let detail = json!({ "merge": id, "dropped": view.drop.id, "dropped_name": view.drop.name });
    note(app, &grant, "undo_merge", subject, detail).await?;
    Ok(view)
}
