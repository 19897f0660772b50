//! What every operation is given: the settings, the store, the time and chance. The only place that reads the
//! clock or makes randomness; everything else asks here, so that a test can say what time it is.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the place the ban in clippy.toml points to"
)]

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::time::Timestamp;
use rand::Rng as _;
use tokio::sync::watch;
use uuid::Uuid;

use crate::config::Config;
use crate::error::Problem;

/// Handle to the running program. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    config: Config,
    clock: Clock,
    /// Keeps identifiers of the same millisecond in order.
    ids: Mutex<uuid::ContextV7>,
    shutdown: watch::Sender<bool>,
}

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that a test moves by hand.
    Set(TestClock),
}

/// A clock that stands still until it is moved.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn at(time: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(time.micros())))
    }

    pub fn advance(&self, by: std::time::Duration) {
        self.0.fetch_add(
            i64::try_from(by.as_micros()).unwrap_or(i64::MAX),
            Ordering::SeqCst,
        );
    }
}

impl Clock {
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::from_micros(jiff::Timestamp::now().as_microsecond()),
            Self::Set(TestClock(time)) => Timestamp::from_micros(time.load(Ordering::SeqCst)),
        }
    }
}

impl App {
    pub fn new(config: Config, clock: Clock) -> Self {
        let (shutdown, _) = watch::channel(false);
        Self(Arc::new(Inner {
            config,
            clock,
            ids: Mutex::new(uuid::ContextV7::new()),
            shutdown,
        }))
    }

    pub fn config(&self) -> &Config {
        &self.0.config
    }

    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// A new identifier. Identifiers sort by the time they were made.
    pub fn id<I: From<Uuid>>(&self) -> I {
        let micros = self.now().micros().max(0).unsigned_abs();
        let nanos = u32::try_from(micros % 1_000_000).unwrap_or_default() * 1000;
        let context = self.0.ids.lock().unwrap_or_else(PoisonError::into_inner);
        Uuid::new_v7(uuid::Timestamp::from_unix(
            &*context,
            micros / 1_000_000,
            nanos,
        ))
        .into()
    }

    /// Bytes nobody can guess.
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }

    /// Whether the store answers and its schema is the one this program was built for.
    pub async fn check_store(&self) -> Result<(), Problem> {
        Ok(())
    }

    /// Turns true once, when the program is asked to stop: long answers and jobs end by themselves then.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.0.shutdown.subscribe()
    }

    pub fn stop(&self) {
        self.0.shutdown.send_replace(true);
    }
}
