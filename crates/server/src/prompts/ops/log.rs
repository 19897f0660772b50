//! Logging a touch in one request that can be sent late, twice and in any order.
//!
//! Every part has an id that whoever sends it has made, or one made of it, so each is kept once: the touch by (source, id),
//! a promise by the log and its words, what it answers by the prompt's own state. What can be refused is read before
//! anything is written. A log that was broken off halfway is made whole by sending it again.

use std::collections::BTreeMap;

use domain::access::{Actor, Grant, Permission};
use domain::ids::{ClientId, OrganizationId, PromiseId, TouchId};
use domain::time::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::OrgStore;

use super::decide::{AHEAD, settle, shown, zone};
use super::refresh::refresh_clients;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Problem};
use crate::loyalty::plusones::ops::{ReadyGift, keep_given, may_give};
use crate::loyalty::plusones::views::NewGiftForm;
use crate::loyalty::promises::line::parse_promise_at;
use crate::loyalty::promises::ops::{Ready, keep_made, may_promise};
use crate::loyalty::promises::views::{LineForm, PromiseForm};
use crate::prompts::views::{LogForm, LogPlusOneForm, LogPromiseForm, LoggedStatus, LoggedView};
use crate::signals::deliveries::ops::record_delivery;
use crate::signals::deliveries::views::DeliveryForm;
use crate::signals::views::ClientForm;

/// Within which the ids of logs are unique.
const SOURCE: &str = "log";
/// Prompts that one touch can answer.
const PROMPTS: usize = 20;

/// Keeps what was noted of a touch; whether it is new.
pub async fn log_touch(
    app: &App,
    actor: &Actor,
    form: &LogForm,
) -> Result<(bool, LoggedView), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    if form.id.trim().is_empty() {
        return Err(Problem::field("id", "Make an id for this touch, once."));
    }
    if form.prompts.len() > PROMPTS {
        return Err(Problem::field(
            "prompts",
            format!("At most {PROMPTS} are taken."),
        ));
    }
    let at = Timestamp::parse_rfc3339(&form.occurred_at).ok();
    if at.is_some_and(|at| at > app.now().plus_seconds(AHEAD)) {
        return Err(Problem::field("occurred_at", "This is in the future."));
    }
    let missing = || Problem::field("client", "There is no such client.");
    let named = org.client(form.client).await?.ok_or_else(missing)?;
    // It may have waited for a connection while the two were found to be one.
    let client = org.client_who_counts(named.id).await?.ok_or_else(missing)?;
    for (place, id) in form.prompts.iter().enumerate() {
        let known = org.prompt(*id).await?;
        if known.is_none_or(|it| ![client.no, named.no].contains(&it.prompt.client)) {
            return Err(Problem::field(
                &format!("prompts[{place}]"),
                "This client has no such prompt.",
            ));
        }
    }
    if org.touchpoint(form.touchpoint).await?.is_none() {
        return Err(Problem::field("touchpoint", "There is no such touchpoint."));
    }
    let delivery = DeliveryForm {
        external_id: Some(form.id.trim().to_owned()),
        source: Some(SOURCE.to_owned()),
        client: ClientForm {
            key: client.key.clone(),
            name: None,
            attributes: BTreeMap::new(),
        },
        occurred_at: form.occurred_at.clone(),
        channel: form.channel.clone(),
        direction: None,
        note: form.note.clone(),
        standards: form.standards.clone(),
        defects: form.defects.clone(),
        self_score: form.self_score,
    };
    let promises = may_promise_all(app, actor, form).await?;
    let gift = match &form.plus_one {
        Some(plus_one) => Some((
            plus_one.id,
            may_give_with(app, &grant, form, plus_one).await?,
        )),
        None => None,
    };
    let recorded = record_delivery(app, actor, form.touchpoint, &delivery).await;
    let (new, delivery) = recorded.map_err(said_otherwise)?;
    if new {
        // Now, not at the end: a log that is broken off is no more new when it is sent again.
        let name = client.name.clone().unwrap_or_else(|| client.key.clone());
        let subject = Subject::new("client", client.id, name);
        let detail = json!({ "touch": delivery.touch.to_string(), "prompts": form.prompts.len() });
        note(app, &grant, "log_touch", subject, detail).await?;
    }
    refresh_clients(app, &org, &[client.no]).await?;
    let on = at.unwrap_or_else(|| app.now()).date(&zone(&org).await?);
    let mut settled = false;
    let now = app.now();
    for id in &form.prompts {
        // Somebody may have said meanwhile that it is not needed: the touch is kept all the same.
        match settle(app, &grant, *id, now, &|prompt, _| prompt.done(on, now)).await {
            Ok(it) => settled |= it.changed,
            Err(problem) if problem.code == Code::Conflict => {}
            Err(problem) => return Err(problem),
        }
    }
    if settled {
        refresh_clients(app, &org, &[client.no]).await?;
    }
    for promise in promises {
        promise_once(app, &grant, promise, delivery.touch).await?;
    }
    if let Some((id, ready)) = gift {
        keep_given(app, &grant, id, ready).await?;
    }
    let mut prompts = Vec::with_capacity(form.prompts.len());
    for id in &form.prompts {
        prompts.push(shown(app, &org, *id).await?);
    }
    let status = if new {
        LoggedStatus::Created
    } else {
        LoggedStatus::Unchanged
    };
    let view = LoggedView {
        status,
        delivery,
        prompts,
    };
    Ok((new, view))
}

