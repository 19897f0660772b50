//! What is coming for one client, and what lately became of it.

use domain::access::{Actor, Permission};
use domain::ids::ClientId;

use super::decide::today;
use crate::App;
use crate::error::Problem;
use crate::prompts::reasons::Reasons;
use crate::prompts::views::{PromptView, UpcomingView};

/// Prompts that are looked at: open ones and the newest of those that are over.
const LOOKED_AT: usize = 60;
/// How many that are over are shown.
const OVER: usize = 6;

pub async fn show_upcoming(
    app: &App,
    actor: &Actor,
    id: ClientId,
) -> Result<UpcomingView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = org
        .client(id)
        .await?
        .ok_or_else(|| Problem::not_found("such client"))?;
    let today = today(app, &org).await?;
    let reasons = Reasons::gather(&org, today).await?;
    let all = org.prompts_of_client(client.no, LOOKED_AT).await?;
    let (mut open, mut over): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|it| it.prompt.state.is_open());
    open.sort_by_key(|it| (it.prompt.shows_from(), it.prompt.due, it.prompt.id));
    over.sort_by_key(|it| std::cmp::Reverse((it.changed_at, it.prompt.id)));
    over.truncate(OVER);
    let view = |it: &store::prompts::KeptPrompt| PromptView::of(it, &reasons);
    Ok(UpcomingView {
        today: today.to_string(),
        client_name: client.label().to_owned(),
        open: open.iter().map(view).collect(),
        over: over.iter().map(view).collect(),
    })
}
