//! The life of one version: draft → reviewed → live → superseded.

use super::document::PlanDocument;
use super::gate::{Gate, Lack};
use crate::ids::{PersonId, PlanId, TouchpointId};
use crate::time::Timestamp;

/// Who did something and when; a program or Touchstone itself is nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub by: Option<PersonId>,
    pub at: Timestamp,
}

/// One version of the plan of one touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub id: PlanId,
    pub touchpoint: TouchpointId,
    /// Counted from 1 for each touchpoint.
    pub version: i32,
    pub document: PlanDocument,
    pub state: PlanState,
}

/// Where a version stands, with what is true then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// Somebody is writing it.
    Draft { saved: Stamp },
    /// Somebody has read it whole; the next change makes it a draft again.
    Reviewed { saved: Stamp, reviewed: Stamp },
    /// It holds. Past its review-by day it is stale, and holds all the same.
    Live {
        saved: Stamp,
        reviewed: Stamp,
        published: Stamp,
    },
    /// A later version went live.
    Superseded {
        saved: Stamp,
        reviewed: Stamp,
        published: Stamp,
        until: Timestamp,
    },
}

/// Why a step can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    #[error("this plan is not complete yet")]
    Incomplete(Vec<Lack>),
    #[error("nobody has reviewed this plan yet")]
    NotReviewed,
    #[error("this plan is no draft")]
    NotADraft,
    #[error("this plan has not been reviewed, so there is nothing to reopen")]
    NothingToReopen,
    #[error("this plan is not live")]
    NotLive,
}

impl PlanState {
    /// As the store and the API write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            PlanState::Draft { .. } => "draft",
            PlanState::Reviewed { .. } => "reviewed",
            PlanState::Live { .. } => "live",
            PlanState::Superseded { .. } => "superseded",
        }
    }

    pub const fn saved(self) -> Stamp {
        match self {
            PlanState::Draft { saved }
            | PlanState::Reviewed { saved, .. }
            | PlanState::Live { saved, .. }
            | PlanState::Superseded { saved, .. } => saved,
        }
    }

    pub const fn reviewed(self) -> Option<Stamp> {
        match self {
            PlanState::Draft { .. } => None,
            PlanState::Reviewed { reviewed, .. }
            | PlanState::Live { reviewed, .. }
            | PlanState::Superseded { reviewed, .. } => Some(reviewed),
        }
    }

    pub const fn published(self) -> Option<Stamp> {
        match self {
            PlanState::Live { published, .. } | PlanState::Superseded { published, .. } => {
                Some(published)
            }
            _ => None,
        }
    }

    pub const fn until(self) -> Option<Timestamp> {
        match self {
            PlanState::Superseded { until, .. } => Some(until),
            _ => None,
        }
    }

    /// Still being worked on.
    pub const fn is_open(self) -> bool {
        matches!(self, PlanState::Draft { .. } | PlanState::Reviewed { .. })
    }

    pub const fn is_live(self) -> bool {
        matches!(self, PlanState::Live { .. })
    }
}

impl Plan {
    /// Keeps what somebody wrote. What was reviewed is a draft again: the reviewer has not read this.
    pub fn save(self, document: PlanDocument, saved: Stamp) -> Result<Plan, PlanRefusal> {
        if !self.state.is_open() {
            return Err(PlanRefusal::NotADraft);
        }
        Ok(Plan {
            document,
            state: PlanState::Draft { saved },
            ..self
        })
    }

    /// Somebody has read it whole. Only a complete plan can be: what is still missing would be published unread.
    pub fn review(self, gate: &Gate, reviewed: Stamp) -> Result<Plan, PlanRefusal> {
        let PlanState::Draft { saved } = self.state else {
            return Err(PlanRefusal::NotADraft);
        };
        open(gate)?;
        Ok(Plan {
            state: PlanState::Reviewed { saved, reviewed },
            ..self
        })
    }

    /// Back to a draft, unchanged.
    pub fn reopen(self) -> Result<Plan, PlanRefusal> {
        let PlanState::Reviewed { saved, .. } = self.state else {
            return Err(PlanRefusal::NothingToReopen);
        };
        Ok(Plan {
            state: PlanState::Draft { saved },
            ..self
        })
    }

    /// From now on it holds. What it lacks is said before that nobody has reviewed it, because that comes first.
    pub fn publish(self, gate: &Gate, published: Stamp) -> Result<Plan, PlanRefusal> {
        match self.state {
            PlanState::Draft { .. } => {
                open(gate)?;
                Err(PlanRefusal::NotReviewed)
            }
            PlanState::Reviewed { saved, reviewed } => {
                open(gate)?;
                Ok(Plan {
                    state: PlanState::Live {
                        saved,
                        reviewed,
                        published,
                    },
                    ..self
                })
            }
            PlanState::Live { .. } | PlanState::Superseded { .. } => Err(PlanRefusal::NotADraft),
        }
    }

    /// A later version has taken its place.
    pub fn supersede(self, until: Timestamp) -> Result<Plan, PlanRefusal> {
        let PlanState::Live {
            saved,
            reviewed,
            published,
        } = self.state
        else {
            return Err(PlanRefusal::NotLive);
        };
        Ok(Plan {
            state: PlanState::Superseded {
                saved,
                reviewed,
                published,
                until,
            },
            ..self
        })
    }
}

fn open(gate: &Gate) -> Result<(), PlanRefusal> {
    if gate.is_open() {
        Ok(())
    } else {
        Err(PlanRefusal::Incomplete(gate.lacks.clone()))
    }
}
