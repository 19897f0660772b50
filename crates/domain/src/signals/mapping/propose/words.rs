//! What people said: comments, coded comments, answers from a list.

use std::collections::BTreeMap;

use super::{Confidence, Proposing, first_name, question_key, zero_blank};
use crate::signals::mapping::{
    Role, names,
    profile::ColumnProfile,
    settle::{Settle, SettleOption},
    shape, values,
};

impl Proposing<'_> {
    /// "Q2PURP1, Q2PURP2, Q2PURP3": one question, of which people use the first column, some the second.
    pub(super) fn find_multiple(&mut self) {
        let mut stems: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in 0..self.profile.columns.len() {
            let name = &self.profile.columns[at].name;
            let stem = self.lettered(name).unwrap_or_else(|| shape::stem(name));
            if stem.chars().count() >= 3 && stem.chars().any(char::is_alphabetic) {
                stems.entry(stem).or_default().push(at);
            }
        }
        for (_, members) in stems {
            // The first of "Q8COM, Q8COM2, Q8COM3" has no number.
            if members.len() < 2 || members.iter().all(|at| self.decided[*at].is_some()) {
                continue;
            }
            let first = self.column(members[0]);
            let coded = |column: &ColumnProfile| {
                column.filled == 0 || column.numbers == column.filled && column.whole()
            };
            if !members.iter().all(|at| coded(self.column(*at))) || first.filled == 0 {
                continue;
            }
            let sparse = members[1..]
                .iter()
                .all(|at| self.column(*at).empty * 2 > self.profile.rows);
            let ticks = members.iter().all(|at| {
                self.column(*at).filled > 0
                    && self.column(*at).distinct == 1
                    && self.column(*at).empty > 0
            });
            if !sparse && !ticks {
                continue;
            }
            let codes = members
                .iter()
                .map(|at| self.column(*at).distinct)
                .max()
                .unwrap_or(0);
            let key = question_key(&first.name);
            let count = members.len();
            if (self.hints[members[0]].comment_codes || self.lettered(&first.name).is_some())
                && codes > 4
            {
                let examples: Vec<&str> = first
                    .values
                    .iter()
                    .filter(|v| v.value != "0")
                    .take(4)
                    .map(|v| v.value.as_str())
                    .collect();
                let examples = examples.join(", ");
                let names: Vec<String> = members
                    .iter()
                    .filter(|at| self.column(**at).filled > 0)
                    .map(|at| self.column(*at).name.clone())
                    .collect();
                for at in &members {
                    let blank = zero_blank(self.column(*at));
                    let role = Role::CommentCodes {
                        question: key.clone(),
                        touchpoint: None,
                        codes: BTreeMap::new(),
                        about: BTreeMap::new(),
                        blank,
                    };
                    self.decide(
                        *at,
                        role,
                        Confidence::Asks,
                        format!(
                            "Up to {count} numbers for a person, such as {examples}, and no words."
                        ),
                    );
                }
                self.ask_codes(names, &examples);
            } else {
                for (place, at) in members.iter().enumerate() {
                    let blank = zero_blank(self.column(*at));
                    let attribute = (place == 0 && !ticks)
                        .then(|| names::key(&first_name(&self.profile.columns[members[0]].name)));
                    let role = Role::Choice {
                        question: key.clone(),
                        values: BTreeMap::new(),
                        blank,
                        attribute,
                    };
                    self.decide(
                        *at,
                        role,
                        Confidence::Likely,
                        format!("One question with up to {count} answers."),
                    );
                }
            }
        }
    }

    /// "Q10SAFE" of Q10SAFEA, Q10SAFEB: the remarks to a score that stands beside them.
    pub(super) fn lettered(&self, name: &str) -> Option<String> {
        let base = name.strip_suffix(|c: char| c.is_ascii_uppercase())?;
        let scored = self
            .profile
            .columns
            .iter()
            .position(|column| column.name == base)?;
        self.shapes[scored]
            .as_ref()
            .map(|_| format!("{}…", names::plain(base)))
    }

    pub(super) fn ask_codes(&mut self, columns: Vec<String>, examples: &str) {
        if let Some(known) = self.settle.iter_mut().find(|settle| settle.id == "codes") {
            known.columns.extend(columns);
            let more = known.columns.len() - 1;
            known.text = format!(
                "`{}` and {more} more columns hold numbers such as {examples}, no words. Without a code list they stay numbers.",
                known.columns[0]
            );
            return;
        }
        self.settle.push(Settle {
            id: "codes".into(),
            question: "What do the comment codes say?".into(),
            text: format!("`{}` holds numbers such as {examples}, no words. Without a code list they stay numbers.", columns[0]),
            columns,
            options: vec![
                SettleOption { label: "Keep the numbers".into(), changes: vec![] },
                SettleOption { label: "Add code list".into(), changes: vec![] },
            ],
            chosen: 0,
            open: true,
        });
    }

    pub(super) fn find_words(&mut self) {
        for at in self.open() {
            let column = self.column(at).clone();
            let hints = self.hints[at];
            let texts = column.filled - column.numbers;
            let mostly_text = texts * 2 > column.filled;
            // Names and titles have spaces, too.
            let long = if hints.attribute { 80.0 } else { 20.0 };
            let prose = column.sentences * 5 > column.filled && column.mean_length > long
                || column.longest > 120 && column.mean_length > 15.0;
            let blank: Vec<String> = column
                .values
                .iter()
                .filter(|value| values::is_blank_word(&values::canonical(&value.value)))
                .map(|value| value.value.clone())
                .collect();
            if mostly_text
                && (prose && column.distinct * 5 > column.filled.min(2_000)
                    || hints.comment
                        && !hints.attribute
                        && (column.distinct * 10 > column.filled || prose))
            {
                let confidence = if hints.comment {
                    Confidence::Sure
                } else {
                    Confidence::Likely
                };
                let why = format!("Sentences, {:.0} letters on average.", column.mean_length);
                self.decide(
                    at,
                    Role::Comment {
                        question: question_key(&column.name),
                        touchpoint: None,
                        blank,
                    },
                    confidence,
                    why,
                );
            } else if hints.comment_codes
                && column.whole()
                && column.numbers == column.filled
                && column.distinct > 4
            {
                let examples: Vec<&str> = column
                    .values
                    .iter()
                    .filter(|v| v.value != "0")
                    .take(4)
                    .map(|v| v.value.as_str())
                    .collect();
                let examples = examples.join(", ");
                let role = Role::CommentCodes {
                    question: question_key(&column.name),
                    touchpoint: None,
                    codes: BTreeMap::new(),
                    about: BTreeMap::new(),
                    blank: zero_blank(&column),
                };
                self.decide(
                    at,
                    role,
                    Confidence::Asks,
                    format!("Numbers such as {examples}, and no words."),
                );
                self.ask_codes(vec![column.name], &examples);
            }
        }
    }
}