/// The promises of a log that are not here yet, read and found to be in order.
async fn may_promise_all(app: &App, actor: &Actor, form: &LogForm) -> Result<Vec<Ready>, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let at = Timestamp::parse_rfc3339(&form.occurred_at).unwrap_or_else(|_| app.now());
    // A telephone's clock may be a little ahead of ours.
    let at = at.min(app.now());
    let mut all = Vec::with_capacity(form.promises.len());
    for (place, promise) in form.promises.iter().enumerate() {
        let id = promise_id(org.organization_id(), &form.id, &promise.words);
        if org.promise(id).await?.is_some() {
            continue;
        }
        let read = may_promise_at(app, actor, (form.client, promise), id, at).await;
        all.push(read.map_err(|problem| within(problem, &format!("promises[{place}]")))?);
    }
    Ok(all)
}

async fn may_promise_at(
    app: &App,
    actor: &Actor,
    (client, promise): (ClientId, &LogPromiseForm),
    id: PromiseId,
    at: Timestamp,
) -> Result<Ready, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let read = read_promise(app, actor, (client, promise), at).await?;
    let made = PromiseForm {
        client,
        contact: read.contact,
        words: read.words.trim().to_owned(),
        due_at: match read.due_at {
            Some(text) => text,
            None => end_of_work(&app.store().org(&grant), read.due.as_deref())
                .await?
                .to_string(),
        },
        who: read.who,
        at: Some(at.to_string()),
        touch: None,
    };
    may_promise(app, &grant, id, &made).await
}

/// A promise belongs to its touch, which the log's id stands for: the same words there are the same promise. The words
/// as they were sent, since what a line says may be read otherwise later.
fn promise_id(org: OrganizationId, log: &str, words: &str) -> PromiseId {
    let mut hash = Sha256::new();
    hash.update(org.as_uuid().as_bytes());
    for part in [SOURCE, log.trim(), words.trim()] {
        // With its length, so that no two lists of parts read alike.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().into()
}

/// Writes a promise down unless it is here: its id decides, however many send it at the same time.
async fn promise_once(
    app: &App,
    grant: &Grant,
    mut ready: Ready,
    touch: TouchId,
) -> Result<(), Problem> {
    let id = ready.new.promise.id;
    ready.new.touch = Some(touch);
    match keep_made(app, grant, ready).await {
        Err(problem) if problem.code == Code::Conflict => {
            let there = app.store().org(grant).promise(id).await?;
            there.map(|_| ()).ok_or(problem)
        }
        made => made.map(|_| ()),
    }
}

/// What was promised, with what a line says that nobody has read yet. What it says of another client is not taken: the
/// touch was with this one.
async fn read_promise(
    app: &App,
    actor: &Actor,
    (client, promise): (ClientId, &LogPromiseForm),
    at: Timestamp,
) -> Result<LogPromiseForm, Problem> {
    if !promise.as_typed {
        return Ok(promise.clone());
    }
    let line = LineForm {
        text: promise.words.clone(),
        client: Some(client),
    };
    let read = parse_promise_at(app, actor, &line, at).await?;
    let of_client = read.client.is_none_or(|it| it.id == client.to_string());
    let contact = read.contact.filter(|_| of_client);
    let read_due = read.due_at.filter(|due| *due > at);
    Ok(LogPromiseForm {
        words: if read.what.trim().is_empty() {
            promise.words.clone()
        } else {
            read.what
        },
        as_typed: false,
        due: promise.due.clone(),
        due_at: read_due
            .map(|due| due.to_string())
            .or_else(|| promise.due_at.clone()),
        who: read.who.map(|it| it.id).or(promise.who),
        contact: contact
            .and_then(|it| it.id.parse().ok())
            .or(promise.contact),
    })
}

/// The end of the working hours of a day, in the organization's time zone.
async fn end_of_work(org: &OrgStore, day: Option<&str>) -> Result<Timestamp, Problem> {
    let day: Date = day
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Problem::field("due", "A day such as 2026-05-13 is expected."))?;
    let due_at = zone(org)
        .await?
        .to_ambiguous_zoned(day.at(17, 0, 0, 0))
        .compatible()
        .map_err(Problem::internal)?;
    Ok(Timestamp::from(due_at.timestamp()))
}

/// Says in which part of the log the fields stand.
fn within(mut problem: Problem, place: &str) -> Problem {
    for error in &mut problem.errors {
        error.field = format!("{place}.{}", error.field);
    }
    problem
}

/// The plus-one has an id of its own, made of the log's: given twice, it is one.
async fn may_give_with(
    app: &App,
    grant: &Grant,
    form: &LogForm,
    plus_one: &LogPlusOneForm,
) -> Result<ReadyGift, Problem> {
    let at = Timestamp::parse_rfc3339(&form.occurred_at).unwrap_or_else(|_| app.now());
    let gift = NewGiftForm {
        client: form.client,
        // A telephone's clock may be a little ahead of ours.
        at: Some(at.min(app.now()).to_string()),
        reaction: plus_one.reaction,
        felt: None,
        words: None,
        held_out: plus_one.held_out,
        asked_first: plus_one.asked_first,
        external_id: Some(format!("{SOURCE} {}", form.id.trim())),
    };
    may_give(app, grant, plus_one.id, &gift).await
}

fn said_otherwise(problem: Problem) -> Problem {
    if problem.code == Code::Conflict {
        Problem::because(
            Code::Conflict,
            "A log with this id was recorded before and says something else. What was recorded first stays; log what is \
             new as a touch of its own.",
        )
    } else {
        problem
    }
}
