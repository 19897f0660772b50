//! What the interface says about events and their kinds.

use domain::ids::{ClientId, EventId};
use domain::signals::{AnswerRule, EventKind};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::signals::EventDetail;
use utoipa::ToSchema;

use crate::signals::views::ClientForm;
use crate::view::present;

/// Which touch of ours should follow an event.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AnswerRule)]
pub struct AnswerView {
    /// Keys of the touchpoints that answer it; empty: any touch that we start.
    #[serde(default)]
    pub touchpoints: Vec<String>,
    /// Days within which it should come, 1 to 3,650.
    pub within_days: i64,
}

impl From<AnswerRule> for AnswerView {
    fn from(rule: AnswerRule) -> Self {
        Self {
            touchpoints: rule.touchpoints,
            within_days: rule.within_days.into(),
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = EventKind)]
pub struct EventKindView {
    pub key: String,
    pub label: String,
    /// None: nothing has to follow.
    pub answer: Option<AnswerView>,
}

impl From<EventKind> for EventKindView {
    fn from(kind: EventKind) -> Self {
        Self {
            key: kind.key,
            label: kind.label,
            answer: kind.answer.map(Into::into),
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewEventKind {
    /// Made of the label if nothing is said. It stays.
    pub key: Option<String>,
    pub label: String,
    pub answer: Option<AnswerView>,
}

/// What is left out stays; `null` empties.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct EventKindChange {
    pub label: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<AnswerView>)]
    pub answer: Option<Option<AnswerView>>,
}

/// Something that happened to a client.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct EventForm {
    /// Unique within the source: the same again changes nothing.
    pub external_id: String,
    /// Where it comes from; `api` if nothing is said.
    pub source: Option<String>,
    pub client: ClientForm,
    /// The key of a kind of event. One that nobody knows is made.
    pub kind: String,
    /// What an unknown kind is called; its key if nothing is said.
    pub kind_label: Option<String>,
    /// RFC 3339.
    pub occurred_at: String,
    pub note: Option<String>,
}

/// A client, to be named.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientName)]
pub struct ClientNameView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub struct EventView {
    #[schema(value_type = String, format = "uuid")]
    pub id: EventId,
    /// Key of its kind.
    pub kind: String,
    pub kind_label: String,
    pub client: ClientNameView,
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Timestamp,
    pub source: String,
    pub external_id: String,
    pub note: Option<String>,
}

impl From<EventDetail> for EventView {
    fn from(event: EventDetail) -> Self {
        Self {
            id: event.id,
            kind: event.kind,
            kind_label: event.kind_label,
            client: ClientNameView {
                id: event.client,
                key: event.client_key,
                name: event.client_name,
            },
            occurred_at: event.occurred_at,
            source: event.source,
            external_id: event.external_id,
            note: event.note,
        }
    }
}
