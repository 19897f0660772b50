//! What one person does today.

use std::collections::{BTreeMap, HashMap};

use domain::access::{Actor, Permission};
use domain::clients::{Client, Tier, tier_of};
use domain::design::plans::Plan;
use domain::design::{Existence, TouchpointKind};
use domain::ids::{CareRuleId, PersonId, TouchpointId};
use domain::loyalty::{Expectation, Status};
use domain::prompts::{AHEAD_DAYS, Candidate, CareRule, LEAST, Urgency, for_today, urgency};
use domain::time::{Timestamp, ZoneName};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::OrgStore;
use store::design::Design;
use store::loyalty::ExpectationFilter;
use store::loyalty::promises::{PromiseFilter, RUNNING};
use store::prompts::{KeptPrompt, Wanted};
use store::signals::{Comment, CommentFilter};

use super::person_of;
use crate::App;
use crate::error::Problem;
use crate::loyalty::plusones::ops::suggest;
use crate::prompts::views::{
    CarePlaceView, FailureView, PlaceView, PromptView, StandardView, TodayClientView,
    TodayExpectationView, TodayPlusOneView, TodayPromiseView, TodayTouchView, TodayView, WordsView,
};

/// Prompts that are looked at to find a day's clients: several of one client stand together.
const LOOKED_AT: usize = 60;
/// How far what is due is counted.
const COUNTED: usize = 100;
/// Expectations of one touch.
const EXPECTATIONS: usize = 3;
/// Promises of one client, and of whoever is signed in.
const PROMISES_OF_CLIENT: usize = 3;
const PROMISES: usize = 7;
/// Promises of so many seconds ahead are in the day.
const WEEK: i64 = 7 * 86_400;
/// Comments shown, and looked at to find them.
const WORDS: usize = 3;
const NEWEST: usize = 80;

/// Everything that is read once for the whole day.
struct Desk {
    now: Timestamp,
    zone: TimeZone,
    today: Date,
    me: Option<PersonId>,
    rules: HashMap<CareRuleId, CareRule>,
    tiers: Vec<Tier>,
    design: Design,
}

pub async fn show_today(app: &App, actor: &Actor) -> Result<TodayView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let organization = org.organization().await?;
    let zone = organization.map_or_else(ZoneName::utc, |it| it.time_zone);
    let now = app.now();
    let rules: HashMap<_, _> = org
        .care_rules()
        .await?
        .into_iter()
        .filter(|kept| kept.removed_at.is_none())
        .map(|kept| (kept.rule.id, kept.rule))
        .collect();
    let desk = Desk {
        now,
        today: now.date(&zone.zone()),
        zone: zone.zone(),
        me: person_of(&grant),
        rules,
        tiers: org.tiers().await?,
        design: org.design().await?,
    };
    let (prompts, due) = candidates(&org, &desk).await?;
    let chosen = choose(&prompts, desk.today);
    let shown: usize = chosen
        .iter()
        .flatten()
        .filter(|prompt| prompt.prompt.shows_from() <= desk.today)
        .count();
    let numbers: Vec<i64> = chosen.iter().map(|touch| touch[0].prompt.client).collect();
    let clients = by_number(&org, &numbers).await?;
    let mut touches = Vec::with_capacity(chosen.len());
    for touch in &chosen {
        if let Some(client) = clients.get(&touch[0].prompt.client) {
            let mut view = touch_view(&org, &desk, client, touch).await?;
            view.plus_one = plus_one(app, actor, client, view.touchpoint).await?;
            touches.push(view);
        }
    }
    let plans = org.live_plans().await?;
    Ok(TodayView {
        day: desk.today.to_string(),
        time_zone: zone.as_str().to_owned(),
        touches,
        more: due.saturating_sub(shown),
        places: places(&desk.design, &plans),
        promises: match desk.me {
            Some(_) => promises(&org, &desk, None, PROMISES).await?,
            None => Vec::new(),
        },
        words: words(&org, &desk).await?,
        without_rules: desk.rules.is_empty(),
    })
}

/// What may stand in the day: the person's own, and those for whom nobody is responsible. And how many are due.
async fn candidates(org: &OrgStore, desk: &Desk) -> Result<(Vec<KeptPrompt>, usize), Problem> {
    let mut found = Vec::new();
    let mut due = 0;
    let mut owners = vec![None];
    owners.extend(desk.me.map(Some));
    let today = desk.today;
    let mut wanted = Wanted {
        owner: None,
        from: Date::constant(1, 1, 1),
        to: today,
        today,
        limit: LOOKED_AT,
    };
    for owner in &owners {
        wanted.owner = *owner;
        found.extend(org.prompts_of(&wanted).await?);
        due += org.count_prompts_of(*owner, today, COUNTED).await?;
    }
    if found.len() < LEAST * 2 {
        wanted.from = today.tomorrow().unwrap_or(today);
        wanted.to = today.checked_add(AHEAD_DAYS.days()).unwrap_or(today);
        wanted.limit = LEAST * 4;
        for owner in &owners {
            wanted.owner = *owner;
            found.extend(org.prompts_of(&wanted).await?);
        }
    }
    // A rule that was removed a moment ago asks for nothing, also where that is not worked out yet.
    found.retain(|kept| {
        desk.rules
            .get(&kept.prompt.rule)
            .is_some_and(|it| it.active)
    });
    Ok((found, due.min(COUNTED)))
}

