//! The scores of all touchpoints in one window, as every screen shows them.

use std::collections::HashMap;

use domain::design::{Question, Touchpoint};
use domain::time::{Granularity, Period, Timestamp, buckets};
use insight::scoreboard::{ScoreboardQuery, Scored, TrendPoint};
use insight::tally::Tally;
use insight::{By, Change, Estimate, Filter, MeasureName, Query, Scoreboard, Standing, measures};

use super::{Desk, told};
use crate::error::Problem;
use crate::insight::asking::{Asked, Calendar, Window};
use crate::insight::judge::Verdict;
use crate::insight::views::{ChangeView, EstimateView, StandingView, TrendPointView};

/// At most so many points in a trend, the newest.
const MOST_POINTS: usize = 24;

/// Everything that the screens say about scores, for one window and one set of filters.
pub(super) struct Scores {
    pub window: Window,
    pub weighted: bool,
    pub board: Scoreboard,
    /// Place of each touchpoint in the board, by its number.
    places: HashMap<i32, usize>,
}

/// One figure of some answers.
pub(super) fn estimate(measure: MeasureName, tally: &Tally, weighted: bool) -> Estimate {
    measures::of(measure).estimate(tally, weighted)
}

impl Scores {
    pub fn of(desk: &Desk, asked: &Asked, calendar: &Calendar) -> Result<Self, Problem> {
        let window = Window::of(asked, calendar, &desk.zone, desk.now)?;
        let query = ScoreboardQuery {
            period: Some(window.shown.period),
            against: window.against.as_ref().map(|against| against.period),
            filters: asked.filters.clone(),
            weighted: asked.weighted,
            unit: Some(calendar.trend_by()),
        };
        let board = desk
            .engine
            .scoreboard(&desk.snapshot, &query)
            .map_err(told)?;
        let places = board
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.touchpoint, at))
            .collect();
        Ok(Self {
            window,
            weighted: asked.weighted,
            board,
            places,
        })
    }

    pub fn trend_by(&self) -> Granularity {
        self.board.unit
    }

    /// What is known of a touchpoint; `None` when no question asks for it.
    pub fn scored(&self, touchpoint: &Touchpoint) -> Option<&Scored> {
        self.board.rows[*self.places.get(&touchpoint.no)?]
            .scored
            .as_ref()
    }

    pub fn comments(&self, touchpoint: &Touchpoint) -> u64 {
        self.places
            .get(&touchpoint.no)
            .map_or(0, |at| self.board.rows[*at].comments)
    }

    pub fn verdict(&self, touchpoint: &Touchpoint) -> Verdict {
        self.scored(touchpoint).map_or(Verdict::Unknown, |scored| {
            Verdict::of(Some(&scored.estimate), scored.scale)
        })
    }

    /// Start of the earlier and end of the later period: what was done in between may explain a change.
    pub fn span(&self) -> Option<(Timestamp, Timestamp)> {
        let against = self.window.against.as_ref()?;
        Some((
            against.period.from.min(self.window.shown.period.from),
            self.window.shown.period.to,
        ))
    }
}

impl Desk {
    /// A change, unless it would tell about a small group.
    pub fn change(&self, scored: &Scored) -> Option<ChangeView> {
        let before = scored.before.as_ref()?;
        if self.discretion.hides(scored.estimate.n) || self.discretion.hides(before.n) {
            return None;
        }
        scored.change.map(change)
    }

    /// The line over time; its points carry no distribution, which forty of them would mostly be.
    pub fn trend(&self, points: &[TrendPoint], unit: Granularity) -> Vec<TrendPointView> {
        let skipped = points.len().saturating_sub(MOST_POINTS);
        points
            .iter()
            .skip(skipped)
            .map(|point| self.trend_point(point, unit))
            .collect()
    }

    fn trend_point(&self, point: &TrendPoint, unit: Granularity) -> TrendPointView {
        let only = Period {
            from: point.from,
            to: point.from.plus_seconds(1),
        };
        let to = buckets(only, unit, &self.zone)
            .first()
            .map_or(point.from, |bucket| bucket.to);
        TrendPointView {
            label: point.label.clone(),
            from: point.from.to_string(),
            to: to.to_string(),
            estimate: self.bare(&point.estimate),
        }
    }

    /// An estimate without its distribution.
    pub fn bare(&self, estimate: &Estimate) -> EstimateView {
        EstimateView {
            parts: Vec::new(),
            ..self.discretion.view(estimate)
        }
    }

    /// Shares of those who answered anything; who was not asked about this is unknown.
    pub fn standing(&self, scored: Option<&Scored>) -> StandingView {
        let shown = scored.filter(|scored| !self.discretion.hides(scored.estimate.n));
        match shown.and_then(|scored| scored.standing) {
            Some(Standing {
                loyal,
                satisfied,
                dissatisfied,
                unknown,
                ..
            }) => StandingView {
                loyal: loyal.share,
                satisfied: satisfied.share,
                dissatisfied: dissatisfied.share,
                unknown: unknown.share,
            },
            None => StandingView {
                unknown: 1.0,
                ..StandingView::default()
            },
        }
    }

    /// The answers to each scored question, by its number.
    pub fn tallies(
        &self,
        filters: &[Filter],
        period: Option<Period>,
        weighted: bool,
    ) -> Result<HashMap<i32, Tally>, Problem> {
        let mut query = Query::new(MeasureName::Distribution).by(By::Question);
        query.filters = filters.to_vec();
        query.period = period;
        query.weighted = weighted;
        let found = self.engine.tallies(&self.snapshot, &query).map_err(told)?;
        Ok(found
            .into_iter()
            .filter_map(|(keys, tally)| Some((i32::try_from(keys.first()?.no).ok()?, tally)))
            .collect())
    }

    /// A question by its number.
    pub fn question(&self, no: i32) -> Option<&Question> {
        self.design
            .questions
            .iter()
            .find(|question| question.no == no)
    }
}

pub(super) fn change(change: Change) -> ChangeView {
    ChangeView {
        difference: change.tested.difference,
        low: change.tested.interval.low,
        high: change.tested.interval.high,
        p: change.tested.p,
        p_adjusted: change.p_adjusted,
        significant: change.significant,
    }
}
