//! Trials of one client are alike: who renews every year is not another client each time. Clients are the clusters of all
//! errors here; trials of one client count as what they are worth together.
//!
//! What the errors need are sums over clients of products of a client's own counts. They are whole numbers, so that parts
//! of the clients can be counted apart and put together in any order.
//!
//! Sources: Obuchowski 1997 (areas under curves of clustered data); Liang and Zeger 1986, with the usual factor for few
//! clusters, G ÷ (G − 1) · (n − 1) ÷ (n − 3).

/// Known standings as the test of the ladder counts them: dissatisfied, satisfied, loyal with ambassadors.
pub const GROUPS: usize = 3;

/// Who stayed and who left, group by group, over clients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placements {
    /// Clients with any trial, with one that stayed, with one that left.
    clients: u64,
    with_stayed: u64,
    with_left: u64,
    /// Σ over clients of count · count, of a client's stayed (0..3) and left (3..6) by group.
    products: [[u64; 2 * GROUPS]; 2 * GROUPS],
}

/// A client's stayed and left by group.
pub type Counts = [(u64, u64); GROUPS];

impl Placements {
    /// One client's trials; none say nothing.
    pub fn add(&mut self, counts: &Counts) {
        let all = [0, 1, 2, 3, 4, 5].map(|at: usize| match at {
            0..GROUPS => counts[at].0,
            _ => counts[at - GROUPS].1,
        });
        let any = |some: &[u64]| u64::from(some.iter().any(|count| *count > 0));
        self.clients += any(&all);
        self.with_stayed += any(&all[..GROUPS]);
        self.with_left += any(&all[GROUPS..]);
        for (a, row) in self.products.iter_mut().enumerate() {
            for (b, cell) in row.iter_mut().enumerate() {
                *cell += all[a] * all[b];
            }
        }
    }

    /// As if every trial were another client's.
    pub fn alone(counts: &[(u64, u64)]) -> Placements {
        let mut alone = Placements::default();
        for (group, (stayed, left)) in counts.iter().take(GROUPS).enumerate() {
            alone.clients += stayed + left;
            alone.with_stayed += stayed;
            alone.with_left += left;
            alone.products[group][group] = *stayed;
            alone.products[group + GROUPS][group + GROUPS] = *left;
        }
        alone
    }

    pub fn merge(&mut self, other: &Placements) {
        self.clients += other.clients;
        self.with_stayed += other.with_stayed;
        self.with_left += other.with_left;
        for (ours, theirs) in self.products.iter_mut().zip(&other.products) {
            ours.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        }
    }

    /// The variance of an area under the curve over `stayed` and `left` trials: `of_stayed` and `of_left` are the placements
    /// of who stayed among the left and of who left among the stayed, by group.
    pub(super) fn variance(
        &self,
        (of_stayed, of_left): (&[f64], &[f64]),
        (stayed, left): (f64, f64),
        value: f64,
    ) -> f64 {
        let place = |at: usize| match at {
            0..GROUPS => of_stayed.get(at),
            _ => of_left.get(at - GROUPS),
        };
        let away = |at: usize| place(at).map_or(0.0, |place| place - value);
        // Σ over clients of what their trials of one sort are away · what those of the other are.
        let products = |rows: std::ops::Range<usize>, columns: std::ops::Range<usize>| {
            let mut sum = 0.0;
            for a in rows {
                for b in columns.clone() {
                    sum += away(a) * away(b) * self.products[a][b] as f64;
                }
            }
            sum
        };
        let few = |count: u64| match count {
            0 | 1 => 0.0,
            count => count as f64 / (count as f64 - 1.0),
        };
        few(self.with_stayed) * products(0..GROUPS, 0..GROUPS) / stayed.powi(2)
            + few(self.with_left) * products(GROUPS..2 * GROUPS, GROUPS..2 * GROUPS) / left.powi(2)
            + 2.0 * few(self.clients) * products(0..GROUPS, GROUPS..2 * GROUPS) / (stayed * left)
    }
}

/// One trial with how touches were felt before it: tenths of a step short (never positive) and beyond on average, and
/// whether the client stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeltTrial {
    pub short: i16,
    pub beyond: i16,
    pub stayed: bool,
}

/// A client's Σ x·y and the upper half of its Σ x·xᵀ, x being (10, tenths short, tenths beyond).
const SUMS: usize = 9;

/// Where Σ x·xᵀ keeps the cell of a row and a column.
const CELL: [[usize; 3]; 3] = [[3, 4, 5], [4, 6, 7], [5, 7, 8]];

/// What the errors of slopes need: Σ over clients of products of each client's own sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scatter {
    clients: u64,
    products: [[i64; SUMS]; SUMS],
}

fn sums(trials: &[FeltTrial]) -> [i64; SUMS] {
    let mut sums = [0; SUMS];
    for trial in trials {
        let x = [10, i64::from(trial.short), i64::from(trial.beyond)];
        for row in 0..3 {
            sums[row] += x[row] * i64::from(trial.stayed);
            for column in row..3 {
                sums[CELL[row][column]] += x[row] * x[column];
            }
        }
    }
    sums
}

impl Scatter {
    /// One client's trials; none say nothing.
    pub fn add(&mut self, trials: &[FeltTrial]) {
        if trials.is_empty() {
            return;
        }
        self.clients += 1;
        let sums = sums(trials);
        for (a, row) in self.products.iter_mut().enumerate() {
            for (b, cell) in row.iter_mut().enumerate() {
                *cell += sums[a] * sums[b];
            }
        }
    }

    /// Clients with a felt touch before any of their trials.
    pub fn clients(&self) -> u64 {
        self.clients
    }

    pub fn merge(&mut self, other: &Scatter) {
        self.clients += other.clients;
        for (ours, theirs) in self.products.iter_mut().zip(&other.products) {
            ours.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        }
    }

    /// Σ over clients of s·sᵀ, s being the client's Σ x·(y − x·β), x being (1, steps short, steps beyond).
    pub(super) fn meat(&self, beta: [f64; 3]) -> [[f64; 3]; 3] {
        // s as weights on the client's sums, which were taken in tenths.
        let mut weights = [[0.0; SUMS]; 3];
        for (row, weights) in weights.iter_mut().enumerate() {
            weights[row] = 0.1;
            for column in 0..3 {
                weights[CELL[row][column]] -= 0.01 * beta[column];
            }
        }
        let mut meat = [[0.0; 3]; 3];
        for (row, meat) in meat.iter_mut().enumerate() {
            for (column, cell) in meat.iter_mut().enumerate() {
                for a in 0..SUMS {
                    for b in 0..SUMS {
                        *cell += weights[row][a] * weights[column][b] * self.products[a][b] as f64;
                    }
                }
            }
        }
        meat
    }
}
