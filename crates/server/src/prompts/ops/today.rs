//! What one person does today.

use std::collections::{BTreeMap, HashMap};

use domain::access::{Actor, Permission};
use domain::clients::{Client, Tier, tier_of};
use domain::design::plans::Plan;
use domain::design::{Existence, TouchpointKind};
use domain::ids::{ClientId, PersonId, TouchpointId};
use domain::loyalty::Expectation;
use domain::loyalty::expectations::iceberg::Knowledge;
use domain::prompts::{AHEAD_DAYS, Candidate, LEAST, Urgency, felt_by_score, for_today, urgency};
use domain::time::{Timestamp, ZoneName};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::OrgStore;
use store::design::Design;
use store::loyalty::promises::{KeptPromise, PromiseFilter, RUNNING};
use store::prompts::{KeptPrompt, Wanted};
use store::signals::{Comment, CommentFilter};

use super::person_of;
use crate::App;
use crate::error::Problem;
use crate::loyalty::plusones::ops::suggest_for;
use crate::prompts::reasons::Reasons;
use crate::prompts::views::{
    CarePlaceView, FailureView, PlaceView, PromptView, StandardView, TodayClientView,
    TodayExpectationView, TodayLinkRequestView, TodayPlusOneView, TodayPromiseView, TodayTouchView,
    TodayView, WordsView,
};

/// Prompts that are looked at to find a day's clients: several of one client stand together.
const LOOKED_AT: usize = 60;
/// How far what is due is counted.
const COUNTED: usize = 100;
/// Expectations, and promises, that are read of each client.
const READ_OF_EACH: usize = 200;
/// Requests for a new link that are shown.
const LINK_REQUESTS: usize = 5;
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
    reasons: Reasons,
    tiers: Vec<Tier>,
    design: Design,
}

