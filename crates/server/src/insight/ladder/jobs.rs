//! When clients are placed: after facts and signals, once things have calmed down, and when a standing falls due by the
//! mere passing of time.

use std::time::Duration;

use domain::access::{Actor, Permission};
use domain::ids::OrganizationId;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use store::loyalty::facts::FACTS_APPENDED;
use store::queue::Event;
use tracing::warn;

use super::gather::Ground;
use super::run::{Reach, place_clients};
use crate::App;
use crate::error::Problem;
use crate::jobs::{Handler, JobError, Listener, Order, Work, enqueue};

/// The name in the queue.
pub const PLACE_CLIENTS: &str = "place_clients";

/// More is likely to come right after the first; one run then places all of it.
const CALM: i64 = 3;

/// How often all organizations are looked at for whether time has changed something.
const ROUND: Duration = Duration::from_secs(300);

/// The job `place_clients`.
pub struct PlaceClients;

impl Handler for PlaceClients {
    fn kind(&self) -> &'static str {
        PLACE_CLIENTS
    }

    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            if let Some(organization) = work.organization {
                let clients = work.payload["clients"].as_array();
                let whom = match clients {
                    _ if work.payload["all"] == true => Reach::Everybody,
                    Some(clients) => {
                        Reach::These(clients.iter().filter_map(Value::as_i64).collect())
                    }
                    None => Reach::Nobody,
                };
                place_clients(&work.app, organization, &whom).await?;
            }
            Ok(())
        })
    }
}

/// Hears of everything that bears on standing.
pub struct PlaceAfterFacts;

impl Listener for PlaceAfterFacts {
    fn hear<'a>(&'a self, app: &'a App, event: &'a Event) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let whom = match event.kind.as_str() {
                FACTS_APPENDED | "import_finished" => Reach::Nobody,
                // What is gone is told by no new record.
                "import_undone" => Reach::Everybody,
                // Nor that facts went from one client to another.
                "clients_merged" => match event.payload["clients"].as_array() {
                    Some(clients) => {
                        Reach::These(clients.iter().filter_map(Value::as_i64).collect())
                    }
                    None => Reach::Everybody,
                },
                // An import says when it is over.
                "signals_recorded" if event.payload["import"] == 0 => Reach::Nobody,
                _ => return Ok(()),
            };
            order(app, event.organization, &whom, CALM).await
        })
    }
}

/// Puts a run into the queue, once at a time for each organization.
pub async fn order(
    app: &App,
    organization: OrganizationId,
    whom: &Reach,
    in_seconds: i64,
) -> Result<(), Problem> {
    let (payload, once) = match whom {
        Reach::Nobody => (json!({ "all": false }), "false".to_owned()),
        Reach::These(clients) => (json!({ "clients": clients }), format!("{clients:?}")),
        Reach::Everybody => (json!({ "all": true }), "true".to_owned()),
    };
    let order = Order {
        organization: Some(organization),
        kind: PLACE_CLIENTS,
        payload,
        once: Some(format!("{PLACE_CLIENTS} {organization} {once}")),
        not_before: Some(app.now().plus_seconds(in_seconds)),
    };
    enqueue(app, order).await.map(|_| ())
}

/// Looks at every organization now and then, for as long as the program runs: expectations go stale and plus-ones become
/// the norm without anything coming in, and plans and rules change what is read.
pub async fn watch(app: App) {
    let mut stopping = app.stopping();
    loop {
        let stopped = tokio::time::timeout(ROUND, stopping.wait_for(|stopping| *stopping))
            .await
            .is_ok();
        if stopped {
            return;
        }
        if let Err(problem) = look_at_all(&app).await {
            warn!(
                cause = problem.cause(),
                "whether standings have changed could not be seen: {problem}"
            );
        }
    }
}

async fn look_at_all(app: &App) -> Result<(), Problem> {
    let now = app.now();
    for organization in app.store().access().organizations().await? {
        let grant = Actor::system(organization.id).require(Permission::EditDesign)?;
        let org = app.store().org(&grant);
        let ground = Ground::read(&org, &org.design().await?).await?.text();
        let same = (org.ladder_run().await?).is_some_and(|run| run.ground == ground);
        if !same || !org.due_standings(now, 1).await?.is_empty() {
            order(app, organization.id, &Reach::Nobody, 0).await?;
        }
    }
    Ok(())
}
