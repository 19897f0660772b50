//! Kept states: what was once computed from sealed segments, in memory within a budget and on disk beside them.

use std::{
    any::Any,
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use serde::{Serialize, de::DeserializeOwned};

use crate::segments::Segments;

/// Changes whenever the meaning of a state changes, so that no older program's state is taken for ours.
const FORMAT: u32 = 1;

/// The states in memory, the least recently used going first.
#[derive(Debug)]
pub(crate) struct Kept {
    budget: usize,
    inner: Mutex<Inner>,
    pub(crate) counters: Counters,
}

#[derive(Debug, Default)]
struct Inner {
    entries: HashMap<String, Entry>,
    bytes: usize,
    clock: u64,
}

struct Entry {
    state: Arc<dyn Any + Send + Sync>,
    bytes: usize,
    used: u64,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.bytes)
    }
}

/// How often a state was at hand.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) from_memory: AtomicU64,
    pub(crate) from_disk: AtomicU64,
    pub(crate) computed: AtomicU64,
    pub(crate) row_groups: AtomicU64,
}

impl Kept {
    pub(crate) fn new(budget: usize) -> Kept {
        Kept {
            budget,
            inner: Mutex::default(),
            counters: Counters::default(),
        }
    }

    pub(crate) fn get<S: Send + Sync + 'static>(&self, key: &str) -> Option<Arc<S>> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.clock += 1;
        let clock = inner.clock;
        let entry = inner.entries.get_mut(key)?;
        entry.used = clock;
        let state = entry.state.clone().downcast::<S>().ok()?;
        self.counters.from_memory.fetch_add(1, Ordering::Relaxed);
        Some(state)
    }

    pub(crate) fn put<S: Send + Sync + 'static>(&self, key: String, state: Arc<S>, bytes: usize) {
        let bytes = bytes + key.len() + 128;
        if bytes > self.budget / 4 {
            return;
        }
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.clock += 1;
        let used = inner.clock;
        inner.bytes += bytes;
        if let Some(before) = inner.entries.insert(key, Entry { state, bytes, used }) {
            inner.bytes -= before.bytes;
        }
        if inner.bytes > self.budget {
            inner.shrink(self.budget / 4 * 3);
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.inner
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .bytes
    }

    pub(crate) fn clear(&self) {
        *self.inner.lock().unwrap_or_else(PoisonError::into_inner) = Inner::default();
    }
}

impl Inner {
    fn shrink(&mut self, to: usize) {
        let mut by_use: Vec<(u64, String)> = self
            .entries
            .iter()
            .map(|(key, entry)| (entry.used, key.clone()))
            .collect();
        by_use.sort_unstable();
        for (_, key) in by_use {
            if self.bytes <= to {
                break;
            }
            if let Some(entry) = self.entries.remove(&key) {
                self.bytes -= entry.bytes;
            }
        }
    }
}

/// Folder of a segment's kept states: beside its file, under its name.
pub(crate) fn folder(segment_path: &str) -> String {
    format!(
        "{}.kept",
        segment_path
            .strip_suffix(".parquet")
            .unwrap_or(segment_path)
    )
}

fn path(segment_path: &str, key: &str) -> String {
    format!("{}/{:032x}", folder(segment_path), hash(key))
}

/// A state from disk. Anything unreadable or of another question is as good as absent.
pub(crate) fn read<S: DeserializeOwned>(
    segments: &Segments,
    segment_path: &str,
    key: &str,
) -> Option<S> {
    let bytes = segments.get_small(&path(segment_path, key))?;
    let (format, found, state): (u32, String, S) = postcard::from_bytes(&bytes).ok()?;
    (format == FORMAT && found == key).then_some(state)
}

/// Puts a state on disk. It only saves time, so that a full disk is no failure here.
pub(crate) fn write<S: Serialize>(segments: &Segments, segment_path: &str, key: &str, state: &S) {
    let written = postcard::to_stdvec(&(FORMAT, key, state))
        .map_err(|cause| cause.to_string())
        .and_then(|bytes| {
            segments
                .put_hastily(&path(segment_path, key), bytes)
                .map_err(|cause| cause.to_string())
        });
    if let Err(cause) = written {
        tracing::warn!(
            segment = segment_path,
            cause,
            "a computed state could not be kept, it will be computed again"
        );
    }
}

/// FNV-1a: the same on every machine and in every version, which the standard library's hasher is not.
fn hash(text: &str) -> u128 {
    text.bytes()
        .fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_used_goes_first() {
        let kept = Kept::new(4000);
        for at in 0..3 {
            kept.put(format!("{at}"), Arc::new(at), 800);
        }
        assert_eq!(kept.get::<i32>("0").as_deref(), Some(&0));
        kept.put("3".into(), Arc::new(3), 800);
        kept.put("4".into(), Arc::new(4), 800);
        assert!(kept.bytes() <= 4000);
        assert_eq!(kept.get::<i32>("1"), None);
        assert_eq!(kept.get::<i32>("0").as_deref(), Some(&0));
        assert_eq!(kept.get::<i32>("4").as_deref(), Some(&4));
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        assert_eq!(hash(""), 0x6c62272e07bb014262b821756295c58d);
        assert_eq!(hash("a"), 0xd228cb696f1a8caf78912b704e4a8964);
    }
}
