//! Ratings that are named only by what was rated: "Doctor", "Invoice", "Empfang".
//!
//! Such a name says nothing of a rating, and a coded group looks like one: 1–5 may be five age groups. So a column is
//! not judged alone. At least three columns have to share a scale, and either their answers rise and fall together
//! (people who are content are so with more than one thing; codes of groups don't do that), or, in files too small or
//! too even to tell, they stand in a row and are answered as ratings are.

use std::collections::BTreeMap;

use super::{Confidence, Proposing, question_key};
use crate::signals::{
    mapping::{Role, ScoreRule, shape::Shape, values},
    scale::Scale,
};

/// So many of the first rows are compared.
const ROWS: usize = 2_000;
/// So many columns are compared with each other at most; more make the work grow by its square.
const CANDIDATES: usize = 150;
/// So many columns that are known to be scores are compared with them.
const ANCHORS: usize = 12;
/// Ratings of one firm correlate by 0.2 to 0.7; answers that have nothing to do with each other by 0.
const TOGETHER: f64 = 0.15;
/// A "product" or a "branch" may be rated, but mostly names a group: it has to go with the ratings clearly.
const CLEARLY: f64 = 0.3;
/// A column that looks like a rating on its own is left out only when it has nothing to do with the ratings.
const STRANGE: f64 = 0.05;
/// Below so many rows a missing correlation says nothing.
const ENOUGH_ROWS: usize = 100;

/// A column that may be a rating.
struct Bare {
    at: usize,
    shape: Shape,
    /// Full and top-heavy: a rating on its own, unless the others say otherwise.
    lone: bool,
    /// Named like a group that can be rated, too.
    thing: bool,
    /// Without some outer points of its neighbours' scale.
    narrow: bool,
}

impl Bare {
    fn scale(&self) -> (i64, i64) {
        (self.shape.low, self.shape.high)
    }

    /// Answered as high as evenly spread answers would be, as far as so many can tell.
    fn upper_enough(&self) -> bool {
        let even = even(self.scale());
        let chance = (even * (1.0 - even) / self.shape.n as f64).sqrt();
        self.shape.upper >= (0.9 * even).min(even - 2.0 * chance)
    }

    fn mostly_used(&self) -> bool {
        self.shape.n >= 10 && self.shape.seen * 10 >= self.shape.points() * 6
    }
}

/// Share of the points of a scale that lie above its middle.
fn even((low, high): (i64, i64)) -> f64 {
    let points = high - low + 1;
    (points / 2) as f64 / points as f64
}

