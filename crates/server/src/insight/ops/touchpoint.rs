//! One touchpoint in depth.

use domain::access::Actor;
use domain::design::{Question, Touchpoint};
use domain::signals::{QuestionKind, Scale};
use insight::tally::Tally;
use insight::{By, Filter, MeasureName, Query};

use super::comments::summarize_comments;
use super::scoreboard::{Board, Place};
use super::scores::{Scores, estimate};
use super::{Desk, question_ref, told};
use crate::App;
use crate::error::Problem;
use crate::insight::asking::Asked;
use crate::insight::findings;
use crate::insight::judge::Verdict;
use crate::insight::views::{
    AnnotationMarkView, AspectView, CommentSummaryView, DistributionView, NamedView,
    SegmentItemView, SegmentView, TouchpointInsightView,
};

/// Attributes with more values than this are not compared.
const MOST_VALUES: usize = 15;

/// Attributes compared on the page: those whose values differ most.
const MOST_SEGMENTS: usize = 6;

/// A value with fewer answers is shown, and does not speak for the attribute.
const LEAST_TO_JUDGE: u64 = 10;

pub async fn get_touchpoint_insight(
    app: &App,
    actor: &Actor,
    id: &str,
    asked: &Asked,
) -> Result<TouchpointInsightView, Problem> {
    let desk = Desk::open(app, actor).await?;
    let touchpoint = desk
        .touchpoint(id)
        .ok_or_else(|| Problem::not_found("such touchpoint"))?
        .clone();
    let annotations = crate::insight::source::annotations(app, actor).await?;
    let (about, on) = (touchpoint.clone(), asked.clone());
    let mut view = desk
        .clone()
        .compute(move |desk| {
            let calendar = desk.calendar()?;
            let scores = Scores::of(desk, &on, &calendar)?;
            let board = Board::of(desk, &annotations);
            let place = board
                .places
                .iter()
                .find(|place| place.touchpoint.id == about.id);
            let retired = Place {
                touchpoint: &about,
                done: Vec::new(),
            };
            let mut view = Page {
                desk,
                scores: &scores,
                asked: &on,
            }
            .view(place.unwrap_or(&retired))?;
            view.annotations = annotations
                .iter()
                .filter(|annotation| annotation.touchpoint.is_none_or(|id| id == about.id))
                .map(|annotation| AnnotationMarkView {
                    id: annotation.id.to_string(),
                    at: annotation.at.to_string(),
                    label: annotation.label.clone(),
                })
                .collect();
            Ok(view)
        })
        .await?;
    let comments = Asked {
        period: Some(view.period.label.clone()),
        touchpoint: Some(touchpoint.key.clone()),
        filters: asked.filters.clone(),
        ..Asked::default()
    };
    view.comments = summarize_comments(app, actor, &desk, &comments, view.comments.total).await?;
    Ok(view)
}

struct Page<'a> {
    desk: &'a Desk,
    scores: &'a Scores,
    asked: &'a Asked,
}

