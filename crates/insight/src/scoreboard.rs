//! Everything the scoreboard and the cockpit show of all touchpoints, in few passes over the log.

use std::collections::HashMap;

use domain::{
    signals::{EntryKind, QuestionKind, Scale},
    stats::Difference,
    time::{Granularity, Period, Timestamp},
};

use crate::{
    answer::Estimate,
    compare::{Change, adjust},
    engine::Engine,
    error::InsightError,
    measures::{self, Measure},
    people::Heads,
    query::{By, Filter, MeasureName},
    scope::Scope,
    source::{Dimensions, QuestionTerm, Snapshot, Source},
    standing::{Standing, is_short},
    tally::{Tally, Tallying},
};

/// What the scoreboard asks.
#[derive(Clone, Debug, Default)]
pub struct ScoreboardQuery {
    /// All time when not said.
    pub period: Option<Period>,
    /// The period to compare with.
    pub against: Option<Period>,
    pub filters: Vec<Filter>,
    pub weighted: bool,
    /// How finely trends are cut; as fits the log when not said.
    pub unit: Option<Granularity>,
}

/// The scoreboard's figures. Names and the touchpoints' existence are the store's.
#[derive(Clone, Debug)]
pub struct Scoreboard {
    /// Who answered anything in the period.
    pub clients: u64,
    pub responses: u64,
    /// The rating of the whole experience; `None` when nobody was ever asked.
    pub overall: Option<Scored>,
    /// The recommendation question; `None` when nobody was ever asked.
    pub nps: Option<Scored>,
    /// All touchpoints, in the dimensions' order.
    pub rows: Vec<Row>,
    /// How many changes were tested together.
    pub comparisons: usize,
    /// How trends are cut.
    pub unit: Granularity,
}

/// A touchpoint on the scoreboard.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number.
    pub touchpoint: i32,
    /// `None` when no question asks for it.
    pub scored: Option<Scored>,
    /// Distinct clients with comments about it, in the period.
    pub comments: u64,
}

/// What one question, or several that ask the same, say in the period.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Number of the question; of several, the one with the most answers.
    pub question: i32,
    /// Of the answers in the period, else of the question.
    pub scale: Option<Scale>,
    /// The mean for ratings, the score for recommendations.
    pub estimate: Estimate,
    /// Top-two box; `None` for recommendations.
    pub csat: Option<Estimate>,
    pub standing: Option<Standing>,
    /// Whether its whole interval lies under "as expected".
    pub short: bool,
    /// From `against` to the period. The overall figures are not adjusted with the touchpoints.
    pub change: Option<Change>,
    /// `against`, when asked for.
    pub before: Option<Estimate>,
    /// Over all time, within the filters, oldest first.
    pub trend: Vec<TrendPoint>,
}

#[derive(Clone, Debug)]
pub struct TrendPoint {
    pub label: String,
    pub from: Timestamp,
    pub estimate: Estimate,
}

/// The answers to each question, in the period, against it, and by calendar unit.
struct Answers {
    now: HashMap<i32, Tally>,
    before: Option<HashMap<i32, Tally>>,
    trend: HashMap<i32, Vec<(i64, Tally)>>,
}

const SCORED: [QuestionKind; 3] = [
    QuestionKind::Recommend,
    QuestionKind::Rating,
    QuestionKind::Effort,
];

