//! What the interface says about attributes.

use domain::clients::definitions::{AttributeDefinition, AttributeKind};
use domain::ids::ClientId;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::clients::AttributeUse;
use utoipa::ToSchema;

use crate::signals::events::views::ClientNameView;

/// What the values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AttributeKind)]
pub enum AttributeKindView {
    Text,
    Number,
    Date,
    Choice,
    YesNo,
}

impl From<AttributeKind> for AttributeKindView {
    fn from(kind: AttributeKind) -> Self {
        match kind {
            AttributeKind::Text => Self::Text,
            AttributeKind::Number => Self::Number,
            AttributeKind::Date => Self::Date,
            AttributeKind::Choice => Self::Choice,
            AttributeKind::YesNo => Self::YesNo,
        }
    }
}

impl From<AttributeKindView> for AttributeKind {
    fn from(kind: AttributeKindView) -> Self {
        match kind {
            AttributeKindView::Text => Self::Text,
            AttributeKindView::Number => Self::Number,
            AttributeKindView::Date => Self::Date,
            AttributeKindView::Choice => Self::Choice,
            AttributeKindView::YesNo => Self::YesNo,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Attribute)]
pub struct AttributeView {
    pub key: String,
    pub label: String,
    pub kind: AttributeKindView,
    /// The values of a choice; empty for the other kinds.
    pub choices: Vec<String>,
    /// What the client has of our knowing it.
    pub benefit_to_client: String,
    /// When it was last used for a client; none: never, as far as is known.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_used_for_client_at: Option<Timestamp>,
    /// How often it was used for a client.
    pub uses: i64,
}

impl From<AttributeDefinition> for AttributeView {
    fn from(it: AttributeDefinition) -> Self {
        Self {
            key: it.key,
            label: it.label,
            kind: it.kind.into(),
            choices: it.choices,
            benefit_to_client: it.benefit_to_client,
            last_used_for_client_at: it.last_used_at,
            uses: it.uses,
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewAttribute {
    /// Made of the label if nothing is said. It stays.
    pub key: Option<String>,
    pub label: String,
    /// It stays.
    pub kind: AttributeKindView,
    /// Of a choice: 2 to 100.
    #[serde(default)]
    pub choices: Vec<String>,
    /// What the client has of our knowing it. What is of no use to them is not asked for.
    pub benefit_to_client: String,
}

/// What is left out stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct AttributeChange {
    pub label: Option<String>,
    pub choices: Option<Vec<String>>,
    pub benefit_to_client: Option<String>,
}

/// An attribute was used for the client it belongs to.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewAttributeUse {
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// What was done for the client; at most 200 characters.
    pub how: String,
    /// RFC 3339; now if nothing is said. Not in the future.
    pub at: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AttributeUse)]
pub struct AttributeUseView {
    pub client: ClientNameView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What was done for the client.
    pub how: String,
    pub by: String,
}

impl From<AttributeUse> for AttributeUseView {
    fn from(it: AttributeUse) -> Self {
        Self {
            client: ClientNameView {
                id: it.client,
                key: it.client_key,
                name: it.client_name,
            },
            at: it.at,
            how: it.how,
            by: it.by_name,
        }
    }
}