impl Page<'_> {
    fn view(&self, place: &Place<'_>) -> Result<TouchpointInsightView, Problem> {
        let (desk, scores) = (self.desk, self.scores);
        let touchpoint = place.touchpoint;
        let scored = scores.scored(touchpoint);
        let question = scored.and_then(|scored| desk.question(scored.question));
        let segments = match question {
            Some(question) => self.segments(question)?,
            None => Vec::new(),
        };
        let known = place.known(desk, scores);
        let moved = findings::moved(
            std::slice::from_ref(&known),
            scores.span(),
            scores.board.comparisons,
        );
        let found = findings::of_touchpoint(&known, question.is_some(), gap(&segments), moved);
        Ok(TouchpointInsightView {
            touchpoint: desk.touchpoint_ref(touchpoint),
            question: question.map(question_ref),
            as_expected: scored
                .and_then(|scored| scored.scale)
                .map(Scale::as_expected),
            period: scores.window.shown.view(),
            against: scores
                .window
                .against
                .as_ref()
                .map(|against| against.label_view()),
            respondents: scores.board.clients,
            findings: found,
            estimate: scored.map(|scored| desk.discretion.view(&scored.estimate)),
            csat: scored
                .and_then(|scored| scored.csat.as_ref())
                .map(|csat| desk.discretion.view(csat)),
            change: scored.and_then(|scored| desk.change(scored)),
            short: scores.verdict(touchpoint) == Verdict::Short,
            standing: desk.standing(scored),
            distribution: match question {
                Some(question) => self.distribution(question, segments.first())?,
                None => Vec::new(),
            },
            trend: scored
                .map(|scored| desk.trend(&scored.trend, scores.trend_by()))
                .unwrap_or_default(),
            trend_by: scores.trend_by().as_str().to_owned(),
            segments: segments.into_iter().map(|segment| segment.view).collect(),
            aspects: self.aspects(touchpoint, question)?,
            annotations: Vec::new(),
            comments: CommentSummaryView {
                total: scores.comments(touchpoint),
                themes_by: "words".to_owned(),
                themes: Vec::new(),
            },
        })
    }

    /// The answers to one question in the window, by one dimension.
    fn tallies(
        &self,
        question: &Question,
        by: &[By],
    ) -> Result<Vec<(Option<insight::Key>, Tally)>, Problem> {
        let mut query = Query::new(MeasureName::Distribution)
            .filtered(Filter::new(By::Question, [question.key.as_str()]))
            .within(self.scores.window.shown.period);
        query.filters.extend(self.asked.filters.iter().cloned());
        query.by = by.to_vec();
        query.weighted = self.scores.weighted;
        let found = self
            .desk
            .engine
            .tallies(&self.desk.snapshot, &query)
            .map_err(told)?;
        Ok(found
            .into_iter()
            .map(|(keys, tally)| (keys.into_iter().next(), tally))
            .collect())
    }

    /// Everybody, then each value of the attribute that was asked for, or of the one whose values differ most.
    fn distribution(
        &self,
        question: &Question,
        first: Option<&Segment>,
    ) -> Result<Vec<DistributionView>, Problem> {
        let line = |code: &str, label: &str, tally: &Tally| {
            let shown = self.desk.discretion.view(&estimate(
                MeasureName::Distribution,
                tally,
                self.scores.weighted,
            ));
            DistributionView {
                code: code.to_owned(),
                label: label.to_owned(),
                n: shown.n,
                hidden: shown.hidden,
                parts: shown.parts,
            }
        };
        let mut lines: Vec<DistributionView> = self
            .tallies(question, &[])?
            .iter()
            .map(|(_, tally)| line("all", "", tally))
            .collect();
        let attribute = self
            .asked
            .segment
            .clone()
            .or_else(|| first.map(|segment| segment.view.attribute.clone()));
        if let Some(attribute) = attribute {
            for (key, tally) in self.tallies(question, &[By::Attribute(attribute)])? {
                if let Some(key) = key.filter(|key| key.no >= 0) {
                    lines.push(line(&key.code, &key.label, &tally));
                }
            }
        }
        Ok(lines)
    }

    fn segments(&self, question: &Question) -> Result<Vec<Segment>, Problem> {
        let mut segments = Vec::new();
        for (key, column) in &self.desk.snapshot.dimensions.attributes {
            if !(2..=MOST_VALUES).contains(&column.values.len()) {
                continue;
            }
            let tallies = self.tallies(question, &[By::Attribute(key.clone())])?;
            let asked_for = self.asked.segment.as_ref() == Some(key);
            if let Some(segment) = self.segment(key, &column.label, &tallies)
                && (asked_for || segment.view.items.len() > 1)
            {
                segments.push(Segment {
                    strength: if asked_for {
                        f64::INFINITY
                    } else {
                        segment.strength
                    },
                    ..segment
                });
            }
        }
        segments.sort_by(|a, b| {
            b.strength
                .total_cmp(&a.strength)
                .then_with(|| a.view.label.cmp(&b.view.label))
        });
        segments.truncate(MOST_SEGMENTS);
        Ok(segments)
    }

    fn segment(
        &self,
        key: &str,
        label: &str,
        tallies: &[(Option<insight::Key>, Tally)],
    ) -> Option<Segment> {
        let mut items = Vec::new();
        let mut judged: Vec<(NamedView, f64, f64, f64)> = Vec::new();
        for (value, tally) in tallies {
            // Clients of whom it is not known are no group of their own.
            let Some(value) = value.as_ref().filter(|value| value.no >= 0) else {
                continue;
            };
            let found = estimate(MeasureName::Mean, tally, self.scores.weighted);
            let name = NamedView {
                key: value.code.clone(),
                label: value.label.clone(),
            };
            if let (Some(mean), Some(error), true) =
                (found.value, found.standard_error, found.n >= LEAST_TO_JUDGE)
            {
                judged.push((name, mean, error, found.n_effective));
            }
            items.push(SegmentItemView {
                code: value.code.clone(),
                label: value.label.clone(),
                estimate: self.desk.discretion.view(&found),
            });
        }
        let strength = strength(&judged);
        let ends = ends(&judged);
        Some(Segment {
            view: SegmentView {
                attribute: key.to_owned(),
                label: label.to_owned(),
                items,
            },
            strength,
            ends,
        })
    }

    /// Further ratings of the same touchpoint.
    fn aspects(
        &self,
        touchpoint: &Touchpoint,
        primary: Option<&Question>,
    ) -> Result<Vec<AspectView>, Problem> {
        let period = Some(self.scores.window.shown.period);
        let tallies = self
            .desk
            .tallies(&self.asked.filters, period, self.scores.weighted)?;
        let kinds = [
            QuestionKind::Rating,
            QuestionKind::Effort,
            QuestionKind::Recommend,
        ];
        let others = self.desk.design.questions.iter().filter(|question| {
            question.touchpoint == Some(touchpoint.id)
                && kinds.contains(&question.kind)
                && primary.is_none_or(|primary| primary.id != question.id)
        });
        Ok(others
            .filter_map(|question| {
                let tally = tallies.get(&question.no)?;
                let measure = match question.kind {
                    QuestionKind::Recommend => MeasureName::Nps,
                    QuestionKind::Effort => MeasureName::Ces,
                    _ => MeasureName::Mean,
                };
                let found = estimate(measure, tally, self.scores.weighted);
                Some(AspectView {
                    question: question_ref(question),
                    measure: measure.to_string(),
                    estimate: self.desk.discretion.view(&found),
                })
            })
            .collect())
    }
}

