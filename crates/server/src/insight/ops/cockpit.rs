//! The CX lead's first screen: what clients get, where it comes apart, and what waits for a decision.

use std::collections::{BTreeSet, HashMap};

use domain::access::Actor;
use domain::design::{Annotation, Existence, Touchpoint};
use domain::ids::{PersonId, TouchpointId};
use domain::stats::{LEVEL, proportion};
use insight::people::Clients;
use insight::tally::Tally;
use insight::{By, MeasureName, Standing};
use store::signals::{Import, ImportState};

use super::conduct;
use super::dimensions::periods;
use super::scoreboard::{Board, Place, usual_expectation};
use super::scores::{Scores, estimate};
use super::{Desk, named, told};
use crate::App;
use crate::error::Problem;
use crate::insight::asking::Asked;
use crate::insight::findings;
use crate::insight::judge::Verdict;
use crate::insight::views::{
    ClientStandingView, CockpitView, CoverageView, EvidenceView, LastImportView, MoverView,
    NamedView, ShareView, StageScoreView, TouchpointCountsView, WorkItemView,
};

/// At most so many things wait for a decision at once; more would be a report.
const MOST_WORK: usize = 12;

/// Of one reason at most so many, so that one reason does not push out the others.
const MOST_OF_A_KIND: usize = 4;

