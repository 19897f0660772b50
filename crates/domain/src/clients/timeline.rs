//! What happened between a client and us, in the order of time: all of it, or what the client saw of it.
//!
//! The client's eye has only what this client saw, what it awaits, and what it was asked. An internal note, a checklist or
//! an event in our systems is none of that.

use crate::time::Timestamp;

/// What sort of thing stands on the line. Another noun adds its own here, and a source that reads them in
/// `server/src/clients/timeline/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimelineKind {
    Touch,
    /// The client answered what it was asked.
    Response,
    /// Something happened that our systems know.
    Event,
    /// How a touch was delivered against its plan.
    Delivery,
    Expectation,
    Discovery,
    Promise,
    OwnError,
    PlusOne,
    Pulse,
    Advocacy,
    Departure,
    Consent,
    /// The client waits for an answer of ours.
    Awaited,
}

impl TimelineKind {
    pub const ALL: [Self; 14] = [
        Self::Touch,
        Self::Response,
        Self::Event,
        Self::Delivery,
        Self::Expectation,
        Self::Discovery,
        Self::Promise,
        Self::OwnError,
        Self::PlusOne,
        Self::Pulse,
        Self::Advocacy,
        Self::Departure,
        Self::Consent,
        Self::Awaited,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::Response => "response",
            Self::Event => "event",
            Self::Delivery => "delivery",
            Self::Expectation => "expectation",
            Self::Discovery => "discovery",
            Self::Promise => "promise",
            Self::OwnError => "own_error",
            Self::PlusOne => "plus_one",
            Self::Pulse => "pulse",
            Self::Advocacy => "advocacy",
            Self::Departure => "departure",
            Self::Consent => "consent",
            Self::Awaited => "awaited",
        }
    }
}

/// One thing on the line.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineItem {
    pub at: Timestamp,
    pub kind: TimelineKind,
    /// What names it among all of its kind; with `at` the place where a page ends.
    pub id: String,
    /// What it is about: a touchpoint, a kind of event, the words of a promise.
    pub title: String,
    /// What became of it, as a word that is known in advance: `kept`, `confirmed`, `wow`.
    pub became: Option<&'static str>,
    /// More for our own eyes: a note.
    pub detail: Option<String>,
    /// The client's own words.
    pub words: Option<String>,
    /// Whether the client saw it, or was asked.
    pub seen_by_client: bool,
    /// Of a touch: whether it came from the client.
    pub from_client: Option<bool>,
    /// How it was felt, −3 to +3, 0 as expected.
    pub perception: Option<i8>,
    /// Of what is awaited.
    pub awaited: Option<Awaited>,
}

impl TimelineItem {
    pub fn new(
        at: Timestamp,
        kind: TimelineKind,
        id: impl ToString,
        title: impl Into<String>,
    ) -> Self {
        Self {
            at,
            kind,
            id: id.to_string(),
            title: title.into(),
            became: None,
            detail: None,
            words: None,
            seen_by_client: false,
            from_client: None,
            perception: None,
            awaited: None,
        }
    }

    /// The place of it: later first, and of one moment in the order of kinds and ids.
    pub fn place(&self) -> (Timestamp, &str, &str) {
        (self.at, self.kind.as_str(), &self.id)
    }
}

/// Since when the client waits, and until when an answer was owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    pub since: Timestamp,
    pub until: Timestamp,
    /// When it came; `None`: not yet.
    pub answered_at: Option<Timestamp>,
}

/// Which items are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eye {
    Ours,
    Client,
}

impl Eye {
    pub fn sees(self, item: &TimelineItem) -> bool {
        match self {
            Self::Ours => true,
            Self::Client => item.seen_by_client,
        }
    }

    /// What is shown of an item: the client's eye never has what is for ours alone.
    pub fn show(self, mut item: TimelineItem) -> TimelineItem {
        if self == Self::Client {
            item.detail = None;
        }
        item
    }
}

/// The latest `limit` of what several sources gave, each in its own order, and whether there is more.
pub fn newest(mut items: Vec<TimelineItem>, eye: Eye, limit: usize) -> (Vec<TimelineItem>, bool) {
    items.retain(|item| eye.sees(item));
    items.sort_by(|a, b| b.place().cmp(&a.place()));
    let more = items.len() > limit;
    items.truncate(limit);
    (items.into_iter().map(|item| eye.show(item)).collect(), more)
}

/// What the client awaits after an event: the first touch of ours that answers it, from the event on. `touches` are
/// moments of our touches that would answer it, in any order.
pub fn awaited(since: Timestamp, within_days: u16, touches: &[Timestamp]) -> Awaited {
    Awaited {
        since,
        until: since.plus_seconds(i64::from(within_days) * 86_400),
        answered_at: touches.iter().copied().filter(|at| *at >= since).min(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(n: i64) -> Timestamp {
        Timestamp::from_micros(n * 1_000_000)
    }

    fn item(n: i64, kind: TimelineKind, id: &str, seen: bool) -> TimelineItem {
        TimelineItem {
            seen_by_client: seen,
            detail: Some("for us".to_owned()),
            ..TimelineItem::new(at(n), kind, id, "x")
        }
    }

    #[test]
    fn the_clients_eye_has_only_what_the_client_saw() {
        let items = vec![
            item(1, TimelineKind::Touch, "a", true),
            item(2, TimelineKind::Delivery, "b", false),
            item(3, TimelineKind::Response, "c", true),
        ];
        let ids = |eye| -> Vec<String> {
            newest(items.clone(), eye, 9)
                .0
                .into_iter()
                .map(|it| it.id)
                .collect()
        };
        assert_eq!(ids(Eye::Ours), ["c", "b", "a"]);
        assert_eq!(ids(Eye::Client), ["c", "a"]);
        assert!(
            newest(items.clone(), Eye::Client, 9)
                .0
                .iter()
                .all(|it| it.detail.is_none())
        );
        assert!(newest(items, Eye::Client, 1).1);
    }

    #[test]
    fn a_client_waits_until_we_come_and_not_for_what_came_before() {
        let since = at(100);
        for (touches, answered) in [
            (vec![], None),
            (vec![at(50)], None),
            (vec![at(300), at(200)], Some(at(200))),
            (vec![at(100)], Some(at(100))),
        ] {
            let it = awaited(since, 2, &touches);
            assert_eq!((it.until, it.answered_at), (at(100 + 2 * 86_400), answered));
        }
    }

    proptest! {
        #[test]
        fn the_order_of_sources_does_not_matter(moments in prop::collection::vec((0_i64..5, 0_usize..14), 0..20), turn in 0_usize..20, limit in 1_usize..10) {
            let items: Vec<TimelineItem> = moments.iter().enumerate()
                .map(|(n, (at, kind))| item(*at, TimelineKind::ALL[*kind], &n.to_string(), true)).collect();
            let mut turned = items.clone();
            if !turned.is_empty() {
                let by = turn % turned.len();
                turned.rotate_left(by);
            }
            prop_assert_eq!(newest(items, Eye::Ours, limit), newest(turned, Eye::Ours, limit));
        }
    }
}
