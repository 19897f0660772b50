//! Errors of ours, and how the client came to hear of them.

use domain::ids::{ClientId, PromiseId};
use domain::loyalty::promises::{FoundBy, OwnError};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Names;
use crate::signals::events::views::ClientNameView;
use crate::view::present;

/// Who found an error of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoundBy)]
pub enum FoundByView {
    Us,
    Client,
}

impl From<FoundByView> for FoundBy {
    fn from(it: FoundByView) -> Self {
        match it {
            FoundByView::Us => Self::Us,
            FoundByView::Client => Self::Client,
        }
    }
}

impl From<FoundBy> for FoundByView {
    fn from(it: FoundBy) -> Self {
        match it {
            FoundBy::Us => Self::Us,
            FoundBy::Client => Self::Client,
        }
    }
}

/// An error of ours, and how the client came to hear of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnError)]
pub struct OwnErrorView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PromiseId,
    pub client: ClientNameView,
    pub words: String,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub found_by: FoundByView,
    /// When we told the client; null: not yet.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub told_at: Option<Timestamp>,
    /// The client heard of it from us before finding it.
    pub owned_first: bool,
    pub withdrawn: bool,
    #[schema(value_type = String, format = DateTime)]
    pub noted_at: Timestamp,
    /// Name of who wrote it down.
    pub by: Option<String>,
}

impl OwnErrorView {
    pub fn of(it: OwnError, names: &Names) -> Self {
        Self {
            owned_first: it.is_owned_first(),
            id: it.id,
            client: ClientNameView {
                id: it.client,
                key: it.client_key,
                name: it.client_name,
            },
            words: it.words,
            at: it.at,
            found_by: it.found_by.into(),
            told_at: it.told_at,
            withdrawn: it.withdrawn,
            noted_at: it.noted_at,
            by: names.view(it.noted_by).map(|it| it.name),
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewOwnError)]
pub struct OwnErrorForm {
    /// Id of the client.
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// At most 1,000 characters.
    pub words: String,
    pub found_by: FoundByView,
    /// RFC 3339; now when not said.
    pub at: Option<String>,
    /// RFC 3339; absent: the client has not been told yet.
    pub told_at: Option<String>,
}

/// What is absent stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OwnErrorChange)]
pub struct OwnErrorChange {
    pub words: Option<String>,
    pub found_by: Option<FoundByView>,
    pub at: Option<String>,
    /// Null: the client has not been told after all.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub told_at: Option<Option<String>>,
    /// True takes it off the list, false puts it back.
    pub withdrawn: Option<bool>,
}

/// Whose errors, and from where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OwnErrorParams {
    /// Id of a client.
    #[param(value_type = Option<String>)]
    pub client: Option<ClientId>,
    /// The cursor from `next`.
    pub after: Option<String>,
    /// 1 to 200; 100 when not said.
    pub limit: Option<usize>,
}
