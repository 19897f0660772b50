//! What the interface says about files of clients.

use domain::ids::ImportId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::clients::merges::views::ReasonView;
use crate::signals::events::views::ClientNameView;

/// What came of a file of clients, or would come of it.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = ClientImport)]
pub struct ClientImportView {
    /// By which the rows that were not taken are asked for; none where nothing was kept.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub id: Option<ImportId>,
    /// Rows or cards.
    pub rows: usize,
    /// Clients that are new, that say something else now, and that are as they were.
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Rows or cards that were not taken.
    pub rejected: usize,
    pub contacts_created: usize,
    pub contacts_updated: usize,
    pub columns: Vec<ClientColumn>,
    /// What the file says and nobody reads here.
    pub left_out: Vec<String>,
    /// What is wrong, the first 500.
    pub problems: Vec<ClientProblem>,
    /// New clients who may be there already, the likeliest first, up to 200.
    pub duplicates: Vec<ClientDuplicate>,
}

/// How a column was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClientColumn {
    pub name: String,
    /// `key`, `name`, `kind`, `owner`, `contact`, `first_name`, `last_name`, `role`, `email`, `phone`, `birthday`,
    /// `language` or `attr.…`; none: it was not read.
    pub field: Option<String>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClientProblem {
    /// The row as a spreadsheet counts it, or the card counted from 1.
    pub row: u64,
    /// Name of the column; empty: the row as a whole.
    pub column: String,
    /// What stands in the cell.
    pub value: String,
    pub message: String,
    /// Whether the row came in without this cell.
    pub kept: bool,
}

/// A new client who may be another one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClientDuplicate {
    pub row: u64,
    /// What the new client is called.
    pub a: String,
    /// What the other one is called.
    pub b: String,
    /// The client who is there already; none: another row of the file.
    pub known: Option<ClientNameView>,
    pub other_row: Option<u64>,
    pub why: Vec<ReasonView>,
    /// How much speaks for it, 50 to 100 points; not a probability.
    pub score: u8,
}
