//! The leg on which trust stands weakest, as a field that filters ask for.

use domain::access::Grant;
use domain::clients::filter::FieldKind;
use domain::loyalty::trust::{LEAST_SIGNALS, Leg, Signal, standing};
use domain::time::Timestamp;
use futures::future::BoxFuture;
use store::clients::ClientRange;

use super::firm::by_client;
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
            let org = app.store().org(grant);
            let now = app.now();
            let (mut found, mut last) = (Vec::new(), 0);
            while let Some(page) = org.client_range(last, ClientRange::CLIENTS).await? {
                last = page.last;
                let weights = org.trust_weights(page).await?;
                // Posteriors of many clients take their time.
                let work = tokio::task::spawn_blocking(move || weakest(weights, now));
                found.extend(work.await.map_err(Problem::internal)?);
            }
            Ok(found)
        })
    }
}

fn weakest(weights: Vec<(i64, Signal)>, now: Timestamp) -> Vec<(i64, Value)> {
    let known = by_client(weights).into_iter();
    let of_client = |(client, signals): (i64, Vec<Signal>)| {
        let weakest = (signals.len() >= LEAST_SIGNALS)
            .then(|| standing(&signals, now).weakest)
            .flatten()?;
        Some((client, Value::Word(weakest.as_str())))
    };
    known.filter_map(of_client).collect()
}
