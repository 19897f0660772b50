//! How the lift falls with the number of earlier deliveries.
//!
//! y = μ(client) + β·exp(−λk)·g (+ γ·g) + ε, where g says whether it was given and k how often before; α = 1 − exp(−λ).
//! Every value is taken against its client's mean, which removes μ; for each α of a grid β (and γ) follow by least
//! squares; the best α has the smallest sum of squared errors. Its interval holds all α whose sum is at most
//! 1 + 3.841 ÷ df of the smallest (profile likelihood).
//!
//! Where turns were left out, the number of deliveries is not the whole story: the norm sinks again meanwhile, so that the
//! next delivery surprises more than its number says (true α .35, every fifth of ten turns left out, 400 clients: .361 on
//! average over twenty runs by the number, .346 by the norm). [`Model::Norm`] follows the norm itself, E ← E + α(P − E),
//! through all turns; where none was left out it is the count.

use super::{BOUNDARY, CHI_SQUARE, CLIENTS, HalfLife, NotEstimable, Turn, telling};
use crate::stats::mean::Sample;
use crate::stats::{Interval, LEVEL};

use super::super::regression::{Fit, Sums};

/// The grid's step, and its end: nobody can tell 0.995 from 1.
const STEP: f64 = 0.005;
const STEPS: usize = 199;
/// Earlier deliveries beyond this are one and the same.
const MOST_EARLIER: usize = 64;
/// Points of the curve, and how many clients an observed one needs.
const LONGEST_CURVE: u32 = 8;
const SHORTEST_CURVE: u32 = 3;
const FEWEST_OBSERVED: usize = 5;

/// Whether something of the lift stays for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// All of it fades.
    Fading,
    /// A part γ stays; needs turns at which it was left out.
    Permanent,
    /// All of it fades, and comes back as the norm sinks at turns that were left out.
    Norm,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Habituation {
    /// Share of the way that one delivery moves the norm, 0..1.
    pub alpha: f64,
    /// Profile likelihood, 95 %.
    pub interval: Interval,
    /// The first delivery's lift.
    pub first_lift: f64,
    pub first_interval: Interval,
    /// What stays for good; 0 in [`Model::Fading`].
    pub permanent: f64,
    pub half_life: HalfLife,
    /// Likelihood ratio against α = 0; over [`BOUNDARY`] it wears out, at the 5 % level.
    pub ratio: f64,
    /// Clients with three measured deliveries or more, and turns that were measured.
    pub clients: usize,
    pub turns: usize,
    pub curve: Vec<Point>,
}

impl Habituation {
    /// Whether it wears out at all, at the 5 % level.
    pub fn wears_out(&self) -> bool {
        self.ratio > BOUNDARY
    }
}

/// The curve at the nth delivery.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub nth: u32,
    pub lift: f64,
    /// All lifts that some likely pair of α and β gives.
    pub band: Interval,
    pub observed: Option<Observed>,
}

/// What clients felt at the nth delivery, over their own level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    pub mean: f64,
    pub interval: Option<Interval>,
    pub n: usize,
}

/// One turn.
#[derive(Debug, Clone, Copy)]
struct Row {
    earlier: usize,
    given: f64,
    /// It was never left out before.
    in_a_row: bool,
    /// `None`: not measured, but it moved the norm.
    y: Option<f64>,
}

/// Clients whose turns can be compared with one another.
fn rows(turns: &[Vec<Turn>]) -> Vec<Vec<Row>> {
    let mut all = Vec::with_capacity(turns.len());
    for client in turns {
        if client.iter().filter(|turn| turn.y.is_some()).count() < 2 {
            continue;
        }
        let (mut earlier, mut in_a_row) = (0, true);
        let row = |turn: &Turn| {
            let row = Row {
                earlier,
                given: f64::from(u8::from(turn.given)),
                in_a_row,
                y: turn.y,
            };
            if turn.given {
                earlier = (earlier + 1).min(MOST_EARLIER);
            } else {
                in_a_row = false;
            }
            row
        };
        all.push(client.iter().map(row).collect());
    }
    all
}

