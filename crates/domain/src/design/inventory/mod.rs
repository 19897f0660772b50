//! The inventory: what each touchpoint is worth, to whom it speaks, and how much of it is there.

use serde::{Deserialize, Serialize};

use super::{Existence, Touchpoint, TouchpointKind};
use crate::ids::{AudienceId, ChannelId, PersonId, StageId};
use crate::stats::Interval;
use crate::stats::proportion::{share, wilson};
use crate::time::Timestamp;

mod change;
pub mod file;
#[cfg(test)]
mod tests;

pub use change::{
    Change, ChangeItem, ChangeKind, Image, Obstacle, Step, TouchpointImage, cell_subject, undo,
};

/// The longest reason and note, in characters: a paragraph, not a document.
pub const WORDS: usize = 2_000;
/// The longest name of a department.
pub const DEPARTMENT: usize = 80;

/// What the inventory says about a touchpoint beside its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Here a client decides what to think of the whole.
    pub moment_of_truth: bool,
    /// 1 (hardly matters) to 5 (decides); 3 until somebody says otherwise.
    pub importance: u8,
    pub department: Option<String>,
    /// Our attention, 0–5: an estimate that counts as long as there is no plan.
    pub our_attention: Option<u8>,
    /// The industry's attention, 0–5, assumed: it counts as long as nobody was compared.
    pub industry_attention: Option<u8>,
    /// In the order of their ids; none = for everybody.
    pub audiences: Vec<AudienceId>,
    /// Why it is retired or not applicable.
    pub reason: Option<String>,
    pub note: Option<String>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            moment_of_truth: false,
            importance: 3,
            department: None,
            our_attention: None,
            industry_attention: None,
            audiences: Vec::new(),
            reason: None,
            note: None,
        }
    }
}

/// Why a touchpoint can't be as it is asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InventoryRefusal {
    #[error("say why: a touchpoint that is retired or not applicable needs a reason")]
    ReasonNeeded,
    #[error("importance is a whole number from 1 to 5")]
    Importance,
    #[error("attention is a whole number from 0 to 5")]
    Attention,
    #[error("at most {DEPARTMENT} characters")]
    Department,
    #[error("at most {WORDS} characters")]
    Words,
}

impl InventoryRefusal {
    /// The field that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::ReasonNeeded | Self::Words => "reason",
            Self::Importance => "importance",
            Self::Attention => "our_attention",
            Self::Department => "department",
        }
    }
}

/// Importance as a person wrote it.
pub fn read_importance(number: i64) -> Result<u8, InventoryRefusal> {
    u8::try_from(number)
        .ok()
        .filter(|number| (1..=5).contains(number))
        .ok_or(InventoryRefusal::Importance)
}

/// Attention as a person wrote it.
pub fn read_attention(number: i64) -> Result<u8, InventoryRefusal> {
    u8::try_from(number)
        .ok()
        .filter(|number| *number <= 5)
        .ok_or(InventoryRefusal::Attention)
}

/// A department's name: one line, spaces tidied; nothing is `None`.
pub fn read_department(text: &str) -> Result<Option<String>, InventoryRefusal> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Ok(None),
        1..=DEPARTMENT => Ok(Some(name)),
        _ => Err(InventoryRefusal::Department),
    }
}

/// A reason or a note: any number of lines; nothing is `None`.
pub fn read_words(text: &str) -> Result<Option<String>, InventoryRefusal> {
    let words = text.trim();
    match words.chars().count() {
        0 => Ok(None),
        1..=WORDS => Ok(Some(words.to_owned())),
        _ => Err(InventoryRefusal::Words),
    }
}

/// What shall be different about a touchpoint. `None` keeps what is there; an inner `None` empties it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patch {
    pub label: Option<String>,
    pub kind: Option<TouchpointKind>,
    pub existence: Option<Existence>,
    pub stage: Option<Option<StageId>>,
    pub channel: Option<Option<ChannelId>>,
    pub owner: Option<Option<PersonId>>,
    pub position: Option<i32>,
    pub moment_of_truth: Option<bool>,
    pub importance: Option<u8>,
    pub department: Option<Option<String>>,
    pub our_attention: Option<Option<u8>>,
    pub industry_attention: Option<Option<u8>>,
    pub audiences: Option<Vec<AudienceId>>,
    pub reason: Option<Option<String>>,
    pub note: Option<Option<String>>,
}

