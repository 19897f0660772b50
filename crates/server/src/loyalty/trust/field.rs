//! The leg on which trust stands weakest, as a field that filters ask for.

use domain::access::Grant;
use domain::clients::filter::FieldKind;
use domain::loyalty::trust::{LEAST_SIGNALS, Leg, standing};
use futures::future::BoxFuture;

use super::ops::{known, signals};
use crate::App;
use crate::clients::segments::derived::{DerivedField, Value};
use crate::error::Problem;

/// `trust.weakest`: not known while trust is.
pub struct WeakestLeg;

impl DerivedField for WeakestLeg {
    fn key(&self) -> &'static str {
        "trust.weakest"
    }

    fn kind(&self) -> FieldKind {
        FieldKind::Choice
    }

    fn choices(&self) -> &'static [&'static str] {
        const LEGS: [&str; 3] = [
            Leg::Credibility.as_str(),
            Leg::Competence.as_str(),
            Leg::Compatibility.as_str(),
        ];
        &LEGS
    }

    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
    ) -> BoxFuture<'a, Result<Vec<(i64, Value)>, Problem>> {
        Box::pin(async move {
            let known = known(&app.store().org(grant), None).await?;
            let now = app.now();
            // Posteriors of many clients take their time.
            let work = tokio::task::spawn_blocking(move || {
                let of_client = |(client, known): (i64, Vec<_>)| {
                    let signals = signals(&known);
                    let weakest = (signals.len() >= LEAST_SIGNALS)
                        .then(|| standing(&signals, now).weakest)
                        .flatten()?;
                    Some((client, Value::Word(weakest.as_str())))
                };
                known.into_iter().filter_map(of_client).collect()
            });
            work.await.map_err(Problem::internal)
        })
    }
}
