//! What the interface says about the inventory, and what it is told.

use domain::design::inventory::{Audience, Change, ChangeKind};
use domain::ids::{AudienceId, ChangeId, TouchpointId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::design::views::{ChannelView, Named, StageView, TouchpointChange, TouchpointView};

/// A group of clients for whom touchpoints are designed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Audience)]
pub struct AudienceView {
    #[schema(value_type = String, format = "uuid")]
    pub id: AudienceId,
    pub key: String,
    pub label: String,
    /// Conditions on attributes of clients, all of which hold, such as `attr.tier=premier`.
    pub filter: Vec<String>,
}

impl From<Audience> for AudienceView {
    fn from(it: Audience) -> Self {
        Self {
            id: it.id,
            key: it.key,
            label: it.label,
            filter: it.filter,
        }
    }
}

/// An audience to be made. Its key is made of the label and stays.
#[derive(Deserialize, ToSchema)]
pub struct NewAudience {
    pub label: String,
    /// Conditions such as `attr.tier=premier`; none: nobody has said yet who they are.
    #[serde(default)]
    pub filter: Vec<String>,
}

#[derive(Default, Deserialize, ToSchema)]
pub struct AudienceChange {
    pub label: Option<String>,
    pub filter: Option<Vec<String>>,
}

/// A cell of the grid that stays empty on purpose.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = EmptyCell)]
pub struct CellView {
    pub stage: Named,
    pub channel: Named,
    /// None: for all audiences.
    pub audience: Option<Named>,
    pub reason: String,
    #[schema(value_type = String, format = DateTime)]
    pub decided_at: Timestamp,
}

/// A cell of the grid that shall stay empty, by the keys of its stage, channel and audience.
#[derive(Deserialize, ToSchema)]
pub struct CellForm {
    pub stage: String,
    pub channel: String,
    /// None: for all audiences.
    pub audience: Option<String>,
    pub reason: String,
}

/// What came of a change.
#[derive(Serialize, ToSchema)]
pub struct ChangedView {
    /// To be undone; none: nothing had to be changed.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub change: Option<ChangeId>,
}

/// live ÷ (live + missing), 0–1, with Wilson's interval at 95 %.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Coverage)]
pub struct CoverageView {
    pub live: u64,
    pub missing: u64,
    /// None while nothing is live or missing.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Touchpoints counted: live and missing ones.
    pub n: u64,
}

/// Everything that the grid and its list show.
#[derive(Serialize, ToSchema)]
#[schema(as = Inventory)]
pub struct InventoryView {
    pub stages: Vec<StageView>,
    pub channels: Vec<ChannelView>,
    pub audiences: Vec<AudienceView>,
    /// Every department that some touchpoint names, in alphabetical order.
    pub departments: Vec<String>,
    /// Cells that stay empty on purpose.
    pub cells: Vec<CellView>,
    pub touchpoints: Vec<TouchpointView>,
    pub coverage: CoverageView,
}

/// One change for several touchpoints. Labels are changed one by one.
#[derive(Deserialize, ToSchema)]
pub struct BulkForm {
    #[schema(value_type = Vec<String>)]
    pub ids: Vec<TouchpointId>,
    pub change: TouchpointChange,
}

#[derive(Serialize, ToSchema)]
pub struct BulkView {
    pub items: Vec<TouchpointView>,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub change: Option<ChangeId>,
}

/// What somebody did to the inventory.
#[derive(Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ChangeId,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who did it, as they were called then.
    pub by: String,
    pub kind: ChangeKindView,
    /// The touchpoint's label, the file's name, or the key of the template.
    pub label: String,
    /// Things touched.
    pub items: i64,
    /// Rows of the file that were not taken.
    pub rejected: i64,
    /// Counts and names that belong to this kind of change.
    #[schema(value_type = Object)]
    pub detail: Value,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undone_at: Option<Timestamp>,
    /// The change that this one took back.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub undoes: Option<ChangeId>,
}

impl From<Change> for ChangeView {
    fn from(it: Change) -> Self {
        Self {
            id: it.id,
            at: it.at,
            by: it.by_name,
            kind: it.kind.into(),
            label: it.label,
            items: it.items,
            rejected: it.rejected,
            detail: it.detail,
            undone_at: it.undone_at,
            undoes: it.undoes,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChangeKind)]
pub enum ChangeKindView {
    Create,
    Edit,
    /// Another place on the grid.
    Move,
    /// Several touchpoints at once.
    Bulk,
    Remove,
    Cell,
    Template,
    Import,
    Discovery,
    /// A finding of the gap finder became a touchpoint.
    Finding,
    /// A plan went live, and its touchpoint with it.
    Plan,
    Undo,
}

impl From<ChangeKind> for ChangeKindView {
    fn from(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::Create => Self::Create,
            ChangeKind::Edit => Self::Edit,
            ChangeKind::Move => Self::Move,
            ChangeKind::Bulk => Self::Bulk,
            ChangeKind::Remove => Self::Remove,
            ChangeKind::Cell => Self::Cell,
            ChangeKind::Template => Self::Template,
            ChangeKind::Import => Self::Import,
            ChangeKind::Discovery => Self::Discovery,
            ChangeKind::Finding => Self::Finding,
            ChangeKind::Plan => Self::Plan,
            ChangeKind::Undo => Self::Undo,
        }
    }
}

/// What came, or would come, of a file.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InventoryImportView {
    /// Rows under the header that hold anything.
    pub rows: usize,
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Rows that were not taken.
    pub rejected: usize,
    /// What each column of the file was read as; none: it was not read.
    pub columns: Vec<ColumnView>,
    /// Labels of stages, channels and audiences that were not there.
    pub new_stages: Vec<String>,
    pub new_channels: Vec<String>,
    pub new_audiences: Vec<String>,
    /// The first 1,000 problems.
    pub problems: Vec<ImportProblemView>,
    /// None on a dry run, and when there was nothing to change or to keep.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub change: Option<ChangeId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ColumnView {
    pub name: String,
    /// The field of a touchpoint, such as `label` or `stage`.
    pub field: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ImportProblemView {
    /// Counted from 1 as spreadsheets do, the header included.
    pub row: u64,
    pub column: String,
    pub value: String,
    /// What is wrong and how to mend it.
    pub message: String,
    /// The row came in without this value; otherwise the row was not taken.
    pub kept: bool,
}
