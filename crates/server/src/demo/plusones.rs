//! The demo's plus-ones: what the firm gave, how it was taken, and a sprint that is over.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::demo::ClientFacts;
use domain::demo::plusones::{
    DemoPlusOne, Fate, Guest, IDEAS, PLUS_ONES, SPRINT, SPRINTERS, gifts, idea_cost, votes,
};
use domain::ids::{IdeaId, PersonId, PlusOneId, SprintId};
use domain::loyalty::plusones::{Card, State};
use domain::loyalty::sprints::Clock;
use domain::time::Timestamp;
use store::OrgStore;
use store::loyalty::plusones::{NewGift, NewPlusOne, Taking};
use store::loyalty::sprints::{Chosen, NewIdea, NewSprint, Participant};

use crate::App;
use crate::access::secret;
use crate::error::Problem;
use crate::loyalty::plusones::ops::settle_norms;

const DAY: i64 = 86_400;

/// From when to when each client was there, by its key; gathered while the firm's story is written.
#[derive(Default)]
pub struct DemoGuests(Vec<(String, Timestamp, Timestamp)>);

impl DemoGuests {
    pub fn take(&mut self, facts: &ClientFacts, end: Timestamp) {
        if let Some(first) = facts.touches.first() {
            let until = facts.client.left.map_or(end, |left| left.at);
            self.0.push((facts.client.key.clone(), first.at, until));
        }
    }

    async fn guests(&self, org: &OrgStore) -> Result<Vec<Guest>, Problem> {
        let mut numbers = HashMap::new();
        let mut after = None;
        loop {
            let page = org.clients(after.as_deref(), 1_000).await?;
            numbers.extend(page.items.into_iter().map(|client| (client.key, client.no)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let guest = |(key, from, until): &(String, Timestamp, Timestamp)| {
            Some(Guest {
                client: *numbers.get(key)?,
                from: *from,
                until: *until,
            })
        };
        Ok(self.0.iter().filter_map(guest).collect())
    }
}

/// Writes all of it, unless it is there.
pub async fn write_plus_ones(
    app: &App,
    org: &OrgStore,
    guests: &DemoGuests,
    owners: &HashMap<&'static str, PersonId>,
    (end, seed): (Timestamp, u64),
) -> Result<(), Problem> {
    if !org.plus_ones().await?.is_empty() {
        return Ok(());
    }
    let guests = guests.guests(org).await?;
    let design = org.design().await?;
    for it in PLUS_ONES {
        let by = owners.get(it.spot).copied();
        let place = design.touchpoint_by_key(it.spot).map(|place| place.id);
        let new = NewPlusOne {
            id: app.id(),
            card: card(it),
            touchpoint: place,
            votes: match it.fate {
                Fate::Idea { votes } => votes,
                _ => 0,
            },
            sprint: None,
            replaces: None,
            made_at: end.plus_seconds(-420 * DAY),
            made_by: by,
        };
        org.add_plus_one(&new).await?;
        let given: Vec<NewGift> = gifts(it, &guests, end, seed)
            .into_iter()
            .map(|gift| NewGift {
                id: app.id(),
                client: gift.client,
                at: gift.at,
                held_out: gift.held_out,
                asked_first: it.ask_first && !gift.held_out,
                taking: Taking {
                    reaction: gift.reaction,
                    felt: gift.felt,
                    words: gift.words.map(str::to_owned),
                    at: Some(gift.at),
                },
                external_id: None,
                given_by: by,
            })
            .collect();
        org.give_many(new.id, &given, end).await?;
        decide(app, org, it, new.id, (end, by)).await?;
    }
    hold_sprint(app, org, end).await
}

fn card(it: &DemoPlusOne) -> Card {
    Card {
        words: it.words.to_owned(),
        cost_class: it.cost,
        cost_cents: it.cents,
        currency: "EUR".to_owned(),
        minutes: it.minutes,
        ask_first: it.ask_first,
        hold_out_percent: it.held_out,
    }
}

/// What somebody decided in the end, and the ledgers that follow.
async fn decide(
    app: &App,
    org: &OrgStore,
    it: &DemoPlusOne,
    id: PlusOneId,
    (end, by): (Timestamp, Option<PersonId>),
) -> Result<(), Problem> {
    let Some(mut kept) = org.plus_one(id).await? else {
        return Ok(());
    };
    match it.fate {
        Fate::Kept if kept.state == State::Norm => {
            kept.kept_at = Some(end.plus_seconds(-60 * DAY));
            kept.kept_by = by;
            org.change_plus_one(&kept).await?;
        }
        Fate::Retired { farewell, .. } => {
            org.move_plus_one(id, State::Retired, end.plus_seconds(-DAY), by)
                .await?;
            kept.farewell = Some(farewell.to_owned());
            org.change_plus_one(&kept).await?;
        }
        _ => {}
    }
    let life = org.plus_one_life(kept.no).await?;
    let grant = Actor::system(org.organization_id()).require(Permission::EditDesign)?;
    settle_norms(app, &grant, &kept, &life).await
}

/// Half an hour, five weeks ago; what was voted for most is on the board.
async fn hold_sprint(app: &App, org: &OrgStore, end: Timestamp) -> Result<(), Problem> {
    let start = end.plus_seconds(-35 * DAY);
    let clock = Clock {
        started_at: start,
        ends_at: start.plus_seconds(1_800),
        closed_at: None,
    };
    let room: SprintId = app.id();
    let new = NewSprint {
        id: room,
        title: SPRINT.to_owned(),
        touchpoint: None,
        goal: 40,
        clock,
        link_ends_at: clock.ends_at,
        started_by: None,
    };
    // Nobody is told these links: the sprint is over.
    org.open_sprint(&new, &secret::hash(&secret::new(app)))
        .await?;
    let mut people = Vec::new();
    for name in SPRINTERS {
        let who = Participant {
            id: app.id(),
            name: name.to_owned(),
        };
        let key = secret::hash(&secret::new(app));
        // A demo's room is never full.
        let _ = org.join_sprint(room, &who, &key, start).await?;
        people.push(who.id);
    }
    let mut written: Vec<(IdeaId, usize, i64)> = Vec::new();
    for (place, words) in IDEAS.iter().enumerate() {
        let idea = NewIdea {
            id: app.id(),
            words: (*words).to_owned(),
            cost_class: Some(idea_cost(place)),
            by: people[place % people.len()],
            at: start.plus_seconds(40 * place as i64),
        };
        let _ = org.add_idea(room, &idea).await?;
        let mut count = 0;
        for voter in votes(place) {
            let _ = org.vote_idea(room, idea.id, people[voter], true).await?;
            count += 1;
        }
        written.push((idea.id, place, count));
    }
    written.sort_by_key(|(_, place, count)| (-count, *place));
    let closed = Clock {
        closed_at: Some(clock.ends_at),
        ..clock
    };
    let chosen: Vec<Chosen> = written
        .into_iter()
        .take(7)
        .map(|(idea, place, votes)| Chosen {
            idea,
            plus_one: NewPlusOne {
                id: app.id(),
                card: Card {
                    words: IDEAS[place].to_owned(),
                    cost_class: idea_cost(place),
                    cost_cents: 0,
                    currency: "EUR".to_owned(),
                    minutes: 5,
                    ask_first: false,
                    hold_out_percent: 0,
                },
                touchpoint: None,
                votes,
                sprint: Some(room),
                replaces: None,
                made_at: clock.ends_at,
                made_by: None,
            },
        })
        .collect();
    org.close_sprint(room, closed, &chosen).await?;
    Ok(())
}
