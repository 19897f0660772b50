//! Scores: the recommendation, ratings, what they rate, and the codes beside their scale.

use std::collections::BTreeMap;

use super::{Confidence, Proposing, question_key, sentence};
use crate::{
    design::TouchpointKind,
    signals::{
        mapping::{
            Code, Role, ScoreRule, TouchpointRule, names,
            settle::{Change, Settle, SettleOption},
            shape::{self, Shape},
            values,
        },
        scale::Scale,
    },
};

impl Proposing<'_> {
    pub(super) fn find_scores(&mut self) {
        let mut bare = Vec::new();
        for at in self.open() {
            let recommends =
                self.hints[at].recommend || names::plain(&self.column(at).name) == "rec";
            let narrow = self.shapes[at]
                .as_ref()
                .is_none_or(|shape| shape.points() < 10);
            let shape = if recommends && narrow {
                shape::zero_to_ten(self.column(at)).or(self.shapes[at].clone())
            } else {
                self.shapes[at].clone()
            };
            let Some(shape) = shape else { continue };
            let Some(scale) = shape.scale() else { continue };
            let hints = self.hints[at];
            let column = self.column(at).clone();
            let name = column.name.clone();
            if recommends {
                if scale.high() == 10 && shape.points() >= 10 {
                    self.recommend(at, &shape, scale);
                }
                // "recommended: 0 or 1" is a yes or no, and no NPS.
                continue;
            }
            let family = self.families[at];
            let ends_rated =
                names::plain(&name).ends_with("rate") || names::plain(&name).ends_with("rating");
            let named = hints.rating || ends_rated || hints.expectation;
            let wide = shape.points() >= 5;
            // Eleven points all in use are a scale, whatever the name says.
            let lone =
                shape.full() && shape.upper >= 0.5 && (!hints.attribute || shape.points() >= 10);
            let numbered = shape::tail(&name) != name.trim().trim_start_matches('*');
            // In a block of questions the family speaks louder than a word: Q7STORE is a rating, "store" or not.
            let block = wide
                && family >= 3
                && (!hints.attribute
                    || numbered && shape.codes.len() >= 2
                    || family >= 4 && (shape.full() || shape.upper >= 0.5));
            let demographic = hints.attribute && !named && family < 3 && !lone;
            let is_rating = !demographic
                && (block || wide && named || shape.points() >= 4 && named && family >= 3);
            if !is_rating {
                if wide && lone && (family >= 2 || shape.n >= 20) {
                    bare.push(at);
                }
                continue;
            }
            let confidence = if (family >= 3 || named) && shape.full() {
                Confidence::Sure
            } else {
                Confidence::Likely
            };
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
                format!(
                    "The values are {scale}, {:.0} % of them in the upper half.",
                    shape.upper * 100.0
                )
            };
            let role = if hints.effort {
                Role::Effort(rule)
            } else {
                Role::Rating(rule)
            };
            self.decide(at, role, confidence, why);
        }
        self.find_bare(&bare);
        self.place_touchpoints();
        self.settle_codes();
    }

    fn recommend(&mut self, at: usize, shape: &Shape, scale: Scale) {
        let name = self.column(at).name.clone();
        let rule = ScoreRule {
            question: question_key(&name),
            scale,
            codes: shape.codes.clone(),
            touchpoint: None,
            aspect: None,
            primary: false,
        };
        let standard = scale.low() == 0;
        let why = format!("{scale}, and the name speaks of recommending.");
        let confidence = if names::plain(&name) == "rec" {
            Confidence::Likely
        } else {
            Confidence::Sure
        };
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
        if let Some(code) = shape
            .codes
            .keys()
            .find(|value| values::number(value) == Some(11.0))
            .cloned()
        {
            let column = self.column(at);
            let name = column.name.clone();
            let count = column
                .points()
                .iter()
                .find(|(point, _)| *point == 11)
                .map_or(0, |(_, count)| *count);
            let (right, wrong) = (nps(&column.points(), 10), nps(&column.points(), 11));
            let change = |code: &str, meaning| Change::Code {
                column: name.clone(),
                value: code.to_owned(),
                code: meaning,
            };
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
            let label = self
                .context
                .labels
                .get(at)
                .filter(|label| !label.is_empty())
                .cloned();
            let Some((Role::Rating(rule), ..)) = &mut self.decided[at] else {
                continue;
            };
            let tail = shape::tail(&name);
            let item = shape::stem(&name) != names::plain(&name);
            let whole = names::tokens(tail)
                .iter()
                .chain([&names::plain(tail)])
                .any(|token| {
                    matches!(
                        token.as_str(),
                        "all"
                            | "overall"
                            | "gesamt"
                            | "total"
                            | "global"
                            | "general"
                            | "ensemble"
                            | "satisfaction"
                            | "sat"
                            | "csat"
                            | "zufriedenheit"
                            | "satisfaccion"
                            | "intention"
                            | "insgesamt"
                            | "whole"
                            | "score"
                            | "safe"
                    ) || token.starts_with("rating") && tail.len() <= 8
                });
            if item || whole {
                // imag1 … imag5 are items of one construct, not places.
                rule.aspect = item
                    .then(|| shape::stem(&name))
                    .filter(|stem| !stem.is_empty());
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
            self.touchpoints.push(TouchpointRule {
                key,
                label,
                kind: TouchpointKind::Dynamic,
                stage: None,
                channel: None,
            });
        }
    }

    /// One question for all columns with the same codes beside the same scale.
    fn settle_codes(&mut self) {
        let mut groups: BTreeMap<(String, String, Code), Vec<String>> = BTreeMap::new();
        for (at, decided) in self.decided.iter().enumerate() {
            if let Some((Role::Rating(rule) | Role::Effort(rule), ..)) = decided {
                for (value, code) in &rule.codes {
                    if values::number(value).is_some() {
                        groups
                            .entry((rule.scale.to_string(), value.clone(), *code))
                            .or_default()
                            .push(self.column(at).name.clone());
                    }
                }
            }
        }
        for ((scale, value, held), columns) in groups {
            let above = values::number(&value) > scale.rsplit('-').next().and_then(values::number);
            let option = |code: Code| SettleOption {
                label: format!("{value} is “{}”", code.words()),
                changes: columns
                    .iter()
                    .map(|column| Change::Code {
                        column: column.clone(),
                        value: value.clone(),
                        code: Some(code),
                    })
                    .collect(),
            };
            let mut codes = if above {
                vec![Code::NotUsed, Code::DontKnow, Code::Blank]
            } else {
                vec![Code::Blank, Code::NotAsked]
            };
            if !codes.contains(&held) {
                codes.push(held);
            }
            // The mapping holds this one already, and the question has to say so.
            let chosen = codes.iter().position(|code| *code == held).unwrap_or(0);
            let options = codes.into_iter().map(option).collect();
            self.settle.push(Settle {
                id: format!("code:{scale}:{}:{value}", held.words()),
                question: format!("{value} beside the scale {scale} is “{}”", held.words()),
                text: format!("In {} columns {value} stands beside the scale {scale}. Counted as an answer it would bend every mean.", columns.len()),
                columns,
                options,
                chosen,
                open: false,
            });
        }
    }
}

fn nps(points: &[(i64, u64)], highest: i64) -> f64 {
    let sum = |test: &dyn Fn(i64) -> bool| -> f64 {
        points
            .iter()
            .filter(|(point, _)| (0..=highest).contains(point) && test(*point))
            .map(|(_, count)| *count as f64)
            .sum()
    };
    let n = sum(&|_| true);
    if n == 0.0 {
        0.0
    } else {
        (sum(&|point| point >= 9) - sum(&|point| point <= 6)) / n * 100.0
    }
}
