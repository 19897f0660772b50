//! What the interface says about files of clients.

use domain::clients::importing::Why;
use domain::ids::{ClientId, ImportId};
use domain::time::Timestamp;
use serde::Serialize;
use store::clients::{ListedImport, StaysOf, UndoneImport};
use utoipa::ToSchema;

use crate::clients::merges::views::ReasonView;
use crate::signals::events::views::ClientNameView;
use crate::view::words;

words! {
    /// Why something stays though its file was taken back.
    WhyView as StayingReason = Why {
        /// It was changed again since.
        ChangedSince
        /// More is known of it since: a touch, an answer, a promise, a consent.
        SaidSince
        /// The client was found to be another one, or another one to be this one.
        Merged
    }
}

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

/// Something that a file brought and that stays though the file was taken back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StayingClientFact {
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// What the client is called.
    pub label: String,
    /// `client`, `name`, `kind`, `owner`, `attr.…` or `contact`.
    pub what: String,
    /// Of a contact: what it is called.
    pub name: Option<String>,
    pub why: WhyView,
}

impl From<StaysOf> for StayingClientFact {
    fn from(it: StaysOf) -> Self {
        Self {
            client: it.client,
            label: it.label,
            what: it.stays.what,
            name: it.stays.name,
            why: it.stays.why.into(),
        }
    }
}

/// What came of taking a file of clients back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UndoneClientImport {
    /// Clients who went.
    pub gone: usize,
    /// Clients who stay, and of whom something was put back.
    pub restored: usize,
    /// Contacts who went from clients who stay.
    pub contacts_gone: usize,
    /// How many things stay.
    pub stays: usize,
    /// The first 1,000 of them.
    pub staying: Vec<StayingClientFact>,
}

impl From<UndoneImport> for UndoneClientImport {
    fn from(it: UndoneImport) -> Self {
        Self {
            gone: it.gone,
            restored: it.restored,
            contacts_gone: it.contacts_gone,
            stays: it.stays,
            staying: it.staying.into_iter().map(Into::into).collect(),
        }
    }
}

/// A file of clients that was brought in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedClientImport {
    #[schema(value_type = String, format = "uuid")]
    pub id: ImportId,
    /// What the file is called.
    pub name: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub by: String,
    /// Clients that it brought, and that it changed.
    pub created: u64,
    pub updated: u64,
    /// Rows or cards that were not taken.
    pub rejected: u64,
    pub can_be_undone: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undone_at: Option<Timestamp>,
    pub undone_by: Option<String>,
    pub undone: Option<UndoneClientImport>,
}

impl From<ListedImport> for ListedClientImport {
    fn from(it: ListedImport) -> Self {
        let count = |key: &str| it.counts[key].as_u64().unwrap_or_default();
        let (created, updated, rejected) = (count("created"), count("updated"), count("rejected"));
        let (undone_at, undone_by, undone) = match it.undone {
            Some((at, by, undone)) => (Some(at), Some(by), Some(undone.into())),
            None => (None, None, None),
        };
        Self {
            id: it.id,
            name: it.name,
            at: it.at,
            by: it.by_name,
            created,
            updated,
            rejected,
            can_be_undone: it.can_be_undone,
            undone_at,
            undone_by,
            undone,
        }
    }
}
