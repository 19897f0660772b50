//! Changes of the inventory, and how they are taken back.
//!
//! A change keeps each thing it touched as it stood before and after. It can be taken back as long as every such thing
//! still stands as the change left it; what a later change has touched again stands in the way, and is named. Taking
//! back is a change itself, so that it can be taken back too.

use serde::{Deserialize, Serialize};

use super::{CellPlace, Profile};
use crate::design::{Existence, Touchpoint, TouchpointKind};
use crate::ids::{ChangeId, ChannelId, PersonId, StageId, TouchpointId};
use crate::time::Timestamp;

words! {
    /// What somebody did.
    ChangeKind {
        Create = "create",
        Edit = "edit",
        /// Another place on the grid.
        Move = "move",
        /// Several touchpoints at once.
        Bulk = "bulk",
        Remove = "remove",
        Cell = "cell",
        Template = "template",
        Import = "import",
        Discovery = "discovery",
        /// A finding of the gap finder became a touchpoint.
        Finding = "finding",
        /// A plan went live, and its touchpoint with it.
        Plan = "plan",
        Undo = "undo",
    }
}

/// One change, without what it touched.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub id: ChangeId,
    pub at: Timestamp,
    pub by_name: String,
    pub kind: ChangeKind,
    /// What it was about, for people: the touchpoint's label, the file's name, the template's key.
    pub label: String,
    /// Counts and names that belong to this kind of change.
    pub detail: serde_json::Value,
    /// How many things it touched.
    pub items: i64,
    /// Rows of the file that were not taken.
    pub rejected: i64,
    pub undone_at: Option<Timestamp>,
    pub undoes: Option<ChangeId>,
}

/// A touchpoint as it stood at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchpointImage {
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
    #[serde(default)]
    pub profile: Profile,
}

impl From<&Touchpoint> for TouchpointImage {
    fn from(it: &Touchpoint) -> Self {
        Self {
            id: it.id,
            no: it.no,
            key: it.key.clone(),
            label: it.label.clone(),
            kind: it.kind,
            existence: it.existence,
            stage: it.stage,
            channel: it.channel,
            owner: it.owner,
            position: it.position,
            profile: it.profile.clone(),
        }
    }
}

impl From<TouchpointImage> for Touchpoint {
    fn from(it: TouchpointImage) -> Self {
        Self {
            id: it.id,
            no: it.no,
            key: it.key,
            label: it.label,
            kind: it.kind,
            existence: it.existence,
            stage: it.stage,
            channel: it.channel,
            owner: it.owner,
            position: it.position,
            profile: it.profile,
        }
    }
}

/// One thing of the inventory as it stood at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "thing", rename_all = "snake_case")]
pub enum Image {
    Touchpoint(TouchpointImage),
    Cell {
        #[serde(flatten)]
        place: CellPlace,
        reason: String,
        decided_at: Timestamp,
    },
    /// A stage that a change brought along. Its label and place are nobody's business here.
    Stage {
        id: StageId,
        key: String,
        label: String,
    },
    Channel {
        id: ChannelId,
        key: String,
        label: String,
    },
}

impl Image {
    /// The same thing has the same subject at all times.
    pub fn subject(&self) -> String {
        match self {
            Self::Touchpoint(image) => format!("touchpoint:{}", image.id),
            Self::Cell { place, .. } => cell_subject(place),
            Self::Stage { id, .. } => format!("stage:{id}"),
            Self::Channel { id, .. } => format!("channel:{id}"),
        }
    }

    /// Stages and channels come along with touchpoints; they never stand in the way of taking those back.
    fn comes_along(&self) -> bool {
        matches!(self, Self::Stage { .. } | Self::Channel { .. })
    }

    /// What people call it; a cell has no name.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Touchpoint(image) => Some(&image.label),
            Self::Cell { .. } => None,
            Self::Stage { label, .. } | Self::Channel { label, .. } => Some(label),
        }
    }
}

pub fn cell_subject(place: &CellPlace) -> String {
    let audience = place.audience.map(|id| id.to_string()).unwrap_or_default();
    format!("cell:{}/{}/{audience}", place.stage, place.channel)
}

/// One thing that a change touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeItem {
    pub subject: String,
    /// `None`: it was not there.
    pub before: Option<Image>,
    /// `None`: it is gone.
    pub after: Option<Image>,
}

/// What has to be done to one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It shall stand like this.
    Put(Image),
    /// It shall be gone.
    Remove(Image),
}

/// Something that was touched again since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    pub subject: String,
    pub label: Option<String>,
}

/// What takes a change back, in the order in which it can be done, or what stands in the way. `now` says how a thing
/// stands at present.
pub fn undo(
    items: &[ChangeItem],
    now: impl Fn(&str) -> Option<Image>,
) -> Result<Vec<Step>, Vec<Obstacle>> {
    let mut obstacles = Vec::new();
    let (mut puts, mut removals) = (Vec::new(), Vec::new());
    for item in items {
        let present = now(&item.subject);
        let known = item.after.as_ref().or(item.before.as_ref());
        let follows = known.is_some_and(Image::comes_along);
        if present != item.after && !follows {
            let label = [present.as_ref(), known]
                .into_iter()
                .flatten()
                .find_map(Image::label);
            obstacles.push(Obstacle {
                subject: item.subject.clone(),
                label: label.map(str::to_owned),
            });
            continue;
        }
        match (&item.before, present) {
            (Some(before), present) if Some(before) != present.as_ref() => {
                puts.push(Step::Put(before.clone()));
            }
            (None, Some(present)) => removals.push(Step::Remove(present)),
            _ => {}
        }
    }
    if !obstacles.is_empty() {
        return Err(obstacles);
    }
    // Stages and channels are put before the touchpoints that stand in them, and go after those that stood in them.
    let (mut first, then): (Vec<_>, Vec<_>) = puts.into_iter().partition(follows_of);
    let (last, before): (Vec<_>, Vec<_>) = removals.into_iter().partition(follows_of);
    first.extend(then);
    first.extend(before);
    first.extend(last);
    Ok(first)
}

fn follows_of(step: &Step) -> bool {
    match step {
        Step::Put(image) | Step::Remove(image) => image.comes_along(),
    }
}
