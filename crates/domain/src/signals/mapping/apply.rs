//! A mapping put to work: bound to the columns of one file, it turns rows into responses.
//!
//! A row without a key, a date or a weight it should have is rejected as a whole, with the reason. A single
//! value that is neither on the scale nor a known code is left out and noted, and the row stays: a typing
//! error in one of 97 columns is no reason to lose a person's other answers.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use jiff::{civil::Date, tz::TimeZone};

use super::{
    Code, ColumnRule, DateOrder, DatePart, Mapping, MappingError, Role, dates, names,
    values::{self, canonical},
};
use crate::{
    design::QuestionKind,
    signals::{
        record::{AnswerRecord, AnswerValue, ClientRecord, ResponseRecord},
        scale::Scale,
    },
    time::Timestamp,
};

/// A question that the file answers.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionSpec {
    pub key: Arc<str>,
    pub label: String,
    pub kind: QuestionKind,
    pub scale: Option<Scale>,
    pub touchpoint: Option<String>,
    pub aspect: Option<String>,
    pub primary: bool,
}

/// A client attribute that the file fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeSpec {
    pub key: Arc<str>,
    pub label: String,
    /// The readable values in the order of their codes: "Under 18" before "18 to 24".
    pub values: Vec<Arc<str>>,
}

/// Something in a row that was left out or is worth knowing; the row stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub row: u64,
    pub column: String,
    pub value: String,
    pub message: String,
}

/// A row that can't be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    pub row: u64,
    pub reason: String,
}

/// What the cell of a score column turned out to be; `column` is its place in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    Score(f64),
    Code(Code),
    /// Neither on the scale nor a known code.
    Off,
}

/// Is told what each cell became, to count it. The import counts, the preview counts and keeps examples.
pub trait Watch {
    fn score_cell(&mut self, column: usize, cell: Cell);
    fn note(&mut self, note: Note);
}

/// Reads rows of one file.
pub struct Plan {
    source: String,
    columns: Vec<Bound>,
    keys: Vec<usize>,
    key_names: String,
    client_key: Option<usize>,
    client_name: Option<usize>,
    weight: Option<usize>,
    date: DatePlan,
    channel: Option<Arc<str>>,
    questions: Vec<QuestionSpec>,
    attributes: Vec<AttributeSpec>,
    width: usize,
    names: Vec<String>,
    repeats: HashMap<u64, u32>,
}

struct Bound {
    at: usize,
    work: Work,
}

enum Work {
    Score { question: Arc<str>, scale: Scale, codes: HashMap<String, Code>, memo: HashMap<Box<str>, Cell> },
    Words { question: Arc<str>, blank: Vec<String> },
    Codes { question: Arc<str>, labels: Labels, blank: Vec<String>, memo: HashMap<Box<str>, Option<Arc<str>>> },
    Attribute { key: Arc<str>, values: Labels, blank: Vec<String>, memo: HashMap<Box<str>, Option<Arc<str>>> },
}

/// Values in canonical form and what they say.
type Labels = Arc<HashMap<String, Arc<str>>>;

/// Memory for values seen before; beyond that, values are worked out again each time.
const MEMO: usize = 4_096;

struct DatePlan {
    zone: TimeZone,
    whole: Option<(usize, DateOrder)>,
    year: Part,
    month: Part,
    day: Part,
    weekday: Option<usize>,
    time: Option<usize>,
    memo: HashMap<Date, Timestamp>,
}

#[derive(Clone, Copy)]
enum Part {
    Missing,
    Fixed(i16),
    Column(usize),
}

