//! How clients move between standings, from moment to moment.

use super::{Course, Rules, Rung};
use crate::stats::{Interval, LEVEL, proportion};
use crate::time::Timestamp;

/// Clients, and what they are worth in a year where that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Weight {
    pub clients: u64,
    pub worth: f64,
    /// How many of them have a known worth.
    pub valued: u64,
}

impl Weight {
    pub fn add(&mut self, worth: Option<f64>) {
        self.clients += 1;
        if let Some(worth) = worth {
            self.worth += worth;
            self.valued += 1;
        }
    }

    pub fn merge(&mut self, other: &Weight) {
        self.clients += other.clients;
        self.worth += other.worth;
        self.valued += other.valued;
    }
}

/// Where clients stood at some moments, and how they moved between each and the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    /// For each moment, by [`Rung::place`].
    pub standing: Vec<[Weight; 5]>,
    /// For each pair of moments: from, to.
    pub moved: Vec<[[Weight; 5]; 5]>,
    /// For each pair of moments: those who left, by where they stood before.
    pub left: Vec<[Weight; 5]>,
    /// For each pair of moments: those who came, by where they stood after.
    pub came: Vec<[Weight; 5]>,
}

impl Flows {
    pub fn new(moments: usize) -> Flows {
        let pairs = moments.saturating_sub(1);
        Flows {
            standing: vec![Default::default(); moments],
            moved: vec![Default::default(); pairs],
            left: vec![Default::default(); pairs],
            came: vec![Default::default(); pairs],
        }
    }

    /// Counts one client, from its first day with us on until it leaves.
    pub fn see(
        &mut self,
        course: &Course,
        rules: &Rules,
        moments: &[Timestamp],
        since: Timestamp,
        worth: Option<f64>,
    ) {
        let mut before: Option<Rung> = None;
        for (place, &at) in moments.iter().enumerate() {
            let now =
                (since <= at && course.left(at).is_none()).then(|| course.standing(rules, at).rung);
            if let Some(rung) = now {
                self.standing[place][rung.place()].add(worth);
            }
            if place > 0 {
                let pair = place - 1;
                match (before, now) {
                    (Some(from), Some(to)) => {
                        self.moved[pair][from.place()][to.place()].add(worth);
                    }
                    (Some(from), None) => self.left[pair][from.place()].add(worth),
                    (None, Some(to)) => self.came[pair][to.place()].add(worth),
                    (None, None) => {}
                }
            }
            before = now;
        }
    }

    pub fn merge(&mut self, other: &Flows) {
        let rows = |ours: &mut Vec<[Weight; 5]>, theirs: &[[Weight; 5]]| {
            for (ours, theirs) in ours.iter_mut().zip(theirs) {
                ours.iter_mut().zip(theirs).for_each(|(a, b)| a.merge(b));
            }
        };
        rows(&mut self.standing, &other.standing);
        rows(&mut self.left, &other.left);
        rows(&mut self.came, &other.came);
        for (ours, theirs) in self.moved.iter_mut().zip(&other.moved) {
            for (ours, theirs) in ours.iter_mut().zip(theirs) {
                ours.iter_mut().zip(theirs).for_each(|(a, b)| a.merge(b));
            }
        }
    }

    /// Of the satisfied at each moment, how many were loyal (or ambassadors) at the next; the last is of all together.
    pub fn rises(&self) -> Vec<Rate> {
        self.rates(&[Rung::Satisfied], &[Rung::Loyal, Rung::Ambassador])
    }

    /// Of the loyal and the ambassadors at each moment, how many were satisfied or dissatisfied at the next; the last is
    /// of all together.
    pub fn slips(&self) -> Vec<Rate> {
        self.rates(
            &[Rung::Loyal, Rung::Ambassador],
            &[Rung::Satisfied, Rung::Dissatisfied],
        )
    }

    /// Those who left between the moments are in neither count: they are told apart.
    fn rates(&self, from: &[Rung], to: &[Rung]) -> Vec<Rate> {
        let mut all = (0, 0);
        let mut rates: Vec<Rate> = self
            .moved
            .iter()
            .map(|moved| {
                let n = from
                    .iter()
                    .flat_map(|rung| &moved[rung.place()])
                    .map(|cell| cell.clients)
                    .sum();
                let hits = from
                    .iter()
                    .flat_map(|rung| to.iter().map(|to| moved[rung.place()][to.place()].clients))
                    .sum();
                all.0 += hits;
                all.1 += n;
                Rate::of(hits, n)
            })
            .collect();
        rates.push(Rate::of(all.0, all.1));
        rates
    }
}

/// How many of how many, with Wilson's interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    pub hits: u64,
    pub n: u64,
    pub share: Option<f64>,
    pub interval: Option<Interval>,
}

impl Rate {
    pub fn of(hits: u64, n: u64) -> Rate {
        Rate {
            hits,
            n,
            share: proportion::share(hits as f64, n as f64),
            interval: proportion::wilson(hits as f64, n as f64, LEVEL),
        }
    }
}
