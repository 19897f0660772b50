//! Tells what happened to whoever wants to hear it.

use std::sync::Arc;
use std::time::Duration;

use store::queue::Event;
use store::{Causes, StoreError};
use tracing::{error, warn};

use super::{Listener, pause};
use crate::App;

/// Events are told in this many at a time.
const BATCH: usize = 100;
/// Something that another process did is heard of this late at most.
const POLL: Duration = Duration::from_secs(1);
/// A listener that fails hears an event this often before it is passed over.
const TRIES: u32 = 3;

/// Tells events in their order until the program stops. An event may be told twice, never not at all unless its
/// listener failed [`TRIES`] times.
pub async fn drain(app: App, listeners: Vec<Arc<dyn Listener>>) {
    let mut stopping = app.stopping();
    loop {
        let wait = match tell_waiting(&app, &listeners).await {
            Ok(told) if told == BATCH => Duration::ZERO,
            Ok(_) => POLL,
            Err(error) => {
                warn!(
                    "the outbox does not answer, next try in 5 s: {}",
                    Causes(&error)
                );
                Duration::from_secs(5)
            }
        };
        if pause(&mut stopping, wait).await {
            return;
        }
    }
}

async fn tell_waiting(app: &App, listeners: &[Arc<dyn Listener>]) -> Result<usize, StoreError> {
    let outbox = app.store().outbox();
    let events = outbox.waiting(BATCH).await?;
    for event in &events {
        for listener in listeners {
            tell(app, listener.as_ref(), event).await;
        }
    }
    outbox.heard(&events).await?;
    Ok(events.len())
}

async fn tell(app: &App, listener: &dyn Listener, event: &Event) {
    for attempt in 1..=TRIES {
        match listener.hear(app, event).await {
            Ok(()) => return,
            Err(problem) if attempt == TRIES => {
                error!(event.no = event.no, kind = %event.kind, cause = problem.cause(), "passed over: {problem}");
            }
            Err(problem) => {
                warn!(event.no = event.no, kind = %event.kind, attempt, "not heard, told again: {problem}");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}