impl Engine {
    /// All touchpoints at once.
    pub fn scoreboard(
        &self,
        source: &dyn Source,
        query: &ScoreboardQuery,
    ) -> Result<Scoreboard, InsightError> {
        let snapshot = source.snapshot()?;
        let unit = match query.unit {
            Some(unit) => unit,
            None => self.fitting_unit(&snapshot)?,
        };
        let answers = self.answers(&snapshot, query, unit)?;
        let respondents = self.respondents(&snapshot, &query.filters, query.period, &[])?;
        let heads = respondents
            .into_iter()
            .next()
            .map(|(_, heads)| heads)
            .unwrap_or_default();
        let comments: HashMap<i64, Heads> = self
            .comments(&snapshot, &query.filters, query.period, &[By::Touchpoint])?
            .into_iter()
            .map(|(keys, heads)| (keys.first().map_or(-1, |key| key.no), heads))
            .collect();

        let dimensions = &snapshot.dimensions;
        let whole = Whole {
            answers: &answers,
            dimensions,
            responses: heads.responses,
            weighted: query.weighted,
            unit,
        };
        let mut rows: Vec<Row> = dimensions
            .touchpoints
            .iter()
            .map(|touchpoint| Row {
                touchpoint: touchpoint.no,
                scored: whole.scored(MeasureName::Mean, |question| {
                    question.touchpoint == Some(touchpoint.no)
                        && question.primary
                        && question.kind == QuestionKind::Rating
                }),
                comments: comments
                    .get(&i64::from(touchpoint.no))
                    .map_or(0, |heads| heads.clients.len()),
            })
            .collect();
        let differences: Vec<Option<Difference>> = rows
            .iter()
            .map(|row| row.scored.as_ref()?.change.map(|change| change.tested))
            .collect();
        for (row, change) in rows.iter_mut().zip(adjust(&differences)) {
            if let Some(scored) = &mut row.scored {
                scored.change = change;
            }
        }
        Ok(Scoreboard {
            clients: heads.clients.len(),
            responses: heads.responses,
            overall: whole.overall(),
            nps: whole.scored(MeasureName::Nps, |question| {
                question.kind == QuestionKind::Recommend
            }),
            rows,
            comparisons: differences.iter().flatten().count(),
            unit,
        })
    }

    fn answers(
        &self,
        snapshot: &Snapshot,
        query: &ScoreboardQuery,
        unit: Granularity,
    ) -> Result<Answers, InsightError> {
        let tallies = |period: Option<Period>, by: &[By]| {
            let scope = Scope::resolve(snapshot, &query.filters, period)?
                .kinds(&[EntryKind::Answer])
                .questions(&SCORED);
            self.grouped(
                snapshot,
                &scope,
                by,
                Tallying {
                    weighted: query.weighted,
                },
            )
            .map(|(_, groups)| groups)
        };
        let by_question = |period| -> Result<HashMap<i32, Tally>, InsightError> {
            Ok(tallies(period, &[By::Question])?
                .into_iter()
                .map(|(code, tally)| (code[0] as i32, tally))
                .collect())
        };
        let mut trend: HashMap<i32, Vec<(i64, Tally)>> = HashMap::new();
        for (code, tally) in tallies(None, &[By::Question, By::Time(unit)])? {
            trend
                .entry(code[0] as i32)
                .or_default()
                .push((code[1], tally));
        }
        Ok(Answers {
            now: by_question(query.period)?,
            before: query
                .against
                .map(|against| by_question(Some(against)))
                .transpose()?,
            trend,
        })
    }

    /// A calendar unit that gives a trend its points: years when there is one wave a year or a long history, else
    /// months, or weeks in the first two months.
    pub fn fitting_unit(&self, source: &dyn Source) -> Result<Granularity, InsightError> {
        let months = self.entries(source, Granularity::Month)?;
        let year = |label: &str| label.split('-').next().map(str::to_owned);
        let mut years: Vec<Option<String>> = months
            .iter()
            .filter_map(|(keys, _)| Some(year(&keys.first()?.label)))
            .collect();
        years.dedup();
        let span = match (months.first(), months.last()) {
            (Some((first, _)), Some((last, _))) => last[0].no - first[0].no,
            _ => 0,
        };
        const MONTH: i64 = 30 * 24 * 3600 * 1_000_000;
        Ok(
            if (years.len() >= 2 && years.len() == months.len()) || span > 48 * MONTH {
                Granularity::Year
            } else if months.len() > 2 {
                Granularity::Month
            } else {
                Granularity::Week
            },
        )
    }
}

/// What all rows of one scoreboard share.
struct Whole<'a> {
    answers: &'a Answers,
    dimensions: &'a Dimensions,
    responses: u64,
    weighted: bool,
    unit: Granularity,
}

