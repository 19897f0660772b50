//! One client's past, as the detectors read it.

use crate::signals::cues::CueKind;
use crate::signals::record::Direction;
use crate::time::Timestamp;

/// Minutes since the epoch, UTC: fine enough to tell what came first, small enough to hold ten million of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub i32);

pub(super) const DAY: i32 = 24 * 60;

impl Minutes {
    /// The minute that a moment lies in.
    pub fn of(at: Timestamp) -> Minutes {
        Minutes::of_micros(at.micros())
    }

    pub fn of_micros(micros: i64) -> Minutes {
        Minutes(
            micros
                .div_euclid(60_000_000)
                .clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
        )
    }

    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_micros(i64::from(self.0) * 60_000_000)
    }

    /// Whole days from an earlier moment; 0 when it isn't earlier.
    pub fn days_since(self, earlier: Minutes) -> u32 {
        u32::try_from((i64::from(self.0) - i64::from(earlier.0)) / i64::from(DAY)).unwrap_or(0)
    }

    pub fn plus_days(self, days: u32) -> Minutes {
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        Minutes(self.0.saturating_add(days.saturating_mul(DAY)))
    }
}

/// One encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TouchSeen {
    pub at: Minutes,
    /// Number of the touchpoint.
    pub touchpoint: i32,
    /// `None`: nobody noted who started it.
    pub direction: Option<Direction>,
    pub planned: bool,
}

/// Something that happened to the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventSeen {
    pub at: Minutes,
    /// Number of the kind of event.
    pub kind: i32,
    pub record: i64,
}

/// Words of a touch or a comment that say that something was missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CueSeen {
    pub at: Minutes,
    pub kind: CueKind,
    /// Number of the touchpoint at which it was said, −1: none.
    pub touchpoint: i32,
    /// Number of the stage, −1: none.
    pub stage: i32,
    /// Number of the touch or response that has the words.
    pub record: i64,
    /// Whether the record is a touch; otherwise it is a response.
    pub of_touch: bool,
}

/// One client's past, each list in time order.
#[derive(Debug, Clone, Copy, Default)]
pub struct History<'a> {
    /// The client's number in the log.
    pub client: i64,
    pub touches: &'a [TouchSeen],
    pub events: &'a [EventSeen],
    pub cues: &'a [CueSeen],
}
