//! What was done and how it was felt, as one mergeable state: deliveries, and all that is known of touches.

use std::collections::BTreeMap;

use domain::{
    signals::{EntryKind, deliveries::Heard},
    stats::{clusters::Clusters, mean::Sample},
    time::Timestamp,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{
    answer::Key,
    engine::Engine,
    error::InsightError,
    grouping::Accumulator,
    log::{Column, Columns},
    query::{By, Filter},
    rows::Rows,
    scope::Scope,
    source::Source,
};

/// The deliveries and touches of one group. All whole numbers: they add up in any order, to the bit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Conduct {
    /// How many touches are known as what ([`Heard`], by its code). A later fact takes away from one and adds to another,
    /// so that parts may be below zero until everything is merged.
    heard: BTreeMap<i16, i64>,
    /// Touches with a checklist or a defect.
    pub deliveries: u64,
    /// Deliveries with a checklist: at least one standard was checked.
    pub checklists: u64,
    /// Of these, the ones at which nothing went wrong.
    pub perfect: u64,
    /// Standards that were not met among those checked, delivery by delivery.
    pub missed: Clusters,
    /// By month and client: checklists, and those with a defect.
    months: BTreeMap<(i32, i64), (u32, u32)>,
}

/// The pairs of staff's own scores and what clients felt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pairs {
    /// Own − felt.
    pub gap: Sample,
    /// Mean of the staff's own scores.
    pub own: f64,
    /// Mean of what the clients felt.
    pub felt: f64,
}

impl Conduct {
    /// From deliveries: client, month (any number), standards met, standards checked, further defects.
    pub fn of_deliveries(deliveries: &[(i64, i32, u64, u64, u64)]) -> Conduct {
        let mut conduct = Conduct::default();
        for &(client, month, met, checked, defects) in deliveries {
            conduct.deliver(client, month, met, checked, defects);
        }
        conduct
    }

    /// From what is known of touches, and of how many each.
    pub fn of_heard(heard: &[(Heard, u64)]) -> Conduct {
        let mut conduct = Conduct::default();
        for &(heard, times) in heard {
            *conduct.heard.entry(heard.code()).or_default() += times as i64;
        }
        conduct
    }

    fn deliver(&mut self, client: i64, month: i32, met: u64, checked: u64, defects: u64) {
        self.deliveries += 1;
        if checked == 0 {
            return;
        }
        let perfect = met >= checked && defects == 0;
        self.checklists += 1;
        self.perfect += u64::from(perfect);
        self.missed.add(checked.saturating_sub(met), checked);
        let month = self.months.entry((month, client)).or_default();
        month.0 += 1;
        month.1 += u32::from(!perfect);
    }

    /// Touches, whatever is known of them.
    pub fn touches(&self) -> u64 {
        self.count(|_| true)
    }

    fn known(&self) -> impl Iterator<Item = (Heard, u64)> + '_ {
        self.heard.iter().filter_map(|(&code, &count)| {
            let count = u64::try_from(count).ok().filter(|&count| count > 0)?;
            Some((Heard::of_code(code)?, count))
        })
    }

    /// How touches were felt against expectation, −3…+3, and how many each.
    pub fn felt(&self) -> impl Iterator<Item = (f64, u64)> + '_ {
        self.known()
            .filter_map(|(heard, count)| Some((f64::from(heard.felt?), count)))
    }

    /// Touches of which this holds.
    pub fn count(&self, holds: impl Fn(&Heard) -> bool) -> u64 {
        self.known()
            .filter(|(heard, _)| holds(heard))
            .map(|(_, count)| count)
            .sum()
    }

    /// Touches of which both the staff's own score and the client's feeling are known; `None` without any.
    pub fn pairs(&self) -> Option<Pairs> {
        let pairs: Vec<(i64, i64, i64)> = self
            .known()
            .filter_map(|(heard, count)| {
                Some((i64::from(heard.own?), i64::from(heard.felt?), count as i64))
            })
            .collect();
        let n: i64 = pairs.iter().map(|pair| pair.2).sum();
        let sum = |of: fn(&(i64, i64, i64)) -> i64| -> f64 {
            pairs.iter().map(|pair| of(pair) * pair.2).sum::<i64>() as f64
        };
        let n_real = n as f64;
        let (own, felt) = (sum(|pair| pair.0) / n_real, sum(|pair| pair.1) / n_real);
        let mean = own - felt;
        let squares = pairs
            .iter()
            .map(|(own, felt, count)| *count as f64 * ((own - felt) as f64 - mean).powi(2))
            .sum();
        let gap = Sample::of_spread(n_real, mean, squares)?;
        Some(Pairs { gap, own, felt })
    }

    /// Client-months without any defect among client-months with a checklist, client by client.
    pub fn flawless_months(&self) -> Clusters {
        let mut of_client: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
        for (&(_, client), &(_, defective)) in &self.months {
            let (flawless, months) = of_client.entry(client).or_default();
            *flawless += u64::from(defective == 0);
            *months += 1;
        }
        let mut clusters = Clusters::default();
        for (flawless, months) in of_client.into_values() {
            clusters.add(flawless, months);
        }
        clusters
    }

    /// The share of flawless client-months if each delivery went wrong on its own, with the same chance everywhere: the
    /// mean of perfection to the power of a client-month's deliveries.
    pub fn flawless_if_independent(&self) -> Option<f64> {
        if self.months.is_empty() {
            return None;
        }
        let perfection = self.perfect as f64 / self.checklists as f64;
        let mut of_size: BTreeMap<u32, u64> = BTreeMap::new();
        for (checklists, _) in self.months.values() {
            *of_size.entry(*checklists).or_default() += 1;
        }
        let sum: f64 = of_size
            .iter()
            .map(|(&size, &months)| months as f64 * perfection.powi(size as i32))
            .sum();
        Some(sum / self.months.len() as f64)
    }

    pub fn merge(&mut self, other: &Conduct) {
        for (&code, &count) in &other.heard {
            let sum = self.heard.entry(code).or_default();
            *sum += count;
            if *sum == 0 {
                self.heard.remove(&code);
            }
        }
        self.deliveries += other.deliveries;
        self.checklists += other.checklists;
        self.perfect += other.perfect;
        self.missed.merge(&other.missed);
        for (&at, &(checklists, defective)) in &other.months {
            let month = self.months.entry(at).or_default();
            month.0 += checklists;
            month.1 += defective;
        }
    }
}

