//! What the interface says about clients.

use std::collections::BTreeMap;

use domain::clients::ClientKind;
use domain::ids::{ClientId, PersonId, TierId};
use domain::loyalty::ladder::Rung;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::view::{present, words};

words! {
    /// Where a client stands with us. It judges our conduct, never the client.
    RungView as Rung = Rung { Unknown Dissatisfied Satisfied Loyal Ambassador }
}

/// What sort of account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClientKind)]
pub enum ClientKindView {
    Household,
    Company,
    /// One human being, who is the only contact.
    Consumer,
}

impl From<ClientKind> for ClientKindView {
    fn from(kind: ClientKind) -> Self {
        match kind {
            ClientKind::Household => Self::Household,
            ClientKind::Company => Self::Company,
            ClientKind::Consumer => Self::Consumer,
        }
    }
}

impl From<ClientKindView> for ClientKind {
    fn from(kind: ClientKindView) -> Self {
        match kind {
            ClientKindView::Household => Self::Household,
            ClientKindView::Company => Self::Company,
            ClientKindView::Consumer => Self::Consumer,
        }
    }
}

/// The service level that was promised, to be named.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TierName)]
pub struct TierNameView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TierId,
    pub key: String,
    pub label: String,
}

/// Who of us answers for the relationship.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientOwner)]
pub struct ClientOwnerView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
}

/// A line of the list of clients.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ListedClient)]
pub struct ListedClientView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
    pub kind: ClientKindView,
    pub tier: Option<TierNameView>,
    pub owner: Option<ClientOwnerView>,
    /// The first address of the first contact.
    pub email: Option<String>,
    /// Where the client stands; none: it was not worked out, or the client left us.
    pub standing: Option<RungView>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_touch_at: Option<Timestamp>,
}

/// What another system calls the client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[schema(as = ClientIdentity)]
pub struct IdentityView {
    /// Such as `crm`.
    pub system: String,
    pub key: String,
}

/// One client, with all that is known of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Client)]
pub struct ClientView {
    #[serde(flatten)]
    pub listed: ListedClientView,
    pub attributes: BTreeMap<String, String>,
    pub identities: Vec<IdentityView>,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// The client that stands for this one, where both were found to be the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub merged_into: Option<ClientId>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = NewClient)]
pub struct NewClientForm {
    /// By which your other systems know the client. Made here if nothing is said. It stays.
    pub key: Option<String>,
    pub name: String,
    /// `consumer` if nothing is said.
    pub kind: Option<ClientKindView>,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub owner: Option<PersonId>,
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    #[serde(default)]
    pub identities: Vec<IdentityView>,
}

/// What is left out stays; `null` empties.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct ClientChange {
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub name: Option<Option<String>>,
    pub kind: Option<ClientKindView>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub owner: Option<Option<PersonId>>,
    /// Only those named are changed; an empty value says that it is no longer known.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// All of them, where they are to change.
    pub identities: Option<Vec<IdentityView>>,
}