fn candidate(kept: &KeptPrompt) -> Candidate {
    Candidate {
        client: kept.prompt.client,
        shows_from: kept.prompt.shows_from(),
        due: kept.prompt.due.due,
        in_time: kept.prompt.due.in_time,
        snoozed: kept.prompt.snooze.is_some(),
    }
}

fn choose(prompts: &[KeptPrompt], today: Date) -> Vec<Vec<&KeptPrompt>> {
    let candidates: Vec<Candidate> = prompts.iter().map(candidate).collect();
    for_today(&candidates, today)
        .into_iter()
        .map(|places| places.into_iter().map(|place| &prompts[place]).collect())
        .collect()
}

async fn by_number(org: &OrgStore, numbers: &[i64]) -> Result<BTreeMap<i64, Client>, Problem> {
    let clients = org.clients_by_no(numbers).await?;
    Ok(clients.into_iter().map(|it| (it.no, it)).collect())
}

fn client_view(client: &Client, tiers: &[Tier]) -> TodayClientView {
    TodayClientView {
        id: client.id,
        key: client.key.clone(),
        name: client.name.clone().unwrap_or_else(|| client.key.clone()),
        tier: tier_of(tiers, &client.attributes).map(|tier| tier.label.clone()),
    }
}

async fn touch_view(
    org: &OrgStore,
    desk: &Desk,
    client: &Client,
    touch: &[&KeptPrompt],
) -> Result<TodayTouchView, Problem> {
    let first = candidate(touch[0]);
    let urgency = urgency(&first, desk.today);
    let rule = |kept: &KeptPrompt| desk.rules.get(&kept.prompt.rule);
    let suggested = touch
        .iter()
        .filter_map(|kept| rule(kept)?.touchpoint)
        .find(|id| desk.design.touchpoint(*id).is_some());
    Ok(TodayTouchView {
        client: client_view(client, &desk.tiers),
        urgency: urgency.as_str().to_owned(),
        days_late: match urgency {
            Urgency::Late => touch[0].prompt.days_late(desk.today),
            Urgency::Due | Urgency::Coming => 0,
        },
        prompts: touch
            .iter()
            .map(|kept| PromptView::of(kept, rule(kept)))
            .collect(),
        touchpoint: suggested,
        expectations: expectations(org, desk, client.no).await?,
        promises: promises(org, desk, Some(client.no), PROMISES_OF_CLIENT).await?,
        plus_one: None,
    })
}

/// One small extra: never one that the client did not want, with a word where they are to be asked first.
async fn plus_one(
    app: &App,
    actor: &Actor,
    client: &Client,
    touchpoint: Option<TouchpointId>,
) -> Result<Option<TodayPlusOneView>, Problem> {
    let found = suggest(app, actor, client.id, touchpoint).await?;
    Ok(found.suggested.map(|it| TodayPlusOneView {
        id: it.id,
        words: it.words,
        ask_first: it.ask_first,
        hold_out: it.hold_out,
    }))
}

/// What is still to be done: for one client, or by whoever is signed in within the week.
async fn promises(
    org: &OrgStore,
    desk: &Desk,
    client: Option<i64>,
    limit: usize,
) -> Result<Vec<TodayPromiseView>, Problem> {
    let mut filter = PromiseFilter { client, ..RUNNING };
    if client.is_none() {
        filter.who = desk.me;
        filter.due_before = Some(desk.now.plus_seconds(WEEK));
    }
    let found = org.promises(&filter, limit).await?;
    Ok(found
        .into_iter()
        .map(|kept| {
            let promise = kept.promise;
            let standing = promise.standing;
            TodayPromiseView {
                id: promise.id,
                client: promise.client,
                client_name: promise.client_name.unwrap_or(promise.client_key),
                due_at: standing.due_at,
                due: standing.due_at.date(&desk.zone).to_string(),
                overdue: standing.is_overdue(desk.now),
                mine: desk.me.is_some() && standing.made.who == desk.me,
                words: standing.made.words,
            }
        })
        .collect())
}

