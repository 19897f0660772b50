//! What an import would become, worked out on the whole file without keeping anything.

use std::ops::ControlFlow;

use domain::signals::mapping::{
    Mapping, MappingError, Role,
    apply::{Note, Plan, Reject},
    preview::{Cells, Tally},
};
use domain::signals::record::AnswerValue;
use domain::stats::{recommendation::Recommendation, weighted::Weighted};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use super::reading::{ReadError, Table};

/// Rows that a preview reads: enough for every survey, and an answer within seconds for every file.
const PREVIEWED_ROWS: u64 = 200_000;
/// Problems that are shown.
const SHOWN_PROBLEMS: usize = 100;

/// What the columns of scores hold.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct CellsView {
    pub ratings: u64,
    /// Never used, don't know.
    pub not_used: u64,
    /// Blank, not asked, empty.
    pub blank: u64,
    /// Neither on the scale nor a known code.
    pub rejected: u64,
}

impl From<Cells> for CellsView {
    fn from(cells: Cells) -> Self {
        CellsView {
            ratings: cells.ratings,
            not_used: cells.not_used,
            blank: cells.blank,
            rejected: cells.rejected,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutcomeColumnView {
    pub name: String,
    pub n: u64,
    pub mean: Option<f64>,
    pub cells: CellsView,
}

/// One value that is left out, or one row that is set aside.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemView {
    pub row: u64,
    pub column: Option<String>,
    pub value: Option<String>,
    pub message: String,
}

impl From<&Note> for ProblemView {
    fn from(note: &Note) -> Self {
        let (column, value) = (Some(note.column.clone()), Some(note.value.clone()));
        ProblemView {
            row: note.row,
            column,
            value,
            message: note.message.clone(),
        }
    }
}

impl From<&Reject> for ProblemView {
    fn from(reject: &Reject) -> Self {
        ProblemView {
            row: reject.row,
            column: None,
            value: None,
            message: reject.reason.clone(),
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SpanView {
    /// When the first response happened, RFC 3339.
    pub from: String,
    /// When the last one happened, RFC 3339.
    pub to: String,
}

/// The NPS of the file, in points from −100 to 100.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NpsView {
    pub value: Option<f64>,
    pub n: u64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// `none`, `counts_only`, `indicative` or `sound`.
    pub badge: String,
    pub hidden: bool,
}

/// What the file will become.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutcomeView {
    pub touchpoints: usize,
    /// Ratings of all touchpoints and of the whole.
    pub ratings: u64,
    pub responses: u64,
    pub comments: u64,
    /// Rows that will be set aside.
    pub rejected: u64,
    pub period: Option<SpanView>,
    pub nps: Option<NpsView>,
    pub nps_weighted: Option<NpsView>,
    pub cells: CellsView,
    pub problems: Vec<ProblemView>,
    /// Problems in all; `problems` holds the first.
    pub problems_total: u64,
    pub columns: Vec<OutcomeColumnView>,
    /// Whether only the first rows of a very long file were read.
    pub partial: bool,
}

/// Why there is no outcome.
#[derive(Debug, thiserror::Error)]
pub enum OutcomeError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Mapping(#[from] MappingError),
}

/// Reads the file with the mapping and counts.
pub fn work_out(
    table: &Table,
    mapping: &Mapping,
    zone: &TimeZone,
) -> Result<OutcomeView, OutcomeError> {
    let mut plan = Plan::bind(mapping, &table.layout.columns, zone)?;
    let mut tally = Tally::default();
    let recommend = mapping
        .columns
        .iter()
        .find(|rule| matches!(rule.role, Role::Recommend(_)))
        .and_then(|rule| rule.role.question());
    let mut counts = Recommendation::new(0.0, 0.0, 0.0);
    let (mut values, mut weights) = (Vec::new(), Vec::new());
    let mut coded = 0;
    let partial = table
        .rows(|row| {
            if tally.rows >= PREVIEWED_ROWS {
                return ControlFlow::Break(());
            }
            let Some(response) = tally.read(&mut plan, row.line, row.cells) else {
                return ControlFlow::Continue(());
            };
            for answer in &response.answers {
                match answer.value {
                    AnswerValue::Score(score) if recommend == Some(&*answer.question) => {
                        let value = if score >= 9.0 {
                            counts.promoters += 1.0;
                            1.0
                        } else if score >= 7.0 {
                            counts.passives += 1.0;
                            0.0
                        } else {
                            counts.detractors += 1.0;
                            -1.0
                        };
                        values.push(value);
                        weights.push(response.weight);
                    }
                    AnswerValue::Codes(_) => coded += 1,
                    _ => {}
                }
            }
            ControlFlow::Continue(())
        })?
        .is_some();
    let weighted = mapping.columns.iter().any(|rule| rule.role == Role::Weight);
    let names = &table.layout.columns;
    let cells = tally.cells(mapping, names);
    let problems = tally
        .rejects
        .iter()
        .map(ProblemView::from)
        .chain(tally.notes.iter().map(ProblemView::from));
    let mut problems: Vec<ProblemView> = problems.collect();
    problems.sort_by_key(|problem| problem.row);
    problems.truncate(SHOWN_PROBLEMS);
    let choices = mapping
        .columns
        .iter()
        .any(|rule| matches!(rule.role, Role::CommentCodes { .. }));
    Ok(OutcomeView {
        touchpoints: mapping.touchpoints.len(),
        ratings: cells.ratings,
        responses: tally.responses,
        comments: tally.comments + if choices { coded } else { 0 },
        rejected: tally.rejected,
        period: tally.earliest.zip(tally.latest).map(|(from, to)| SpanView {
            from: from.to_string(),
            to: to.to_string(),
        }),
        nps: recommend.map(|_| nps(counts)),
        nps_weighted: recommend
            .filter(|_| weighted)
            .map(|_| weighted_nps(&values, &weights)),
        cells: cells.into(),
        problems,
        problems_total: tally.rejected + tally.noted,
        columns: tally
            .columns(names)
            .into_iter()
            .map(|count| OutcomeColumnView {
                name: count.column,
                n: count.cells.ratings,
                mean: count.mean,
                cells: count.cells.into(),
            })
            .collect(),
        partial,
    })
}

fn badge(n: f64) -> String {
    match n as u64 {
        0 => "none",
        1..=9 => "counts_only",
        10..=29 => "indicative",
        _ => "sound",
    }
    .to_owned()
}

fn nps(counts: Recommendation) -> NpsView {
    let interval = counts.interval(0.95);
    NpsView {
        value: counts.score().map(|score| score * 100.0),
        n: counts.n() as u64,
        low: interval.map(|interval| interval.low * 100.0),
        high: interval.map(|interval| interval.high * 100.0),
        badge: badge(counts.n()),
        hidden: false,
    }
}

/// Weighted by Taylor variance, as the measure does it; here only to show what weighting changes.
fn weighted_nps(values: &[f64], weights: &[f64]) -> NpsView {
    let weighted = Weighted::of(values, weights);
    let mean = weighted.mean();
    let half = weighted
        .standard_error()
        .map(|error| error * 1.959_963_984_540_054);
    NpsView {
        value: mean.map(|mean| mean * 100.0),
        n: values.len() as u64,
        low: mean
            .zip(half)
            .map(|(mean, half)| ((mean - half) * 100.0).max(-100.0)),
        high: mean
            .zip(half)
            .map(|(mean, half)| ((mean + half) * 100.0).min(100.0)),
        badge: badge(values.len() as f64),
        hidden: false,
    }
}
