//! Trust over all clients.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::access::{Actor, Permission};
use domain::ids::OrganizationId;
use domain::loyalty::trust::renewal::{Band, Decision, bands};
use domain::loyalty::trust::{Leg, Signal, Standing, standing};
use domain::stats::mean::Sample;
use domain::stats::{Interval, LEVEL, proportion};
use domain::time::Timestamp;
use store::OrgStore;
use store::loyalty::trust::Decided;

use super::views::{BandView, DifferenceView, FirmLegView, FirmTrustView, ScoreView};
use crate::App;
use crate::error::Problem;

/// So long an answer is kept though something was written since, in seconds.
const AT_LEAST: i64 = 60;
/// So long it is kept though nobody here has written, in seconds: signals fade, and programs write too.
const AT_MOST: i64 = 600;
/// With fewer clients it is worked out in no time, and never kept.
const MANY: i64 = 5_000;

#[derive(Debug, Default)]
struct Kept {
    /// Counts what was written.
    version: u64,
    /// The answer, and the version that it has read.
    answer: Option<(u64, Arc<FirmTrustView>)>,
}

/// The last answer of each organization.
#[derive(Debug, Default)]
pub struct KeptTrust(Mutex<HashMap<OrganizationId, Kept>>);

impl KeptTrust {
    fn with<T>(&self, organization: OrganizationId, run: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        run(kept.entry(organization).or_default())
    }

    /// Something was written.
    pub fn changed(&self, organization: OrganizationId) {
        self.with(organization, |kept| kept.version += 1);
    }

    fn version(&self, organization: OrganizationId) -> u64 {
        self.with(organization, |kept| kept.version)
    }

    fn get(&self, organization: OrganizationId, now: Timestamp) -> Option<Arc<FirmTrustView>> {
        self.with(organization, |kept| {
            let (version, answer) = kept.answer.as_ref()?;
            let age = (now.micros() - answer.computed_at.micros()) / 1_000_000;
            let most = if *version == kept.version {
                AT_MOST
            } else {
                AT_LEAST
            };
            (answer.clients >= MANY && (0..most).contains(&age)).then(|| answer.clone())
        })
    }

    fn put(&self, organization: OrganizationId, version: u64, answer: Arc<FirmTrustView>) {
        self.with(organization, |kept| kept.answer = Some((version, answer)));
    }
}

/// Where trust begins to be good: the edge between the two halves that are compared.
const GOOD: f64 = 60.0;

/// How trust stands over all clients, and whether those stay with whom we had earned it. Of many
/// clients the answer is kept: for ten minutes at most, and for one while something is written.
pub async fn show_firm_trust(app: &App, actor: &Actor) -> Result<Arc<FirmTrustView>, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let organization = grant.organization();
    let now = app.now();
    let version = app.kept_trust().version(organization);
    if let Some(kept) = app.kept_trust().get(organization, now) {
        return Ok(kept);
    }
    let org = app.store().org(&grant);
    let told = Arc::new(work_out(&org, now).await?);
    app.kept_trust().put(organization, version, told.clone());
    Ok(told)
}

async fn work_out(org: &OrgStore, now: Timestamp) -> Result<FirmTrustView, Problem> {
    let mut known: HashMap<i64, Vec<Signal>> = HashMap::new();
    for (client, signal) in org.trust_weights().await? {
        known.entry(client).or_default().push(signal);
    }
    let decided = org.decisions(None).await?;
    let clients = org.count_clients().await?;
    // A hundred thousand clients have millions of signals: not on a thread that answers others.
    tokio::task::spawn_blocking(move || told(&known, &decided, clients, now))
        .await
        .map_err(Problem::internal)
}

fn told(
    known: &HashMap<i64, Vec<Signal>>,
    decided: &[Decided],
    clients: i64,
    now: Timestamp,
) -> FirmTrustView {
    let standings: Vec<Standing> = known
        .values()
        .map(|signals| standing(signals, now))
        .collect();
    let mean = |values: Vec<f64>| {
        let n = values.len();
        let value = (n > 0).then(|| values.iter().sum::<f64>() / n as f64);
        let interval = Sample::of(&values).and_then(|it| it.interval(LEVEL));
        let interval = interval.filter(|it| it.low.is_finite());
        let interval = interval.map(|it| Interval::new(it.low.max(0.0), it.high.min(100.0)));
        ScoreView::of(value, interval, n)
    };
    let legs = Leg::ALL.iter().enumerate().map(|(place, leg)| {
        let mut values: Vec<f64> = standings
            .iter()
            .filter_map(|it| it.legs[place].value)
            .collect();
        values.sort_by(f64::total_cmp);
        let score = mean(values);
        FirmLegView {
            leg: (*leg).into(),
            value: score.value,
            low: score.low,
            high: score.high,
            n: score.n,
            weakest_of: standings
                .iter()
                .filter(|it| it.weakest == Some(*leg))
                .count(),
        }
    });
    let mut indices: Vec<f64> = standings
        .iter()
        .filter_map(|it| it.geometric.map(|it| it.value))
        .collect();
    indices.sort_by(f64::total_cmp);
    let decisions: Vec<Decision> = decided
        .iter()
        .map(|it| {
            // Just before: what came with the decision itself is no ground for it.
            let before = it.at.plus_seconds(-86_400);
            let signals = known.get(&it.client).map_or(&[][..], Vec::as_slice);
            let standing = standing(signals, before);
            Decision {
                trust: standing.geometric.map(|it| it.value),
                stayed: it.stayed,
            }
        })
        .collect();
    let side = |good: bool| {
        let of_side = decisions
            .iter()
            .filter(|it| it.trust.is_some_and(|trust| (trust >= GOOD) == good));
        let (mut stayed, mut n) = (0.0, 0.0);
        for decision in of_side {
            n += 1.0;
            stayed += f64::from(u8::from(decision.stayed));
        }
        (stayed, n)
    };
    let difference = proportion::compare(side(true), side(false), LEVEL);
    let laid = bands(&decisions);
    let counted = |band: &Band| usize::try_from(band.n).unwrap_or(usize::MAX);
    let share = |band: &Band| ScoreView::of(band.share, band.interval, counted(band));
    FirmTrustView {
        computed_at: now,
        clients,
        known: indices.len(),
        geometric: mean(indices),
        legs: legs.collect(),
        renewal: laid
            .iter()
            .filter_map(|band| {
                let (from, to) = band.range?;
                Some(BandView {
                    from,
                    to,
                    renewed: share(band),
                    clients: counted(band),
                })
            })
            .collect(),
        renewal_unknown: laid
            .iter()
            .find(|band| band.range.is_none())
            .map_or(ScoreView::of(None, None, 0), share),
        difference: difference.map(|it| DifferenceView {
            value: it.difference,
            low: it.interval.low,
            high: it.interval.high,
        }),
    }
}