/// How well an expectation is known, the best first.
fn known(it: &Expectation, now: Timestamp) -> (u8, &'static str) {
    match it.status {
        Status::Confirmed if it.is_fresh(now) => (0, "fresh"),
        Status::Confirmed => (1, "stale"),
        Status::Stated => (2, "stated"),
        Status::Assumed | Status::Retired => (3, "assumed"),
    }
}

async fn expectations(
    org: &OrgStore,
    desk: &Desk,
    client: i64,
) -> Result<Vec<TodayExpectationView>, Problem> {
    let filter = ExpectationFilter {
        client: Some(client),
        ..ExpectationFilter::default()
    };
    let mut all = org.expectations(&filter, 60).await?;
    all.retain(|it| it.status != Status::Retired);
    all.sort_by_key(|it| (known(it, desk.now).0, it.level, it.id));
    all.truncate(EXPECTATIONS);
    Ok(all
        .into_iter()
        .map(|it| TodayExpectationView {
            id: it.id,
            known: known(&it, desk.now).1.to_owned(),
            level: it.level.as_str().to_owned(),
            confirmed_at: it.confirmed_at,
            words: it.words,
        })
        .collect())
}

/// Every live touchpoint where people meet, with the checklist of its live plan.
fn places(design: &Design, plans: &[Plan]) -> Vec<PlaceView> {
    let plan_of = |id: TouchpointId| plans.iter().find(|plan| plan.touchpoint == id);
    let mut places: Vec<PlaceView> = design
        .touchpoints
        .iter()
        .filter(|it| it.existence == Existence::Live && it.kind == TouchpointKind::Dynamic)
        .map(|it| {
            let document = plan_of(it.id).map(|plan| &plan.document);
            PlaceView {
                id: it.id,
                key: it.key.clone(),
                label: it.label.clone(),
                channel: it
                    .channel
                    .and_then(|id| design.channel(id))
                    .map(|channel| channel.label.clone()),
                minutes: document.and_then(|it| it.minutes),
                standards: document.map_or_else(Vec::new, |it| {
                    let standards = it.standards.iter();
                    standards
                        .map(|one| StandardView {
                            id: one.id.clone(),
                            words: one.words.clone(),
                        })
                        .collect()
                }),
                failures: document.map_or_else(Vec::new, |it| {
                    let failures = it.failures.iter();
                    failures
                        .map(|one| FailureView {
                            id: one.id.clone(),
                            words: one.words.clone(),
                            recovery: one.recovery.clone(),
                        })
                        .collect()
                }),
            }
        })
        .collect();
    places.sort_by(|a, b| (&a.label, a.id).cmp(&(&b.label, b.id)));
    places
}

/// What was said of a touchpoint that the person answers for; where nobody answers for anything, of any.
async fn words(org: &OrgStore, desk: &Desk) -> Result<Vec<WordsView>, Problem> {
    let page = org
        .comments(&CommentFilter::default(), None, NEWEST)
        .await?;
    let touchpoint_of = |comment: &Comment| {
        let question = desk
            .design
            .questions
            .iter()
            .find(|it| it.no == comment.question)?;
        desk.design.touchpoint(question.touchpoint?)
    };
    let answers = desk.me.is_some() && desk.design.touchpoints.iter().any(|it| it.owner == desk.me);
    let mut said = page.items;
    said.retain(|comment| {
        let text = comment.text.as_deref().map(str::trim).unwrap_or_default();
        let mine = || touchpoint_of(comment).is_some_and(|it| it.owner == desk.me);
        text.chars().count() > 1 && comment.at <= desk.now && (!answers || mine())
    });
    said.truncate(WORDS);
    let numbers: Vec<i64> = said.iter().map(|comment| comment.client).collect();
    let clients = by_number(org, &numbers).await?;
    Ok(said
        .iter()
        .filter_map(|comment| {
            let client = clients.get(&comment.client)?;
            Some(WordsView {
                words: comment.text.clone()?,
                at: comment.at,
                touchpoint: touchpoint_of(comment).map(|it| CarePlaceView {
                    id: it.id,
                    key: it.key.clone(),
                    label: it.label.clone(),
                }),
                felt: felt(comment).map(str::to_owned),
                client: client_view(client, &desk.tiers),
            })
        })
        .collect())
}

/// The cut that the ladder makes of scores: on 1–5, 5 is beyond, 4 as expected; on 0–10, 9 and 10, 7 and 8.
fn felt(comment: &Comment) -> Option<&'static str> {
    let score = comment.score?;
    let (beyond, expected) = match comment.scale.as_deref()? {
        "0-10" => (9, 7),
        "1-5" => (5, 4),
        "1-7" => (7, 6),
        _ => return None,
    };
    Some(if score >= beyond {
        "beyond"
    } else if score >= expected {
        "expected"
    } else {
        "short"
    })
}
