//! A promise in one line, and what the reader makes of it.

use domain::ids::ClientId;
use domain::loyalty::promises::line::{DoubtKind, Role};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::NamedView;
use crate::design::views::OwnerView;
use crate::view::words;

words! {
    /// What a piece of the line says.
    RoleView as PromiseLineRole = Role { Client Who Due }
}

words! {
    /// Why something was not read.
    DoubtKindView as PromiseLineDoubtKind = DoubtKind {
        /// Nothing is said that could be done.
        NoWords
        NoClient
        /// Several clients are called so.
        WhichClient
        /// Several contacts of the client are called so.
        WhichContact
        /// Several of us are called so.
        WhichPerson
        /// No moment is named.
        NoDue
        /// Several moments are named.
        SeveralDues
        WhichDay
        WhichTime
        /// "soon": nobody can be held to it.
        Vague
        /// It is over already.
        Past
        /// The 30th of February.
        NoSuchDay
        /// The clock is put forward over it.
        NoSuchTime
        /// The clock is put back, so that it comes twice.
        TwiceThatDay
    }
}

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
    pub role: RoleView,
}

/// Something that the reader will not decide, with what it may be.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PromiseLineDoubt)]
pub struct DoubtView {
    pub kind: DoubtKindView,
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
