//! Who has the relationship with us.
//!
//! - **client**: a household, a company, a consumer; known by a key that the organization's own
//!   systems use, and named in the experience log by a dense number.
//! - **contact**: a human being on the client's side, with wishes and consents.
//! - **merged**: found to be the same as another client; its facts stand with the one that was kept.
//! - **tier**: the service level promised to the clients that have one value of one attribute, with the longest silence
//!   it allows.
//! - **attributes**: what is known of a client (terminal, region, tier…), each with one value at a
//!   time. A later fact replaces an earlier one of the same name and leaves the others alone.

use std::collections::BTreeMap;

use crate::ids::{ClientId, PersonId};
use crate::time::Timestamp;

pub mod contacts;
pub mod definitions;
pub mod duplicates;
pub mod file;
pub mod filter;
pub mod importing;
pub mod merging;
pub mod search;
mod tiers;
pub mod timeline;

pub use tiers::{LONGEST_SILENCE, Tier, tier_of};

/// What is known of a client, by name. Values are text: a code, a word, a number as it was written.
pub type Attributes = BTreeMap<String, String>;

/// What sort of account it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum ClientKind {
    Household,
    Company,
    /// One human being, who is the only contact.
    #[default]
    Consumer,
}

impl ClientKind {
    pub const ALL: [Self; 3] = [Self::Household, Self::Company, Self::Consumer];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Company => "company",
            Self::Consumer => "consumer",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The account that has the relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    pub id: ClientId,
    pub no: i64,
    pub key: String,
    pub name: Option<String>,
    pub kind: ClientKind,
    /// Who of us answers for the relationship.
    pub owner: Option<PersonId>,
    pub attributes: Attributes,
    pub created_at: Timestamp,
    /// When the last touch took place; `None`: none is known.
    pub last_touch_at: Option<Timestamp>,
    /// Number of the client that was kept, where this one was merged into another.
    pub merged_into: Option<i64>,
}

impl Client {
    /// What people call it: its name, or its key.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.key)
    }
}

/// Lays later facts over what was known. An empty value says that it is no longer known.
/// Returns whether anything changed.
pub fn merge_attributes(known: &mut Attributes, later: &Attributes) -> bool {
    let mut changed = false;
    for (name, value) in later {
        if value.is_empty() {
            changed |= known.remove(name).is_some();
        } else if known.get(name) != Some(value) {
            known.insert(name.clone(), value.clone());
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_later_fact_replaces_only_its_own_name() {
        let mut known = attributes(&[("terminal", "A"), ("tier", "gold")]);
        assert!(merge_attributes(
            &mut known,
            &attributes(&[("terminal", "B")])
        ));
        assert_eq!(known, attributes(&[("terminal", "B"), ("tier", "gold")]));
        assert!(
            !merge_attributes(&mut known, &attributes(&[("terminal", "B")])),
            "the same again changes nothing"
        );
        assert!(merge_attributes(&mut known, &attributes(&[("tier", "")])));
        assert_eq!(known, attributes(&[("terminal", "B")]));
    }
}
