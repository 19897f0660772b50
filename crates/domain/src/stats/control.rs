//! Control charts: which value of a series is more than its usual wobble.

use super::recommendation::Recommendation;

/// The mean moving range of two normal values is 1.128 standard deviations.
const D2: f64 = 1.128;

/// Limits for a series of single values (XmR, "process behaviour chart").
#[derive(Clone, Debug, PartialEq)]
pub struct Xmr {
    pub centre: f64,
    /// Mean of the moving ranges |xᵢ − xᵢ₋₁|.
    pub moving_range: f64,
    /// Natural process limits, centre ± 3 · mR ÷ 1.128.
    pub low: f64,
    pub high: f64,
    /// Upper limit of the moving range, 3.268 · mR.
    pub range_high: f64,
}

impl Xmr {
    /// From the values of a baseline; `None` from fewer than two.
    pub fn of(values: &[f64]) -> Option<Xmr> {
        if values.len() < 2 {
            return None;
        }
        let centre = values.iter().sum::<f64>() / values.len() as f64;
        Some(Xmr::of_summary(centre, mean_moving_range(values)))
    }

    /// From a known centre and mean moving range, such as those of a frozen baseline.
    pub fn of_summary(centre: f64, moving_range: f64) -> Xmr {
        Xmr {
            centre,
            moving_range,
            low: centre - 3.0 * moving_range / D2,
            high: centre + 3.0 * moving_range / D2,
            range_high: 3.268 * moving_range,
        }
    }

    /// What the run rules say about each value.
    pub fn signals(&self, values: &[f64]) -> Vec<Vec<Signal>> {
        let scaled: Vec<f64> = values
            .iter()
            .map(|value| scaled(value - self.centre, (self.high - self.centre) / 3.0))
            .collect();
        run_rules(&scaled)
    }
}

/// Why a point of a control chart stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Outside the limits.
    Beyond,
    /// The eighth or later in a row on one side of the centre.
    Run,
    /// Among three of four in a row nearer to a limit than to the centre, on one side.
    Near,
}

/// As many in a row on one side of the centre are no accident.
const RUN: usize = 8;

/// The run rules over values in standard deviations from the centre; the limits are at ±3.
pub fn run_rules(sigmas: &[f64]) -> Vec<Vec<Signal>> {
    run_rules_with(sigmas, RUN)
}

pub(super) fn run_rules_with(sigmas: &[f64], run_length: usize) -> Vec<Vec<Signal>> {
    let side = |value: f64| {
        if value > 0.0 {
            1
        } else if value < 0.0 {
            -1
        } else {
            0
        }
    };
    let mut run = 0;
    (0..sigmas.len())
        .map(|i| {
            let here = side(sigmas[i]);
            run = match here {
                0 => 0,
                _ if i > 0 && side(sigmas[i - 1]) == here => run + 1,
                _ => 1,
            };
            let near = |j: usize| side(sigmas[j]) == here && sigmas[j].abs() > 1.5;
            let mut found = Vec::new();
            if sigmas[i].abs() > 3.0 {
                found.push(Signal::Beyond);
            }
            if run >= run_length {
                found.push(Signal::Run);
            }
            if i >= 3 && near(i) && (i - 3..=i).filter(|&j| near(j)).count() >= 3 {
                found.push(Signal::Near);
            }
            found
        })
        .collect()
}

/// One point of a chart whose points rest on different numbers of answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub value: f64,
    pub n: f64,
    pub low: f64,
    pub high: f64,
    /// Distance from the centre in the chart's standard deviations.
    pub sigmas: f64,
}

/// A chart of scores from a varying number of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Varying {
    pub centre: f64,
    /// How much more the points wobble than chance alone would have it (Laney's σz); 1 in a classical chart.
    pub sigma_z: f64,
    pub points: Vec<Point>,
}

impl Varying {
    /// What the run rules say about each point.
    pub fn signals(&self) -> Vec<Vec<Signal>> {
        run_rules(
            &self
                .points
                .iter()
                .map(|point| point.sigmas)
                .collect::<Vec<_>>(),
        )
    }

    /// Laney's p′ chart of shares, `(hits, n)` a period: the limits allow for the wobble that is more than chance, which
    /// large n would otherwise all call an alarm. `None` from fewer than two periods with answers.
    pub fn shares(periods: &[(f64, f64)]) -> Option<Varying> {
        let (hits, n) = periods.iter().fold((0.0, 0.0), |sum, period| {
            (sum.0 + period.0, sum.1 + period.1)
        });
        let centre = hits / n;
        Varying::laney(
            centre,
            centre * (1.0 - centre),
            periods.iter().map(|&(hits, n)| (hits / n, n)),
            (0.0, 1.0),
        )
    }

    /// The classical p chart, which takes answers for the only source of wobble.
    pub fn shares_by_chance(periods: &[(f64, f64)]) -> Option<Varying> {
        let (hits, n) = periods.iter().fold((0.0, 0.0), |sum, period| {
            (sum.0 + period.0, sum.1 + period.1)
        });
        let centre = hits / n;
        let values: Vec<(f64, f64)> = periods.iter().map(|&(hits, n)| (hits / n, n)).collect();
        (n > 0.0).then(|| Varying::with(centre, centre * (1.0 - centre), 1.0, &values, (0.0, 1.0)))
    }

    /// The same for net promoter scores, as fractions. `None` from fewer than two periods with answers.
    pub fn recommendations(periods: &[Recommendation]) -> Option<Varying> {
        let all = periods
            .iter()
            .fold(Recommendation::new(0.0, 0.0, 0.0), |sum, period| {
                Recommendation::new(
                    sum.detractors + period.detractors,
                    sum.passives + period.passives,
                    sum.promoters + period.promoters,
                )
            });
        let values = periods
            .iter()
            .filter_map(|period| Some((period.score()?, period.n())));
        Varying::laney(all.score()?, all.variance()?, values, (-1.0, 1.0))
    }

    fn laney(
        centre: f64,
        variance: f64,
        values: impl Iterator<Item = (f64, f64)>,
        range: (f64, f64),
    ) -> Option<Varying> {
        let values: Vec<(f64, f64)> = values.filter(|&(_, n)| n > 0.0).collect();
        if values.len() < 2 {
            return None;
        }
        let zs: Vec<f64> = values
            .iter()
            .map(|&(value, n)| scaled(value - centre, (variance / n).sqrt()))
            .collect();
        let sigma_z = mean_moving_range(&zs) / D2;
        Some(Varying::with(centre, variance, sigma_z, &values, range))
    }

    fn with(
        centre: f64,
        variance: f64,
        sigma_z: f64,
        values: &[(f64, f64)],
        range: (f64, f64),
    ) -> Varying {
        let points = values
            .iter()
            .map(|&(value, n)| {
                let sigma = (variance / n).sqrt() * sigma_z;
                Point {
                    value,
                    n,
                    low: (centre - 3.0 * sigma).max(range.0),
                    high: (centre + 3.0 * sigma).min(range.1),
                    sigmas: scaled(value - centre, sigma),
                }
            })
            .collect();
        Varying {
            centre,
            sigma_z,
            points,
        }
    }
}

/// A series without any wobble has a deviation of zero: on the centre is then 0, off it beyond every limit.
fn scaled(deviation: f64, sigma: f64) -> f64 {
    if sigma > 0.0 {
        deviation / sigma
    } else if deviation == 0.0 {
        0.0
    } else {
        f64::INFINITY.copysign(deviation)
    }
}

fn mean_moving_range(values: &[f64]) -> f64 {
    let ranges: f64 = values
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs())
        .sum();
    ranges / (values.len() - 1) as f64
}
