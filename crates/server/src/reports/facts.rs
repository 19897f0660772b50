//! What the gates look at, read from what is there.

use std::collections::{BTreeMap, BTreeSet};

use domain::design::findings::FindingState;
use domain::design::platform::{
    ExamSubject, Holding, PlatformDocument, expresses_nothing, latest_exams, standing_of,
};
use domain::design::world::knowledge;
use domain::design::{Existence, Touchpoint};
use domain::reports::programme::{Check, Contribution, FACETS, Facts, Progress};
use domain::time::Timestamp;
use store::OrgStore;

use crate::App;
use crate::design::plans::door::today;
use crate::error::Problem;

const DAY: i64 = 86_400;
/// A quarter, in days.
const QUARTER: i64 = 91;
const YEAR: i64 = 365;

/// Gathers everything in one go; each part counts by its own rule.
pub async fn gather(app: &App, org: &OrgStore) -> Result<Facts, Problem> {
    let now = app.now();
    let mut facts = Facts::default();
    let design = org.design().await?;
    let touchpoints: Vec<&Touchpoint> = design.touchpoints.iter().collect();
    facts
        .checks
        .push((Check::AudiencesKnown, known_audiences(org, now).await?));
    platform_and_brand(org, &touchpoints, now, &mut facts).await?;
    interface(app, org, &touchpoints, &mut facts).await?;
    innovation(org, &touchpoints, now, &mut facts).await?;
    contributions(org, &touchpoints, now, &mut facts).await?;
    Ok(facts)
}

async fn known_audiences(org: &OrgStore, now: Timestamp) -> Result<Progress, Problem> {
    let (world, audiences) = (org.world().await?, org.audiences().await?);
    let known = |audience: Option<&str>| {
        let it = knowledge(&world, audience, now);
        it.seen.len() >= FACETS && it.evidence.len() >= 2
    };
    if audiences.is_empty() {
        // Without audiences all clients are one.
        return Ok(Progress {
            done: u32::from(known(None)),
            of: u32::from(!world.is_empty()),
        });
    }
    Ok(Progress::count(
        audiences.iter().map(|it| known(Some(&it.key))),
    ))
}

async fn platform_and_brand(
    org: &OrgStore,
    touchpoints: &[&Touchpoint],
    now: Timestamp,
    facts: &mut Facts,
) -> Result<(), Problem> {
    let versions = org.platform().await?;
    let published = versions
        .iter()
        .filter(|it| it.published.is_some())
        .max_by_key(|it| it.version);
    let begun = u32::from(!versions.is_empty());
    let platform = published.map(|it| &it.document);
    facts.checks.push((
        Check::PlatformPublished,
        Progress {
            done: u32::from(platform.is_some()),
            of: begun,
        },
    ));

    let cards: Vec<_> = org
        .role_cards()
        .await?
        .into_iter()
        .filter(|it| it.removed_at.is_none())
        .collect();
    let departments = departments_of(touchpoints);
    let with_card = |department: &str| cards.iter().any(|card| same(&card.department, department));
    facts.checks.push((
        Check::DepartmentsWithRoleCards,
        Progress::count(departments.iter().map(|it| with_card(it))),
    ));
    let signed = cards.iter().flat_map(|card| {
        card.holders
            .iter()
            .map(|holder| matches!(standing_of(card, *holder), Holding::Signed(_)))
    });
    facts
        .checks
        .push((Check::RoleCardsSigned, Progress::count(signed)));

    let elements: Vec<_> = org
        .elements()
        .await?
        .into_iter()
        .filter(|it| it.removed_at.is_none())
        .collect();
    let standards: Vec<_> = org
        .standards()
        .await?
        .into_iter()
        .filter(|it| it.removed_at.is_none())
        .collect();
    let said = org.touchpoint_expressions().await?;
    let plans = org.live_plans().await?;
    let empty = PlatformDocument::default();
    let parts = &platform.unwrap_or(&empty).promise;
    let keys = || parts.iter().map(|part| part.key.as_str());
    let expressed: BTreeSet<&str> = elements
        .iter()
        .flat_map(|it| &it.expresses)
        .chain(standards.iter().flat_map(|it| &it.expresses))
        .chain(said.values().flatten())
        .chain(plans.iter().flat_map(|it| &it.document.expresses))
        .map(String::as_str)
        .collect();
    facts.checks.push((
        Check::PromiseExpressed,
        Progress::count(keys().map(|key| expressed.contains(key))),
    ));
    let each = elements
        .iter()
        .map(|it| &it.expresses)
        .chain(standards.iter().map(|it| &it.expresses));
    facts.checks.push((
        Check::ElementsExpress,
        Progress::count(each.map(|it| !expresses_nothing(it, keys()))),
    ));
    let exams = org.exams().await?;
    let latest = latest_exams(&exams, now);
    let fresh = |subject: ExamSubject| {
        latest
            .get(&subject)
            .is_some_and(|exam| exam.examined_at.plus_seconds(YEAR * DAY) >= now)
    };
    let subjects = elements
        .iter()
        .map(|it| ExamSubject::Element(it.id))
        .chain(standards.iter().map(|it| ExamSubject::Standard(it.id)));
    facts.checks.push((
        Check::ElementsExamined,
        Progress::count(subjects.map(fresh)),
    ));
    Ok(())
}

