//! What the detectors are given besides histories: plain data, filled by whoever reads the store.

use serde::{Deserialize, Serialize};

use crate::clients::Attributes;
use crate::design::{Existence, TouchpointKind};
use crate::signals::EventKind;
use crate::time::{Period, Timestamp};

/// Everything that is known besides histories.
#[derive(Debug, Clone)]
pub struct Inputs {
    pub now: Timestamp,
    /// What the measures are about; `None`: all of the past. Detectors always read all of it.
    pub period: Option<Period>,
    pub inventory: Inventory,
    /// The template of the organization's industry; [`closest`](super::closest) finds one where none was chosen.
    pub template: Option<Template>,
    pub event_kinds: Vec<EventKind>,
    pub plans: Vec<PlanTrigger>,
    pub tiers: Vec<TierTerm>,
    /// By the client's number.
    pub clients: Vec<ClientTerm>,
    pub themes: Vec<ThemeDemand>,
}

impl Inputs {
    /// Of an organization that has nothing yet.
    pub fn at(now: Timestamp) -> Inputs {
        Inputs {
            now,
            period: None,
            inventory: Inventory::default(),
            template: None,
            event_kinds: Vec::new(),
            plans: Vec::new(),
            tiers: Vec::new(),
            clients: Vec::new(),
            themes: Vec::new(),
        }
    }
}

/// A thing by its key, with the words for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Named {
    pub key: String,
    pub label: String,
}

impl Named {
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Named {
        Named {
            key: key.into(),
            label: label.into(),
        }
    }
}

/// The inventory, as it is designed now. Stages and channels stand in the order of the grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    pub stages: Vec<Named>,
    pub channels: Vec<Named>,
    pub audiences: Vec<Named>,
    pub touchpoints: Vec<Spot>,
    /// Cells that were decided to need no touchpoint.
    pub cells: Vec<DecidedCell>,
}

/// One touchpoint of the inventory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Its number in the log.
    pub no: i32,
    pub key: String,
    pub label: String,
    pub kind: TouchpointKind,
    pub existence: Existence,
    /// Key of its stage.
    pub stage: Option<String>,
    /// Key of its channel.
    pub channel: Option<String>,
    /// Keys of its audiences; empty: for everybody.
    pub audiences: Vec<String>,
}

impl Spot {
    pub fn named(&self) -> Named {
        Named::new(&self.key, &self.label)
    }
}

/// A cell that was decided to need no touchpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedCell {
    pub stage: String,
    pub channel: String,
    /// `None`: whatever the audience.
    pub audience: Option<String>,
}

/// The template of an industry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    pub key: String,
    pub label: String,
    pub touchpoints: Vec<TemplateSpot>,
}

/// One touchpoint of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSpot {
    pub key: String,
    pub label: String,
    pub label_de: String,
    pub stage: Named,
    pub channel: Named,
    pub kind: TouchpointKind,
    /// 1..=5.
    pub importance: u8,
    /// Key of the kind of event that it answers.
    pub after_event: Option<String>,
    /// Days within which it should come; `None`: it goes before the event, or has no deadline.
    pub within_days: Option<u32>,
}

/// A live plan that is triggered by an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanTrigger {
    /// Key of the touchpoint.
    pub touchpoint: String,
    /// Key of the kind of event.
    pub event: String,
    /// The end of the plan's window, in days after the event.
    pub within_days: u32,
}

/// A tier with its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierTerm {
    pub key: String,
    pub label: String,
    /// `None`: nothing was promised, so each client's own rhythm counts.
    pub max_silence_days: Option<u16>,
}

/// What is known of one client besides its history.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClientTerm {
    /// Index into the tiers.
    pub tier: Option<u16>,
    /// It has left; nobody need touch it any more.
    pub departed: bool,
    /// Since when it has been our client, for those who were never touched.
    pub since: Option<Timestamp>,
}

/// Names of attributes that say whether somebody still is a client, and the values that say no.
const STATUS: &[&str] = &[
    "status",
    "state",
    "lifecycle",
    "client_status",
    "kundenstatus",
];
const GONE: &[&str] = &[
    "left",
    "former",
    "closed",
    "lost",
    "churned",
    "departed",
    "ended",
    "terminated",
    "cancelled",
    "gone",
    "ehemalig",
    "gekündigt",
    "verloren",
    "beendet",
    "ausgetreten",
];

/// Whether what is known of a client says that it has left.
pub fn has_left(attributes: &Attributes) -> bool {
    attributes.iter().any(|(name, value)| {
        STATUS.contains(&name.to_lowercase().as_str())
            && GONE.contains(&value.trim().to_lowercase().as_str())
    })
}

/// One expectation, as far as gaps depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectationSeen {
    pub client: i64,
    /// Its theme's slug; empty: none was given.
    pub theme: String,
    pub must: bool,
    /// When the client confirmed it; `None`: assumed, only stated, or retired.
    pub confirmed_at: Option<Timestamp>,
    pub half_life_days: u16,
    pub words: String,
}

/// Confirmed expectations of one theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeDemand {
    /// The theme's slug; empty: none was given.
    pub theme: String,
    /// Clients with a confirmed, fresh expectation of this theme.
    pub clients: u64,
    /// Of these, as a `must`.
    pub must: u64,
    /// The clients' numbers with the moment of their confirmation, the newest first; may be capped.
    pub behind: Vec<(i64, Timestamp)>,
    /// Words of a few of them.
    pub words: Vec<String>,
    /// Whether a live plan serves it.
    pub served: bool,
}

/// One comment or note in which a wish was seen, with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishWords {
    pub client: i64,
    /// Number of the touch or response.
    pub record: i64,
    /// Whether the record is a touch.
    pub of_touch: bool,
    pub at: Timestamp,
    /// Number of the touchpoint it is about, −1: the whole.
    pub touchpoint: i32,
    pub text: String,
}
