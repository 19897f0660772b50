//! What the interface says about sprints, and what it is told.

use domain::ids::{IdeaId, ParticipantId, PlusOneId, SprintId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::loyalty::sprints::{Idea, Sprint};
use utoipa::{IntoParams, ToSchema};

use crate::design::views::OwnerView;
use crate::loyalty::plusones::views::{CostClassView, PlaceView};

/// A sprint, as the firm sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Sprint)]
pub struct SprintView {
    #[schema(value_type = String, format = "uuid")]
    pub id: SprintId,
    pub title: String,
    pub touchpoint: Option<PlaceView>,
    /// Ideas to come to.
    pub goal: i64,
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub ends_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// Whether its link still opens it.
    pub open: bool,
    pub seconds_left: i64,
    pub ideas: i64,
    pub people: i64,
    pub revision: i64,
    pub started_by: Option<OwnerView>,
}

/// One line of a sprint.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Idea)]
pub struct IdeaView {
    #[schema(value_type = String, format = "uuid")]
    pub id: IdeaId,
    /// From 1, in the order of writing.
    pub no: i64,
    pub words: String,
    pub cost_class: Option<CostClassView>,
    /// Who wrote it, without a name: a participant knows their own.
    #[schema(value_type = String, format = "uuid")]
    pub by: ParticipantId,
    #[schema(value_type = String, format = DateTime)]
    pub written_at: Timestamp,
    pub votes: i64,
    /// Where it went when the sprint was closed.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub plus_one: Option<PlusOneId>,
}

impl From<Idea> for IdeaView {
    fn from(it: Idea) -> Self {
        Self {
            id: it.id,
            no: it.no,
            words: it.words,
            cost_class: it.cost_class.map(Into::into),
            by: it.written_by,
            written_at: it.written_at,
            votes: it.votes,
            plus_one: it.plus_one,
        }
    }
}

/// The room: all that everybody in it sees, or what changed since a revision.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SprintRoom)]
pub struct RoomView {
    pub title: String,
    pub goal: i64,
    #[schema(value_type = String, format = DateTime)]
    pub ends_at: Timestamp,
    /// By the server's clock: phones are minutes off.
    pub seconds_left: i64,
    pub closed: bool,
    /// Grows with every change; ask for what came since.
    pub revision: i64,
    pub people: i64,
    /// How many there are in all.
    pub ideas_total: i64,
    /// In the order of their numbers.
    pub ideas: Vec<IdeaView>,
}

impl RoomView {
    pub fn of(it: &Sprint, ideas: Vec<Idea>, now: Timestamp) -> Self {
        Self {
            title: it.title.clone(),
            goal: it.goal,
            ends_at: it.clock.ends_at,
            seconds_left: it.clock.seconds_left(now),
            closed: !it.clock.is_open(now),
            revision: it.revision,
            people: it.people,
            ideas_total: it.ideas,
            ideas: ideas.into_iter().map(Into::into).collect(),
        }
    }
}

/// The room, as who comes by the link sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SprintVisit)]
pub struct VisitView {
    pub organization: String,
    pub room: RoomView,
    /// Null: not come in yet.
    pub me: Option<MeView>,
}

/// A participant, to themselves.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SprintMe)]
pub struct MeView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ParticipantId,
    pub name: String,
    /// What they voted for.
    #[schema(value_type = Vec<String>)]
    pub votes: Vec<IdeaId>,
}

/// Who comes in.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct Joining {
    /// A first name will do.
    pub name: String,
}

/// Somebody who came in.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SprintJoined)]
pub struct JoinedView {
    /// To be sent as `x-participant` from now on: the one that came with the request, or a new one. Kept nowhere.
    pub key: String,
    pub me: MeView,
}

/// One line to be written.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewIdeaForm {
    /// Made by who sends it: a line that is sent twice is one.
    #[schema(value_type = String, format = "uuid")]
    pub id: IdeaId,
    pub words: String,
    pub cost_class: Option<CostClassView>,
}

/// For a line, or no more.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct IdeaVote {
    #[schema(value_type = String, format = "uuid")]
    pub idea: IdeaId,
    pub wanted: bool,
}

/// A line being typed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct Typed {
    pub words: String,
}

/// A line that says nearly the same.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NearIdea)]
pub struct NearView {
    #[schema(value_type = String, format = "uuid")]
    pub id: IdeaId,
    pub no: i64,
    pub words: String,
    /// 0..=1.
    pub similarity: f64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SinceParams {
    /// The last revision that was seen; 0 if nothing is said.
    pub since: Option<i64>,
}

/// A sprint to be started.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewSprintForm {
    pub title: String,
    /// 1 to 240; 60 if nothing is said.
    pub minutes: Option<i64>,
    /// 100 if nothing is said.
    pub goal: Option<i64>,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
}

/// A sprint whose link was just made. The link is told once and kept nowhere.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SprintStarted)]
pub struct StartedView {
    pub sprint: SprintView,
    /// Path of the page on this server.
    pub address: String,
}

/// More or less time.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SprintChange {
    /// Minutes to add; negative takes some away.
    pub add_minutes: i64,
}

/// What goes to the board.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SprintClosing {
    /// Ids of the chosen ideas.
    #[schema(value_type = Vec<String>)]
    pub ideas: Vec<IdeaId>,
}

/// A sprint with its lines, for the host.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SprintHost)]
pub struct HostView {
    pub sprint: SprintView,
    pub ideas: Vec<IdeaView>,
    /// First names of who is in, in the order in which they came.
    pub names: Vec<String>,
}