impl Proposing<'_> {
    /// Decides on columns whose names don't speak of a rating. `lone` are those that look like one on their own.
    pub(super) fn find_bare(&mut self, lone: &[usize]) {
        let fixed = self.known_scores();
        let mut bare = self.gather(lone);
        self.share_scales(&mut bare, &fixed);
        if bare.is_empty() {
            return;
        }
        let links = Links::of(self, &bare, &fixed);
        let core = links.core(&bare);
        let whole = |scale: (i64, i64)| {
            let among = bare
                .iter()
                .zip(&core)
                .filter(|(b, c)| **c && b.scale() == scale);
            among.count() + fixed.iter().filter(|(_, known)| *known == scale).count()
        };
        let mut accepted: BTreeMap<usize, (Confidence, String)> = BTreeMap::new();
        let mut possible = Vec::new();
        for (place, column) in bare.iter().enumerate() {
            let Some(scale) = column.shape.scale() else {
                continue;
            };
            let many = whole(column.scale());
            let alone = || {
                let upper = column.shape.upper * 100.0;
                format!("The values are {scale}, {upper:.0} % of them in the upper half.")
            };
            if core[place] && many >= 3 {
                let r = links.with(place, &core);
                let mut why = format!(
                    "One of {many} columns with the values {scale} that rise and fall together (r = {r:.2})."
                );
                let mut confidence = Confidence::Likely;
                if links.opposed {
                    why.push_str(" They fall where the other scores rise: is the lowest the best?");
                    confidence = Confidence::Asks;
                }
                accepted.insert(place, (confidence, why));
            } else if column.lone && self.families[column.at] >= 3 {
                let why = format!(
                    "One of {} columns with the values {scale}.",
                    self.families[column.at]
                );
                accepted.insert(place, (Confidence::Sure, why));
            } else if links.stranger(place, &core, if column.lone { STRANGE } else { TOGETHER }) {
                // The others go together, this one doesn't.
            } else if column.lone {
                accepted.insert(place, (Confidence::Likely, alone()));
            } else if !column.thing && !column.narrow && column.mostly_used() {
                possible.push(place);
            }
        }
        for (place, many) in in_a_row(&bare, &possible, &accepted, &fixed) {
            let column = &bare[place];
            let Some(scale) = column.shape.scale() else {
                continue;
            };
            let upper = column.shape.upper * 100.0;
            let why = format!(
                "One of {many} columns in a row with the values {scale}, {upper:.0} % of them in the upper half."
            );
            accepted.insert(place, (Confidence::Likely, why));
        }
        for (place, (confidence, why)) in accepted {
            let Bare { at, shape, .. } = &bare[place];
            let Some(scale) = shape.scale() else { continue };
            self.decide_bare(*at, shape, scale, confidence, why);
        }
    }

    fn decide_bare(
        &mut self,
        at: usize,
        shape: &Shape,
        scale: Scale,
        confidence: Confidence,
        why: String,
    ) {
        let rule = ScoreRule {
            question: question_key(&self.column(at).name),
            scale,
            codes: shape.codes.clone(),
            touchpoint: None,
            aspect: None,
            primary: false,
        };
        let role = if self.hints[at].effort {
            Role::Effort(rule)
        } else {
            Role::Rating(rule)
        };
        self.decide(at, role, confidence, why);
    }

    /// Columns whose meaning as scores is settled, with their scales.
    fn known_scores(&self) -> Vec<(usize, (i64, i64))> {
        let score = |decided: &Option<(Role, Confidence, String)>| {
            let scale = decided.as_ref()?.0.score()?.scale;
            Some((i64::from(scale.low()), i64::from(scale.high())))
        };
        let known = self.decided.iter().enumerate();
        known
            .filter_map(|(at, decided)| Some((at, score(decided)?)))
            .collect()
    }

    fn gather(&self, lone: &[usize]) -> Vec<Bare> {
        let candidate = |at: usize| {
            let shape = self.shapes[at].clone()?;
            let hints = self.hints[at];
            let lone = lone.contains(&at);
            let other = hints.key
                || hints.person_name
                || hints.date
                || hints.year
                || hints.month
                || hints.day
                || hints.weight
                || hints.recommend
                || hints.comment
                || hints.comment_codes
                || hints.attribute && !hints.thing;
            let wide = shape.points() >= 4 && shape.seen >= 3;
            (lone || wide && !other).then_some(Bare {
                at,
                shape,
                lone,
                thing: hints.attribute && !lone,
                narrow: false,
            })
        };
        let open = self.open().into_iter();
        open.filter_map(candidate).take(CANDIDATES).collect()
    }

    /// Keeps the columns on a scale that at least three have, and puts those on it that look narrower or wider by a code.
    fn share_scales(&self, bare: &mut Vec<Bare>, fixed: &[(usize, (i64, i64))]) {
        let count = |bare: &[Bare], scale: (i64, i64)| {
            bare.iter()
                .filter(|b| !b.thing && b.scale() == scale)
                .count()
                + fixed.iter().filter(|(_, known)| *known == scale).count()
        };
        for (from, to) in [((1, 6), (1, 5)), ((1, 10), (0, 10))] {
            if count(bare, to) >= count(bare, from).max(3) {
                for column in bare.iter_mut().filter(|b| b.scale() == from) {
                    let at = column.at;
                    column.shape.put_on(to.0, to.1, self.column(at));
                }
            }
        }
        let shared: Vec<bool> = bare
            .iter()
            .map(|b| b.shape.points() >= 5 && count(bare, b.scale()) >= 3)
            .collect();
        let places: Vec<(usize, (i64, i64))> = bare
            .iter()
            .zip(&shared)
            .filter(|(_, shared)| **shared)
            .map(|(b, _)| (b.at, b.scale()))
            .collect();
        let mut keep = Vec::new();
        for (column, shared) in bare.drain(..).zip(shared) {
            let mut column = column;
            if !shared && !column.lone {
                let (low, high) = column.scale();
                let beside = places.iter().find(|(at, (first, last))| {
                    at.abs_diff(column.at) <= 2 && *first <= low && high <= *last
                });
                let Some((_, (first, last))) = beside else {
                    continue;
                };
                column.shape.put_on(*first, *last, self.column(column.at));
                column.narrow = true;
            }
            keep.push(column);
        }
        *bare = keep;
    }
}

