//! What was planned, done and felt: the whole, by stage, by touchpoint, by month, standard by standard.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Actor, Permission};
use domain::design::plans::Plan;
use domain::design::{Existence, Stage, Touchpoint};
use domain::ids::TouchpointId;
use domain::time::{Granularity, Period, Timestamp};
use insight::measures::conduct::{ConductName, felt_as_expected, of, share_of};
use insight::{By, Conduct, Estimate, Filter};
use store::signals::deliveries::Checklist;

use super::measures::period;
use super::{Desk, told};
use crate::App;
use crate::error::Problem;
use crate::insight::asking::{Asked, NamedPeriod};
use crate::insight::views::{
    ConductPageView, ConductPointView, ConductRowView, ConductView, DefectCountView, EstimateView,
    NamedView, StageConductView, StandardKeptView, TouchpointConductView,
};

/// The conduct at each touchpoint, by its number.
pub(super) type ByTouchpoint = HashMap<i32, Conduct>;

/// The conduct at each touchpoint in a period. Stages are put together from these by the design as it is now, so that
/// what is said later of an old touch meets it where it is.
pub(super) fn by_touchpoint(
    desk: &Desk,
    filters: &[Filter],
    period: Option<Period>,
) -> Result<ByTouchpoint, Problem> {
    let groups = desk
        .engine
        .conduct(&desk.snapshot, filters, period, &[By::Touchpoint])
        .map_err(told)?;
    Ok(groups
        .into_iter()
        .filter_map(|(keys, conduct)| Some((i32::try_from(keys.first()?.no).ok()?, conduct)))
        .collect())
}

/// The percent of a stage's checked standards that were met; `None` while nobody records them, or too few.
pub(super) fn done(desk: &Desk, conduct: &Conduct) -> Option<f64> {
    let gap = of(ConductName::SayDoGap).estimate(conduct);
    gap.value
        .filter(|_| !desk.discretion.hides(conduct.checklists))
        .map(|gap| 100.0 - gap)
}

/// The percent of a stage's live touchpoints that have a live plan; `None` where no touchpoint is live.
pub(super) fn planned(touchpoints: &[&Touchpoint], plans: &BTreeSet<TouchpointId>) -> Option<f64> {
    let with_plan = touchpoints.iter().filter(|it| plans.contains(&it.id));
    (!touchpoints.is_empty()).then(|| 100.0 * with_plan.count() as f64 / touchpoints.len() as f64)
}

/// The live touchpoints of a stage; of no stage.
pub(super) fn live_of<'d>(desk: &'d Desk, stage: Option<&Stage>) -> Vec<&'d Touchpoint> {
    desk.design
        .touchpoints
        .iter()
        .filter(|it| it.existence == Existence::Live && it.stage == stage.map(|stage| stage.id))
        .collect()
}

/// Everything that was done and felt in a stage.
pub(super) fn of_stage(desk: &Desk, stage: Option<&Stage>, all: &ByTouchpoint) -> Conduct {
    let here = desk
        .design
        .touchpoints
        .iter()
        .filter(|it| it.stage == stage.map(|stage| stage.id));
    let mut sum = Conduct::default();
    for conduct in here.filter_map(|touchpoint| all.get(&touchpoint.no)) {
        sum.merge(conduct);
    }
    sum
}

/// An estimate of a group of so many deliveries, hidden where these are few.
fn shown(desk: &Desk, estimate: &Estimate, size: u64) -> EstimateView {
    let view = desk.discretion.view(estimate);
    if view.hidden || !desk.discretion.hides(size) {
        return view;
    }
    EstimateView {
        value: None,
        low: None,
        high: None,
        n_effective: view.n as f64,
        also: None,
        parts: Vec::new(),
        hidden: true,
        ..view
    }
}

