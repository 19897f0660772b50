//! Binding a mapping to the columns of one file.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::tz::TimeZone;

use super::{
    AttributeSpec, Plan, QuestionSpec,
    cells::{Bound, Labels, Work},
    list,
    when::{DatePlan, Part},
};
use crate::{
    design::QuestionKind,
    signals::mapping::{
        ColumnRule, DateOrder, DatePart, Mapping, MappingError, Role,
        values::{self, canonical},
    },
};

impl Plan {
    /// Binds a mapping to the columns of a file by their exact names (adopt it first for other spellings).
    /// Columns of the file that the mapping doesn't name are left out.
    pub fn bind(
        mapping: &Mapping,
        columns: &[String],
        zone: &TimeZone,
    ) -> Result<Plan, MappingError> {
        mapping.check()?;
        let place: HashMap<&str, usize> = columns
            .iter()
            .enumerate()
            .map(|(at, name)| (name.as_str(), at))
            .collect();
        let missing: Vec<&str> = mapping
            .columns
            .iter()
            .filter(|rule| rule.role != Role::Ignore && !place.contains_key(rule.column.as_str()))
            .map(|rule| rule.column.as_str())
            .collect();
        if !missing.is_empty() {
            return Err(MappingError::Document(format!(
                "The file has no {} {}. Is this mapping for another file?",
                if missing.len() == 1 {
                    "column"
                } else {
                    "columns"
                },
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
                month: mapping
                    .date
                    .month
                    .map_or(Part::Missing, |month| Part::Fixed(month.into())),
                day: mapping
                    .date
                    .day
                    .map_or(Part::Missing, |day| Part::Fixed(day.into())),
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
        plan.set_apart(mapping);
        plan.key_names = list(
            &plan
                .keys
                .iter()
                .map(|at| columns[*at].as_str())
                .collect::<Vec<_>>(),
        );
        plan.date.check()?;
        if plan.questions.is_empty() {
            return Err(MappingError::Document(
                "No column is an answer. Give at least one column the meaning of a rating, a recommendation, a comment or a choice.".into(),
            ));
        }
        Ok(plan)
    }

    fn add(
        &mut self,
        rule: &ColumnRule,
        at: usize,
        labels_of: &HashMap<&str, Labels>,
    ) -> Result<(), MappingError> {
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
                let codes = score
                    .codes
                    .iter()
                    .map(|(value, code)| (canonical(value).into_owned(), *code))
                    .collect();
                self.columns.push(Bound {
                    at,
                    work: Work::Score {
                        question,
                        scale: score.scale,
                        codes,
                        memo: HashMap::new(),
                    },
                });
            }
            Role::Comment {
                question,
                touchpoint,
                blank,
            } => {
                let question =
                    self.question(rule, question, QuestionKind::Comment, touchpoint.clone());
                self.columns.push(Bound {
                    at,
                    work: Work::Words {
                        question,
                        blank: canonicals(blank),
                    },
                });
            }
            Role::CommentCodes {
                question,
                touchpoint,
                blank,
                ..
            } => {
                let labels = labels_of
                    .get(question.as_str())
                    .cloned()
                    .unwrap_or_default();
                let question =
                    self.question(rule, question, QuestionKind::Comment, touchpoint.clone());
                let blank = canonicals(blank);
                self.columns.push(Bound {
                    at,
                    work: Work::Codes {
                        question,
                        labels,
                        apart: Labels::default(),
                        blank,
                        memo: HashMap::new(),
                    },
                });
            }
            Role::Choice {
                question,
                values,
                blank,
                attribute,
            } => {
                let labels = labels_of
                    .get(question.as_str())
                    .cloned()
                    .unwrap_or_default();
                let question = self.question(rule, question, QuestionKind::Choice, None);
                let blank = canonicals(blank);
                self.columns.push(Bound {
                    at,
                    work: Work::Codes {
                        question,
                        labels,
                        apart: Labels::default(),
                        blank: blank.clone(),
                        memo: HashMap::new(),
                    },
                });
                if let Some(attribute) = attribute {
                    self.attribute(rule, at, attribute, values, blank)?;
                }
            }
            Role::Attribute {
                attribute,
                values,
                blank,
            } => {
                self.attribute(rule, at, attribute, values, canonicals(blank))?;
            }
        }
        Ok(())
    }

    /// Gives the codes that speak of another touchpoint than their column a question of their own: what is said of
    /// a touchpoint then counts there, wherever it was asked.
    fn set_apart(&mut self, mapping: &Mapping) {
        let mut apart_of: HashMap<&str, HashMap<String, Arc<str>>> = HashMap::new();
        for rule in &mapping.columns {
            let Role::CommentCodes {
                question, about, ..
            } = &rule.role
            else {
                continue;
            };
            let asked = self.questions.iter().find(|it| *it.key == **question);
            let asked = asked.expect("the column was added").clone();
            for (touchpoint, codes) in about {
                if asked.touchpoint.as_ref() == Some(touchpoint) {
                    continue;
                }
                let key: Arc<str> = format!("{question}.{touchpoint}").into();
                if !self.questions.iter().any(|it| it.key == key) {
                    let named = mapping.touchpoints.iter().find(|it| it.key == *touchpoint);
                    let name = named.map_or(touchpoint.as_str(), |it| it.label.as_str());
                    self.questions.push(QuestionSpec {
                        key: key.clone(),
                        label: format!("{} ({name})", asked.label),
                        touchpoint: Some(touchpoint.clone()),
                        ..asked.clone()
                    });
                }
                let codes = codes.iter().map(|code| canonical(code).into_owned());
                let apart = apart_of.entry(question).or_default();
                apart.extend(codes.map(|code| (code, key.clone())));
            }
        }
        let apart_of: HashMap<&str, Labels> = apart_of
            .into_iter()
            .map(|(question, apart)| (question, Arc::new(apart)))
            .collect();
        for column in &mut self.columns {
            if let Work::Codes {
                question, apart, ..
            } = &mut column.work
                && let Some(found) = apart_of.get(&**question)
            {
                apart.clone_from(found);
            }
        }
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
            label: rule
                .label
                .clone()
                .unwrap_or_else(|| rule.column.trim().to_owned()),
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
        if self
            .attributes
            .iter()
            .any(|attribute| *attribute.key == *key)
        {
            return Err(MappingError::Column {
                column: rule.column.clone(),
                message: format!("another column already fills the attribute `{key}`"),
            });
        }
        let key: Arc<str> = key.into();
        let mut ordered: Vec<(&String, &String)> = values.iter().collect();
        ordered.sort_by(|a, b| {
            let number = |text: &str| values::number(text).unwrap_or(f64::MAX);
            number(a.0)
                .total_cmp(&number(b.0))
                .then_with(|| a.0.cmp(b.0))
        });
        let mut readable: Vec<Arc<str>> = Vec::new();
        for (_, label) in ordered {
            if !readable.iter().any(|known| **known == **label) {
                readable.push(label.as_str().into());
            }
        }
        let label = rule
            .label
            .clone()
            .unwrap_or_else(|| rule.column.trim().to_owned());
        self.attributes.push(AttributeSpec {
            key: key.clone(),
            label,
            values: readable,
        });
        let values = Arc::new(labels(values).collect());
        self.columns.push(Bound {
            at,
            work: Work::Attribute {
                key,
                values,
                blank,
                memo: HashMap::new(),
            },
        });
        Ok(())
    }
}

fn labels(values: &BTreeMap<String, String>) -> impl Iterator<Item = (String, Arc<str>)> {
    values
        .iter()
        .map(|(value, label)| (canonical(value).into_owned(), Arc::from(label.as_str())))
}

/// The code lists of questions with several columns: written once, they hold for all of them.
fn labels_by_question(mapping: &Mapping) -> HashMap<&str, Labels> {
    let mut all: HashMap<&str, HashMap<String, Arc<str>>> = HashMap::new();
    for rule in &mapping.columns {
        if let Role::CommentCodes {
            question,
            codes: values,
            ..
        }
        | Role::Choice {
            question, values, ..
        } = &rule.role
        {
            all.entry(question).or_default().extend(labels(values));
        }
    }
    all.into_iter()
        .map(|(question, labels)| (question, Arc::new(labels)))
        .collect()
}

fn canonicals(values: &[String]) -> Vec<String> {
    values
        .iter()
        .map(|value| canonical(value).into_owned())
        .collect()
}
