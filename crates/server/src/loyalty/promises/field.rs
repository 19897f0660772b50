//! Open promises, as a field that filters ask for.

use domain::access::Grant;
use domain::clients::filter::FieldKind;
use futures::future::BoxFuture;

use crate::App;
use crate::clients::segments::derived::{DerivedField, Value};
use crate::error::Problem;

/// `open_promises`: how many are still to be done; of everybody else none is.
pub struct OpenPromises;

impl DerivedField for OpenPromises {
    fn key(&self) -> &'static str {
        "open_promises"
    }

    fn kind(&self) -> FieldKind {
        FieldKind::Number
    }

    fn of_all_others(&self) -> Option<f64> {
        Some(0.0)
    }

    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
    ) -> BoxFuture<'a, Result<Vec<(i64, Value)>, Problem>> {
        Box::pin(async move {
            let running = app.store().org(grant).running_promises().await?;
            let values = running
                .into_iter()
                .map(|(client, count)| (client, Value::Number(count as f64)));
            Ok(values.collect())
        })
    }
}