fn view(desk: &Desk, conduct: &Conduct) -> ConductView {
    let of = |name: ConductName| of(name).estimate(conduct);
    let checked = |name: ConductName| shown(desk, &of(name), conduct.checklists);
    let plain = |name: ConductName| desk.discretion.view(&of(name));
    let pairs = conduct
        .pairs()
        .filter(|pairs| !desk.discretion.hides(pairs.gap.n as u64));
    ConductView {
        perfection: checked(ConductName::Perfection),
        rolled_perfection: checked(ConductName::RolledPerfection),
        say_do_gap: checked(ConductName::SayDoGap),
        do_feel_gap: plain(ConductName::DoFeelGap),
        own: pairs.map(|pairs| pairs.own),
        felt: pairs.map(|pairs| pairs.felt),
        blind_share: plain(ConductName::BlindShare),
        emotion_hit_rate: plain(ConductName::EmotionHitRate),
        touches: conduct.touches(),
        deliveries: conduct.deliveries,
    }
}

fn trend(
    desk: &Desk,
    filters: &[Filter],
    period: Option<Period>,
) -> Result<Vec<ConductPointView>, Problem> {
    let by = [By::Time(Granularity::Month)];
    let groups = desk
        .engine
        .conduct(&desk.snapshot, filters, period, &by)
        .map_err(told)?;
    Ok(groups
        .into_iter()
        .filter_map(|(keys, conduct)| {
            let of = |name: ConductName| of(name).estimate(&conduct);
            Some(ConductPointView {
                label: keys.into_iter().next()?.label,
                perfection: shown(desk, &of(ConductName::Perfection), conduct.checklists),
                say_do_gap: shown(desk, &of(ConductName::SayDoGap), conduct.checklists),
                do_feel_gap: desk.discretion.view(&of(ConductName::DoFeelGap)),
            })
        })
        .collect())
}

/// The whole organization's conduct.
pub async fn get_conduct(
    app: &App,
    actor: &Actor,
    asked: &Asked,
) -> Result<ConductPageView, Problem> {
    let desk = Desk::open(app, actor).await?;
    let grant = actor.require(Permission::ReadInsight)?;
    let live = app.store().org(&grant).live_plans().await?;
    let plans: BTreeSet<TouchpointId> = live.iter().map(|plan| plan.touchpoint).collect();
    let asked = asked.clone();
    desk.compute(move |desk| page(desk, &asked, &plans)).await
}

fn page(
    desk: &Desk,
    asked: &Asked,
    plans: &BTreeSet<TouchpointId>,
) -> Result<ConductPageView, Problem> {
    let named = period(desk, asked.period.as_deref())?;
    let within = named.as_ref().map(|named| named.period);
    let all = by_touchpoint(desk, &asked.filters, within)?;
    let mut whole = Conduct::default();
    for conduct in all.values() {
        whole.merge(conduct);
    }
    let mut stages: Vec<Option<&Stage>> = desk.design.stages.iter().map(Some).collect();
    stages.sort_by_key(|stage| stage.map(|stage| stage.position));
    stages.push(None);
    let by_stage = stages
        .into_iter()
        .filter_map(|stage| {
            let (live, conduct) = (live_of(desk, stage), of_stage(desk, stage, &all));
            // What stands in no stage is only told where there is something to tell.
            (stage.is_some() || !live.is_empty() || conduct.touches() > 0)
                .then(|| stage_view(desk, stage, &live, plans, &conduct))
        })
        .collect();
    let by_touchpoint = desk
        .design
        .touchpoints
        .iter()
        .filter_map(|touchpoint| {
            Some(ConductRowView {
                conduct: view(desk, all.get(&touchpoint.no)?),
                touchpoint: desk.touchpoint_ref(touchpoint),
            })
        })
        .collect();
    Ok(ConductPageView {
        period: named.as_ref().map(NamedPeriod::view),
        whole: view(desk, &whole),
        by_stage,
        by_touchpoint,
        trend: trend(desk, &asked.filters, within)?,
    })
}

fn stage_view(
    desk: &Desk,
    stage: Option<&Stage>,
    live: &[&Touchpoint],
    plans: &BTreeSet<TouchpointId>,
    conduct: &Conduct,
) -> StageConductView {
    StageConductView {
        stage: stage.map(|stage| NamedView {
            key: stage.key.clone(),
            label: stage.label.clone(),
        }),
        planned: planned(live, plans),
        touchpoints: live.len() as u64,
        with_plan: live.iter().filter(|it| plans.contains(&it.id)).count() as u64,
        done: done(desk, conduct),
        felt: desk.discretion.view(&felt_as_expected(conduct)),
        conduct: view(desk, conduct),
    }
}