/// Names of departments as people write them: case and outer spaces make no difference.
fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// The departments that own touchpoints, each once.
fn departments_of(touchpoints: &[&Touchpoint]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for department in touchpoints
        .iter()
        .filter_map(|it| it.profile.department.as_deref())
    {
        if !found.iter().any(|known| same(known, department)) {
            found.push(department.trim().to_owned());
        }
    }
    found.sort();
    found
}

fn should_be_there(it: &Touchpoint) -> bool {
    matches!(
        it.existence,
        Existence::Live | Existence::Planned | Existence::Missing
    )
}

async fn interface(
    app: &App,
    org: &OrgStore,
    touchpoints: &[&Touchpoint],
    facts: &mut Facts,
) -> Result<(), Problem> {
    let today = today(app, org).await?;
    let plans = org.plans().await?;
    let well_planned = |it: &Touchpoint| {
        let live = plans.get(&it.id).and_then(|head| head.live.as_ref());
        live.is_some_and(|plan| plan.document.review_by.is_some_and(|day| day >= today))
    };
    let truths = touchpoints
        .iter()
        .filter(|it| it.profile.moment_of_truth && should_be_there(it));
    facts.checks.push((
        Check::TruthsPlanned,
        Progress::count(truths.map(|it| well_planned(it))),
    ));
    let due = touchpoints
        .iter()
        .filter(|it| matches!(it.existence, Existence::Live | Existence::Missing))
        .map(|it| it.existence == Existence::Live);
    facts.checks.push((Check::Coverage, Progress::count(due)));
    let findings = org.findings().await?;
    let counted = findings
        .iter()
        .filter(|it| !matches!(it.state, FindingState::Closed { .. }))
        .map(|it| !matches!(it.state, FindingState::Open));
    facts
        .checks
        .push((Check::FindingsDecided, Progress::count(counted)));
    Ok(())
}

async fn innovation(
    org: &OrgStore,
    touchpoints: &[&Touchpoint],
    now: Timestamp,
    facts: &mut Facts,
) -> Result<(), Problem> {
    let published = org.publications(now.plus_seconds(-YEAR * DAY)).await?;
    let any_plan = !org.live_plans().await?.is_empty();
    let quarter = |n: i64| {
        let (from, to) = (
            now.plus_seconds(-(n + 1) * QUARTER * DAY),
            now.plus_seconds(-n * QUARTER * DAY),
        );
        published.iter().any(|(_, at)| (from..=to).contains(at))
    };
    let quarters = if any_plan {
        Progress::count((0..4).map(quarter))
    } else {
        Progress::default()
    };
    facts.checks.push((Check::QuartersWithChange, quarters));
    let renewed: BTreeSet<_> = published.iter().map(|(id, _)| *id).collect();
    let truths = touchpoints
        .iter()
        .filter(|it| it.profile.moment_of_truth && should_be_there(it));
    facts.checks.push((
        Check::TruthsRenewed,
        Progress::count(truths.map(|it| renewed.contains(&it.id))),
    ));
    Ok(())
}

async fn contributions(
    org: &OrgStore,
    touchpoints: &[&Touchpoint],
    now: Timestamp,
    facts: &mut Facts,
) -> Result<(), Problem> {
    let delivered = org
        .deliveries_since(now.plus_seconds(-QUARTER * DAY))
        .await?;
    let plans = org.plans().await?;
    let cards = org.role_cards().await?;
    let mut all: BTreeMap<Option<String>, Contribution> = BTreeMap::new();
    let key = |name: Option<&str>| name.map(|it| it.trim().to_lowercase());
    for it in touchpoints {
        let department = it.profile.department.as_deref();
        let own = all.entry(key(department)).or_insert_with(|| Contribution {
            department: department.map(|it| it.trim().to_owned()),
            ..Contribution::default()
        });
        if should_be_there(it) {
            own.owns += 1;
            own.planned += u32::from(plans.get(&it.id).is_some_and(|head| head.live.is_some()));
        }
        own.delivers += delivered.get(&it.no).copied().unwrap_or(0);
    }
    for card in cards.iter().filter(|it| it.removed_at.is_none()) {
        let own = all
            .entry(key(Some(&card.department)))
            .or_insert_with(|| Contribution {
                department: Some(card.department.trim().to_owned()),
                ..Contribution::default()
            });
        for holder in &card.holders {
            own.signed.of += 1;
            own.signed.done += u32::from(matches!(standing_of(card, *holder), Holding::Signed(_)));
        }
    }
    // Those without a department come last.
    let (nobody, named): (Vec<_>, Vec<_>) =
        all.into_values().partition(|it| it.department.is_none());
    facts.departments = named
        .into_iter()
        .chain(nobody.into_iter().filter(|it| it.owns > 0))
        .collect();
    Ok(())
}