impl Patch {
    /// The touchpoint as it will be. A reason is kept when it comes back to life: it says what once was.
    pub fn apply(&self, to: &Touchpoint) -> Touchpoint {
        let mut it = to.clone();
        fn set<T: Clone>(field: &mut T, new: &Option<T>) {
            if let Some(new) = new {
                field.clone_from(new);
            }
        }
        set(&mut it.label, &self.label);
        set(&mut it.kind, &self.kind);
        set(&mut it.existence, &self.existence);
        set(&mut it.stage, &self.stage);
        set(&mut it.channel, &self.channel);
        set(&mut it.owner, &self.owner);
        set(&mut it.position, &self.position);
        let profile = &mut it.profile;
        set(&mut profile.moment_of_truth, &self.moment_of_truth);
        set(&mut profile.importance, &self.importance);
        set(&mut profile.department, &self.department);
        set(&mut profile.our_attention, &self.our_attention);
        set(&mut profile.industry_attention, &self.industry_attention);
        set(&mut profile.audiences, &self.audiences);
        set(&mut profile.reason, &self.reason);
        set(&mut profile.note, &self.note);
        profile.audiences.sort_unstable();
        profile.audiences.dedup();
        it
    }

    /// It only puts the touchpoint elsewhere on the grid.
    pub fn only_moves(&self) -> bool {
        let elsewhere = self.stage.is_some() || self.channel.is_some() || self.position.is_some();
        let stays = Self {
            stage: None,
            channel: None,
            position: None,
            ..self.clone()
        };
        elsewhere && stays == Self::default()
    }
}

/// Whether a touchpoint may be so.
pub fn check(existence: Existence, profile: &Profile) -> Result<(), InventoryRefusal> {
    let explained = profile
        .reason
        .as_deref()
        .is_some_and(|reason| !reason.trim().is_empty());
    if matches!(existence, Existence::Retired | Existence::NotApplicable) && !explained {
        return Err(InventoryRefusal::ReasonNeeded);
    }
    if !(1..=5).contains(&profile.importance) {
        return Err(InventoryRefusal::Importance);
    }
    let off = |attention: Option<u8>| attention.is_some_and(|attention| attention > 5);
    if off(profile.our_attention) || off(profile.industry_attention) {
        return Err(InventoryRefusal::Attention);
    }
    Ok(())
}

/// A group of clients for whom touchpoints are designed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    pub id: AudienceId,
    pub key: String,
    pub label: String,
    /// Conditions on attributes, all of which hold: `attr.tier=premier`. None: nobody has said yet who they are.
    pub filter: Vec<String>,
}

/// A place of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellPlace {
    pub stage: StageId,
    pub channel: ChannelId,
    /// `None`: for all audiences.
    pub audience: Option<AudienceId>,
}

/// A place of the grid that stays empty on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyCell {
    pub place: CellPlace,
    pub reason: String,
    pub decided_at: Timestamp,
}

/// How much of what should be there is there: live ÷ (live + missing), 0..=1.
///
/// Planned touchpoints count on neither side: they are neither there nor overlooked. Retired and not applicable ones are
/// left out. The interval is Wilson's at 95 %: the inventory as it is known stands for the inventory as it truly is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    pub live: u64,
    pub missing: u64,
    pub value: Option<f64>,
    pub interval: Option<Interval>,
}

impl Coverage {
    /// Touchpoints counted.
    pub fn n(&self) -> u64 {
        self.live + self.missing
    }
}

pub fn coverage(existences: impl IntoIterator<Item = Existence>) -> Coverage {
    let (mut live, mut missing) = (0_u64, 0_u64);
    for existence in existences {
        match existence {
            Existence::Live => live += 1,
            Existence::Missing => missing += 1,
            Existence::Planned | Existence::Retired | Existence::NotApplicable => {}
        }
    }
    let (hits, n) = (live as f64, (live + missing) as f64);
    Coverage {
        live,
        missing,
        value: share(hits, n),
        interval: wilson(hits, n, 0.95),
    }
}
