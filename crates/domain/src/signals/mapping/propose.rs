//! A first mapping of an unknown file, from the names of its columns and from what they hold.
//!
//! Every meaning comes with how sure it is and one line why. What cannot be known is settled with a safe default
//! and asked: which month, what a code beside a scale means.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Code, ColumnRule, DatePart, FileHints, FixedDate, Mapping, Role, ScoreRule, TouchpointRule, VERSION, dates, names,
    profile::{ColumnProfile, Profile},
    settle::{Change, Settle, SettleOption},
    shape::{self, Shape},
    values,
    words::Hints,
};
use crate::{design::TouchpointKind, signals::scale::Scale};

/// How sure a meaning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    Sure,
    Likely,
    /// A person should look.
    Asks,
}

/// Why a column got its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnNote {
    pub column: String,
    pub confidence: Confidence,
    pub why: String,
}

/// A mapping with reasons and questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub mapping: Mapping,
    /// One for each column, in order.
    pub notes: Vec<ColumnNote>,
    pub settle: Vec<Settle>,
}

/// What is known beside the values.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The name of the file, which often holds the year.
    pub file_name: &'a str,
    /// A second header row with the questions in words; may be shorter or empty.
    pub labels: &'a [String],
    pub today: Date,
}

struct Proposing<'a> {
    context: Context<'a>,
    profile: &'a Profile,
    hints: Vec<Hints>,
    shapes: Vec<Option<Shape>>,
    families: Vec<usize>,
    decided: Vec<Option<(Role, Confidence, String)>>,
    date: FixedDate,
    touchpoints: Vec<TouchpointRule>,
    settle: Vec<Settle>,
}

/// Proposes a mapping for a file.
pub fn propose(context: Context<'_>, profile: &Profile) -> Proposal {
    let label = |at: usize| context.labels.get(at).map(String::as_str).unwrap_or("");
    let hints = profile.columns.iter().enumerate().map(|(at, column)| Hints::of(&column.name, label(at))).collect();
    let mut shapes: Vec<Option<Shape>> = profile.columns.iter().map(shape::of).collect();
    let families = shape::align(&profile.columns, &mut shapes);
    let mut work = Proposing {
        context,
        profile,
        hints,
        shapes,
        families,
        decided: vec![None; profile.columns.len()],
        date: FixedDate::default(),
        touchpoints: Vec::new(),
        settle: Vec::new(),
    };
    work.set_aside();
    work.find_key();
    work.find_date();
    work.find_weight();
    work.find_multiple();
    work.find_scores();
    work.find_words();
    work.rest();
    work.finish()
}