pub async fn get_cockpit(app: &App, actor: &Actor, asked: &Asked) -> Result<CockpitView, Problem> {
    let desk = Desk::open(app, actor).await?;
    let grant = actor.require(domain::access::Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let beside = Beside {
        annotations: org.annotations().await?,
        owners: org
            .people()
            .await?
            .into_iter()
            .map(|person| (person.id, person.name))
            .collect(),
        last_import: org
            .imports(None, 20)
            .await?
            .into_iter()
            .find(|import| import.state != ImportState::Undone),
        plans: org
            .live_plans()
            .await?
            .into_iter()
            .map(|plan| plan.touchpoint)
            .collect(),
    };
    let asked = asked.clone();
    desk.compute(move |desk| view(desk, &asked, &beside)).await
}

/// What the store knows beside the log.
struct Beside {
    annotations: Vec<Annotation>,
    owners: HashMap<PersonId, String>,
    last_import: Option<Import>,
    /// Touchpoints with a live plan.
    plans: BTreeSet<TouchpointId>,
}

fn view(desk: &Desk, asked: &Asked, beside: &Beside) -> Result<CockpitView, Problem> {
    let calendar = desk.calendar()?;
    let scores = Scores::of(desk, asked, &calendar)?;
    let board = Board::of(desk, &beside.annotations);
    let known = board.known(desk, &scores);
    let by_stage = by_stage(desk, asked, &scores, &beside.plans)?;
    let not_asked = board.not_asked(&scores);
    let not_asked_names: Vec<NamedView> = not_asked
        .iter()
        .map(|place| named(place.touchpoint))
        .collect();
    let coverage = coverage(&board, &scores);
    let weakest = by_stage
        .iter()
        .filter(|stage| stage.short)
        .min_by(|a, b| a.felt.unwrap_or(100.0).total_cmp(&b.felt.unwrap_or(100.0)))
        .and_then(|stage| Some((stage.label.clone(), stage.felt?)));
    let moved = findings::moved(&known, scores.span(), scores.board.comparisons);
    let (overall, nps) = (scores.board.overall.as_ref(), scores.board.nps.as_ref());
    let overall_change = overall.and_then(|scored| desk.change(scored));
    let mut found =
        findings::of_cockpit(&known, coverage.missing, &not_asked_names, weakest, moved);
    found.extend(findings::of_overall(overall_change));
    Ok(CockpitView {
        period: scores.window.shown.view(),
        against: scores
            .window
            .against
            .as_ref()
            .map(|against| against.label_view()),
        respondents: scores.board.clients,
        findings: found,
        touchpoints: counts(&board, &scores),
        standing: client_standing(desk, asked, &scores)?,
        nps: nps.map(|scored| desk.discretion.view(&scored.estimate)),
        nps_change: nps.and_then(|scored| desk.change(scored)),
        overall: overall.map(|scored| desk.discretion.view(&scored.estimate)),
        overall_change,
        rating_scale: overall
            .and_then(|scored| scored.scale)
            .map(|scale| scale.to_string()),
        as_expected: Some(usual_expectation(&scores)),
        fallback: true,
        by_stage,
        coverage,
        movers: movers(desk, &board, &scores),
        unknown: not_asked
            .iter()
            .map(|place| desk.touchpoint_ref(place.touchpoint))
            .collect(),
        worklist: worklist(desk, &board, &scores, &beside.owners),
        last_import: beside.last_import.as_ref().map(last_import),
        periods: periods(desk)?,
    })
}

fn counts(board: &Board<'_>, scores: &Scores) -> TouchpointCountsView {
    let mut counts = TouchpointCountsView::default();
    for place in board
        .places
        .iter()
        .filter(|place| place.touchpoint.existence == Existence::Live)
    {
        counts.total += 1;
        match scores.verdict(place.touchpoint) {
            Verdict::AsExpected => counts.as_expected += 1,
            Verdict::Short => counts.short += 1,
            Verdict::Unclear => counts.unclear += 1,
            Verdict::Unknown => counts.unknown += 1,
        }
    }
    counts
}

fn coverage(board: &Board<'_>, scores: &Scores) -> CoverageView {
    let of = |existence| {
        board
            .places
            .iter()
            .filter(|place| place.touchpoint.existence == existence)
            .count() as u64
    };
    CoverageView {
        live: of(Existence::Live),
        missing: of(Existence::Missing),
        planned: of(Existence::Planned),
        total: board.places.len() as u64,
        not_asked: board.not_asked(scores).len() as u64,
    }
}

/// How clients stand, by their answers about the whole: loyal, satisfied and dissatisfied among those who answered, and
/// everybody else we met in the period is unknown.
fn client_standing(
    desk: &Desk,
    asked: &Asked,
    scores: &Scores,
) -> Result<ClientStandingView, Problem> {
    let period = Some(scores.window.shown.period);
    let mut met = Clients::default();
    let answered = desk
        .engine
        .respondents(&desk.snapshot, &asked.filters, period, &[])
        .map_err(told)?;
    let touched = desk
        .engine
        .touches(&desk.snapshot, &asked.filters, period, &[])
        .map_err(told)?;
    for (_, heads) in answered.iter().chain(&touched) {
        met.merge(&heads.clients);
    }
    let clients = met.len();
    let whole = scores.board.overall.as_ref().or(scores.board.nps.as_ref());
    let question = whole.and_then(|scored| desk.question(scored.question));
    let (standing, known) = match question {
        Some(question) => {
            let heads = desk
                .engine
                .respondents(&desk.snapshot, &asked.filters, period, &[By::Question])
                .map_err(told)?;
            let known = heads
                .iter()
                .find(|(keys, _)| {
                    keys.first()
                        .is_some_and(|key| key.no == i64::from(question.no))
                })
                .map_or(0, |(_, heads)| heads.clients.len());
            (whole.and_then(|scored| scored.standing), known)
        }
        None => (None, 0),
    };
    let share = |among: f64| {
        let count = among * clients as f64;
        let interval = proportion::wilson(count, clients as f64, LEVEL);
        ShareView {
            share: among,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            n: count.round() as u64,
        }
    };
    if clients == 0 || known == 0 || desk.discretion.hides(known) {
        let nobody = ShareView {
            share: 0.0,
            low: None,
            high: None,
            n: 0,
        };
        let unknown = if clients > 0 { share(1.0) } else { nobody };
        return Ok(ClientStandingView {
            loyal: nobody,
            satisfied: nobody,
            dissatisfied: nobody,
            unknown,
            clients,
        });
    }
    let known = (known as f64 / clients as f64).min(1.0);
    // Of the answers: a client who answered twice counts with both, as far as both are known.
    let among = |pick: fn(&Standing) -> f64| {
        standing.map_or(0.0, |standing| {
            let answered = 1.0 - standing.unknown.share;
            if answered > 0.0 {
                pick(&standing) / answered * known
            } else {
                0.0
            }
        })
    };
    Ok(ClientStandingView {
        loyal: share(among(|standing| standing.loyal.share)),
        satisfied: share(among(|standing| standing.satisfied.share)),
        dissatisfied: share(among(|standing| standing.dissatisfied.share)),
        unknown: share(1.0 - known),
        clients,
    })
}

/// The primary ratings of a stage's touchpoints together. Ratings on other scales than most of the stage stay out.
/// Beside them what was planned (null while nobody plans) and what was done.
fn by_stage(
    desk: &Desk,
    asked: &Asked,
    scores: &Scores,
    plans: &BTreeSet<TouchpointId>,
) -> Result<Vec<StageScoreView>, Problem> {
    let conduct = conduct::by_touchpoint(desk, &asked.filters, Some(scores.window.shown.period))?;
    let tallies = desk.tallies(
        &asked.filters,
        Some(scores.window.shown.period),
        scores.weighted,
    )?;
    let mut stages: Vec<_> = desk.design.stages.iter().collect();
    stages.sort_by_key(|stage| stage.position);
    Ok(stages
        .into_iter()
        .map(|stage| {
            let mut all = Tally::default();
            let here = desk
                .design
                .touchpoints
                .iter()
                .filter(|touchpoint| touchpoint.stage == Some(stage.id));
            for tally in
                here.filter_map(|touchpoint| tallies.get(&scores.scored(touchpoint)?.question))
            {
                all.merge(tally);
            }
            if let Some(scale) = all.main_scale()
                && all.histograms().len() > 1
            {
                all = all.only_where(|histogram| histogram.scale() == scale);
            }
            let found = estimate(MeasureName::Mean, &all, scores.weighted);
            let verdict = Verdict::of(Some(&found), all.main_scale());
            let standing = Standing::of(&all, all.n(), scores.weighted).filter(|_| all.n() > 0);
            StageScoreView {
                stage: stage.key.clone(),
                label: stage.label.clone(),
                short: verdict == Verdict::Short,
                planned: conduct::planned(&conduct::live_of(desk, Some(stage)), plans)
                    .filter(|_| !plans.is_empty()),
                done: conduct::done(desk, &conduct::of_stage(desk, Some(stage), &conduct)),
                felt: standing
                    .filter(|_| !desk.discretion.hides(found.n))
                    .map(|standing| 100.0 * (1.0 - standing.dissatisfied.share)),
                estimate: desk.discretion.view(&found),
            }
        })
        .collect())
}

fn movers(desk: &Desk, board: &Board<'_>, scores: &Scores) -> Vec<MoverView> {
    let mut movers: Vec<MoverView> = board
        .places
        .iter()
        .filter_map(|place| {
            let scored = scores.scored(place.touchpoint)?;
            let change = desk.change(scored).filter(|change| change.significant)?;
            Some(MoverView {
                touchpoint: desk.touchpoint_ref(place.touchpoint),
                change,
                estimate: Some(desk.bare(&scored.estimate)),
            })
        })
        .collect();
    movers.sort_by(|a, b| {
        b.change
            .difference
            .abs()
            .total_cmp(&a.change.difference.abs())
    });
    movers
}

/// What waits, the most pressing first: what falls short (the lowest first), what fell, what is missing, what nobody was
/// asked about, and what was asked once and no longer is.
fn worklist(
    desk: &Desk,
    board: &Board<'_>,
    scores: &Scores,
    owners: &HashMap<PersonId, String>,
) -> Vec<WorkItemView> {
    let reason = |place: &Place<'_>| -> Option<(&'static str, &'static str)> {
        let touchpoint = place.touchpoint;
        let scored = scores.scored(touchpoint);
        let fell = scored
            .and_then(|scored| desk.change(scored))
            .is_some_and(|change| change.significant && change.difference < 0.0);
        match touchpoint.existence {
            Existence::Missing => Some(("missing", "plan")),
            Existence::Live if scores.verdict(touchpoint) == Verdict::Short => {
                Some(("short", "open"))
            }
            Existence::Live if fell => Some(("falling", "open")),
            Existence::Live => match scored {
                Some(scored) if scored.estimate.n > 0 => None,
                Some(scored) if scored.trend.iter().any(|point| point.estimate.n > 0) => {
                    Some(("stale", "ask"))
                }
                _ => Some(("unknown", "ask")),
            },
            _ => None,
        }
    };
    let mut items: Vec<WorkItemView> = Vec::new();
    for why in ["short", "falling", "missing", "unknown", "stale"] {
        let mut of_this: Vec<(&Touchpoint, &'static str)> = board
            .places
            .iter()
            .filter_map(|place| {
                reason(place)
                    .filter(|(found, _)| *found == why)
                    .map(|(_, next)| (place.touchpoint, next))
            })
            .collect();
        let value = |touchpoint: &Touchpoint| {
            scores
                .scored(touchpoint)
                .and_then(|scored| scored.estimate.value)
                .unwrap_or(f64::MAX)
        };
        of_this.sort_by(|a, b| value(a.0).total_cmp(&value(b.0)));
        items.extend(
            of_this
                .into_iter()
                .take(MOST_OF_A_KIND)
                .map(|(touchpoint, next)| {
                    let scored = scores.scored(touchpoint);
                    WorkItemView {
                        why: why.to_owned(),
                        touchpoint: desk.touchpoint_ref(touchpoint),
                        evidence: EvidenceView {
                            estimate: scored.map(|scored| desk.bare(&scored.estimate)),
                            change: scored.and_then(|scored| desk.change(scored)),
                            comments: scores.comments(touchpoint),
                        },
                        owner: touchpoint
                            .owner
                            .and_then(|owner| owners.get(&owner).cloned()),
                        next: next.to_owned(),
                    }
                }),
        );
    }
    items.truncate(MOST_WORK);
    items
}

fn last_import(import: &Import) -> LastImportView {
    LastImportView {
        id: import.id.to_string(),
        file_name: import.file_name.clone(),
        state: import.state.as_str().to_owned(),
        imported: import.progress.imported.unsigned_abs(),
        rejected: import.progress.rejected.unsigned_abs(),
        finished_at: import.finished_at.map(|at| at.to_string()),
        by: Some(import.by_name.clone()).filter(|name| !name.is_empty()),
    }
}