/// The possible columns that stand in a row of at least three on one scale, with the length of the row.
fn in_a_row(
    bare: &[Bare],
    possible: &[usize],
    accepted: &BTreeMap<usize, (Confidence, String)>,
    fixed: &[(usize, (i64, i64))],
) -> Vec<(usize, usize)> {
    /// A column's place in the file, and among the possible ones if it is one.
    type Member = (usize, Option<usize>);
    let mut scales: BTreeMap<(i64, i64), Vec<Member>> = BTreeMap::new();
    for (place, column) in bare.iter().enumerate() {
        let open = possible.contains(&place);
        if open || accepted.contains_key(&place) {
            let member = (column.at, open.then_some(place));
            scales.entry(column.scale()).or_default().push(member);
        }
    }
    for (at, scale) in fixed {
        if let Some(members) = scales.get_mut(scale) {
            members.push((*at, None));
        }
    }
    let mut found = Vec::new();
    for mut members in scales.into_values() {
        members.sort_unstable();
        // A remark to each rating may stand between them.
        for row in members.chunk_by(|a, b| b.0 - a.0 <= 2) {
            // A group's code stands before or after the ratings, and most codes are low.
            let low = |(_, place): &(usize, Option<usize>)| {
                place.is_some_and(|place| !bare[place].upper_enough())
            };
            let start = row.iter().take_while(|member| low(member)).count();
            let end = row.iter().rev().take_while(|member| low(member)).count();
            let row = row.get(start..row.len() - end).unwrap_or(&[]);
            let open: Vec<usize> = row.iter().filter_map(|(_, place)| *place).collect();
            if row.len() >= 3 && answered_like_ratings(bare, &open) {
                found.extend(open.into_iter().map(|place| (place, row.len())));
            }
        }
    }
    found
}

/// Four of five points of the scale are used, and together the answers are no lower than evenly spread ones.
fn answered_like_ratings(bare: &[Bare], places: &[usize]) -> bool {
    let sum = |of: &dyn Fn(&Bare) -> f64| places.iter().map(|place| of(&bare[*place])).sum::<f64>();
    sum(&|b| b.shape.seen as f64) >= 0.8 * sum(&|b| b.shape.points() as f64)
        && sum(&|b| b.shape.upper) >= 0.9 * sum(&|b| even(b.scale()))
}

/// How the answers of the columns go together: the bare ones first, then those known to be scores.
struct Links {
    /// Correlations; 0 where too few rows tell it from chance.
    r: Vec<Vec<f64>>,
    bare: usize,
    rows: usize,
    /// The bare columns fall where the known scores rise.
    opposed: bool,
}

impl Links {
    fn of(work: &Proposing<'_>, bare: &[Bare], fixed: &[(usize, (i64, i64))]) -> Links {
        let rows = work.profile.sample.rows().min(ROWS);
        let answers = |at: usize, (low, high): (i64, i64)| -> Vec<f64> {
            let inside = low as f64..=high as f64;
            (0..rows)
                .map(|row| values::number(work.profile.sample.cell(row, at)))
                .map(|cell| {
                    cell.filter(|cell| inside.contains(cell))
                        .unwrap_or(f64::NAN)
                })
                .collect()
        };
        let columns: Vec<Vec<f64>> = bare
            .iter()
            .map(|column| (column.at, column.scale()))
            .chain(fixed.iter().copied().take(ANCHORS))
            .map(|(at, scale)| answers(at, scale))
            .collect();
        let mut r = vec![vec![0.0; columns.len()]; columns.len()];
        for a in 0..columns.len() {
            for b in 0..a {
                r[a][b] = correlation(&columns[a], &columns[b]);
                r[b][a] = r[a][b];
            }
        }
        let mut links = Links {
            r,
            bare: bare.len(),
            rows,
            opposed: false,
        };
        links.turn(columns.len());
        links
    }

