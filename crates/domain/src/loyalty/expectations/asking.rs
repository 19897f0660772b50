//! What clients are asked again first.

use std::cmp::Reverse;

use super::Expectation;
use crate::ids::ExpectationId;
use crate::time::Timestamp;

/// The place of a confirmed expectation among those that are to be asked again. What weighs more comes first; of two that
/// weigh the same the one whose half-life was over earlier; of two that were over at the same moment the smaller id. So a
/// must that has just gone stale is asked before a nicety that has waited for a year.
///
/// It does not depend on the moment at which one looks: a list that is read page by page loses nothing and shows nothing
/// twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AskPlace {
    /// 1 to [`super::GREATEST_WEIGHT`], the greatest first.
    pub weight: Reverse<u8>,
    /// When its half-life was over.
    pub due_at: Timestamp,
    pub id: ExpectationId,
}

impl Expectation {
    /// Where it stands among what is to be asked again; `None`: it is not confirmed, so there is nothing to ask again.
    pub fn ask_place(&self) -> Option<AskPlace> {
        Some(AskPlace {
            weight: Reverse(self.weight),
            due_at: self.due_at()?,
            id: self.id,
        })
    }
}
