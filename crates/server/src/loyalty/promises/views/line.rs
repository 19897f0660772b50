//! A promise in one line, and what the reader makes of it.

use domain::ids::ClientId;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::NamedView;
use crate::design::views::OwnerView;

/// A promise in one line, to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromiseLine)]
pub struct LineForm {
    /// At most 1,000 characters.
    pub text: String,
    /// Id of the client whose page is open: meant, unless the line names another one.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub client: Option<ClientId>,
}

/// What a piece of the line says.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PromiseLinePart)]
pub struct PartView {
    /// In UTF-16 code units, as browsers count.
    pub from: usize,
    pub to: usize,
    /// `client`, `who` or `due`.
    pub role: &'static str,
}

/// Something that the reader will not decide, with what it may be.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PromiseLineDoubt)]
pub struct DoubtView {
    /// `no_words`, `no_client`, `which_client`, `which_contact`, `which_person`, `no_due`, `several_dues`, `which_day`,
    /// `which_time`, `vague`, `past`, `no_such_day`, `no_such_time` or `twice_that_day`.
    pub kind: &'static str,
    /// In UTF-16 code units; null where something is missing.
    pub from: Option<usize>,
    pub to: Option<usize>,
    #[schema(value_type = Vec<String>)]
    pub moments: Vec<Timestamp>,
    pub clients: Vec<NamedView>,
    pub contacts: Vec<NamedView>,
    pub people: Vec<OwnerView>,
}

/// What a line says.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PromiseLineRead)]
pub struct LineView {
    pub what: String,
    pub client: Option<NamedView>,
    pub contact: Option<NamedView>,
    /// Null: the line does not say, so it will be whoever is signed in.
    pub who: Option<OwnerView>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    pub parts: Vec<PartView>,
    /// Empty where the promise can be made as it was read.
    pub doubts: Vec<DoubtView>,
}
