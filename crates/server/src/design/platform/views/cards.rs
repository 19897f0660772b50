use domain::design::platform::{Holding, PartTrace, Reach};
use domain::ids::{PersonId, RoleCardId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::ops::{HeldBy, ShownCard, ShownLink, ShownTrace};
use crate::design::views::{ExistenceView, KindView, Named};

/// How a holder stands to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoleCardSigning)]
pub enum HolderState {
    /// Signed what it says now.
    Signed,
    /// Signed an earlier wording.
    AskedAgain,
    Unsigned,
}

fn state_of(holding: Holding) -> (HolderState, Option<Timestamp>) {
    match holding {
        Holding::Signed(at) => (HolderState::Signed, Some(at)),
        Holding::AskedAgain(at) => (HolderState::AskedAgain, Some(at)),
        Holding::Unsigned => (HolderState::Unsigned, None),
    }
}

/// Somebody who holds a job.
#[derive(Serialize, ToSchema)]
#[schema(as = RoleCardHolder)]
pub struct HolderView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
    pub state: HolderState,
    /// When they signed last.
    #[schema(value_type = Option<String>, format = "date-time")]
    pub signed_at: Option<Timestamp>,
}

impl From<HeldBy> for HolderView {
    fn from(it: HeldBy) -> Self {
        let (state, signed_at) = state_of(it.holding);
        Self {
            id: it.id,
            name: it.name,
            state,
            signed_at,
        }
    }
}

/// What the platform means in one job.
#[derive(Serialize, ToSchema)]
#[schema(as = RoleCard)]
pub struct RoleCardView {
    #[schema(value_type = String, format = "uuid")]
    pub id: RoleCardId,
    pub job: String,
    pub department: String,
    /// "In my job this means…", one sentence each.
    pub means: Vec<String>,
    /// Grows whenever the card says something else; goes back with a change and with a signature.
    pub wording: i64,
    #[schema(value_type = String, format = "date-time")]
    pub changed_at: Timestamp,
    pub holders: Vec<HolderView>,
    /// How who asks stands to it; `null`: they don't hold this job.
    pub mine: Option<HolderState>,
}

impl From<ShownCard> for RoleCardView {
    fn from(it: ShownCard) -> Self {
        Self {
            id: it.card.id,
            job: it.card.job,
            department: it.card.department,
            means: it.card.means,
            wording: it.card.wording,
            changed_at: it.card.changed_at,
            holders: it.holders.into_iter().map(Into::into).collect(),
            mine: it.mine.map(|holding| state_of(holding).0),
        }
    }
}

#[derive(Deserialize, ToSchema)]
pub struct NewRoleCard {
    pub job: String,
    #[serde(default)]
    pub department: String,
    #[serde(default)]
    pub means: Vec<String>,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub holders: Vec<PersonId>,
}

#[derive(Deserialize, ToSchema)]
pub struct RoleCardChange {
    /// The wording that was read.
    pub wording: i64,
    pub job: Option<String>,
    pub department: Option<String>,
    pub means: Option<Vec<String>>,
    #[schema(value_type = Option<Vec<String>>)]
    pub holders: Option<Vec<PersonId>>,
}

/// A signature for oneself.
#[derive(Deserialize, ToSchema)]
#[schema(as = RoleCardSignature)]
pub struct Signing {
    /// The wording that was read.
    pub wording: i64,
}

/// How far a part of the promise gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PartReach)]
pub enum TraceReach {
    /// No touchpoint expresses it.
    Nowhere,
    /// Only touchpoints that are not live yet.
    OnlyPlanned,
    Live,
}

/// A part of the promise and what becomes of it.
#[derive(Serialize, ToSchema)]
#[schema(as = TracedPart)]
pub struct TracePartView {
    pub key: String,
    pub words: String,
    pub reach: TraceReach,
    /// Live touchpoints that express it.
    pub live: usize,
    /// Planned or missing ones that would.
    pub planned: usize,
    /// Standards of behaviour that carry it, at whatever touchpoint.
    pub standards: usize,
}

fn traced(it: PartTrace, standards: usize) -> TracePartView {
    TracePartView {
        key: it.key,
        words: it.words,
        reach: match it.reach {
            Reach::Nowhere => TraceReach::Nowhere,
            Reach::OnlyPlanned => TraceReach::OnlyPlanned,
            Reach::Live => TraceReach::Live,
        },
        live: it.live,
        planned: it.planned,
        standards,
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = TracedTouchpoint)]
pub struct TraceTouchpointView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub kind: KindView,
    pub existence: ExistenceView,
    /// The key of its stage.
    pub stage: Option<String>,
}

/// A touchpoint expresses a part.
#[derive(Serialize, ToSchema)]
#[schema(as = TracedLink)]
pub struct TraceLinkView {
    pub part: String,
    #[schema(value_type = String, format = "uuid")]
    pub touchpoint: TouchpointId,
    /// Somebody has said so of the touchpoint itself.
    pub own: bool,
    /// Its plan says so.
    pub plan: bool,
    /// Elements that are met there and say so.
    pub elements: Vec<String>,
}

impl From<ShownLink> for TraceLinkView {
    fn from(it: ShownLink) -> Self {
        Self {
            part: it.part,
            touchpoint: it.touchpoint,
            own: it.own,
            plan: it.plan,
            elements: it.elements,
        }
    }
}

/// Parts of the promise × touchpoints.
#[derive(Serialize, ToSchema)]
#[schema(as = Traceability)]
pub struct TraceView {
    pub parts: Vec<TracePartView>,
    pub stages: Vec<Named>,
    pub touchpoints: Vec<TraceTouchpointView>,
    pub links: Vec<TraceLinkView>,
}

impl From<ShownTrace> for TraceView {
    fn from(it: ShownTrace) -> Self {
        let stage_of = |touchpoint: &domain::design::Touchpoint| {
            let found = it
                .stages
                .iter()
                .find(|stage| Some(stage.id) == touchpoint.stage);
            found.map(|stage| stage.key.clone())
        };
        let touchpoints = it.touchpoints.iter().map(|touchpoint| TraceTouchpointView {
            id: touchpoint.id,
            key: touchpoint.key.clone(),
            label: touchpoint.label.clone(),
            kind: touchpoint.kind.into(),
            existence: touchpoint.existence.into(),
            stage: stage_of(touchpoint),
        });
        let touchpoints = touchpoints.collect();
        Self {
            touchpoints,
            parts: it
                .parts
                .into_iter()
                .zip(it.standards)
                .map(|(part, standards)| traced(part, standards))
                .collect(),
            stages: it
                .stages
                .into_iter()
                .map(|stage| Named {
                    key: stage.key,
                    label: stage.label,
                })
                .collect(),
            links: it.links.into_iter().map(Into::into).collect(),
        }
    }
}

/// What a touchpoint itself expresses.
#[derive(Deserialize, ToSchema)]
pub struct TouchpointParts {
    /// Keys of parts of the promise.
    pub parts: Vec<String>,
}