/// The conduct at one touchpoint, named by its identifier or key.
pub async fn get_touchpoint_conduct(
    app: &App,
    actor: &Actor,
    id: &str,
    asked: &Asked,
) -> Result<TouchpointConductView, Problem> {
    let desk = Desk::open(app, actor).await?;
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let touchpoint = desk
        .touchpoint(id)
        .cloned()
        .ok_or_else(|| Problem::not_found("such touchpoint"))?;
    let named = period(&desk, asked.period.as_deref())?;
    let ever = Period {
        from: Timestamp::from_micros(i64::MIN),
        to: Timestamp::from_micros(i64::MAX),
    };
    let within = named.as_ref().map(|named| named.period);
    let lists = org
        .checklists(touchpoint.no, within.unwrap_or(ever))
        .await?;
    let plans = org.plan_versions(touchpoint.id).await?;
    let mut filters = asked.filters.clone();
    filters.push(Filter::new(By::Touchpoint, [touchpoint.key.as_str()]));
    desk.compute(move |desk| {
        let all = by_touchpoint(desk, &filters, within)?;
        let conduct = all.get(&touchpoint.no).cloned().unwrap_or_default();
        Ok(TouchpointConductView {
            touchpoint: desk.touchpoint_ref(&touchpoint),
            period: named.as_ref().map(NamedPeriod::view),
            conduct: view(desk, &conduct),
            standards: standards(desk, &lists, &plans),
            defects: defects(&lists, &plans),
            trend: trend(desk, &filters, within)?,
        })
    })
    .await
}

/// How often each standard was met: those of the live plan in its order, then those that it no longer has.
fn standards(desk: &Desk, lists: &[Checklist], plans: &[Plan]) -> Vec<StandardKeptView> {
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for check in lists.iter().flat_map(|list| &list.checks) {
        let (met, checked) = counts.entry(&check.id).or_default();
        *met += u64::from(check.met);
        *checked += 1;
    }
    let live = plans.iter().find(|plan| plan.state.is_live());
    let wanted = |id: &str| live.and_then(|plan| plan.document.standard(id));
    let words = |id: &str| {
        let found = plans.iter().find_map(|plan| plan.document.standard(id));
        found.map(|standard| standard.words.clone())
    };
    let of_live = live.iter().flat_map(|plan| &plan.document.standards);
    let mut order: Vec<String> = of_live.map(|standard| standard.id.clone()).collect();
    let further = counts.keys().filter(|id| wanted(id).is_none());
    order.extend(further.map(|id| (*id).to_owned()));
    order
        .into_iter()
        .map(|id| {
            let (met, checked) = counts.get(id.as_str()).copied().unwrap_or_default();
            StandardKeptView {
                words: words(&id).unwrap_or_default(),
                wanted: wanted(&id).map(|standard| standard.wanted),
                estimate: desk.discretion.view(&share_of(met, checked)),
                met: if desk.discretion.hides(checked) {
                    0
                } else {
                    met
                },
                checked,
                id,
            }
        })
        .collect()
}

/// What went wrong how often, the most frequent first. Words that no plan foresaw stand for themselves.
fn defects(lists: &[Checklist], plans: &[Plan]) -> Vec<DefectCountView> {
    const MOST: usize = 20;
    let mut counts: BTreeMap<(Option<&str>, String), (u64, u64)> = BTreeMap::new();
    for defect in lists.iter().flat_map(|list| &list.defects) {
        let failure = defect.failure.as_deref();
        let words = match failure {
            Some(id) => plans
                .iter()
                .find_map(|plan| plan.document.failure(id))
                .map_or_else(|| defect.words.clone(), |failure| failure.words.clone()),
            None => defect.words.clone(),
        };
        let (count, recovered) = counts.entry((failure, words)).or_default();
        *count += 1;
        *recovered += u64::from(defect.recovered);
    }
    let mut found: Vec<DefectCountView> = counts
        .into_iter()
        .map(|((failure, words), (count, recovered))| DefectCountView {
            failure: failure.map(str::to_owned),
            words,
            count,
            recovered,
        })
        .collect();
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.words.cmp(&b.words)));
    found.truncate(MOST);
    found
}
