//! What an import will become, counted without keeping anything.

use std::collections::BTreeMap;

use super::{
    Mapping, Role,
    apply::{Cell, Note, Plan, Reject, Watch},
};
use crate::{signals::record::AnswerValue, time::Timestamp};

/// So many examples of what is left out are kept; the counts go on.
const KEPT_NOTES: usize = 200;

/// Cells of all score columns by what they turned out to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    pub ratings: u64,
    /// Never used, don't know.
    pub not_used: u64,
    /// Blank, not asked, empty.
    pub blank: u64,
    /// Neither on the scale nor a known code.
    pub rejected: u64,
}

/// One score column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnCount {
    pub column: String,
    pub cells: Cells,
    pub sum: f64,
    pub mean: Option<f64>,
}

/// Running totals of rows read with a plan.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub rows: u64,
    pub responses: u64,
    pub rejected: u64,
    pub scores: u64,
    pub comments: u64,
    pub choices: u64,
    pub earliest: Option<Timestamp>,
    pub latest: Option<Timestamp>,
    pub weight: f64,
    /// Notes in all, and the first of them.
    pub noted: u64,
    pub notes: Vec<Note>,
    pub rejects: Vec<Reject>,
    columns: BTreeMap<usize, ColumnCount>,
}

impl Watch for Tally {
    fn score_cell(&mut self, column: usize, cell: Cell) {
        let count = self.columns.entry(column).or_default();
        match cell {
            Cell::Score(score) => {
                count.cells.ratings += 1;
                count.sum += score;
            }
            Cell::Code(super::Code::NotUsed | super::Code::DontKnow) => count.cells.not_used += 1,
            Cell::Code(_) => count.cells.blank += 1,
            Cell::Off => count.cells.rejected += 1,
        }
    }

    fn note(&mut self, note: Note) {
        self.noted += 1;
        if self.notes.len() < KEPT_NOTES {
            self.notes.push(note);
        }
    }
}

impl Tally {
    /// Reads one row and counts what it becomes.
    pub fn read(
        &mut self,
        plan: &mut Plan,
        number: u64,
        row: &[&str],
    ) -> Option<crate::signals::record::ResponseRecord> {
        self.rows += 1;
        match plan.read(number, row, self) {
            Ok(response) => {
                self.responses += 1;
                self.weight += response.weight;
                self.earliest = Some(
                    self.earliest
                        .map_or(response.occurred_at, |at| at.min(response.occurred_at)),
                );
                self.latest = Some(
                    self.latest
                        .map_or(response.occurred_at, |at| at.max(response.occurred_at)),
                );
                for answer in &response.answers {
                    match &answer.value {
                        AnswerValue::Score(_) => self.scores += 1,
                        AnswerValue::Text(_) => self.comments += 1,
                        AnswerValue::Codes(codes) => self.choices += codes.len() as u64,
                    }
                }
                Some(response)
            }
            Err(reject) => {
                self.rejected += 1;
                if self.rejects.len() < KEPT_NOTES {
                    self.rejects.push(reject);
                }
                None
            }
        }
    }

    /// The score columns in the file's order.
    pub fn columns(&self, names: &[String]) -> Vec<ColumnCount> {
        self.columns
            .iter()
            .map(|(at, count)| ColumnCount {
                column: names.get(*at).cloned().unwrap_or_default(),
                mean: (count.cells.ratings > 0).then(|| count.sum / count.cells.ratings as f64),
                ..count.clone()
            })
            .collect()
    }

    /// All rating columns together; the recommendation is counted by itself.
    pub fn cells(&self, mapping: &Mapping, names: &[String]) -> Cells {
        let mut total = Cells::default();
        for count in self.columns(names) {
            if mapping
                .rule(&count.column)
                .is_some_and(|rule| matches!(rule.role, Role::Rating(_) | Role::Effort(_)))
            {
                total.ratings += count.cells.ratings;
                total.not_used += count.cells.not_used;
                total.blank += count.cells.blank;
                total.rejected += count.cells.rejected;
            }
        }
        total
    }
}
