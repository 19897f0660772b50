//! The scoreboard: every touchpoint with its score, its change, its trend, and who stands how.

use domain::access::Actor;
use domain::design::{Annotation, Existence, Touchpoint};
use domain::signals::Scale;
use domain::time::Timestamp;
use insight::scoreboard::Scored;

use super::scores::Scores;
use super::{Desk, named, question_ref};
use crate::App;
use crate::error::Problem;
use crate::insight::asking::Asked;
use crate::insight::export::{Cell, Sheet};
use crate::insight::findings::{self, Known};
use crate::insight::judge::Verdict;
use crate::insight::views::{
    EstimateView, NamedView, OverallView, ScoreboardRowView, ScoreboardView,
};

/// All touchpoints, and what was done there.
pub(super) struct Board<'a> {
    pub places: Vec<Place<'a>>,
}

pub(super) struct Place<'a> {
    pub touchpoint: &'a Touchpoint,
    pub done: Vec<(Timestamp, String)>,
}

impl<'a> Board<'a> {
    /// Retired touchpoints and those that do not apply are no longer looked at.
    pub fn of(desk: &'a Desk, annotations: &[Annotation]) -> Self {
        let gone = [Existence::Retired, Existence::NotApplicable];
        let mut touchpoints: Vec<&Touchpoint> = desk
            .design
            .touchpoints
            .iter()
            .filter(|touchpoint| !gone.contains(&touchpoint.existence))
            .collect();
        let place = |touchpoint: &Touchpoint| {
            let stage = touchpoint.stage.and_then(|id| desk.design.stage(id));
            (
                stage.map_or(i32::MAX, |stage| stage.position),
                touchpoint.position,
            )
        };
        touchpoints.sort_by_key(|touchpoint| place(touchpoint));
        let places = touchpoints
            .into_iter()
            .map(|touchpoint| Place {
                touchpoint,
                done: annotations
                    .iter()
                    .filter(|annotation| annotation.touchpoint == Some(touchpoint.id))
                    .map(|annotation| (annotation.at, annotation.label.clone()))
                    .collect(),
            })
            .collect();
        Self { places }
    }

    /// What the sentences are made of.
    pub fn known(&'a self, desk: &Desk, scores: &Scores) -> Vec<Known<'a>> {
        self.places
            .iter()
            .map(|place| place.known(desk, scores))
            .collect()
    }

    /// Live touchpoints about which nobody answered in the window.
    pub fn not_asked(&self, scores: &Scores) -> Vec<&Place<'a>> {
        let silent = |place: &&Place<'_>| {
            place.touchpoint.existence == Existence::Live
                && scores
                    .scored(place.touchpoint)
                    .is_none_or(|scored| scored.estimate.n == 0)
        };
        self.places.iter().filter(silent).collect()
    }
}

