//! What the interface says about service levels.

use domain::clients::Tier;
use domain::ids::TierId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::view::present;

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Tier)]
pub struct TierView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TierId,
    pub key: String,
    pub label: String,
    /// Clients belong to it whose attribute of this key …
    pub attribute: String,
    /// … has this value.
    pub value: String,
    /// Days without any touch of ours that are still in order; none: each client is judged by its own rhythm.
    pub max_silence_days: Option<u16>,
}

impl From<Tier> for TierView {
    fn from(tier: Tier) -> Self {
        Self {
            id: tier.id,
            key: tier.key,
            label: tier.label,
            attribute: tier.attribute,
            value: tier.value,
            max_silence_days: tier.max_silence_days,
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewTier {
    /// Made of the label if nothing is said. It stays.
    pub key: Option<String>,
    pub label: String,
    pub attribute: String,
    pub value: String,
    /// 1 to 3,650.
    pub max_silence_days: Option<i64>,
}

/// What is left out stays; `null` empties.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct TierChange {
    pub label: Option<String>,
    pub attribute: Option<String>,
    pub value: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub max_silence_days: Option<Option<i64>>,
}
