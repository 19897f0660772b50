//! The ladder on scores, where no expectations are recorded: each answer stands for loyal, satisfied or dissatisfied,
//! and who did not answer is unknown.

use domain::{
    signals::Band,
    stats::{Interval, LEVEL, proportion},
};

use crate::tally::Tally;

/// A share of the respondents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// 0..=1.
    pub share: f64,
    pub interval: Option<Interval>,
    /// Answers, not weighted.
    pub count: u64,
}

/// How the respondents stand. The shares add up to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub loyal: Share,
    pub satisfied: Share,
    pub dissatisfied: Share,
    pub unknown: Share,
    /// Respondents, all of them: the n of each share.
    pub n: u64,
}

impl Standing {
    /// From the answers of a group and how many responses could have answered; `None` without responses. Where more
    /// answers than responses are counted, every answer counts as a response.
    ///
    /// Weighted, the known shares are weighted among those who answered, and n shrinks as Kish's effective n does.
    pub fn of(tally: &Tally, responses: u64, weighted: bool) -> Option<Standing> {
        let answered = tally.n();
        let n = responses.max(answered);
        if n == 0 {
            return None;
        }
        let mut counts = [0_u64; 3];
        let mut weights = [0.0; 3];
        for histogram in tally.histograms() {
            for place in 0..histogram.counts().len() {
                let at = match histogram.scale().band_at(place) {
                    Band::Beyond => 0,
                    Band::AsExpected => 1,
                    Band::Short => 2,
                };
                counts[at] += histogram.counts()[place];
                weights[at] += histogram.weight(place);
            }
        }
        let known = answered as f64 / n as f64;
        let total: f64 = weights.iter().sum();
        let effective = if weighted && answered > 0 {
            tally.effective_n() / answered as f64
        } else {
            1.0
        };
        let base = n as f64 * effective;
        let share = |share: f64, count: u64| Share {
            share,
            interval: proportion::wilson(share * base, base, LEVEL),
            count,
        };
        let of = |at: usize| {
            let among = if weighted && total > 0.0 {
                weights[at] / total * known
            } else {
                counts[at] as f64 / n as f64
            };
            share(among, counts[at])
        };
        Some(Standing {
            loyal: of(0),
            satisfied: of(1),
            dissatisfied: of(2),
            unknown: share((n - answered) as f64 / n as f64, n - answered),
            n,
        })
    }
}

/// Whether a mean falls short: its whole interval lies under "as expected". A single answer has no interval and is
/// never short; a mean never earns loyal.
pub fn is_short(tally: &Tally) -> bool {
    tally.only().is_some_and(|histogram| {
        let interval = histogram.sample().and_then(|sample| sample.interval(LEVEL));
        interval.is_some_and(|interval| interval.high < histogram.scale().as_expected())
    })
}

#[cfg(test)]
mod tests {
    use domain::signals::Scale;

    use super::*;

    #[test]
    fn scores_become_standings() {
        let tally = Tally::of(
            Scale::ONE_TO_FIVE,
            &[(5.0, 40), (4.0, 30), (3.0, 10), (1.0, 10), (6.0, 5)],
        );
        let standing = Standing::of(&tally, 100, false).unwrap();
        let shares = [
            standing.loyal,
            standing.satisfied,
            standing.dissatisfied,
            standing.unknown,
        ];
        assert_eq!(shares.map(|share| share.count), [40, 30, 20, 10]);
        assert_eq!(shares.map(|share| share.share), [0.4, 0.3, 0.2, 0.1]);
        assert!(
            shares
                .iter()
                .all(|share| share.interval.unwrap().contains(share.share))
        );
        assert_eq!(standing.n, 100);
    }

    #[test]
    fn nobody_is_unknown_and_everybody_may_be() {
        assert_eq!(Standing::of(&Tally::default(), 0, false), None);
        let standing = Standing::of(&Tally::default(), 12, false).unwrap();
        assert_eq!((standing.unknown.share, standing.loyal.count), (1.0, 0));
    }

    #[test]
    fn weights_move_the_known_shares_only() {
        let tally = Tally::of_weighted(Scale::ONE_TO_FIVE, &[(5.0, 3.0), (1.0, 1.0)]);
        let standing = Standing::of(&tally, 4, true).unwrap();
        assert!((standing.loyal.share - 0.375).abs() < 1e-12);
        assert!((standing.dissatisfied.share - 0.125).abs() < 1e-12);
        assert!((standing.unknown.share - 0.5).abs() < 1e-12);
    }

    #[test]
    fn short_is_the_whole_interval() {
        let around_four = Tally::of(Scale::ONE_TO_FIVE, &[(5.0, 10), (4.0, 10), (3.0, 11)]);
        assert!(!is_short(&around_four));
        let under = Tally::of(
            Scale::ONE_TO_FIVE,
            &[(5.0, 10), (4.0, 10), (3.0, 30), (1.0, 10)],
        );
        assert!(is_short(&under));
        assert!(!is_short(&Tally::of(Scale::ONE_TO_FIVE, &[(1.0, 1)])));
        assert!(!is_short(&Tally::default()));
    }
}
