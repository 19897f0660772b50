//! When what is due is worked out anew: after touches and imports, once things have calmed down, and as days go by.

use std::time::Duration;

use domain::access::{Actor, Permission};
use domain::ids::OrganizationId;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use store::queue::Event;
use tracing::warn;

use super::ops::refresh::{catch_up, is_behind, refresh_clients};
use crate::App;
use crate::error::Problem;
use crate::jobs::{Handler, JobError, Listener, Order, Work, enqueue};

/// The name in the queue.
pub const REFRESH_PROMPTS: &str = "refresh_prompts";

/// More is likely to come right after the first.
const CALM: i64 = 3;

/// Clients that are looked at at once; of more it is done in the background.
const AT_ONCE: usize = 200;

/// How often all organizations are looked at for whether a day has begun there.
const ROUND: Duration = Duration::from_secs(120);

/// The job `refresh_prompts`.
pub struct RefreshPrompts;

impl Handler for RefreshPrompts {
    fn kind(&self) -> &'static str {
        REFRESH_PROMPTS
    }

    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            let Some(organization) = work.organization else {
                return Ok(());
            };
            let all = work.payload["all"] == true;
            let check = || work.check();
            catch_up::<JobError>(&work.app, organization, all, &check).await?;
            Ok(())
        })
    }
}

/// Hears of everything from which something else is due.
pub struct RefreshAfterSignals;

impl Listener for RefreshAfterSignals {
    fn hear<'a>(&'a self, app: &'a App, event: &'a Event) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            match event.kind.as_str() {
                // Touches that are gone can't be found any more: all clients are looked at.
                "import_undone" => order(app, event.organization, true, CALM).await,
                "clients_changed" | "clients_merged" => match event.payload["clients"].as_array() {
                    Some(clients) => {
                        let clients: Vec<i64> = clients.iter().filter_map(Value::as_i64).collect();
                        refresh_some(app, event, &clients).await
                    }
                    None => order(app, event.organization, true, CALM).await,
                },
                // Somebody may have left, or be back.
                "facts_appended" => {
                    let gone = event.payload["gone"].as_array();
                    let gone: Vec<i64> = gone
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_i64)
                        .collect();
                    match gone.len() {
                        0 => Ok(()),
                        1..=AT_ONCE => refresh_some(app, event, &gone).await,
                        _ => order(app, event.organization, true, CALM).await,
                    }
                }
                // What a plan asks for, or where it can happen, is another now.
                "plan_published" | "inventory_changed" => {
                    order(app, event.organization, false, CALM).await
                }
                "import_finished" => order(app, event.organization, false, CALM).await,
                // An import says when it is over.
                "signals_recorded" if event.payload["import"] == 0 => {
                    order(app, event.organization, false, CALM).await
                }
                _ => Ok(()),
            }
        })
    }
}

async fn refresh_some(app: &App, event: &Event, clients: &[i64]) -> Result<(), Problem> {
    let grant = Actor::system(event.organization).require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    refresh_clients(app, &org, clients).await
}

/// Puts it into the queue, once at a time for each organization.
pub(super) async fn order(
    app: &App,
    organization: OrganizationId,
    all: bool,
    in_seconds: i64,
) -> Result<(), Problem> {
    let order = Order {
        organization: Some(organization),
        kind: REFRESH_PROMPTS,
        payload: json!({ "all": all }),
        once: Some(format!("{REFRESH_PROMPTS} {organization} {all}")),
        not_before: (in_seconds > 0).then(|| app.now().plus_seconds(in_seconds)),
    };
    enqueue(app, order).await?;
    Ok(())
}

/// Looks after every organization for as long as the program runs: dates go by without anything coming in.
pub async fn watch(app: App) {
    let mut stopping = app.stopping();
    loop {
        if let Err(problem) = look_at_all(&app).await {
            warn!(
                cause = problem.cause(),
                "what is due could not be looked at: {problem}"
            );
        }
        let stopped = tokio::time::timeout(ROUND, stopping.wait_for(|stopping| *stopping))
            .await
            .is_ok();
        if stopped {
            return;
        }
    }
}

async fn look_at_all(app: &App) -> Result<(), Problem> {
    for organization in app.store().access().organizations().await? {
        let grant = Actor::system(organization.id).require(Permission::EditClients)?;
        if is_behind(&app.store().org(&grant), app.now()).await? {
            order(app, organization.id, false, 0).await?;
        }
    }
    Ok(())
}