/// What was measured, over all clients.
fn measured(rows: &[Vec<Row>]) -> usize {
    let rows = rows.iter().flatten();
    rows.filter(|row| row.y.is_some()).count()
}

struct Profile<'a> {
    rows: &'a [Vec<Row>],
    model: Model,
}

impl Profile<'_> {
    fn at(&self, alpha: f64) -> Fit {
        let mut sums = Sums::default();
        let mut novel = Vec::new();
        for client in self.rows {
            novelty(self.model, client, alpha, &mut novel);
            let measured = client.iter().zip(&novel);
            sums.take(
                measured.filter_map(|(row, novel)| Some((novel * row.given, row.given, row.y?))),
            );
        }
        match self.model {
            Model::Fading | Model::Norm => sums.one(),
            Model::Permanent => sums.two(),
        }
    }
}

/// How much of the first delivery's surprise is left at each of a client's turns.
fn novelty(model: Model, client: &[Row], alpha: f64, novel: &mut Vec<f64>) {
    novel.clear();
    match model {
        Model::Fading | Model::Permanent => {
            novel.extend(
                client
                    .iter()
                    .map(|row| (1.0 - alpha).powi(row.earlier as i32)),
            );
        }
        Model::Norm => {
            let mut norm = 0.0;
            novel.extend(client.iter().map(|row| {
                let left = 1.0 - norm;
                norm += alpha * (row.given - norm);
                left
            }));
        }
    }
}

/// Estimates α, or says why it can't be told.
pub fn estimate(turns: &[Vec<Turn>], model: Model) -> Result<Habituation, NotEstimable> {
    let clients = telling(turns);
    if clients < CLIENTS {
        return Err(NotEstimable::TooFewClients { clients });
    }
    let rows = rows(turns);
    let profile = Profile { rows: &rows, model };
    let grid: Vec<(f64, Fit)> = (0..=STEPS)
        .map(|step| step as f64 * STEP)
        .map(|alpha| (alpha, profile.at(alpha)))
        .collect();
    let best_at = (0..grid.len())
        .min_by(|a, b| grid[*a].1.sse.total_cmp(&grid[*b].1.sse))
        .unwrap_or_default();
    let (alpha, best) = refine(&profile, &grid, best_at);
    let n = measured(&rows);
    let parameters = match model {
        Model::Fading | Model::Norm => 2,
        Model::Permanent => 3,
    };
    let df = n.saturating_sub(rows.len() + parameters) as f64;
    if df < 1.0 || best.sse <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let bound = best.sse * (1.0 + CHI_SQUARE / df);
    let interval = likely(&profile, &grid, (alpha, best_at), bound)?;
    let ratio = df * (grid[0].1.sse - best.sse) / best.sse;
    let inside: Vec<(f64, Fit)> = grid
        .iter()
        .copied()
        .chain([interval.low, alpha, interval.high].map(|it| (it, profile.at(it))))
        .filter(|(_, fit)| fit.sse <= bound * (1.0 + 1e-9))
        .collect();
    let curve = curve(&profile, (alpha, best), &inside, bound);
    Ok(Habituation {
        alpha,
        interval,
        first_lift: best.first,
        first_interval: curve.first().map_or(interval, |point| point.band),
        permanent: best.second,
        half_life: HalfLife::of(alpha, interval),
        ratio: ratio.max(0.0),
        clients,
        turns: n,
        curve,
    })
}

/// Golden section between the grid's best point and its neighbours.
fn refine(profile: &Profile<'_>, grid: &[(f64, Fit)], best: usize) -> (f64, Fit) {
    let golden = (5f64.sqrt() - 1.0) / 2.0;
    let mut low = grid[best.saturating_sub(1)].0;
    let mut high = grid[(best + 1).min(grid.len() - 1)].0;
    for _ in 0..30 {
        let (a, b) = (high - golden * (high - low), low + golden * (high - low));
        if profile.at(a).sse <= profile.at(b).sse {
            high = b;
        } else {
            low = a;
        }
    }
    let middle = (low + high) / 2.0;
    let found = profile.at(middle);
    // At the edge of what α may be the grid's own point is the best one.
    if found.sse <= grid[best].1.sse {
        (middle, found)
    } else {
        grid[best]
    }
}