pub async fn show_today(app: &App, actor: &Actor) -> Result<TodayView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let organization = org.organization().await?;
    let zone = organization.map_or_else(ZoneName::utc, |it| it.time_zone);
    let now = app.now();
    let today = now.date(&zone.zone());
    let design = org.design().await?;
    let plans = org.live_plans().await?;
    let desk = Desk {
        now,
        today,
        zone: zone.zone(),
        me: person_of(&grant),
        reasons: Reasons::with(&org, &design, &plans, today).await?,
        tiers: org.tiers().await?,
        design,
    };
    let (prompts, due) = candidates(&org, &desk).await?;
    let chosen = choose(&prompts, desk.today);
    let shown: usize = chosen
        .iter()
        .flatten()
        .filter(|prompt| prompt.prompt.shows_from() <= desk.today)
        .count();
    Ok(TodayView {
        day: desk.today.to_string(),
        time_zone: zone.as_str().to_owned(),
        touches: touches(&org, &desk, &chosen).await?,
        more: due.saturating_sub(shown),
        more_at_least: due == COUNTED,
        places: places(&desk.design, &plans),
        promises: match desk.me {
            Some(_) => own_promises(&org, &desk).await?,
            None => Vec::new(),
        },
        words: words(&org, &desk).await?,
        link_requests: link_requests(&org, &desk).await?,
        without_rules: desk.reasons.is_empty(),
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
    found.retain(|kept| desk.reasons.asks(kept.prompt.asked_by));
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

/// The touches of the day. Everything is read for all clients at once: the number of statements does not grow with theirs.
async fn touches(
    org: &OrgStore,
    desk: &Desk,
    chosen: &[Vec<&KeptPrompt>],
) -> Result<Vec<TodayTouchView>, Problem> {
    let numbers: Vec<i64> = chosen.iter().map(|touch| touch[0].prompt.client).collect();
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let clients = by_number(org, &numbers).await?;
    let mut expected: HashMap<ClientId, Vec<Expectation>> = HashMap::new();
    for one in org
        .expectations_of_clients(&numbers, READ_OF_EACH * numbers.len())
        .await?
    {
        expected.entry(one.client).or_default().push(one);
    }
    let mut promised: HashMap<ClientId, Vec<KeptPromise>> = HashMap::new();
    for one in org
        .running_promises_of(&numbers, READ_OF_EACH * numbers.len())
        .await?
    {
        let of_client = promised.entry(one.promise.client).or_default();
        if of_client.len() < PROMISES_OF_CLIENT {
            of_client.push(one);
        }
    }
    let known: Vec<(&Vec<&KeptPrompt>, &Client, Option<TouchpointId>)> = chosen
        .iter()
        .filter_map(|touch| {
            let client = clients.get(&touch[0].prompt.client)?;
            let mut places = touch.iter();
            let place = places.find_map(|kept| desk.reasons.place(kept.prompt.asked_by));
            Some((touch, client, place))
        })
        .collect();
    let asked: Vec<_> = known
        .iter()
        .map(|(_, client, place)| (*client, *place))
        .collect();
    let suggested = suggest_for(org, &asked).await?;
    Ok(known
        .into_iter()
        .zip(suggested)
        .map(|((touch, client, touchpoint), suggested)| {
            let urgency = urgency(&candidate(touch[0]), desk.today);
            TodayTouchView {
                client: client_view(client, &desk.tiers),
                urgency: urgency.into(),
                days_late: match urgency {
                    Urgency::Late => touch[0].prompt.days_late(desk.today),
                    Urgency::Due | Urgency::Coming => 0,
                },
                prompts: touch
                    .iter()
                    .map(|kept| PromptView::of(kept, &desk.reasons))
                    .collect(),
                touchpoint,
                expectations: expectations(expected.remove(&client.id), desk.now),
                promises: promised
                    .remove(&client.id)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|kept| promise_view(kept, desk))
                    .collect(),
                // Never one that the client did not want, with a word where they are to be asked first.
                plus_one: suggested.map(|it| TodayPlusOneView {
                    id: it.id,
                    words: it.words,
                    ask_first: it.ask_first,
                    hold_out: it.hold_out,
                }),
            }
        })
        .collect())
}

/// What whoever is signed in has to do within the week, for whomever.
async fn own_promises(org: &OrgStore, desk: &Desk) -> Result<Vec<TodayPromiseView>, Problem> {
    let filter = PromiseFilter {
        who: desk.me,
        due_before: Some(desk.now.plus_seconds(WEEK)),
        ..RUNNING
    };
    let found = org.promises(&filter, PROMISES).await?;
    Ok(found
        .into_iter()
        .map(|kept| promise_view(kept, desk))
        .collect())
}

fn promise_view(kept: KeptPromise, desk: &Desk) -> TodayPromiseView {
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
}

/// Clients who ask for a new link, of those for whom the person or nobody is responsible.
async fn link_requests(org: &OrgStore, desk: &Desk) -> Result<Vec<TodayLinkRequestView>, Problem> {
    let waiting = org.link_requests(None, desk.me, LINK_REQUESTS).await?;
    let mut views = Vec::with_capacity(waiting.len());
    // Hardly ever more than one: people ask once a quarter at most.
    for one in waiting {
        let Some(client) = org.client(one.client).await? else {
            continue;
        };
        let contact = match one.contact {
            None => None,
            Some(id) => org.contact(id).await?.map(|it| it.details.name),
        };
        views.push(TodayLinkRequestView {
            id: one.id,
            client: client_view(&client, &desk.tiers),
            contact,
            asked_at: one.asked_at,
        });
    }
    Ok(views)
}

/// How well an expectation is known, the best first.
fn known(it: &Expectation, now: Timestamp) -> Knowledge {
    Knowledge::of(it.status, it.is_fresh(now)).unwrap_or(Knowledge::Assumed)
}

fn expectations(all: Option<Vec<Expectation>>, now: Timestamp) -> Vec<TodayExpectationView> {
    let mut all = all.unwrap_or_default();
    all.sort_by_key(|it| (known(it, now), it.level, it.id));
    all.truncate(EXPECTATIONS);
    all.into_iter()
        .map(|it| TodayExpectationView {
            id: it.id,
            known: known(&it, now).into(),
            level: it.level.into(),
            confirmed_at: it.confirmed_at,
            words: it.words,
        })
        .collect()
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
                felt: comment
                    .score
                    .and_then(|score| felt_by_score(score, comment.scale.as_deref()?))
                    .map(Into::into),
                client: client_view(client, &desk.tiers),
            })
        })
        .collect())
}
