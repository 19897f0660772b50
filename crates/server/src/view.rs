//! Shapes that every noun's answers share.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// A list that is given whole.
#[derive(Serialize, ToSchema)]
pub struct List<T> {
    pub items: Vec<T>,
}

impl<T> List<T> {
    /// The views of things.
    pub fn of<S: Into<T>>(things: Vec<S>) -> Self {
        Self {
            items: things.into_iter().map(Into::into).collect(),
        }
    }
}

/// One page of a list that can grow without end.
#[derive(Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The cursor of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// For a field of a change that can be emptied: absent keeps it (`None`), `null` empties it (`Some(None)`).
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}