    /// Where 1 is the best, ratings run against a recommendation: that is going together, too.
    fn turn(&mut self, columns: usize) {
        let across: Vec<(usize, usize)> = (0..self.bare)
            .flat_map(|a| (self.bare..columns).map(move |b| (a, b)))
            .collect();
        let sum: f64 = across.iter().map(|(a, b)| self.r[*a][*b]).sum();
        if across.is_empty() || sum / across.len() as f64 > -TOGETHER {
            return;
        }
        self.opposed = true;
        for (a, b) in across {
            self.r[a][b] = -self.r[a][b];
            self.r[b][a] = -self.r[b][a];
        }
    }

    /// Mean correlation of a bare column with those of the core and with the known scores.
    fn with(&self, place: usize, core: &[bool]) -> f64 {
        let others: Vec<f64> = (0..self.r.len())
            .filter(|other| *other != place && core.get(*other).copied().unwrap_or(true))
            .map(|other| self.r[place][other])
            .collect();
        if others.is_empty() {
            0.0
        } else {
            others.iter().sum::<f64>() / others.len() as f64
        }
    }

    /// The bare columns that go together. The one that goes least with the others is left out until all do.
    fn core(&self, bare: &[Bare]) -> Vec<bool> {
        let mut core: Vec<bool> = bare.iter().map(|column| !column.thing).collect();
        loop {
            let least = (0..self.bare)
                .filter(|place| core[*place])
                .map(|place| (place, self.with(place, &core)))
                .min_by(|a, b| a.1.total_cmp(&b.1));
            match least {
                Some((place, r)) if r < TOGETHER => core[place] = false,
                _ => break,
            }
        }
        let others = core.iter().filter(|core| **core).count() + self.r.len() - self.bare;
        if others >= 2 {
            let settled = core.clone();
            for (place, _) in bare.iter().enumerate().filter(|(_, column)| column.thing) {
                core[place] = self.with(place, &settled) >= CLEARLY;
            }
        }
        core
    }

    /// At least three columns go together, on enough rows, and this one less than `least` with them.
    fn stranger(&self, place: usize, core: &[bool], least: f64) -> bool {
        let members: Vec<usize> = (0..self.r.len())
            .filter(|other| core.get(*other).copied().unwrap_or(true))
            .collect();
        let pairs = members.len() * members.len().saturating_sub(1);
        let sum: f64 = members
            .iter()
            .flat_map(|a| {
                members
                    .iter()
                    .filter(move |b| a != *b)
                    .map(|b| self.r[*a][*b])
            })
            .sum();
        self.rows >= ENOUGH_ROWS
            && members.len() >= 3
            && !core[place]
            && sum / pairs as f64 >= TOGETHER
            && self.with(place, core).abs() < least
    }
}

/// Pearson's correlation over the rows in which both answered; 0 when it is not clearly more than chance.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let both = || a.iter().zip(b).filter(|(x, y)| !x.is_nan() && !y.is_nan());
    let n = both().count() as f64;
    if n < 30.0 {
        return 0.0;
    }
    let (mean_a, mean_b) = both().fold((0.0, 0.0), |sum, (x, y)| (sum.0 + x / n, sum.1 + y / n));
    let (mut product, mut square_a, mut square_b) = (0.0, 0.0, 0.0);
    for (x, y) in both() {
        product += (x - mean_a) * (y - mean_b);
        square_a += (x - mean_a).powi(2);
        square_b += (y - mean_b).powi(2);
    }
    let r = product / (square_a * square_b).sqrt();
    if r.abs() > 2.5 / n.sqrt() { r } else { 0.0 }
}