impl<'a> Place<'a> {
    pub fn known(&'a self, desk: &Desk, scores: &Scores) -> Known<'a> {
        let scored = scores.scored(self.touchpoint);
        Known {
            name: named(self.touchpoint),
            verdict: scores.verdict(self.touchpoint),
            value: scored.and_then(|scored| scored.estimate.value),
            change: scored.and_then(|scored| desk.change(scored)),
            done: &self.done,
        }
    }
}

/// "As expected" on the scale that most touchpoints have.
pub(super) fn usual_expectation(scores: &Scores) -> f64 {
    let mut counts: Vec<(Scale, usize)> = Vec::new();
    for scale in scores
        .board
        .rows
        .iter()
        .filter_map(|row| row.scored.as_ref()?.scale)
    {
        match counts.iter_mut().find(|(known, _)| *known == scale) {
            Some((_, count)) => *count += 1,
            None => counts.push((scale, 1)),
        }
    }
    counts
        .iter()
        .max_by_key(|(_, count)| *count)
        .map_or(Scale::ONE_TO_FIVE, |(scale, _)| *scale)
        .as_expected()
}

pub async fn get_scoreboard(
    app: &App,
    actor: &Actor,
    asked: &Asked,
) -> Result<ScoreboardView, Problem> {
    let desk = Desk::open(app, actor).await?;
    let annotations = crate::insight::source::annotations(app, actor).await?;
    let asked = asked.clone();
    desk.compute(move |desk| {
        let calendar = desk.calendar()?;
        let scores = Scores::of(desk, &asked, &calendar)?;
        Ok(view(desk, &scores, &Board::of(desk, &annotations)))
    })
    .await
}

fn view(desk: &Desk, scores: &Scores, board: &Board<'_>) -> ScoreboardView {
    let known = board.known(desk, scores);
    let not_asked: Vec<NamedView> = board
        .not_asked(scores)
        .iter()
        .map(|place| named(place.touchpoint))
        .collect();
    let moved = findings::moved(&known, scores.span(), scores.board.comparisons);
    let overall = overall(desk, scores);
    let mut found = findings::of_scoreboard(&known, &not_asked, moved);
    found.extend(findings::of_overall(overall.rating_change));
    ScoreboardView {
        period: scores.window.shown.view(),
        against: scores
            .window
            .against
            .as_ref()
            .map(|against| against.label_view()),
        respondents: scores.board.clients,
        findings: found,
        overall,
        rows: board
            .places
            .iter()
            .map(|place| row(desk, scores, place))
            .collect(),
        as_expected: usual_expectation(scores),
        comparisons: scores.board.comparisons,
        trend_by: scores.trend_by().as_str().to_owned(),
        weighted: scores.weighted,
        fallback: true,
    }
}

fn overall(desk: &Desk, scores: &Scores) -> OverallView {
    let (rating, nps) = (scores.board.overall.as_ref(), scores.board.nps.as_ref());
    let trend = |scored: Option<&Scored>| {
        scored
            .map(|scored| desk.trend(&scored.trend, scores.trend_by()))
            .unwrap_or_default()
    };
    OverallView {
        rating: rating.map(|scored| desk.discretion.view(&scored.estimate)),
        rating_scale: rating
            .and_then(|scored| scored.scale)
            .map(|scale| scale.to_string()),
        nps: nps.map(|scored| desk.discretion.view(&scored.estimate)),
        rating_change: rating.and_then(|scored| desk.change(scored)),
        nps_change: nps.and_then(|scored| desk.change(scored)),
        rating_trend: trend(rating),
        nps_trend: trend(nps),
    }
}

fn row(desk: &Desk, scores: &Scores, place: &Place<'_>) -> ScoreboardRowView {
    let scored = scores.scored(place.touchpoint);
    ScoreboardRowView {
        touchpoint: desk.touchpoint_ref(place.touchpoint),
        question: scored
            .and_then(|scored| desk.question(scored.question))
            .map(question_ref),
        standing: desk.standing(scored),
        short: scores.verdict(place.touchpoint) == Verdict::Short,
        as_expected: scored
            .and_then(|scored| scored.scale)
            .map(Scale::as_expected),
        change: scored.and_then(|scored| desk.change(scored)),
        trend: scored
            .map(|scored| desk.trend(&scored.trend, scores.trend_by()))
            .unwrap_or_default(),
        comments: scores.comments(place.touchpoint),
        estimate: scored.map(|scored| desk.discretion.view(&scored.estimate)),
        csat: scored
            .and_then(|scored| scored.csat.as_ref())
            .map(|csat| desk.bare(csat)),
    }
}

/// The scoreboard as a table.
pub async fn export_scoreboard(app: &App, actor: &Actor, asked: &Asked) -> Result<Sheet, Problem> {
    let board = get_scoreboard(app, actor, asked).await?;
    let columns = [
        "touchpoint",
        "label",
        "kind",
        "existence",
        "stage",
        "channel",
        "question",
        "scale",
        "mean",
        "low",
        "high",
        "n",
        "badge",
        "top_two_percent",
        "top_two_low",
        "top_two_high",
        "short",
        "change",
        "change_low",
        "change_high",
        "change_p_adjusted",
        "change_significant",
        "loyal",
        "satisfied",
        "dissatisfied",
        "unknown",
        "comments",
        "period",
        "against",
    ];
    let rows = board.rows.iter().map(|row| {
        let name =
            |named: &Option<NamedView>| Cell::from(named.as_ref().map(|named| named.label.clone()));
        let figures = |estimate: &Option<EstimateView>| {
            let of =
                |get: fn(&EstimateView) -> Option<f64>| Cell::from(estimate.as_ref().and_then(get));
            [of(|e| e.value), of(|e| e.low), of(|e| e.high)]
        };
        let change = |get: fn(&crate::insight::views::ChangeView) -> f64| {
            Cell::from(row.change.as_ref().map(get))
        };
        let mut cells = vec![
            Cell::from(row.touchpoint.key.as_str()),
            row.touchpoint.label.as_str().into(),
            row.touchpoint.kind.as_str().into(),
            row.touchpoint.existence.as_str().into(),
            name(&row.touchpoint.stage),
            name(&row.touchpoint.channel),
            row.question
                .as_ref()
                .map(|question| question.key.clone())
                .into(),
            row.question
                .as_ref()
                .map(|question| question.scale.clone())
                .into(),
        ];
        cells.extend(figures(&row.estimate));
        cells.push(
            row.estimate
                .as_ref()
                .map_or(0, |estimate| estimate.n)
                .into(),
        );
        cells.push(
            row.estimate
                .as_ref()
                .map(|estimate| badge(estimate).to_owned())
                .into(),
        );
        cells.extend(figures(&row.csat));
        cells.extend([
            Cell::from(row.short),
            change(|change| change.difference),
            change(|change| change.low),
            change(|change| change.high),
            change(|change| change.p_adjusted),
            row.change
                .map_or(Cell::Empty, |change| change.significant.into()),
            row.standing.loyal.into(),
            row.standing.satisfied.into(),
            row.standing.dissatisfied.into(),
            row.standing.unknown.into(),
            row.comments.into(),
            board.period.label.as_str().into(),
            board
                .against
                .as_ref()
                .map(|against| against.label.clone())
                .into(),
        ]);
        cells
    });
    Ok(Sheet {
        name: "Scoreboard",
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        rows: rows.collect(),
    })
}

/// The badge in the word that the API uses.
pub(super) fn badge(estimate: &EstimateView) -> &'static str {
    use crate::insight::views::BadgeView;
    match estimate.badge {
        BadgeView::None => "none",
        BadgeView::CountsOnly => "counts_only",
        BadgeView::Indicative => "indicative",
        BadgeView::Sound => "sound",
    }
}
