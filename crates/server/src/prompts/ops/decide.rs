//! Saying what becomes of a prompt: not before another day, done, not needed, and taking that back.

use domain::access::{Actor, Grant, Permission};
use domain::ids::PromptId;
use domain::prompts::{Prompt, PromptRefusal};
use domain::time::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use store::OrgStore;
use store::prompts::KeptPrompt;

use super::person_of;
use super::refresh::refresh_clients;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Problem, sentence};
use crate::prompts::reasons::Reasons;
use crate::prompts::views::{NotNeededForm, PromptView, SnoozeForm};

/// A telephone's clock may be ahead by so many seconds.
pub(super) const AHEAD: i64 = 600;

pub async fn snooze_prompt(
    app: &App,
    actor: &Actor,
    id: PromptId,
    form: &SnoozeForm,
) -> Result<PromptView, Problem> {
    let (until, at) = (&form.until, said_at(app, form.at.as_deref())?);
    let until: Date = until
        .parse()
        .map_err(|_| Problem::field("until", "A day such as 2026-05-13 is expected."))?;
    let detail = json!({ "until": until.to_string() });
    decide(
        app,
        actor,
        id,
        ("snooze_prompt", detail),
        at,
        |prompt, today| prompt.snooze(until, &form.reason, today, at),
    )
    .await
}

pub async fn mark_prompt_done(
    app: &App,
    actor: &Actor,
    id: PromptId,
    at: Option<&str>,
) -> Result<PromptView, Problem> {
    let what = ("mark_prompt_done", json!({}));
    let at = said_at(app, at)?;
    decide(app, actor, id, what, at, |prompt, today| {
        prompt.done(today, at)
    })
    .await
}

pub async fn mark_prompt_not_needed(
    app: &App,
    actor: &Actor,
    id: PromptId,
    form: &NotNeededForm,
) -> Result<PromptView, Problem> {
    let what = ("mark_prompt_not_needed", json!({}));
    let at = said_at(app, form.at.as_deref())?;
    decide(app, actor, id, what, at, |prompt, today| {
        prompt.not_needed(&form.reason, today, at)
    })
    .await
}

pub async fn undo_prompt(app: &App, actor: &Actor, id: PromptId) -> Result<PromptView, Problem> {
    let what = ("undo_prompt", json!({}));
    let now = app.now();
    decide(app, actor, id, what, now, |prompt, _| prompt.undo(now)).await
}

/// When it was said: now, or before, where somebody had no connection. A telephone's clock may be a little ahead of ours.
pub(super) fn said_at(app: &App, text: Option<&str>) -> Result<Timestamp, Problem> {
    let now = app.now();
    let Some(text) = text else {
        return Ok(now);
    };
    let refuse = |message: &str| Problem::field("at", message);
    let at = Timestamp::parse_rfc3339(text)
        .map_err(|_| refuse("A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z."))?;
    if at > now.plus_seconds(AHEAD) {
        return Err(refuse("This is in the future."));
    }
    Ok(at.min(now))
}

async fn decide(
    app: &App,
    actor: &Actor,
    id: PromptId,
    (action, detail): (&str, Value),
    at: Timestamp,
    decision: impl Fn(Prompt, Date) -> Result<Prompt, PromptRefusal>,
) -> Result<PromptView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let settled = settle(app, &grant, id, at, &decision).await?;
    // Sent twice it is told once.
    if settled.changed {
        let subject = Subject::new("prompt", id, settled.name);
        note(app, &grant, action, subject, detail).await?;
        refresh_clients(app, &org, &[settled.client]).await?;
    }
    shown(app, &org, id).await
}

/// What became of a decision.
pub(super) struct Settled {
    /// Number of the client.
    pub client: i64,
    pub name: String,
    /// False: it was so before.
    pub changed: bool,
}

/// Reads, decides, writes; once more where somebody else was faster. `at`: when it was said, by whose day it is judged.
pub(super) async fn settle(
    app: &App,
    grant: &Grant,
    id: PromptId,
    at: Timestamp,
    decision: &impl Fn(Prompt, Date) -> Result<Prompt, PromptRefusal>,
) -> Result<Settled, Problem> {
    let org = app.store().org(grant);
    let gone = || Problem::not_found("such prompt");
    let today = at.date(&zone(&org).await?);
    for _ in 0..3 {
        let known = org.prompt(id).await?.ok_or_else(gone)?;
        let client = known.prompt.client;
        let clients = org.clients_by_no(&[client]).await?;
        let name = clients
            .into_iter()
            .next()
            .map(|it| it.name.unwrap_or(it.key));
        let name = name.unwrap_or_default();
        let before = known.prompt.version;
        let decided = decision(known.prompt.clone(), today).map_err(refused)?;
        let settled = |changed| Settled {
            client,
            name: name.clone(),
            changed,
        };
        if decided.version == before {
            return Ok(settled(false));
        }
        let changed = KeptPrompt {
            prompt: decided,
            said_by: person_of(grant),
            changed_at: app.now(),
            ..known
        };
        if org.change_prompt(&changed).await? {
            return Ok(settled(true));
        }
    }
    Err(Problem::because(
        Code::Conflict,
        "Somebody else has settled this meanwhile.",
    ))
}

fn refused(refusal: PromptRefusal) -> Problem {
    use PromptRefusal as R;
    let message = sentence(&refusal);
    match refusal {
        R::Settled | R::NothingToUndo => Problem::because(Code::Conflict, message),
        R::Until | R::TooLate => Problem::field("until", message),
        R::NoReason | R::LongReason => Problem::field("reason", message),
    }
}

/// The organization's time zone.
pub(super) async fn zone(org: &OrgStore) -> Result<TimeZone, Problem> {
    let organization = org.organization().await?;
    Ok(organization.map_or(TimeZone::UTC, |it| it.time_zone.zone()))
}

/// The day that it is there.
pub(super) async fn today(app: &App, org: &OrgStore) -> Result<Date, Problem> {
    Ok(app.now().date(&zone(org).await?))
}

pub(super) async fn shown(app: &App, org: &OrgStore, id: PromptId) -> Result<PromptView, Problem> {
    let kept = org
        .prompt(id)
        .await?
        .ok_or_else(|| Problem::not_found("such prompt"))?;
    let reasons = Reasons::gather(org, today(app, org).await?).await?;
    Ok(PromptView::of(&kept, &reasons))
}
