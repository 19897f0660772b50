//! Single cells: a score, words, codes, an attribute.

use std::{collections::HashMap, sync::Arc};

use super::{Cell, Note, Watch};
use crate::signals::{
    mapping::{
        Code,
        values::{self, canonical},
    },
    record::{AnswerRecord, AnswerValue, ResponseRecord},
    scale::Scale,
};

pub(super) struct Bound {
    pub at: usize,
    pub work: Work,
}

/// A code's question and its words.
type Coded = (Arc<str>, Arc<str>);

pub(super) enum Work {
    Score {
        question: Arc<str>,
        scale: Scale,
        codes: HashMap<String, Code>,
        memo: HashMap<Box<str>, Cell>,
    },
    Words {
        question: Arc<str>,
        blank: Vec<String>,
    },
    Codes {
        question: Arc<str>,
        labels: Labels,
        /// The codes that have a question of their own, because they speak of another touchpoint.
        apart: Labels,
        blank: Vec<String>,
        memo: HashMap<Box<str>, Option<Coded>>,
    },
    Attribute {
        key: Arc<str>,
        values: Labels,
        blank: Vec<String>,
        memo: HashMap<Box<str>, Option<Arc<str>>>,
    },
}

/// Values in canonical form and what they say.
pub(super) type Labels = Arc<HashMap<String, Arc<str>>>;

/// Memory for values seen before; beyond that, values are worked out again each time.
pub(super) const MEMO: usize = 4_096;

impl Bound {
    pub fn read(
        &mut self,
        number: u64,
        cell: &str,
        names: &[String],
        response: &mut ResponseRecord,
        watch: &mut dyn Watch,
    ) {
        match &mut self.work {
            Work::Score {
                question,
                scale,
                codes,
                memo,
            } => {
                let meaning = match memo.get(cell) {
                    Some(meaning) => *meaning,
                    None => {
                        let meaning = score(cell, *scale, codes);
                        if memo.len() < MEMO {
                            memo.insert(cell.into(), meaning);
                        }
                        meaning
                    }
                };
                watch.score_cell(self.at, meaning);
                match meaning {
                    Cell::Score(score) => {
                        response.answers.push(AnswerRecord {
                            question: question.clone(),
                            value: AnswerValue::Score(score),
                        });
                    }
                    Cell::Code(_) => {}
                    Cell::Off => watch.note(Note {
                        row: number,
                        column: names[self.at].clone(),
                        value: cell.to_owned(),
                        message: off_scale(&names[self.at], cell, *scale),
                    }),
                }
            }
            Work::Words { question, blank } => {
                if !cell.is_empty()
                    && (blank.is_empty() || !blank.contains(&canonical(cell).into_owned()))
                {
                    response.answers.push(AnswerRecord {
                        question: question.clone(),
                        value: AnswerValue::Text(cell.to_owned()),
                    });
                }
            }
            Work::Codes {
                question,
                labels,
                apart,
                blank,
                memo,
            } => {
                // Words rather than numbers are kept: two years number the same remark differently.
                let code = memoized(memo, cell, || {
                    let code = canonical(cell).into_owned();
                    if blank.contains(&code) {
                        return None;
                    }
                    let label = labels.get(&code).cloned().unwrap_or_else(|| {
                        if values::number(cell).is_some() {
                            code.as_str().into()
                        } else {
                            cell.into()
                        }
                    });
                    Some((apart.get(&code).unwrap_or(question).clone(), label))
                });
                if let Some((question, label)) = code {
                    push_code(&mut response.answers, &question, label);
                }
            }
            Work::Attribute {
                key,
                values,
                blank,
                memo,
            } => {
                let value = memoized(memo, cell, || {
                    let code = canonical(cell).into_owned();
                    if blank.contains(&code) {
                        return None;
                    }
                    Some(values.get(&code).cloned().unwrap_or_else(|| cell.into()))
                });
                if let Some(value) = value {
                    response.client.attributes.push((key.clone(), value));
                }
            }
        }
    }
}

/// Works a cell out once. An empty cell never means anything.
fn memoized<Value: Clone>(
    memo: &mut HashMap<Box<str>, Option<Value>>,
    cell: &str,
    work: impl FnOnce() -> Option<Value>,
) -> Option<Value> {
    if cell.is_empty() {
        return None;
    }
    if let Some(known) = memo.get(cell) {
        return known.clone();
    }
    let value = work();
    if memo.len() < MEMO {
        memo.insert(cell.into(), value.clone());
    }
    value
}

/// Several columns of one question make one answer with several codes; a code given twice counts once.
fn push_code(answers: &mut Vec<AnswerRecord>, question: &Arc<str>, code: Arc<str>) {
    for answer in answers.iter_mut().rev() {
        if answer.question == *question
            && let AnswerValue::Codes(codes) = &mut answer.value
        {
            if !codes.contains(&code) {
                codes.push(code);
            }
            return;
        }
    }
    answers.push(AnswerRecord {
        question: question.clone(),
        value: AnswerValue::Codes(vec![code]),
    });
}

fn score(cell: &str, scale: Scale, codes: &HashMap<String, Code>) -> Cell {
    if cell.is_empty() {
        return Cell::Code(Code::Blank);
    }
    if let Some(code) = codes.get(canonical(cell).as_ref()) {
        return Cell::Code(*code);
    }
    match values::number(cell) {
        Some(score) if scale.contains(score) => Cell::Score(score),
        _ => Cell::Off,
    }
}

fn off_scale(column: &str, cell: &str, scale: Scale) -> String {
    match values::number(cell) {
        Some(number) if number > f64::from(scale.high()) => {
            format!(
                "`{column}` is {cell}, the scale ends at {}. It was left out, the row stays.",
                scale.high()
            )
        }
        Some(number) if number < f64::from(scale.low()) => {
            format!(
                "`{column}` is {cell}, the scale starts at {}. It was left out, the row stays.",
                scale.low()
            )
        }
        Some(_) => format!(
            "`{column}` is {cell}, between two points of the scale. It was left out, the row stays."
        ),
        None => format!(
            "`{column}` is \"{cell}\", no number and no known code. It was left out, the row stays."
        ),
    }
}