/// All α that are likely. Its lower end is 0 where no habituation is likely too.
fn likely(
    profile: &Profile<'_>,
    grid: &[(f64, Fit)],
    (alpha, best): (f64, usize),
    bound: f64,
) -> Result<Interval, NotEstimable> {
    let out = |at: &usize| grid[*at].1.sse > bound;
    let above = (best + 1..grid.len()).find(out);
    let Some(above) = above else {
        return Err(NotEstimable::Unbounded);
    };
    let high = edge(profile, alpha.max(grid[above - 1].0), grid[above].0, bound);
    let below = (0..best).rev().find(out);
    let low = below.map_or(0.0, |below| {
        edge(profile, alpha.min(grid[below + 1].0), grid[below].0, bound)
    });
    Ok(Interval::new(low, high))
}

/// Where the sum of squared errors crosses the bound, by bisection from a likely α to an unlikely one.
fn edge(profile: &Profile<'_>, likely: f64, unlikely: f64, bound: f64) -> f64 {
    let (mut inside, mut outside) = (likely, unlikely);
    for _ in 0..30 {
        let middle = (inside + outside) / 2.0;
        if profile.at(middle).sse <= bound {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    inside
}

fn curve(
    profile: &Profile<'_>,
    (alpha, best): (f64, Fit),
    inside: &[(f64, Fit)],
    bound: f64,
) -> Vec<Point> {
    let observed = observed(profile, alpha, best);
    let longest = (1..=LONGEST_CURVE)
        .rev()
        .find(|nth| observed[*nth as usize - 1].is_some())
        .unwrap_or(SHORTEST_CURVE)
        .max(SHORTEST_CURVE);
    let at = |nth: u32| {
        let fade = |alpha: f64| (1.0 - alpha).powi(nth as i32 - 1);
        let mut band = Interval::new(f64::INFINITY, f64::NEG_INFINITY);
        for (alpha, fit) in inside {
            // For this α, β may be worse than its best by what is left of the bound.
            let half = ((bound - fit.sse).max(0.0) * fit.first_variance).sqrt();
            band.low = band.low.min(fade(*alpha) * (fit.first - half) + fit.second);
            band.high = band
                .high
                .max(fade(*alpha) * (fit.first + half) + fit.second);
        }
        Point {
            nth,
            lift: fade(alpha) * best.first + best.second,
            band,
            observed: observed[nth as usize - 1],
        }
    };
    (1..=longest).map(at).collect()
}

/// What clients felt at the nth delivery over their own level, which is their mean less what the model explains. Where the
/// norm is followed through turns that were left out, only deliveries in a row are those of the curve.
fn observed(
    profile: &Profile<'_>,
    alpha: f64,
    fit: Fit,
) -> [Option<Observed>; LONGEST_CURVE as usize] {
    let mut values: [Vec<f64>; LONGEST_CURVE as usize] = Default::default();
    let mut novel = Vec::new();
    for client in profile.rows {
        novelty(profile.model, client, alpha, &mut novel);
        let measured = || {
            let turns = client.iter().zip(&novel);
            turns.filter_map(|(row, novel)| Some((row, novel, row.y?)))
        };
        let (mut level, mut n) = (0.0, 0.0);
        for (row, novel, y) in measured() {
            level += y - row.given * (fit.first * novel + fit.second);
            n += 1.0;
        }
        level /= n;
        for (row, _, y) in measured() {
            let counts = row.given > 0.0 && (row.in_a_row || profile.model != Model::Norm);
            if let Some(values) = values.get_mut(row.earlier).filter(|_| counts) {
                values.push(y - level);
            }
        }
    }
    values.map(|values| {
        let sample = Sample::of(&values).filter(|_| values.len() >= FEWEST_OBSERVED)?;
        Some(Observed {
            mean: sample.mean,
            interval: sample.interval(LEVEL),
            n: values.len(),
        })
    })
}
