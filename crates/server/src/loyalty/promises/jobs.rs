//! Reminders: a promise calls for attention before it is due.

use domain::access::{Actor, Permission};
use domain::ids::PromiseId;
use domain::loyalty::promises::remind_at;
use domain::time::Timestamp;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use store::loyalty::promises::PROMISES_CHANGED;
use store::queue::Event;

use crate::App;
use crate::error::Problem;
use crate::jobs::{Handler, JobError, Listener, Order, Work, enqueue};

/// The name in the queue.
pub const REMIND_OF_PROMISE: &str = "remind_of_promise";

#[derive(Deserialize)]
struct Changed {
    promises: Vec<ChangedPromise>,
}

#[derive(Deserialize)]
struct ChangedPromise {
    id: PromiseId,
    running: bool,
    made_at: Timestamp,
    due_at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Reminder {
    promise: PromiseId,
    due_at: Timestamp,
}

/// Orders a reminder for every promise that was made, moved or reopened.
pub struct OrderReminders;

impl Listener for OrderReminders {
    fn hear<'a>(&'a self, app: &'a App, event: &'a Event) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            if event.kind != PROMISES_CHANGED {
                return Ok(());
            }
            let changed: Changed =
                serde_json::from_value(event.payload.clone()).map_err(Problem::internal)?;
            let now = app.now();
            for it in changed.promises {
                // What is over already needs no reminder.
                if !it.running || it.due_at <= now {
                    continue;
                }
                let reminder = Reminder {
                    promise: it.id,
                    due_at: it.due_at,
                };
                let order = Order {
                    organization: Some(event.organization),
                    kind: REMIND_OF_PROMISE,
                    payload: serde_json::to_value(&reminder).map_err(Problem::internal)?,
                    once: Some(format!(
                        "{REMIND_OF_PROMISE} {} {}",
                        it.id,
                        it.due_at.micros()
                    )),
                    not_before: Some(remind_at(it.made_at, it.due_at)),
                };
                enqueue(app, order).await?;
            }
            Ok(())
        })
    }
}

/// The job `remind_of_promise`.
pub struct RemindOfPromise;

impl Handler for RemindOfPromise {
    fn kind(&self) -> &'static str {
        REMIND_OF_PROMISE
    }

    fn run<'a>(&'a self, work: &'a Work) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async move {
            let Some(organization) = work.organization else {
                return Ok(());
            };
            let reminder: Reminder = serde_json::from_value(work.payload.clone())
                .map_err(|error| JobError::Never(Problem::internal(error)))?;
            let actor = Actor::system(organization);
            let grant = actor
                .require(Permission::RecordSignals)
                .map_err(Problem::from)?;
            let org = work.app.store().org(&grant);
            // Kept, moved or reminded meanwhile: then there is nothing to say.
            org.remind_of_promise(reminder.promise, reminder.due_at, work.app.now())
                .await?;
            Ok(())
        })
    }
}