impl Plan {
    /// Binds a mapping to the columns of a file by their exact names (adopt it first for other spellings).
    /// Columns of the file that the mapping doesn't name are left out.
    pub fn bind(mapping: &Mapping, columns: &[String], zone: &TimeZone) -> Result<Plan, MappingError> {
        mapping.check()?;
        let place: HashMap<&str, usize> = columns.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let missing: Vec<&str> = mapping
            .columns
            .iter()
            .filter(|rule| rule.role != Role::Ignore && !place.contains_key(rule.column.as_str()))
            .map(|rule| rule.column.as_str())
            .collect();
        if !missing.is_empty() {
            return Err(MappingError::Document(format!(
                "The file has no {} {}. Is this mapping for another file?",
                if missing.len() == 1 { "column" } else { "columns" },
                list(&missing),
            )));
        }
        let mut plan = Plan {
            source: mapping.source.trim().to_owned(),
            columns: Vec::new(),
            keys: Vec::new(),
            key_names: String::new(),
            client_key: None,
            client_name: None,
            weight: None,
            date: DatePlan {
                zone: zone.clone(),
                whole: None,
                year: mapping.date.year.map_or(Part::Missing, Part::Fixed),
                month: mapping.date.month.map_or(Part::Missing, |month| Part::Fixed(month.into())),
                day: mapping.date.day.map_or(Part::Missing, |day| Part::Fixed(day.into())),
                weekday: None,
                time: None,
                memo: HashMap::new(),
            },
            channel: mapping.channel.as_deref().map(Arc::from),
            questions: Vec::new(),
            attributes: Vec::new(),
            width: columns.len(),
            names: columns.to_vec(),
            repeats: HashMap::new(),
        };
        let labels_of = labels_by_question(mapping);
        for rule in &mapping.columns {
            if rule.role != Role::Ignore {
                plan.add(rule, place[rule.column.as_str()], &labels_of)?;
            }
        }
        plan.key_names = list(&plan.keys.iter().map(|at| columns[*at].as_str()).collect::<Vec<_>>());
        plan.date.check()?;
        if plan.questions.is_empty() {
            return Err(MappingError::Document(
                "No column is an answer. Give at least one column the meaning of a rating, a recommendation, a comment or a choice.".into(),
            ));
        }
        Ok(plan)
    }

    fn add(&mut self, rule: &ColumnRule, at: usize, labels_of: &HashMap<&str, Labels>) -> Result<(), MappingError> {
        let once = |taken: bool, what: &str| {
            if taken {
                return Err(MappingError::Column {
                    column: rule.column.clone(),
                    message: format!("another column is already the {what}"),
                });
            }
            Ok(())
        };
        match &rule.role {
            Role::Ignore => {}
            Role::Key => self.keys.push(at),
            Role::ClientKey => {
                once(self.client_key.is_some(), "client's key")?;
                self.client_key = Some(at);
            }
            Role::ClientName => {
                once(self.client_name.is_some(), "client's name")?;
                self.client_name = Some(at);
            }
            Role::Weight => {
                once(self.weight.is_some(), "weight")?;
                self.weight = Some(at);
            }
            Role::Date { part, order } => match part {
                DatePart::Whole => {
                    once(self.date.whole.is_some(), "date")?;
                    self.date.whole = Some((at, order.unwrap_or(DateOrder::Ymd)));
                }
                DatePart::Year => self.date.year = Part::Column(at),
                DatePart::Month => self.date.month = Part::Column(at),
                DatePart::Day => self.date.day = Part::Column(at),
                DatePart::Weekday => self.date.weekday = Some(at),
                DatePart::Time => self.date.time = Some(at),
            },
            Role::Recommend(score) | Role::Rating(score) | Role::Effort(score) => {
                let kind = match rule.role {
                    Role::Recommend(_) => QuestionKind::Recommend,
                    Role::Effort(_) => QuestionKind::Effort,
                    _ => QuestionKind::Rating,
                };
                let question = self.question(rule, &score.question, kind, None);
                let spec = self.questions.last_mut().expect("just added");
                spec.scale = Some(score.scale);
                spec.touchpoint = score.touchpoint.clone();
                spec.aspect = score.aspect.clone();
                spec.primary = score.primary;
                let codes = score.codes.iter().map(|(value, code)| (canonical(value).into_owned(), *code)).collect();
                self.columns.push(Bound { at, work: Work::Score { question, scale: score.scale, codes, memo: HashMap::new() } });
            }
            Role::Comment { question, touchpoint, blank } => {
                let question = self.question(rule, question, QuestionKind::Comment, touchpoint.clone());
                self.columns.push(Bound { at, work: Work::Words { question, blank: canonicals(blank) } });
            }
            Role::CommentCodes { question, touchpoint, blank, .. } => {
                let labels = labels_of.get(question.as_str()).cloned().unwrap_or_default();
                let question = self.question(rule, question, QuestionKind::Comment, touchpoint.clone());
                let blank = canonicals(blank);
                self.columns.push(Bound { at, work: Work::Codes { question, labels, blank, memo: HashMap::new() } });
            }
            Role::Choice { question, values, blank, attribute } => {
                let labels = labels_of.get(question.as_str()).cloned().unwrap_or_default();
                let question = self.question(rule, question, QuestionKind::Choice, None);
                let blank = canonicals(blank);
                self.columns.push(Bound {
                    at,
                    work: Work::Codes { question, labels, blank: blank.clone(), memo: HashMap::new() },
                });
                if let Some(attribute) = attribute {
                    self.attribute(rule, at, attribute, values, blank)?;
                }
            }
            Role::Attribute { attribute, values, blank } => {
                self.attribute(rule, at, attribute, values, canonicals(blank))?;
            }
        }
        Ok(())
    }

