//! Where clients stand, as a field that filters ask for.

use domain::access::Grant;
use domain::clients::filter::FieldKind;
use futures::future::BoxFuture;

use crate::App;
use crate::clients::segments::derived::{DerivedField, Value};
use crate::error::Problem;

/// `standing`: of whom it is unknown where they stand, or who left us, nothing is known.
pub struct StandingField;

impl DerivedField for StandingField {
    fn key(&self) -> &'static str {
        "standing"
    }

    fn kind(&self) -> FieldKind {
        FieldKind::Choice
    }

    fn choices(&self) -> &'static [&'static str] {
        &["dissatisfied", "satisfied", "loyal", "ambassador"]
    }

    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
    ) -> BoxFuture<'a, Result<Vec<(i64, Value)>, Problem>> {
        Box::pin(async move {
            let rungs = app.store().org(grant).rungs().await?;
            let values = rungs
                .into_iter()
                .map(|(client, rung)| (client, Value::Word(rung.as_str())));
            Ok(values.collect())
        })
    }
}
