//! What only a person can say, with a safe default: which month is it, what does code 11 mean.

use serde::{Deserialize, Serialize};

use super::{Code, DateOrder, DatePart, FixedDate, Mapping, Role};

/// A question about the mapping. The mapping already holds the chosen option, so that nothing waits for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settle {
    /// Stable within one proposal: "month", "code:NETPRO:11".
    pub id: String,
    /// "Which month is it?"
    pub question: String,
    /// What was found and what it would change.
    pub text: String,
    pub columns: Vec<String>,
    pub options: Vec<SettleOption>,
    /// The option that the mapping holds now.
    pub chosen: usize,
    /// Whether a person should look before importing; otherwise it is settled and can be undone.
    pub open: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettleOption {
    pub label: String,
    /// What to change in the mapping; empty when a person has to do it in the table.
    pub changes: Vec<Change>,
}

/// One change of a mapping.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The parts of the date that no column holds.
    Date { date: FixedDate },
    /// What a value of a score column stands for; none makes it a value again.
    Code {
        column: String,
        value: String,
        code: Option<Code>,
    },
    /// The order of day, month and year.
    Order { column: String, order: DateOrder },
    /// Another meaning for a column.
    Role { column: String, meaning: Box<Role> },
}

impl Mapping {
    /// Makes one change. A change of a column that isn't there changes nothing.
    pub fn apply_change(&mut self, change: &Change) {
        match change {
            Change::Date { date } => self.date = *date,
            Change::Code {
                column,
                value,
                code,
            } => {
                if let Some(score) = self.rule_mut(column).and_then(|rule| rule.role.score_mut()) {
                    match code {
                        Some(code) => score.codes.insert(value.clone(), *code),
                        None => score.codes.remove(value),
                    };
                }
            }
            Change::Order { column, order } => {
                if let Some(rule) = self.rule_mut(column)
                    && let Role::Date {
                        part: DatePart::Whole,
                        order: current,
                    } = &mut rule.role
                {
                    *current = Some(*order);
                }
            }
            Change::Role { column, meaning } => {
                if let Some(rule) = self.rule_mut(column) {
                    rule.role = (**meaning).clone();
                }
            }
        }
    }
}
