//! Trust over all clients.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::access::{Actor, Permission};
use domain::ids::OrganizationId;
use domain::loyalty::trust::renewal::{Band, Bands, Decision};
use domain::loyalty::trust::{Leg, Signal, standing};
use domain::stats::mean::Running;
use domain::stats::{Interval, LEVEL, proportion};
use domain::time::Timestamp;
use store::OrgStore;
use store::clients::ClientRange;
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
    let clients = org.count_clients().await?;
    let (mut firm, mut last) = (Firm::default(), 0);
    while let Some(page) = org.client_range(last, ClientRange::CLIENTS).await? {
        last = page.last;
        let weights = org.trust_weights(page).await?;
        let decided = org.decisions(page).await?;
        // A hundred thousand clients have millions of signals: not on a thread that answers others.
        let work = tokio::task::spawn_blocking(move || {
            firm.see(weights, &decided, now);
            firm
        });
        firm = work.await.map_err(Problem::internal)?;
    }
    Ok(firm.told(clients, now))
}

/// The signals of each client.
pub(super) fn by_client(weights: Vec<(i64, Signal)>) -> BTreeMap<i64, Vec<Signal>> {
    let mut known: BTreeMap<i64, Vec<Signal>> = BTreeMap::new();
    for (client, signal) in weights {
        known.entry(client).or_default().push(signal);
    }
    known
}

/// Trust over clients while they are looked at, page by page: what is kept does not grow with them.
#[derive(Debug, Default)]
struct Firm {
    legs: [Running; 3],
    weakest_of: [usize; 3],
    index: Running,
    bands: Bands,
    /// Decisions where trust was good, and where it was not: how many stayed, of how many.
    good: (f64, f64),
    poor: (f64, f64),
}

impl Firm {
    fn see(&mut self, weights: Vec<(i64, Signal)>, decided: &[Decided], now: Timestamp) {
        let known = by_client(weights);
        for signals in known.values() {
            let standing = standing(signals, now);
            for (place, leg) in standing.legs.iter().enumerate() {
                leg.value
                    .into_iter()
                    .for_each(|it| self.legs[place].add(it));
                self.weakest_of[place] += usize::from(standing.weakest == Some(leg.leg));
            }
            if let Some(index) = standing.geometric {
                self.index.add(index.value);
            }
        }
        for it in decided {
            // Just before: what came with the decision itself is no ground for it.
            let before = it.at.plus_seconds(-86_400);
            let signals = known.get(&it.client).map_or(&[][..], Vec::as_slice);
            let trust = standing(signals, before).geometric.map(|it| it.value);
            let stayed = it.stayed;
            self.bands.see(&Decision { trust, stayed });
            if let Some(trust) = trust {
                let side = if trust >= GOOD {
                    &mut self.good
                } else {
                    &mut self.poor
                };
                side.0 += f64::from(u8::from(stayed));
                side.1 += 1.0;
            }
        }
    }

    fn told(&self, clients: i64, now: Timestamp) -> FirmTrustView {
        let mean = |of: &Running| {
            let sample = of.sample();
            let interval = sample.and_then(|it| it.interval(LEVEL));
            let interval = interval.filter(|it| it.low.is_finite());
            let interval = interval.map(|it| Interval::new(it.low.max(0.0), it.high.min(100.0)));
            let n = sample.map_or(0.0, |it| it.n) as usize;
            ScoreView::of(sample.map(|it| it.mean), interval, n)
        };
        let legs = Leg::ALL.iter().enumerate().map(|(place, leg)| {
            let score = mean(&self.legs[place]);
            FirmLegView {
                leg: (*leg).into(),
                value: score.value,
                low: score.low,
                high: score.high,
                n: score.n,
                weakest_of: self.weakest_of[place],
            }
        });
        let difference = proportion::compare(self.good, self.poor, LEVEL);
        let laid = self.bands.bands();
        let counted = |band: &Band| usize::try_from(band.n).unwrap_or(usize::MAX);
        let share = |band: &Band| ScoreView::of(band.share, band.interval, counted(band));
        let geometric = mean(&self.index);
        FirmTrustView {
            computed_at: now,
            clients,
            known: geometric.n,
            geometric,
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
}
