//! What the interface says about segments.

use domain::clients::filter::{FieldKind, Op};
use domain::ids::ClientSegmentId;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::clients::ClientSegment;
use utoipa::ToSchema;

use crate::clients::directory::views::ListedClientView;
use crate::view::words;

words! {
    /// What the values of a field are.
    FieldKindView as FilterFieldKind = FieldKind {
        /// Any words.
        Text
        Number
        Date
        /// One of a few words.
        Choice
    }
}

words! {
    /// What may be asked of a field.
    OpView as FilterOp = Op { Is IsNot AnyOf Contains AtLeast AtMost Known Unknown }
}

/// A tree of conditions: `{"all": […]}`, `{"any": […]}`, `{"not": …}`, or one condition
/// `{"field": "attr.region", "op": "is", "value": "West"}`. What is not known fits `unknown` and `is_not` alone.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(as = ClientFilter, value_type = Object)]
pub struct FilterView(pub Value);

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientSegment)]
pub struct SegmentView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientSegmentId,
    pub name: String,
    pub filter: FilterView,
    /// How many clients it means now.
    pub clients: usize,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
    /// Who made it.
    pub by: String,
}

impl SegmentView {
    pub fn of(segment: ClientSegment, clients: usize) -> Self {
        Self {
            id: segment.id,
            name: segment.name,
            filter: FilterView(segment.filter),
            clients,
            created_at: segment.created_at,
            changed_at: segment.changed_at,
            by: segment.by_name,
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewClientSegment {
    pub name: String,
    pub filter: FilterView,
}

/// What is left out stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct ClientSegmentChange {
    pub name: Option<String>,
    pub filter: Option<FilterView>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SegmentQuestion {
    pub filter: FilterView,
}

/// Whom a filter means now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SegmentPreview {
    /// How many it means.
    pub clients: usize,
    /// Of how many.
    pub of: usize,
    /// The first ones by name.
    pub first: Vec<ListedClientView>,
}

/// Something that a filter may ask for.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FilterField)]
pub struct FieldView {
    /// As filters name it: `attr.region`, `tier`, `last_touch_days`.
    pub key: String,
    /// What an attribute is called; none: the interface has its own word.
    pub label: Option<String>,
    pub kind: FieldKindView,
    /// What may be asked of it.
    pub ops: Vec<OpView>,
    /// Values it has, the first 200 of the alphabet; with labels where the value is a key.
    pub values: Vec<FieldValue>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FilterValue)]
pub struct FieldValue {
    pub value: String,
    pub label: Option<String>,
}
