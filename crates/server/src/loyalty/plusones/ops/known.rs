//! The board as it stands, gathered once for one answer.

use std::collections::HashMap;

use domain::access::Person;
use domain::ids::{PersonId, PlusOneId};
use domain::loyalty::plusones::asking::must_ask;
use domain::loyalty::plusones::measures::{Reactions, a_year_before, cost_per_wow, yearly_of};
use domain::loyalty::plusones::ratchet::{Life, Step, Why};
use domain::loyalty::plusones::{Reaction, State};
use domain::time::Timestamp;
use store::OrgStore;
use store::design::Design;
use store::loyalty::plusones::{KeptPlusOne, ReactionCount};

use crate::App;
use crate::error::Problem;
use crate::loyalty::plusones::views::{
    NormView, PlaceView, PlusOneView, ReactionsView, StepView, owner,
};
use crate::signals::events::views::ClientNameView;

pub struct Known {
    pub kept: Vec<KeptPlusOne>,
    pub now: Timestamp,
    counts: Vec<ReactionCount>,
    steps: Vec<(i64, Step)>,
    norms: HashMap<i64, i64>,
    telling: HashMap<i64, i64>,
    votes: Vec<i64>,
    people: Vec<Person>,
    design: Design,
}

/// What the counts say of one plus-one.
pub struct Counted {
    pub reactions: Reactions,
    unknown: u32,
    held_out: i64,
    lately: u32,
    first_at: Option<Timestamp>,
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Known {
    pub async fn gather(
        app: &App,
        org: &OrgStore,
        asking: Option<PersonId>,
    ) -> Result<Known, Problem> {
        let now = app.now();
        Ok(Known {
            kept: org.plus_ones().await?,
            now,
            counts: org.plus_one_reactions(a_year_before(now)).await?,
            steps: org.plus_one_steps().await?,
            norms: org.plus_one_norm_counts().await?.into_iter().collect(),
            telling: org.plus_one_telling().await?.into_iter().collect(),
            votes: match asking {
                Some(person) => org.plus_one_votes_of(person).await?,
                None => Vec::new(),
            },
            people: org.people().await?,
            design: org.design().await?,
        })
    }

    pub fn year_ago(&self) -> Timestamp {
        a_year_before(self.now)
    }

    pub fn find(&self, id: PlusOneId) -> Option<&KeptPlusOne> {
        self.kept.iter().find(|it| it.id == id)
    }

    pub fn counted(&self, it: &KeptPlusOne) -> Counted {
        let mut all = Counted {
            reactions: Reactions::default(),
            unknown: 0,
            held_out: 0,
            lately: 0,
            first_at: None,
        };
        for count in self.counts.iter().filter(|count| count.plus_one == it.no) {
            let n = small(count.count);
            if count.held_out {
                all.held_out += count.count;
                continue;
            }
            match count.reaction {
                Some(Reaction::Wow) => all.reactions.wow += n,
                Some(Reaction::Noticed) => all.reactions.noticed += n,
                Some(Reaction::Unnoticed) => all.reactions.unnoticed += n,
                Some(Reaction::Unwanted) => all.reactions.unwanted += n,
                None => all.unknown += n,
            }
            all.lately += small(count.lately);
            all.first_at = Some(
                all.first_at
                    .map_or(count.first_at, |at| at.min(count.first_at)),
            );
        }
        all
    }

    pub fn view(&self, it: &KeptPlusOne) -> PlusOneView {
        let counted = self.counted(it);
        let reactions = counted.reactions;
        let card = &it.card;
        let replaced_by = self.kept.iter().find(|other| other.replaces == Some(it.id));
        let place = it.touchpoint.and_then(|id| self.design.touchpoint(id));
        let money = (card.cost_cents, card.minutes);
        PlusOneView {
            id: it.id,
            words: card.words.clone(),
            state: it.state.into(),
            since: it.since,
            cost_class: card.cost_class.into(),
            cost_cents: card.cost_cents,
            currency: card.currency.clone(),
            minutes: card.minutes,
            ask_first: card.ask_first,
            must_ask: must_ask(card.ask_first, reactions),
            hold_out_percent: card.hold_out_percent,
            touchpoint: place.map(|place| PlaceView {
                id: place.id,
                key: place.key.clone(),
                label: place.label.clone(),
            }),
            votes: it.votes,
            voted: self.votes.contains(&it.no),
            given: it.given,
            held_out: counted.held_out,
            reactions: ReactionsView {
                wow: reactions.wow,
                noticed: reactions.noticed,
                unnoticed: reactions.unnoticed,
                unwanted: reactions.unwanted,
                unknown: counted.unknown,
            },
            wow: reactions.wow_rate().into(),
            unwanted: reactions.unwanted_rate().into(),
            cost_per_wow: cost_per_wow(card.cost_cents, reactions).map(Into::into),
            yearly: yearly_of(money, counted.lately, counted.first_at, self.now).into(),
            norm: NormView {
                clients: self.norms.get(&it.no).copied().unwrap_or_default(),
                kept_at: it.kept_at,
                kept_by: owner(it.kept_by, &self.people),
                replacement_wanted: it.state == State::Norm && replaced_by.is_none(),
                replaced_by: replaced_by.map(|other| other.id),
            },
            telling_clients: self.telling.get(&it.no).copied().unwrap_or_default(),
            sprint: it.sprint,
            replaces: it.replaces,
            farewell: it.farewell.clone(),
            made_at: it.made_at,
            made_by: owner(it.made_by, &self.people),
        }
    }

    /// The lives of all, as far as the steps tell them.
    pub fn lives(&self) -> Vec<Life> {
        let life = |it: &KeptPlusOne| Life {
            state: it.state,
            since: Some(it.since),
            steps: self
                .steps
                .iter()
                .filter(|(no, _)| *no == it.no)
                .map(|(_, step)| *step)
                .collect(),
            expecting: Default::default(),
        };
        self.kept.iter().map(life).collect()
    }

    /// The steps of one, with the names of the clients who made it a norm.
    pub async fn steps_of(
        &self,
        org: &OrgStore,
        it: &KeptPlusOne,
    ) -> Result<Vec<StepView>, Problem> {
        let steps: Vec<Step> = self
            .steps
            .iter()
            .filter(|(no, _)| *no == it.no)
            .map(|(_, step)| *step)
            .collect();
        let named: Vec<i64> = steps
            .iter()
            .filter_map(|step| match step.why {
                Why::ThirdTime { client } => Some(client),
                _ => None,
            })
            .collect();
        let clients = org.clients_by_no(&named).await?;
        let view = |step: Step| {
            let (client, counts) = match step.why {
                Why::ThirdTime { client } => (Some(client), None),
                Why::StillSurprises { wows, of } | Why::WornOut { wows, of } => {
                    (None, Some((wows, of)))
                }
                Why::Moved | Why::FirstGift => (None, None),
            };
            let client = clients.iter().find(|it| Some(it.no) == client);
            StepView {
                at: step.at,
                from: step.from.into(),
                to: step.to.into(),
                why: (&step.why).into(),
                client: client.map(|it| ClientNameView {
                    id: it.id,
                    key: it.key.clone(),
                    name: it.name.clone(),
                }),
                wows: counts.map(|it| it.0),
                of: counts.map(|it| it.1),
            }
        };
        Ok(steps.into_iter().map(view).collect())
    }
}
