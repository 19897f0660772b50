//! Saying what becomes of a prompt: not before another day, done, not needed, and taking that back.

use domain::access::{Actor, Grant, Permission};
use domain::ids::PromptId;
use domain::prompts::{Prompt, PromptRefusal};
use jiff::civil::Date;
use serde_json::{Value, json};
use store::OrgStore;
use store::prompts::KeptPrompt;

use super::person_of;
use super::refresh::refresh_clients;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Problem, sentence};
use crate::prompts::views::PromptView;

pub async fn snooze_prompt(
    app: &App,
    actor: &Actor,
    id: PromptId,
    until: &str,
    reason: &str,
) -> Result<PromptView, Problem> {
    let until: Date = until
        .parse()
        .map_err(|_| Problem::field("until", "A day such as 2026-05-13 is expected."))?;
    let detail = json!({ "until": until.to_string() });
    decide(
        app,
        actor,
        id,
        ("snooze_prompt", detail),
        |prompt, today| prompt.snooze(until, reason, today, app.now()),
    )
    .await
}

pub async fn mark_prompt_done(
    app: &App,
    actor: &Actor,
    id: PromptId,
) -> Result<PromptView, Problem> {
    let what = ("mark_prompt_done", json!({}));
    decide(app, actor, id, what, |prompt, today| {
        prompt.done(today, app.now())
    })
    .await
}

pub async fn mark_prompt_not_needed(
    app: &App,
    actor: &Actor,
    id: PromptId,
    reason: &str,
) -> Result<PromptView, Problem> {
    let what = ("mark_prompt_not_needed", json!({}));
    decide(app, actor, id, what, |prompt, today| {
        prompt.not_needed(reason, today, app.now())
    })
    .await
}

pub async fn undo_prompt(app: &App, actor: &Actor, id: PromptId) -> Result<PromptView, Problem> {
    let what = ("undo_prompt", json!({}));
    decide(app, actor, id, what, |prompt, _| prompt.undo()).await
}

async fn decide(
    app: &App,
    actor: &Actor,
    id: PromptId,
    (action, detail): (&str, Value),
    decision: impl Fn(Prompt, Date) -> Result<Prompt, PromptRefusal>,
) -> Result<PromptView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let client = settle(app, &grant, id, &decision).await?;
    let subject = Subject::new("prompt", id, client.1);
    note(app, &grant, action, subject, detail).await?;
    refresh_clients(app, &org, &[client.0]).await?;
    shown(&org, id).await
}

/// Reads, decides, writes; once more where somebody else was faster. The client's number and name.
pub(super) async fn settle(
    app: &App,
    grant: &Grant,
    id: PromptId,
    decision: &impl Fn(Prompt, Date) -> Result<Prompt, PromptRefusal>,
) -> Result<(i64, String), Problem> {
    let org = app.store().org(grant);
    let gone = || Problem::not_found("such prompt");
    let today = today(app, &org).await?;
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
        if decided.version == before {
            return Ok((client, name));
        }
        let changed = KeptPrompt {
            prompt: decided,
            said_by: person_of(grant),
            changed_at: app.now(),
            ..known
        };
        if org.change_prompt(&changed).await? {
            return Ok((client, name));
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

/// The day that it is in the organization's time zone.
pub(super) async fn today(app: &App, org: &OrgStore) -> Result<Date, Problem> {
    let organization = org.organization().await?;
    let zone = organization.map_or(jiff::tz::TimeZone::UTC, |it| it.time_zone.zone());
    Ok(app.now().date(&zone))
}

pub(super) async fn shown(org: &OrgStore, id: PromptId) -> Result<PromptView, Problem> {
    let kept = org
        .prompt(id)
        .await?
        .ok_or_else(|| Problem::not_found("such prompt"))?;
    let rule = org.care_rule(kept.prompt.rule).await?;
    Ok(PromptView::of(&kept, rule.as_ref().map(|it| &it.rule)))
}
