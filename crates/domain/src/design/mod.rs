//! What is designed: where clients meet us, and what we ask them there.
//!
//! - **stage**: a step of the client's whole life with us, from before the first contact to after the last.
//! - **channel**: how a touch happens: in person, phone, letter, web, premises, …
//! - **touchpoint**: a place where a client meets the organization; *dynamic* (a call, a visit),
//!   *static* (a sign, a page) or a *work product* (a report, an invoice).
//! - **existence** of a touchpoint: live, planned, missing, retired, not applicable. Missing is a
//!   finding, not an absence: the touch should be there and is not.
//! - **question**: what was asked of clients. A touchpoint's score is its *primary* rating question;
//!   the *aspect* tells two ratings of one touchpoint apart. A rating without a touchpoint rates the
//!   whole experience.
//! - **audience**: a group of clients for whom touchpoints are designed, told by conditions on their attributes.
//! - **cell**: a place of the grid stage × channel (× audience); it may stay empty on purpose, with a reason.
//! - **moment of truth**: a touchpoint at which the client decides what to think of the whole.
//! - **attention**: the care that a touchpoint is given, 0–5; ours, and the industry's.
//! - **comparison**: what attention somebody else gives a touchpoint, with evidence and date.
//! - **change**: what somebody did to the inventory, with what stood there before, so that it can be taken back.
//! - **discovery**: a touchpoint that happens and that nobody wrote down.
//! - **template**: the touchpoints that a firm of an industry usually has.
//! - **journey**: what a client of one audience should live through, step by step ([`journeys`]).
//! - **annotation**: a dated remark that the charts carry, such as "new security lanes opened".
//!
//! Each of these has a key (stable, chosen by people or files), an id, and a `no`: a small number,
//! dense within the organization, by which the experience log names it.

use serde::{Deserialize, Serialize};

// The experience log defines the kinds, because it is what gives them their numbers.
pub use crate::signals::log::QuestionKind;

use crate::ids::{AnnotationId, ChannelId, PersonId, QuestionId, StageId, TouchpointId};
use crate::time::Timestamp;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text)
            }
        }
    )*};
}
use words;

pub mod discovery;
pub mod findings;
pub mod gaps;
pub mod intentionality;
pub mod inventory;
pub mod journeys;
mod key;
pub mod plans;
pub mod platform;
pub mod templates;
pub mod world;

pub use inventory::Profile;
pub use key::{Key, KeyRefusal};

words! {
    /// What sort of place a touchpoint is.
    TouchpointKind {
        /// People meet: a call, a visit, a chat.
        Dynamic = "dynamic",
        /// It stands there: a sign, a package, a page.
        Static = "static",
        /// What we made for the client: a report, an invoice, a contract.
        WorkProduct = "work_product",
    }

    /// Whether a touchpoint is really there.
    Existence {
        Live = "live",
        Planned = "planned",
        /// It should be there and is not.
        Missing = "missing",
        Retired = "retired",
        NotApplicable = "not_applicable",
    }
}

/// A step of the client's whole life with us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    pub id: StageId,
    pub no: i32,
    pub key: String,
    pub label: String,
    pub position: i32,
}

/// A way how a touch happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    pub id: ChannelId,
    pub no: i32,
    pub key: String,
    pub label: String,
    pub position: i32,
}

/// A place where a client meets the organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touchpoint {
    pub id: TouchpointId,
    pub no: i32,
    pub key: String,
    pub label: String,
    pub kind: TouchpointKind,
    pub existence: Existence,
    pub stage: Option<StageId>,
    pub channel: Option<ChannelId>,
    pub owner: Option<PersonId>,
    pub position: i32,
    pub profile: Profile,
}

/// Something that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub no: i32,
    pub key: String,
    pub label: String,
    pub kind: QuestionKind,
    /// As written: `0-10`, `1-5`, `1-7`; with `r` at the end 1 is best. `None` for words and choices.
    pub scale: Option<String>,
    /// `None`: it asks about the whole experience.
    pub touchpoint: Option<TouchpointId>,
    pub aspect: Option<String>,
    /// This is the touchpoint's score.
    pub primary: bool,
}

/// A dated remark on the charts; of one touchpoint, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    pub id: AnnotationId,
    pub at: Timestamp,
    pub label: String,
    pub touchpoint: Option<TouchpointId>,
    pub created_by: Option<PersonId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_as_they_were_written() {
        for kind in TouchpointKind::ALL {
            assert_eq!(TouchpointKind::parse(kind.as_str()), Some(*kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for existence in Existence::ALL {
            assert_eq!(Existence::parse(existence.as_str()), Some(*existence));
            assert_eq!(serde_json::to_value(existence).unwrap(), existence.as_str());
        }
    }
}
