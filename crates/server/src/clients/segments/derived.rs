//! What filters may ask of clients that other nouns work out: standing, open promises, trust.
//!
//! **To add a field:** implement [`DerivedField`] and add one line to [`FIELDS`]. Its values are read whenever a filter
//! asks for it, so that they are never older than the question.

use domain::access::Grant;
use domain::clients::filter::FieldKind;
use futures::future::BoxFuture;

use crate::App;
use crate::error::Problem;

/// A value of one client.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Word(&'static str),
    Number(f64),
}

/// A field that is worked out from facts.
pub trait DerivedField: Sync {
    /// As filters name it, such as `trust.weakest`.
    fn key(&self) -> &'static str;

    fn kind(&self) -> FieldKind;

    /// The words it can have, where these are few.
    fn choices(&self) -> &'static [&'static str] {
        &[]
    }

    /// Of a number: what it is of clients who are not among those of [`DerivedField::read`]. `None`: not known.
    fn of_all_others(&self) -> Option<f64> {
        None
    }

    /// The number of each client of whom something is known, with its value, in any order.
    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
    ) -> BoxFuture<'a, Result<Vec<(i64, Value)>, Problem>>;
}

/// Every field that is worked out. A noun adds one line here.
pub const FIELDS: &[&dyn DerivedField] = &[
    &crate::loyalty::promises::OpenPromises,
    &crate::loyalty::trust::WeakestLeg,
    &crate::insight::ladder::StandingField,
];

/// The field of this name.
pub fn field(key: &str) -> Option<&'static dyn DerivedField> {
    FIELDS.iter().copied().find(|field| field.key() == key)
}