/// An attribute with how much its values differ.
struct Segment {
    view: SegmentView,
    /// Weighted spread of the means over what chance would make, 1 being chance.
    strength: f64,
    /// The lowest and the highest value, where their intervals do not meet.
    ends: Option<(NamedView, NamedView)>,
}

/// Spread between the values over what chance makes of them: Q ÷ degrees of freedom of the means.
fn strength(judged: &[(NamedView, f64, f64, f64)]) -> f64 {
    if judged.len() < 2 {
        return 0.0;
    }
    let weights: Vec<f64> = judged
        .iter()
        .map(|(_, _, error, _)| 1.0 / error.powi(2).max(1e-12))
        .collect();
    let sum: f64 = weights.iter().sum();
    let mean = judged
        .iter()
        .zip(&weights)
        .map(|((_, mean, ..), weight)| mean * weight)
        .sum::<f64>()
        / sum;
    let spread = judged
        .iter()
        .zip(&weights)
        .map(|((_, own, ..), weight)| weight * (own - mean).powi(2))
        .sum::<f64>();
    spread / (judged.len() - 1) as f64
}

/// The lowest and highest value, if they differ by more than three of their standard errors: they were picked as the
/// ends, so the usual two would find a gap where there is none.
fn ends(judged: &[(NamedView, f64, f64, f64)]) -> Option<(NamedView, NamedView)> {
    let lowest = judged.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let highest = judged.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let apart = (highest.1 - lowest.1) / lowest.2.hypot(highest.2).max(1e-9);
    (apart > 3.0).then(|| (lowest.0.clone(), highest.0.clone()))
}

/// The attribute whose values differ most, with its lowest and highest.
fn gap(segments: &[Segment]) -> Option<(NamedView, NamedView, NamedView)> {
    let found = segments.iter().find(|segment| segment.ends.is_some())?;
    let (lower, higher) = found.ends.clone()?;
    let attribute = NamedView {
        key: found.view.attribute.clone(),
        label: found.view.label.clone(),
    };
    Some((attribute, lower, higher))
}