/// Gathers the conduct of touches. Months are the organization's.
#[derive(Clone, Debug)]
pub struct Conducting {
    pub zone: TimeZone,
}

/// The rows that say what was done and felt.
pub const KINDS: [EntryKind; 3] = [EntryKind::Touch, EntryKind::Delivery, EntryKind::Felt];

impl Conducting {
    fn month(&self, time: i64) -> i32 {
        let date = Timestamp::from_micros(time).date(&self.zone);
        i32::from(date.year()) * 12 + i32::from(date.month()) - 1
    }
}

impl Accumulator for Conducting {
    type State = Conduct;

    fn describe(&self) -> String {
        format!("conduct@{}", self.zone.iana_name().unwrap_or("?"))
    }

    fn columns(&self) -> Columns {
        Columns::of(&[
            Column::Time,
            Column::Kind,
            Column::Client,
            Column::Question,
            Column::Score,
            Column::ScaleLow,
            Column::ScaleHigh,
        ])
    }

    #[inline]
    fn add(&self, conduct: &mut Conduct, rows: &Rows<'_>, at: usize) {
        let kind = rows.kind[at];
        if kind == EntryKind::Delivery.code() {
            let positive = |number: i16| u64::from(number.unsigned_abs());
            conduct.deliver(
                rows.client[at],
                self.month(rows.time[at]),
                rows.score[at] as u64,
                positive(rows.scale_high[at]),
                positive(rows.scale_low[at]),
            );
            return;
        }
        let mut move_one = |heard: Heard, by: i64| {
            let code = heard.code();
            let count = conduct.heard.entry(code).or_default();
            *count += by;
            if *count == 0 {
                conduct.heard.remove(&code);
            }
        };
        if kind == EntryKind::Felt.code() {
            let (before, after) = Heard::of_correction(rows.question[at]);
            move_one(before, -1);
            move_one(after, 1);
        } else {
            move_one(Heard::of_touch(rows.question[at]), 1);
        }
    }

    fn merge(&self, conduct: &mut Conduct, other: &Conduct) {
        conduct.merge(other);
    }

    fn size(&self, conduct: &Conduct) -> usize {
        160 + 24 * conduct.heard.len() + 40 * conduct.months.len()
    }
}

impl Engine {
    /// What was done and felt, in groups.
    pub fn conduct(
        &self,
        source: &dyn Source,
        filters: &[Filter],
        period: Option<domain::time::Period>,
        by: &[By],
    ) -> Result<Vec<(Vec<Key>, Conduct)>, InsightError> {
        let snapshot = source.snapshot()?;
        let scope = Scope::resolve(&snapshot, filters, period)?.kinds(&KINDS);
        let zone = snapshot.dimensions.zone();
        let (grouping, groups) = self.grouped(&snapshot, &scope, by, Conducting { zone })?;
        Ok(groups
            .into_iter()
            .map(|(code, conduct)| (grouping.keys(&code), conduct))
            .collect())
    }
}
