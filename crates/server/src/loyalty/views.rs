//! What the interface says about expectations.

use domain::ids::ExpectationId;
use domain::loyalty::{Expectation, Level, Status};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::signals::events::views::ClientNameView;
use crate::signals::views::ClientForm;

/// How much depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExpectationLevel)]
pub enum LevelView {
    Must,
    Should,
    Delight,
}

impl From<LevelView> for Level {
    fn from(level: LevelView) -> Self {
        match level {
            LevelView::Must => Self::Must,
            LevelView::Should => Self::Should,
            LevelView::Delight => Self::Delight,
        }
    }
}

impl From<Level> for LevelView {
    fn from(level: Level) -> Self {
        match level {
            Level::Must => Self::Must,
            Level::Should => Self::Should,
            Level::Delight => Self::Delight,
        }
    }
}

/// How sure we may be of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExpectationStatus)]
pub enum StatusView {
    /// We think so; it never counts as known.
    Assumed,
    /// The client said it once, in passing.
    Stated,
    /// The client heard it from us and agreed.
    Confirmed,
    Retired,
}

impl From<Status> for StatusView {
    fn from(status: Status) -> Self {
        match status {
            Status::Assumed => Self::Assumed,
            Status::Stated => Self::Stated,
            Status::Confirmed => Self::Confirmed,
            Status::Retired => Self::Retired,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Expectation)]
pub struct ExpectationView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ExpectationId,
    pub client: ClientNameView,
    /// In the client's words where it said them.
    pub words: String,
    pub level: LevelView,
    /// 1 stated, 2 probed, 3 unspoken.
    pub depth: u8,
    pub status: StatusView,
    /// Confirmed within its half-life: only then it counts as known.
    pub fresh: bool,
    pub theme: Option<String>,
    pub source: String,
    #[schema(value_type = String, format = DateTime)]
    pub stated_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub confirmed_at: Option<Timestamp>,
    pub half_life_days: u16,
}

impl ExpectationView {
    pub fn of(it: Expectation, now: Timestamp) -> Self {
        Self {
            fresh: it.is_fresh(now),
            id: it.id,
            client: ClientNameView {
                id: it.client,
                key: it.client_key,
                name: it.client_name,
            },
            words: it.words,
            level: it.level.into(),
            depth: it.depth,
            status: it.status.into(),
            theme: it.theme,
            source: it.source,
            stated_at: it.stated_at,
            confirmed_at: it.confirmed_at,
            half_life_days: it.half_life_days,
        }
    }
}

/// What a client expects, to be kept. The same words of the same client, while they hold, are the same expectation.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ExpectationForm {
    pub client: ClientForm,
    pub words: String,
    pub level: LevelView,
    /// 1 stated (if nothing is said), 2 probed, 3 unspoken.
    pub depth: Option<u8>,
    /// `assumed`, `stated` or `confirmed`.
    pub status: StatusView,
    /// A slug that puts like expectations together.
    pub theme: Option<String>,
    /// Where we have it from.
    pub source: String,
    /// RFC 3339; now if nothing is said.
    pub stated_at: Option<String>,
    /// RFC 3339; only of confirmed ones, then `stated_at` if nothing is said.
    pub confirmed_at: Option<String>,
    /// 1 to 3,650; 540 if nothing is said.
    pub half_life_days: Option<i64>,
}

/// When the client said that it is so.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct Confirmation {
    /// RFC 3339; now if nothing is said.
    pub at: Option<String>,
}
