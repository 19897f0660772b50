//! What the interface says about the line.

use domain::clients::timeline::{Awaited, TimelineItem, TimelineKind};
use domain::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::words;

words! {
    /// What sort of thing is on the line.
    TimelineKindView as TimelineKind = TimelineKind {
        Touch
        /// The client answered what it was asked.
        Response
        /// Something happened that our systems know.
        Event
        /// How a touch was delivered against its plan.
        Delivery
        Expectation
        Discovery
        Promise
        OwnError
        PlusOne
        Pulse
        Advocacy
        Departure
        Consent
        /// The client waits for an answer of ours.
        Awaited
    }
}

/// Since when the client waits, and until when an answer was owed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Awaited)]
pub struct AwaitedView {
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// None: not yet.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub answered_at: Option<Timestamp>,
}

impl From<Awaited> for AwaitedView {
    fn from(it: Awaited) -> Self {
        Self {
            since: it.since,
            until: it.until,
            answered_at: it.answered_at,
        }
    }
}

/// One thing on the line.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TimelineItem)]
pub struct TimelineItemView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub kind: TimelineKindView,
    /// Names it among all of its kind.
    pub id: String,
    /// What it is about: a touchpoint, a kind of event, the words of a promise.
    pub title: String,
    /// What became of it. Of an expectation `assumed`, `stated`, `confirmed`, `corrected` or `retired`; of a conversation
    /// about them `played_back`; of a promise `open`, `renegotiated`, `kept`, `kept_late` or `broken`; of a plus-one `wow`,
    /// `noticed`, `unnoticed`, `unwanted` or `held_out`; of an error of ours `told`; how a client spoke for us:
    /// `referral`, `review` or `reference`.
    pub became: Option<String>,
    /// For our own eyes alone.
    pub detail: Option<String>,
    /// The client's own words.
    pub words: Option<String>,
    pub seen_by_client: bool,
    /// Of a touch: whether it came from the client.
    pub from_client: Option<bool>,
    /// How it was felt, −3 to +3, 0 as expected.
    pub perception: Option<i8>,
    pub awaited: Option<AwaitedView>,
}

impl From<TimelineItem> for TimelineItemView {
    fn from(it: TimelineItem) -> Self {
        Self {
            at: it.at,
            kind: it.kind.into(),
            id: it.id,
            title: it.title,
            became: it.became.map(str::to_owned),
            detail: it.detail,
            words: it.words,
            seen_by_client: it.seen_by_client,
            from_client: it.from_client,
            perception: it.perception,
            awaited: it.awaited.map(Into::into),
        }
    }
}