    fn question(
        &mut self,
        rule: &ColumnRule,
        key: &str,
        kind: QuestionKind,
        touchpoint: Option<String>,
    ) -> Arc<str> {
        // Several columns may hold the codes of one question; a score question always has its own column.
        if let Some(known) = self.questions.iter().find(|question| *question.key == *key) {
            return known.key.clone();
        }
        let key: Arc<str> = key.into();
        self.questions.push(QuestionSpec {
            key: key.clone(),
            label: rule.label.clone().unwrap_or_else(|| rule.column.trim().to_owned()),
            kind,
            scale: None,
            touchpoint,
            aspect: None,
            primary: false,
        });
        key
    }

    fn attribute(
        &mut self,
        rule: &ColumnRule,
        at: usize,
        key: &str,
        values: &BTreeMap<String, String>,
        blank: Vec<String>,
    ) -> Result<(), MappingError> {
        if self.attributes.iter().any(|attribute| *attribute.key == *key) {
            return Err(MappingError::Column {
                column: rule.column.clone(),
                message: format!("another column already fills the attribute `{key}`"),
            });
        }
        let key: Arc<str> = key.into();
        let mut ordered: Vec<(&String, &String)> = values.iter().collect();
        ordered.sort_by(|a, b| {
            let number = |text: &str| values::number(text).unwrap_or(f64::MAX);
            number(a.0).total_cmp(&number(b.0)).then_with(|| a.0.cmp(b.0))
        });
        let mut readable: Vec<Arc<str>> = Vec::new();
        for (_, label) in ordered {
            if !readable.iter().any(|known| **known == **label) {
                readable.push(label.as_str().into());
            }
        }
        let label = rule.label.clone().unwrap_or_else(|| rule.column.trim().to_owned());
        self.attributes.push(AttributeSpec { key: key.clone(), label, values: readable });
        let values = Arc::new(labels(values).collect());
        self.columns.push(Bound { at, work: Work::Attribute { key, values, blank, memo: HashMap::new() } });
        Ok(())
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn questions(&self) -> &[QuestionSpec] {
        &self.questions
    }

    pub fn attributes(&self) -> &[AttributeSpec] {
        &self.attributes
    }

    /// Whether clients are known by a column of their own, and may come back in another file.
    pub fn has_client_key(&self) -> bool {
        self.client_key.is_some()
    }

    /// Reads one row. `number` is the row as a spreadsheet counts it, for messages.
    pub fn read(&mut self, number: u64, row: &[&str], watch: &mut dyn Watch) -> Result<ResponseRecord, Reject> {
        let reject = |reason: String| Reject { row: number, reason };
        if row.len() > self.width && row[self.width..].iter().any(|cell| !cell.trim().is_empty()) {
            return Err(reject(format!("The row has {} values, the header names {} columns.", row.len(), self.width)));
        }
        if row.len() * 2 < self.width {
            return Err(reject(format!("The row ends after {} of {} columns.", row.len(), self.width)));
        }
        let cell = |at: usize| row.get(at).copied().unwrap_or("").trim();
        let external_id = if self.keys.is_empty() {
            self.content_key(row)
        } else {
            let mut key = String::new();
            for at in &self.keys {
                if !key.is_empty() {
                    key.push('\u{1f}');
                }
                key.push_str(cell(*at));
            }
            if key.trim_matches('\u{1f}').is_empty() {
                return Err(reject(format!("The key {} is empty.", self.key_names)));
            }
            if key.len() > 200 {
                return Err(reject(format!("The key {} has more than 200 letters.", self.key_names)));
            }
            key.replace('\u{1f}', "/")
        };
        let occurred_at = self.date.read(number, row, &self.names, watch).map_err(reject)?;
        let weight = match self.weight {
            None => 1.0,
            Some(at) => match values::number(cell(at)) {
                Some(weight) if weight > 0.0 => weight,
                _ if cell(at).is_empty() => return Err(reject(format!("The weight `{}` is empty.", self.names[at]))),
                _ => return Err(reject(format!("The weight `{}` is \"{}\"; it must be a number above 0.", self.names[at], cell(at)))),
            },
        };
        let client_key = match self.client_key {
            None => format!("{}:{external_id}", self.source),
            Some(at) if cell(at).is_empty() => {
                return Err(reject(format!("The client's key `{}` is empty.", self.names[at])));
            }
            Some(at) => cell(at).to_owned(),
        };
        let mut response = ResponseRecord {
            external_id,
            client: ClientRecord {
                key: client_key,
                name: self.client_name.map(|at| cell(at).to_owned()).filter(|name| !name.is_empty()),
                attributes: Vec::with_capacity(self.attributes.len()),
            },
            occurred_at,
            channel: self.channel.clone(),
            weight,
            answers: Vec::with_capacity(self.columns.len()),
        };
        for bound in &mut self.columns {
            bound.read(number, cell(bound.at), &self.names, &mut response, watch);
        }
        Ok(response)
    }

    /// The key of a row that has none: what it says, and how many rows before it said the same.
    fn content_key(&mut self, row: &[&str]) -> String {
        use sha2::{Digest, Sha256};
        let mut digest = Sha256::new();
        for (name, cell) in self.names.iter().zip(row) {
            let cell = cell.trim();
            if !cell.is_empty() {
                digest.update(names::plain(name).as_bytes());
                digest.update([0]);
                digest.update(cell.as_bytes());
                digest.update([1]);
            }
        }
        let digest = digest.finalize();
        let mut id = String::with_capacity(24);
        for byte in &digest[..10] {
            id.push_str(&format!("{byte:02x}"));
        }
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let ordinal = self.repeats.entry(hasher.finish()).or_default();
        *ordinal += 1;
        format!("{id}-{ordinal}")
    }
}

impl Bound {
    fn read(&mut self, number: u64, cell: &str, names: &[String], response: &mut ResponseRecord, watch: &mut dyn Watch) {
        match &mut self.work {
            Work::Score { question, scale, codes, memo } => {
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
                        response.answers.push(AnswerRecord { question: question.clone(), value: AnswerValue::Score(score) });
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
                if !cell.is_empty() && (blank.is_empty() || !blank.contains(&canonical(cell).into_owned())) {
                    response
                        .answers
                        .push(AnswerRecord { question: question.clone(), value: AnswerValue::Text(cell.to_owned()) });
                }
            }
            Work::Codes { question, labels, blank, memo } => {
                // Words rather than numbers are kept: two years number the same remark differently.
                let code = memoized(memo, cell, || {
                    let code = canonical(cell).into_owned();
                    if blank.contains(&code) {
                        return None;
                    }
                    Some(labels.get(&code).cloned().unwrap_or_else(|| {
                        if values::number(cell).is_some() { code.as_str().into() } else { cell.into() }
                    }))
                });
                if let Some(code) = code {
                    push_code(&mut response.answers, question, code);
                }
            }
            Work::Attribute { key, values, blank, memo } => {
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
fn memoized(
    memo: &mut HashMap<Box<str>, Option<Arc<str>>>,
    cell: &str,
    work: impl FnOnce() -> Option<Arc<str>>,
) -> Option<Arc<str>> {
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
    answers.push(AnswerRecord { question: question.clone(), value: AnswerValue::Codes(vec![code]) });
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
            format!("`{column}` is {cell}, the scale ends at {}. It was left out, the row stays.", scale.high())
        }
        Some(number) if number < f64::from(scale.low()) => {
            format!("`{column}` is {cell}, the scale starts at {}. It was left out, the row stays.", scale.low())
        }
        Some(_) => format!("`{column}` is {cell}, between two points of the scale. It was left out, the row stays."),
        None => format!("`{column}` is \"{cell}\", no number and no known code. It was left out, the row stays."),
    }
}

fn labels(values: &BTreeMap<String, String>) -> impl Iterator<Item = (String, Arc<str>)> {
    values.iter().map(|(value, label)| (canonical(value).into_owned(), Arc::from(label.as_str())))
}

/// The code lists of questions with several columns: written once, they hold for all of them.
fn labels_by_question(mapping: &Mapping) -> HashMap<&str, Labels> {
    let mut all: HashMap<&str, HashMap<String, Arc<str>>> = HashMap::new();
    for rule in &mapping.columns {
        if let Role::CommentCodes { question, codes: values, .. } | Role::Choice { question, values, .. } = &rule.role {
            all.entry(question).or_default().extend(labels(values));
        }
    }
    all.into_iter().map(|(question, labels)| (question, Arc::new(labels))).collect()
}

fn canonicals(values: &[String]) -> Vec<String> {
    values.iter().map(|value| canonical(value).into_owned()).collect()
}

/// Names in a sentence: "`a`, `b` and 3 more".
fn list(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(4).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

impl DatePlan {
    fn check(&self) -> Result<(), MappingError> {
        if self.whole.is_some() {
            return Ok(());
        }
        for (part, name) in [(self.year, "year"), (self.month, "month"), (self.day, "day")] {
            if matches!(part, Part::Missing) {
                return Err(MappingError::Document(format!(
                    "No column holds the date and the mapping names no {name}. Give a column the meaning of the date, or set year, month and day for the whole file."
                )));
            }
        }
        Ok(())
    }

    /// When the response happened. A day without a time is noon in the organization's zone: whatever zone it is
    /// looked at from later, it stays that day.
    fn read(&mut self, number: u64, row: &[&str], names: &[String], watch: &mut dyn Watch) -> Result<Timestamp, String> {
        let cell = |at: usize| row.get(at).copied().unwrap_or("").trim();
        let mut time = None;
        let mut offset = None;
        let date = match self.whole {
            Some((at, order)) => {
                let text = cell(at);
                if text.is_empty() {
                    return Err(format!("The date `{}` is empty.", names[at]));
                }
                let moment = dates::parse(text, order)
                    .ok_or_else(|| format!("The date `{}` is \"{text}\", which is no date in the order {}.", names[at], order.words()))?;
                // Midnight to the second is how many programs write "no time".
                time = moment.time.filter(|time| *time != jiff::civil::Time::midnight() || moment.offset.is_some());
                offset = moment.offset;
                moment.date
            }
            None => {
                let part = |part: Part, what: &str| match part {
                    Part::Missing => Err(format!("There is no {what}.")),
                    Part::Fixed(value) => Ok(value),
                    Part::Column(at) => {
                        let text = cell(at);
                        let named = if what == "month" { dates::month(text).map(i16::from) } else { None };
                        named
                            .or_else(|| values::number(text).filter(|n| n.fract() == 0.0 && n.abs() < 10_000.0).map(|n| n as i16))
                            .ok_or_else(|| format!("The {what} `{}` is \"{text}\".", names[at]))
                    }
                };
                let (year, month, day) = (part(self.year, "year")?, part(self.month, "month")?, part(self.day, "day")?);
                let (small_month, small_day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
                Date::new(year, small_month, small_day)
                    .map_err(|_| format!("There is no day {day} in month {month} of {year}."))?
            }
        };
        if let Some(at) = self.time {
            time = dates::parse_time(cell(at)).or(time);
        }
        if let Some(at) = self.weekday
            && let Some(named) = dates::weekday(cell(at))
            && named != date.weekday().to_monday_one_offset()
        {
            watch.note(Note {
                row: number,
                column: names[at].clone(),
                value: cell(at).to_owned(),
                message: format!("`{}` says {}, {date} is another weekday. The date was kept.", names[at], cell(at)),
            });
        }
        self.place(date, time, offset).ok_or_else(|| format!("{date} is outside the years that can be kept."))
    }

    fn place(&mut self, date: Date, time: Option<jiff::civil::Time>, offset: Option<i32>) -> Option<Timestamp> {
        if !(1900..=2200).contains(&date.year()) {
            return None;
        }
        if let Some(offset) = offset {
            let zone = jiff::tz::Offset::from_seconds(offset).ok()?;
            let at = zone.to_timestamp(date.to_datetime(time.unwrap_or(jiff::civil::Time::midnight()))).ok()?;
            return Some(at.into());
        }
        if time.is_none()
            && let Some(known) = self.memo.get(&date)
        {
            return Some(*known);
        }
        let noon = jiff::civil::Time::constant(12, 0, 0, 0);
        let civil = date.to_datetime(time.unwrap_or(noon));
        let at: Timestamp = self.zone.to_ambiguous_zoned(civil).compatible().ok()?.timestamp().into();
        if time.is_none() && self.memo.len() < MEMO {
            self.memo.insert(date, at);
        }
        Some(at)
    }
}