impl Proposing<'_> {
    fn column(&self, at: usize) -> &ColumnProfile {
        &self.profile.columns[at]
    }

    fn decide(&mut self, at: usize, role: Role, confidence: Confidence, why: impl Into<String>) {
        if self.decided[at].is_none() {
            self.decided[at] = Some((role, confidence, why.into()));
        }
    }

    fn open(&self) -> Vec<usize> {
        (0..self.decided.len()).filter(|at| self.decided[*at].is_none()).collect()
    }

    /// Columns without information: empty, the same in every row, a copy of another, personal data.
    fn set_aside(&mut self) {
        let mut seen: HashMap<u64, usize> = HashMap::new();
        for at in 0..self.profile.columns.len() {
            let column = &self.profile.columns[at];
            if column.filled == 0 {
                self.decide(at, Role::Ignore, Confidence::Sure, "Empty.");
                continue;
            }
            if column.distinct == 1 && column.empty == 0 && self.profile.rows > 1 && !self.hints[at].year && !self.hints[at].date {
                let why = format!("The same in every row: “{}”.", shortened(&column.values[0].value));
                self.decide(at, Role::Ignore, Confidence::Sure, why);
                continue;
            }
            match seen.get(&column.fingerprint) {
                Some(first) if column.distinct > 1 => {
                    let why = format!("Repeats `{}`.", self.profile.columns[*first].name);
                    self.decide(at, Role::Ignore, Confidence::Sure, why);
                }
                _ => {
                    seen.insert(column.fingerprint, at);
                }
            }
            if self.hints[at].personal && self.shapes[at].is_none() {
                self.decide(at, Role::Ignore, Confidence::Likely, "Personal data that no measure needs.");
            }
        }
    }

    fn find_key(&mut self) {
        let full = |column: &ColumnProfile| column.empty == 0 && column.unique() && column.longest <= 64;
        let candidates: Vec<usize> = self
            .open()
            .into_iter()
            .filter(|at| {
                let column = self.column(*at);
                full(column) && (column.whole() && column.numbers == column.filled || column.numbers == 0)
                    && !is_date(column) && column.mean_length <= 40.0 && column.sentences * 2 <= column.filled
            })
            .collect();
        if self.profile.rows < 2 && !candidates.iter().any(|at| self.hints[*at].key) {
            return;
        }
        let rank = |at: &usize| {
            let name = names::plain(&self.column(*at).name);
            let survey = ["respnum", "responseid", "respondent", "respid", "recordid"].iter().any(|word| name.starts_with(word))
                || self.context.labels.get(*at).is_some_and(|label| names::plain(label) == "responseid");
            (!survey, !self.hints[*at].key, self.shapes[*at].is_some(), *at)
        };
        if let Some(&at) = candidates.iter().min_by_key(|at| rank(at)) {
            let (hinted, distinct) = (self.hints[at].key, self.column(at).distinct);
            let confidence = if hinted { Confidence::Sure } else { Confidence::Likely };
            self.decide(at, Role::Key, confidence, format!("One row is one person: {distinct} different, none empty."));
            for other in candidates {
                if !self.column(other).whole() && !self.hints[other].key {
                    continue;
                }
                let why = format!("Numbers the rows, as `{}` does.", self.column(at).name);
                self.decide(other, Role::Ignore, Confidence::Likely, why);
            }
        }
    }

    fn find_date(&mut self) {
        let mut whole: Vec<usize> = self.open().into_iter().filter(|at| is_date(self.column(*at)) && self.column(*at).empty * 5 <= self.profile.rows).collect();
        let rank = |at: &usize| {
            let name = format!("{} {}", names::plain(&self.column(*at).name), self.context.labels.get(*at).map(|l| names::plain(l)).unwrap_or_default());
            let place = ["recorded", "enddate", "submit", "completed", "intdate", "response", "date", "datum", "fecha", "time"]
                .iter()
                .position(|word| name.contains(word))
                .unwrap_or(99);
            (self.column(*at).empty > 0, place, *at)
        };
        whole.sort_by_key(rank);
        if let Some((&at, others)) = whole.split_first() {
            let (order, ambiguous) = self.column(at).dates.order().expect("is a date");
            let confidence = if ambiguous { Confidence::Asks } else { Confidence::Sure };
            self.decide(at, Role::Date { part: DatePart::Whole, order: Some(order) }, confidence, format!("Dates, in the order {}.", order.words()));
            if ambiguous {
                self.ask_order(at);
            }
            for other in others {
                let why = format!("Another date; `{}` dates the answers.", self.column(at).name);
                self.decide(*other, Role::Ignore, Confidence::Likely, why);
            }
            return;
        }
        self.find_parts();
    }

    fn ask_order(&mut self, at: usize) {
        let column = self.column(at).name.clone();
        let option = |order: dates::DateOrder| SettleOption {
            label: format!("Read as {}", order.words()),
            changes: vec![Change::Order { column: column.clone(), order }],
        };
        self.settle.push(Settle {
            id: format!("order:{column}"),
            question: "Is the day or the month first?".into(),
            text: format!("No date in `{column}` has a day above 12, so both orders fit. The wrong one puts answers in the wrong month."),
            options: vec![option(dates::DateOrder::Dmy), option(dates::DateOrder::Mdy)],
            columns: vec![column],
            chosen: 0,
            open: true,
        });
    }

    /// Year, month and day in columns of their own, or only some of them.
    fn find_parts(&mut self) {
        let whole = |column: &ColumnProfile, low: f64, high: f64| {
            column.whole() && column.numbers == column.filled && column.empty == 0 && column.low >= low && column.high <= high
        };
        let open = self.open();
        let find = |work: &Self, test: &dyn Fn(&Hints) -> bool, low: f64, high: f64| {
            open.iter().copied().find(|at| test(&work.hints[*at]) && whole(work.column(*at), low, high))
        };
        let year = find(self, &|hints| hints.year, 1990.0, 2100.0);
        let month = find(self, &|hints| hints.month, 1.0, 12.0);
        let day = open
            .iter()
            .copied()
            .find(|at| (self.hints[*at].day || self.hints[*at].date) && whole(self.column(*at), 1.0, 31.0) && self.column(*at).distinct > 7);
        let weekday = open.iter().copied().find(|at| {
            let column = self.column(*at);
            column.distinct <= 14 && column.filled > 0 && column.values.iter().all(|value| dates::weekday(&value.value).is_some())
        });
        for (at, part, why) in [(year, DatePart::Year, "The year."), (month, DatePart::Month, "The month."), (day, DatePart::Day, "Day of the month.")] {
            if let Some(at) = at {
                self.decide(at, Role::Date { part, order: None }, Confidence::Likely, why);
            }
        }
        let named_year = year_in(self.context.file_name);
        if year.is_none() {
            self.date.year = Some(named_year.unwrap_or(self.context.today.year()));
        }
        if let (Some(day), Some(weekday), None) = (day, weekday, month) {
            self.decide(weekday, Role::Date { part: DatePart::Weekday, order: None }, Confidence::Sure, "Weekdays, to check the date with.");
            self.fit_month(day, weekday);
            if let Some((_, confidence, _)) = &mut self.decided[day] {
                *confidence = Confidence::Asks;
            }
            return;
        }
        if month.is_none() {
            self.date.month = Some(self.context.today.month());
        }
        if day.is_none() {
            self.date.day = Some(1);
        }
        if year.is_some() && month.is_some() {
            return;
        }
        let guess = format!("{}-{:02}", self.date.year.unwrap_or(self.context.today.year()), self.date.month.unwrap_or(1));
        self.settle.push(Settle {
            id: "date".into(),
            question: if day.is_some() { "Which month is it?" } else { "When was this?" }.into(),
            text: match (day, named_year) {
                (Some(at), _) => format!("`{}` has only the day of the month. Until you say otherwise the answers are dated {guess}.", self.column(at).name),
                (None, Some(year)) => format!("No column holds a date; the name of the file says {year}. Until you say otherwise the answers are dated {guess}-01."),
                (None, None) => format!("No column holds a date. Until you say otherwise the answers are dated {guess}-01."),
            },
            columns: day.map(|at| self.column(at).name.clone()).into_iter().collect(),
            options: vec![
                SettleOption { label: format!("Use {guess}"), changes: vec![Change::Date { date: self.date }] },
                SettleOption { label: "Another date".into(), changes: vec![] },
            ],
            chosen: 0,
            open: true,
        });
    }

    /// Finds the month in which the days fall on the weekdays that stand beside them.
    fn fit_month(&mut self, day: usize, weekday: usize) {
        let sample = &self.profile.sample;
        let mut pairs: BTreeMap<(i8, i8), u64> = BTreeMap::new();
        for row in 0..sample.rows() {
            if let (Some(day), Some(weekday)) = (values::number(sample.cell(row, day)), dates::weekday(sample.cell(row, weekday))) {
                *pairs.entry((day as i8, weekday)).or_default() += 1;
            }
        }
        let pairs: Vec<(i8, i8, u64)> = pairs.into_iter().map(|((day, weekday), count)| (day, weekday, count)).collect();
        let rows: u64 = pairs.iter().map(|(.., count)| count).sum();
        let year = self.date.year.unwrap_or(self.context.today.year());
        let fits = dates::fit_months(year, &pairs);
        let best: Vec<i8> = fits.iter().filter(|(_, fit)| *fit == fits[0].1).map(|(month, _)| *month).collect();
        let (day_name, weekday_name) = (self.column(day).name.clone(), self.column(weekday).name.clone());
        self.date.month = Some(best[0]);
        let fit = fits[0].1;
        let text = if best.len() == 1 && fit * 10 >= rows * 9 {
            format!(
                "`{day_name}` has only the day. With the weekdays in `{weekday_name}`, {} is the one month of {year} that fits, for {fit} of {rows} rows; the others keep the day.",
                month_name(best[0])
            )
        } else {
            format!("`{day_name}` has only the day, and the weekdays in `{weekday_name}` fit {} months of {year}.", best.len())
        };
        let option = |month: i8| SettleOption {
            label: format!("Use {} {year}", month_name(month)),
            changes: vec![Change::Date { date: FixedDate { month: Some(month), ..self.date } }],
        };
        let mut options: Vec<SettleOption> = best.iter().take(3).map(|month| option(*month)).collect();
        options.push(SettleOption { label: "Another month".into(), changes: vec![] });
        self.settle.push(Settle {
            id: "month".into(),
            question: "Which month is it?".into(),
            text,
            columns: vec![day_name, weekday_name],
            options,
            chosen: 0,
            open: true,
        });
    }

    fn find_weight(&mut self) {
        let weighty = |column: &ColumnProfile| column.numbers == column.filled && column.empty == 0 && column.low > 0.0 && column.distinct > 1;
        let open = self.open();
        if let Some(&at) = open.iter().find(|at| self.hints[**at].weight && weighty(self.column(**at))) {
            let mean = self.column(at).mean;
            self.decide(at, Role::Weight, Confidence::Sure, format!("Mean {mean:.2}, so totals stay true."));
        } else if let Some(&at) = open.iter().find(|at| {
            let column = self.column(**at);
            weighty(column) && !column.whole() && (0.98..=1.02).contains(&column.mean) && !self.hints[**at].attribute
        }) {
            let mean = self.column(at).mean;
            self.decide(at, Role::Weight, Confidence::Likely, format!("Positive numbers with mean {mean:.2}."));
        }
    }

    /// "Q2PURP1, Q2PURP2, Q2PURP3": one question, of which people use the first column, some the second.
    fn find_multiple(&mut self) {
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
            let coded = |column: &ColumnProfile| column.filled == 0 || column.numbers == column.filled && column.whole();
            if !members.iter().all(|at| coded(self.column(*at))) || first.filled == 0 {
                continue;
            }
            let sparse = members[1..].iter().all(|at| self.column(*at).empty * 2 > self.profile.rows);
            let ticks = members.iter().all(|at| self.column(*at).filled > 0 && self.column(*at).distinct == 1 && self.column(*at).empty > 0);
            if !sparse && !ticks {
                continue;
            }
            let codes = members.iter().map(|at| self.column(*at).distinct).max().unwrap_or(0);
            let key = question_key(&first.name);
            let count = members.len();
            if (self.hints[members[0]].comment_codes || self.lettered(&first.name).is_some()) && codes > 4 {
                let examples: Vec<&str> = first.values.iter().filter(|v| v.value != "0").take(4).map(|v| v.value.as_str()).collect();
                let examples = examples.join(", ");
                let names: Vec<String> = members.iter().filter(|at| self.column(**at).filled > 0).map(|at| self.column(*at).name.clone()).collect();
                for at in &members {
                    let blank = zero_blank(self.column(*at));
                    let role = Role::CommentCodes { question: key.clone(), touchpoint: None, codes: BTreeMap::new(), blank };
                    self.decide(*at, role, Confidence::Asks, format!("Up to {count} numbers for a person, such as {examples}, and no words."));
                }
                self.ask_codes(names, &examples);
            } else {
                for (place, at) in members.iter().enumerate() {
                    let blank = zero_blank(self.column(*at));
                    let attribute = (place == 0 && !ticks).then(|| names::key(&first_name(&self.profile.columns[members[0]].name)));
                    let role = Role::Choice { question: key.clone(), values: BTreeMap::new(), blank, attribute };
                    self.decide(*at, role, Confidence::Likely, format!("One question with up to {count} answers."));
                }
            }
        }
    }

    /// "Q10SAFE" of Q10SAFEA, Q10SAFEB: the remarks to a score that stands beside them.
    fn lettered(&self, name: &str) -> Option<String> {
        let base = name.strip_suffix(|c: char| c.is_ascii_uppercase())?;
        let scored = self.profile.columns.iter().position(|column| column.name == base)?;
        self.shapes[scored].as_ref().map(|_| format!("{}…", names::plain(base)))
    }

    fn ask_codes(&mut self, columns: Vec<String>, examples: &str) {
        if let Some(known) = self.settle.iter_mut().find(|settle| settle.id == "codes") {
            known.columns.extend(columns);
            let more = known.columns.len() - 1;
            known.text = format!("`{}` and {more} more columns hold numbers such as {examples}, no words. Without a code list they stay numbers.", known.columns[0]);
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

    fn find_scores(&mut self) {
        for at in self.open() {
            let Some(shape) = self.shapes[at].clone() else { continue };
            let Some(scale) = shape.scale() else { continue };
            let hints = self.hints[at];
            let column = self.column(at).clone();
            let name = column.name.clone();
            if hints.recommend || names::plain(&name) == "rec" {
                if scale.high() == 10 && shape.points() >= 10 {
                    self.recommend(at, &shape, scale);
                }
                // "recommended: 0 or 1" is a yes or no, and no NPS.
                continue;
            }
            let family = self.families[at];
            let ends_rated = names::plain(&name).ends_with("rate") || names::plain(&name).ends_with("rating");
            let named = hints.rating || ends_rated || hints.expectation;
            let wide = shape.points() >= 5;
            // Eleven points all in use are a scale, whatever the name says.
            let lone = shape.full() && shape.upper >= 0.5 && (!hints.attribute || shape.points() >= 10);
            let numbered = shape::tail(&name) != name.trim().trim_start_matches('*');
            // In a block of questions the family speaks louder than a word: Q7STORE is a rating, "store" or not.
            let block = wide && family >= 3 && (!hints.attribute || numbered && shape.codes.len() >= 2 || family >= 4 && (shape.full() || shape.upper >= 0.5));
            let demographic = hints.attribute && !named && family < 3 && !lone;
            let is_rating = !demographic && (block || wide && named || wide && lone && (family >= 2 || shape.n >= 20) || shape.points() >= 4 && named && family >= 3);
            if !is_rating {
                continue;
            }
            let confidence = if (family >= 3 || named) && shape.full() { Confidence::Sure } else { Confidence::Likely };
            let rule = ScoreRule {
                question: question_key(&name),
                scale,
                codes: shape.codes.clone(),
                touchpoint: None,
                aspect: None,
                primary: false,
            };
            let why = if family >= 3 {
                format!("One of {family} columns with the values {scale}.")
            } else {
                format!("The values are {scale}, {:.0} % of them in the upper half.", shape.upper * 100.0)
            };
            let role = if hints.effort { Role::Effort(rule) } else { Role::Rating(rule) };
            self.decide(at, role, confidence, why);
        }
        self.place_touchpoints();
        self.settle_codes();
    }

    fn recommend(&mut self, at: usize, shape: &Shape, scale: Scale) {
        let name = self.column(at).name.clone();
        let rule = ScoreRule { question: question_key(&name), scale, codes: shape.codes.clone(), touchpoint: None, aspect: None, primary: false };
        let standard = scale.low() == 0;
        let why = format!("{scale}, and the name speaks of recommending.");
        let confidence = if names::plain(&name) == "rec" { Confidence::Likely } else { Confidence::Sure };
        self.decide(at, Role::Recommend(rule), confidence, why);
        if !standard {
            self.settle.push(Settle {
                id: format!("scale:{name}"),
                question: "This is not a standard NPS".into(),
                text: format!("`{name}` has no 0: the scale is {scale}, not 0–10. The score is worked out with the same cuts (9 and 10, 6 and less) and can't be compared with others'."),
                columns: vec![name],
                options: vec![SettleOption { label: "Keep it".into(), changes: vec![] }],
                chosen: 0,
                open: false,
            });
        }
        if let Some(code) = shape.codes.keys().find(|value| values::number(value) == Some(11.0)).cloned() {
            let column = self.column(at);
            let name = column.name.clone();
            let count = column.points().iter().find(|(point, _)| *point == 11).map_or(0, |(_, count)| *count);
            let (right, wrong) = (nps(&column.points(), 10), nps(&column.points(), 11));
            let change = |code: &str, meaning| Change::Code { column: name.clone(), value: code.to_owned(), code: meaning };
            self.settle.push(Settle {
                id: format!("code:{name}:11"),
                question: format!("In {name} 11 is blank"),
                text: format!("{count} rows. Counted as an answer it would make the NPS {wrong:.1} instead of {right:.1}."),
                options: vec![
                    SettleOption { label: "11 is blank".into(), changes: vec![change(&code, Some(Code::Blank))] },
                    SettleOption { label: "11 is an error to report".into(), changes: vec![change(&code, None)] },
                ],
                columns: vec![name],
                chosen: 0,
                open: false,
            });
        }
    }

    /// Ratings whose names say what was rated become touchpoints; the second question about one is another aspect.
    fn place_touchpoints(&mut self) {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for at in 0..self.profile.columns.len() {
            let name = self.profile.columns[at].name.clone();
            let label = self.context.labels.get(at).filter(|label| !label.is_empty()).cloned();
            let Some((Role::Rating(rule), ..)) = &mut self.decided[at] else { continue };
            let tail = shape::tail(&name);
            let item = shape::stem(&name) != names::plain(&name);
            let whole = names::tokens(tail).iter().chain([&names::plain(tail)]).any(|token| {
                matches!(
                    token.as_str(),
                    "all" | "overall" | "gesamt" | "total" | "global" | "general" | "ensemble" | "satisfaction" | "sat" | "csat"
                        | "zufriedenheit" | "satisfaccion" | "intention" | "insgesamt" | "whole" | "score" | "safe"
                ) || token.starts_with("rating") && tail.len() <= 8
            });
            if item || whole {
                // imag1 … imag5 are items of one construct, not places.
                rule.aspect = item.then(|| shape::stem(&name)).filter(|stem| !stem.is_empty());
                continue;
            }
            let key = names::key(tail).replace('_', "-");
            rule.primary = !known.contains_key(&key);
            rule.touchpoint = Some(key.clone());
            if !rule.primary {
                rule.aspect = Some(shape::family(&name));
                continue;
            }
            known.insert(key.clone(), at);
            let label = label.unwrap_or_else(|| sentence(tail));
            self.touchpoints.push(TouchpointRule { key, label, kind: TouchpointKind::Dynamic, stage: None, channel: None });
        }
    }

    /// One question for all columns with the same codes beside the same scale.
    fn settle_codes(&mut self) {
        let mut groups: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (at, decided) in self.decided.iter().enumerate() {
            if let Some((Role::Rating(rule) | Role::Effort(rule), ..)) = decided {
                for value in rule.codes.keys() {
                    if values::number(value).is_some() {
                        groups.entry((rule.scale.to_string(), value.clone())).or_default().push(self.column(at).name.clone());
                    }
                }
            }
        }
        for ((scale, value), columns) in groups {
            let above = values::number(&value) > scale.rsplit('-').next().and_then(values::number);
            let default = if above { Code::NotUsed } else { Code::Blank };
            let option = |code: Code| SettleOption {
                label: format!("{value} is “{}”", code.words()),
                changes: columns.iter().map(|column| Change::Code { column: column.clone(), value: value.clone(), code: Some(code) }).collect(),
            };
            let options = if above { vec![option(Code::NotUsed), option(Code::DontKnow), option(Code::Blank)] } else { vec![option(Code::Blank), option(Code::NotAsked)] };
            self.settle.push(Settle {
                id: format!("code:{scale}:{value}"),
                question: format!("{value} beside the scale {scale} is “{}”", default.words()),
                text: format!("In {} columns {value} stands beside the scale {scale}. Counted as an answer it would bend every mean.", columns.len()),
                columns,
                options,
                chosen: 0,
                open: false,
            });
        }
    }

    fn find_words(&mut self) {
        for at in self.open() {
            let column = self.column(at).clone();
            let hints = self.hints[at];
            let texts = column.filled - column.numbers;
            let mostly_text = texts * 2 > column.filled;
            // Names and titles have spaces, too.
            let long = if hints.attribute { 80.0 } else { 20.0 };
            let prose = column.sentences * 5 > column.filled && column.mean_length > long || column.longest > 120 && column.mean_length > 15.0;
            let blank: Vec<String> = column
                .values
                .iter()
                .filter(|value| values::is_blank_word(&values::canonical(&value.value)))
                .map(|value| value.value.clone())
                .collect();
            if mostly_text && (prose && column.distinct * 5 > column.filled.min(2_000) || hints.comment && !hints.attribute && (column.distinct * 10 > column.filled || prose)) {
                let confidence = if hints.comment { Confidence::Sure } else { Confidence::Likely };
                let why = format!("Sentences, {:.0} letters on average.", column.mean_length);
                self.decide(at, Role::Comment { question: question_key(&column.name), touchpoint: None, blank }, confidence, why);
            } else if hints.comment_codes && column.whole() && column.numbers == column.filled && column.distinct > 4 {
                let examples: Vec<&str> = column.values.iter().filter(|v| v.value != "0").take(4).map(|v| v.value.as_str()).collect();
                let examples = examples.join(", ");
                let role = Role::CommentCodes { question: question_key(&column.name), touchpoint: None, codes: BTreeMap::new(), blank: zero_blank(&column) };
                self.decide(at, role, Confidence::Asks, format!("Numbers such as {examples}, and no words."));
                self.ask_codes(vec![column.name], &examples);
            }
        }
    }

    /// What is left compares groups, or is too varied to.
    fn rest(&mut self) {
        let mut taken: std::collections::BTreeSet<String> =
            self.decided.iter().flatten().filter_map(|(role, ..)| role.attribute().map(str::to_owned)).collect();
        for at in self.open() {
            let column = self.column(at).clone();
            let dates_many = is_date(&column);
            let times = column.dates.times * 2 > column.filled;
            if column.distinct > 200 && column.distinct * 10 > column.filled || dates_many || column.distinct > 1_000 {
                let why = format!("{} different values: too many to compare groups by.", column.distinct);
                self.decide(at, Role::Ignore, Confidence::Likely, why);
                continue;
            }
            if !column.whole() && column.numbers == column.filled && column.distinct > 30 && !times {
                self.decide(at, Role::Ignore, Confidence::Likely, "Measured numbers, no groups.");
                continue;
            }
            let mut key = names::key(&first_name(&column.name));
            while !taken.insert(key.clone()) {
                key.push('_');
            }
            let blank = column
                .values
                .iter()
                .filter(|value| values::is_blank_word(&values::canonical(&value.value)) || is_missing_code(&column, &value.value))
                .map(|value| value.value.clone())
                .collect();
            let confidence = if self.hints[at].attribute && column.distinct <= 50 { Confidence::Sure } else { Confidence::Likely };
            let why = format!("{} values, to compare groups by.", column.distinct);
            self.decide(at, Role::Attribute { attribute: key, values: BTreeMap::new(), blank }, confidence, why);
        }
    }

    fn finish(self) -> Proposal {
        let name = self.context.file_name.rsplit(['/', '\\']).next().unwrap_or("").rsplit_once('.').map_or(self.context.file_name, |(stem, _)| stem);
        let mut columns = Vec::new();
        let mut notes = Vec::new();
        for (at, decided) in self.decided.into_iter().enumerate() {
            let column = self.profile.columns[at].name.clone();
            let (role, confidence, why) = decided.unwrap_or((Role::Ignore, Confidence::Likely, "Nothing is known of it.".into()));
            let label = self.context.labels.get(at).filter(|label| !label.is_empty() && **label != column).cloned();
            notes.push(ColumnNote { column: column.clone(), confidence, why });
            columns.push(ColumnRule { column, aliases: Vec::new(), label, role });
        }
        let source = names::key(name).replace('_', "-");
        let mapping = Mapping {
            version: VERSION,
            name: sentence(name),
            source,
            file: FileHints::default(),
            date: self.date,
            channel: None,
            stages: Vec::new(),
            channels: Vec::new(),
            touchpoints: self.touchpoints,
            columns,
        };
        Proposal { mapping, notes, settle: self.settle }
    }
}

fn is_date(column: &ColumnProfile) -> bool {
    column.filled > 0 && column.dates.order().is_some()
}

fn is_missing_code(column: &ColumnProfile, value: &str) -> bool {
    values::number(value).is_some_and(|number| number < 0.0 && number.fract() == 0.0 && column.high > 0.0)
        && column.points().iter().filter(|(point, _)| *point < 0).count() == 1
}

fn zero_blank(column: &ColumnProfile) -> Vec<String> {
    if column.values.iter().any(|value| value.value == "0") { vec!["0".into()] } else { vec![] }
}

/// The key of a question: the name of the column without numbering marks that exports add.
fn question_key(name: &str) -> String {
    let name = first_name(name);
    name.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect()
}

fn first_name(name: &str) -> String {
    let name = name.trim().trim_start_matches('*').trim();
    if name.is_empty() { "column".into() } else { name.to_owned() }
}

/// A name as the beginning of a sentence: "overall_rating" → "Overall rating".
fn sentence(name: &str) -> String {
    let words = name.trim().replace(['_', '.', '-'], " ");
    let words = if words.chars().all(|c| !c.is_lowercase()) { words.to_lowercase() } else { words };
    let mut chars = words.chars();
    chars.next().map_or_else(|| "File".into(), |first| first.to_uppercase().chain(chars).collect())
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(39).chain(['…']).collect() }
}

/// A year between 1990 and 2100 written in a file's name.
fn year_in(name: &str) -> Option<i16> {
    let digits: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4).collect();
    digits.iter().filter_map(|part| part.parse().ok()).find(|year| (1990..=2100).contains(year))
}

fn month_name(month: i8) -> &'static str {
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
        [usize::try_from(month - 1).unwrap_or(0).min(11)]
}

fn nps(points: &[(i64, u64)], highest: i64) -> f64 {
    let sum = |test: &dyn Fn(i64) -> bool| -> f64 {
        points.iter().filter(|(point, _)| (0..=highest).contains(point) && test(*point)).map(|(_, count)| *count as f64).sum()
    };
    let n = sum(&|_| true);
    if n == 0.0 { 0.0 } else { (sum(&|point| point >= 9) - sum(&|point| point <= 6)) / n * 100.0 }
}