impl Whole<'_> {
    /// The rating of the whole experience: of the questions that belong to no touchpoint the primary ones, else the one
    /// with the most answers.
    fn overall(&self) -> Option<Scored> {
        let whole = |question: &QuestionTerm| {
            question.kind == QuestionKind::Rating && question.touchpoint.is_none()
        };
        let primary = self.scored(MeasureName::Mean, |question| {
            whole(question) && question.primary
        });
        primary.or_else(|| {
            let n_of =
                |question: &QuestionTerm| self.answers.now.get(&question.no).map_or(0, Tally::n);
            let most = self
                .dimensions
                .questions
                .iter()
                .filter(|question| whole(question))
                .max_by_key(|question| n_of(question))?;
            self.scored(MeasureName::Mean, |question| question.no == most.no)
        })
    }

    /// What the chosen questions say together; `None` when there are none.
    fn scored(&self, name: MeasureName, chosen: impl Fn(&QuestionTerm) -> bool) -> Option<Scored> {
        let questions: Vec<&QuestionTerm> = self
            .dimensions
            .questions
            .iter()
            .filter(|question| chosen(question))
            .collect();
        let n_of =
            |question: &&QuestionTerm| self.answers.now.get(&question.no).map_or(0, Tally::n);
        let question = *questions.iter().max_by_key(|question| n_of(question))?;
        let together = |tallies: &HashMap<i32, Tally>| -> Tally {
            let mut all = Tally::default();
            for question in &questions {
                if let Some(tally) = tallies.get(&question.no) {
                    all.merge(tally);
                }
            }
            all
        };
        let now = together(&self.answers.now);
        // A survey that changed its scale: its answers are never mixed, the period's main scale is followed.
        let scale = now.main_scale().or(question.scale.map(upright));
        let on_scale = |tally: Tally| match scale {
            Some(scale) if tally.histograms().len() > 1 => {
                tally.only_where(|histogram| histogram.scale() == scale)
            }
            _ => tally,
        };
        let now = on_scale(now);
        let measure = measures::of(name);
        let before = self
            .answers
            .before
            .as_ref()
            .map(|before| on_scale(together(before)));
        let change = before
            .as_ref()
            .and_then(|before| measure.difference(&now, before, self.weighted));
        let rating = name == MeasureName::Mean;
        Some(Scored {
            question: question.no,
            scale,
            estimate: measure.estimate(&now, self.weighted),
            csat: rating.then(|| measures::of(MeasureName::Csat).estimate(&now, self.weighted)),
            standing: Standing::of(&now, self.responses, self.weighted),
            short: is_short(&now),
            change: adjust(&[change])[0],
            before: before.map(|before| measure.estimate(&before, self.weighted)),
            trend: self.trend(measure, &questions, on_scale),
        })
    }

    fn trend(
        &self,
        measure: &dyn Measure,
        questions: &[&QuestionTerm],
        on_scale: impl Fn(Tally) -> Tally,
    ) -> Vec<TrendPoint> {
        let mut units: Vec<(i64, Tally)> = Vec::new();
        for question in questions {
            for (start, tally) in self.answers.trend.get(&question.no).into_iter().flatten() {
                match units.binary_search_by_key(start, |unit| unit.0) {
                    Ok(at) => units[at].1.merge(tally),
                    Err(at) => units.insert(at, (*start, tally.clone())),
                }
            }
        }
        let zone = self.dimensions.zone();
        units
            .into_iter()
            .map(|(start, tally)| {
                let from = Timestamp::from_micros(start);
                TrendPoint {
                    label: self.unit.label(from.date(&zone)),
                    from,
                    estimate: measure.estimate(&on_scale(tally), self.weighted),
                }
            })
            .collect()
    }
}

/// The scale as answers are counted on it.
fn upright(scale: Scale) -> Scale {
    Scale::new(scale.low(), scale.high()).unwrap_or(scale)
}
