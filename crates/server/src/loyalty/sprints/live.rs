//! Who watches a room is told at once that something changed in it.
//!
//! What changed is asked of the store, so that a second program over the same store is heard too, only some moments
//! later.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::ids::SprintId;
use tokio::sync::watch;

/// The rooms that somebody watches.
#[derive(Default)]
pub struct Live(Mutex<HashMap<SprintId, watch::Sender<()>>>);

impl Live {
    /// Watches a room. It ends by itself when it is dropped.
    pub fn watch(&self, room: SprintId) -> watch::Receiver<()> {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.retain(|_, sender| sender.receiver_count() > 0);
        rooms
            .entry(room)
            .or_insert_with(|| watch::channel(()).0)
            .subscribe()
    }

    /// Something changed in a room.
    pub fn changed(&self, room: SprintId) {
        let rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = rooms.get(&room) {
            sender.send_replace(());
        }
    }

    /// How many watch a room.
    pub fn watchers(&self, room: SprintId) -> usize {
        let rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.get(&room).map_or(0, watch::Sender::receiver_count)
    }
}
