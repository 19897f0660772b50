//! What every operation is given: the settings, the store, the time and chance. The only place that reads the
//! clock or makes randomness; everything else asks here, so that a test can say what time it is.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the place the ban in clippy.toml points to"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::{fs, io};

use domain::time::Timestamp;
use insight::Engine;
use rand::Rng as _;
use store::Store;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use crate::access::{DeviceKey, Throttle};
use crate::clients::segments::columns::KeptColumns;
use crate::config::Config;
use crate::error::{Code, Problem};
use crate::insight::Log;
use crate::loyalty::sprints::live::Live;
use crate::loyalty::trust::firm::KeptTrust;

/// Folder of the segments, inside the data folder.
pub const SEGMENTS: &str = "segments";

/// Handle to the running program. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    config: Config,
    store: Store,
    clock: Clock,
    log: Log,
    client_columns: KeptColumns,
    kept_trust: KeptTrust,
    throttle: Throttle,
    live: Live,
    device_key: DeviceKey,
    /// The port that was really taken, once it is known.
    port: OnceLock<u16>,
    /// Keeps identifiers of the same millisecond in order.
    ids: Mutex<uuid::ContextV7>,
    shutdown: watch::Sender<bool>,
    work: Notify,
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
    /// Opens the store, brings its schema up to date, and makes the data folder if there is none.
    pub async fn open(config: Config) -> Result<Self, Problem> {
        make_private_folder(&config.data).map_err(|error| {
            Problem::because(
                Code::Unavailable,
                format!(
                    "The data folder {} cannot be made: {error}.",
                    config.data.display()
                ),
            )
        })?;
        let store = Store::open(&config.store_url()).await?;
        store.migrate().await?;
        Self::over(store, config, Clock::System)
    }

    /// The program over a store that is open and up to date.
    pub fn over(store: Store, config: Config, clock: Clock) -> Result<Self, Problem> {
        let mut fresh = [0; 32];
        rand::rng().fill_bytes(&mut fresh);
        let device_key = DeviceKey::open(&config.data, fresh).map_err(Problem::internal)?;
        let log = Log::open(&config.data.join(SEGMENTS)).map_err(Problem::internal)?;
        let (shutdown, _) = watch::channel(false);
        Ok(Self(Arc::new(Inner {
            config,
            store,
            clock,
            log,
            client_columns: KeptColumns::default(),
            kept_trust: KeptTrust::default(),
            throttle: Throttle::default(),
            live: Live::default(),
            device_key,
            port: OnceLock::new(),
            ids: Mutex::new(uuid::ContextV7::new()),
            shutdown,
            work: Notify::new(),
        })))
    }

    pub fn config(&self) -> &Config {
        &self.0.config
    }

    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The experience log: the engine, with what is kept of each organization.
    pub fn log(&self) -> &Log {
        &self.0.log
    }

    /// What is known of all clients, as filters ask for it.
    pub fn client_columns(&self) -> &KeptColumns {
        &self.0.client_columns
    }

    /// Trust over all clients, as it was last worked out.
    pub fn kept_trust(&self) -> &KeptTrust {
        &self.0.kept_trust
    }

    pub fn engine(&self) -> &Arc<Engine> {
        self.0.log.engine()
    }

    /// Where the sealed segments of the experience log stand.
    pub fn segment_folder(&self) -> PathBuf {
        self.config().data.join(SEGMENTS)
    }

    pub fn throttle(&self) -> &Throttle {
        &self.0.throttle
    }

    /// Who watches a sprint.
    pub fn live(&self) -> &Live {
        &self.0.live
    }

    pub fn device_key(&self) -> &DeviceKey {
        &self.0.device_key
    }

    /// The address people open, without a slash at its end.
    pub fn address(&self) -> String {
        self.config()
            .address(self.0.port.get().copied().unwrap_or(self.config().port))
    }

    /// Says which port was really taken.
    pub fn listens_on(&self, port: u16) {
        // The first one stays: one program listens once.
        let _ = self.0.port.set(port);
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

    /// Says that there is work in the queue.
    pub fn wake_workers(&self) {
        self.0.work.notify_waiters();
    }

    /// Waits until somebody said that there is work.
    pub async fn woken(&self) {
        self.0.work.notified().await;
    }

    /// Turns true once, when the program is asked to stop: long answers and jobs end by themselves then.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.0.shutdown.subscribe()
    }

    pub fn stop(&self) {
        self.0.shutdown.send_replace(true);
    }
}

/// Makes a folder that only this user can read. One that is there stays as it is.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file that only this user can read.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}
