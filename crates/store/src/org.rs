use domain::grant::{Grant, Who};
use domain::ids::OrganizationId;

use crate::db::Db;

/// One organization's rows, opened by a grant. Its methods stand with their nouns: `access/`, `design/`,
/// `clients/`, `signals/`.
///
/// A method finds nothing of another organization: what is not here is `None`, an empty list, or
/// `false`, and what refers elsewhere is refused as [`crate::StoreError::Unknown`].
#[derive(Clone, Debug)]
pub struct OrgStore {
    pub(crate) db: Db,
    grant: Grant,
}

impl OrgStore {
    pub(crate) fn new(db: Db, grant: Grant) -> Self {
        Self { db, grant }
    }

    pub fn organization_id(&self) -> OrganizationId {
        self.grant.organization()
    }

    /// The organization as a parameter: `$1` of nearly every statement.
    pub(crate) fn tenant(&self) -> OrganizationId {
        self.grant.organization()
    }

    pub(crate) fn who(&self) -> Who {
        self.grant.who()
    }
}

/// Who, as two columns.
pub(crate) fn write_who(who: Who) -> (&'static str, Option<String>) {
    match who {
        Who::Person(id) => ("person", Some(id.to_string())),
        Who::Token(id) => ("token", Some(id.to_string())),
        Who::System => ("system", None),
    }
}

pub(crate) fn read_who(who: &str, id: Option<&str>) -> crate::Result<Who> {
    let id = || id.unwrap_or_default();
    match who {
        "person" => crate::db::read_id(id(), "who").map(Who::Person),
        "token" => crate::db::read_id(id(), "who").map(Who::Token),
        "system" => Ok(Who::System),
        _ => Err(crate::StoreError::Unreadable("who")),
    }
}
