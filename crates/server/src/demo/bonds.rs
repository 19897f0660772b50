//! Gives the demo its promises, errors, signs of trust, answers to the pulse, advocates, revenue and departures.

use std::collections::{HashMap, HashSet};

use domain::access::{Actor, Organization, Permission};
use domain::clients::Attributes;
use domain::demo::bonds::{Bonds, DemoPromise, End};
use domain::demo::firm::SPOTS;
use domain::demo::gaps::{GapPlan, GapStory};
use domain::demo::money::{Staying, paid_before, part};
use domain::demo::{DemoSize, Detail, Simulation};
use domain::ids::{ClientId, PersonId, TouchpointId};
use domain::loyalty::advocacy::departures::{Cause, Departure};
use domain::loyalty::advocacy::{Advocacy, CausedBy, Kind};
use domain::loyalty::facts::{ProofKind, What};
use domain::loyalty::promises::{Fact, FoundBy, Happened, Made, OwnError, Promise, standing};
use domain::loyalty::trust::{Entered, HALF_LIFE_DAYS, Signal, Source};
use domain::time::Timestamp;
use store::OrgStore;
use store::clients::NewClient;
use store::loyalty::advocacy::Between;
use store::loyalty::facts::NewFact;
use store::loyalty::promises::{NewPromise, PromiseFilter, RUNNING};
use store::loyalty::trust::NewPulse;

use super::ops::OWNER;
use crate::App;
use crate::error::Problem;

/// The stories of so many clients are told; a firm of millions is for measuring speed.
const MOST: u64 = 2_000;

/// After the owner has come in, who makes some of the promises. Written once, also where an earlier version loaded the rest.
pub async fn settle_bonds(
    app: &App,
    organization: &Organization,
    size: DemoSize,
) -> Result<(), Problem> {
    let grant = Actor::system(organization.id).require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let any = PromiseFilter {
        running: false,
        ..RUNNING
    };
    if !org.promises(&any, 1).await?.is_empty() {
        return Ok(());
    }
    let simulation = Simulation::new(DemoSize {
        end: organization.created_at,
        ..size
    });
    let plan = GapPlan::of_demo();
    let (mut all, mut staying, mut before) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..size.clients.min(MOST) {
        let mut facts = simulation.client(index, Detail::Numbers);
        // Who falls silent was promised nothing meanwhile.
        let story = GapStory::of(&plan, &simulation, &facts);
        story.cut(&mut facts);
        let bonds = Bonds::of(&simulation, &facts);
        // Nobody has met the others yet.
        if bonds.first_touch.is_some() {
            staying.extend(Staying::of(
                &simulation,
                (all.len(), &facts, &bonds),
                &story,
            ));
            before.push(paid_before(&simulation, &facts, &bonds));
            all.push(bonds);
        }
    }
    part(&simulation, &staying, &mut all);
    let writer = Writer::begin(app, &org, organization.created_at, &all).await?;
    writer.promises(&all).await?;
    writer.trust(&all).await?;
    writer.proofs(&all, &before).await
}

struct Writer<'a> {
    app: &'a App,
    org: &'a OrgStore,
    end: Timestamp,
    /// Id and number of each client, in the order of the stories.
    clients: Vec<(ClientId, i64)>,
    owner: Option<PersonId>,
    /// Who owns each touchpoint, and its id.
    spots: HashMap<&'static str, (TouchpointId, Option<PersonId>)>,
}

impl<'a> Writer<'a> {
    async fn begin(
        app: &'a App,
        org: &'a OrgStore,
        end: Timestamp,
        all: &[Bonds],
    ) -> Result<Self, Problem> {
        let mut clients = Vec::with_capacity(all.len());
        for some in all.chunks(1_000) {
            let asked: Vec<NewClient> = some
                .iter()
                .map(|it| NewClient {
                    id: app.id(),
                    key: it.key.clone(),
                    name: None,
                    attributes: match it.left {
                        Some(_) => Attributes::from([("status".to_owned(), "left".to_owned())]),
                        None => Attributes::new(),
                    },
                })
                .collect();
            clients.extend(org.ensure_clients(&asked, 0, end).await?.clients);
        }
        let people = org.people().await?;
        let owner = people.iter().find(|it| it.email.as_str() == OWNER);
        let design = org.design().await?;
        let spots = SPOTS.iter().filter_map(|spot| {
            let touchpoint = design.touchpoint_by_key(spot.key)?;
            Some((spot.key, (touchpoint.id, touchpoint.owner)))
        });
        Ok(Self {
            app,
            org,
            end,
            clients,
            owner: owner.map(|it| it.id),
            spots: spots.collect(),
        })
    }

    /// A third of the promises is the owner's, so that whoever signs in to the demo has some.
    fn who(&self, place: usize, spot: usize) -> Option<PersonId> {
        let of_spot = self.spots.get(SPOTS[spot].key).and_then(|it| it.1);
        if place.is_multiple_of(3) {
            self.owner
        } else {
            of_spot.or(self.owner)
        }
    }

    async fn promises(&self, all: &[Bonds]) -> Result<(), Problem> {
        let mut items = Vec::new();
        let mut errors = Vec::new();
        let mut place = 0;
        for (bonds, (client, no)) in all.iter().zip(&self.clients) {
            for one in &bonds.promises {
                place += 1;
                let who = self.who(place, one.spot);
                let facts = facts(one, who);
                let Some(standing) = standing(&facts) else {
                    continue;
                };
                items.push(NewPromise {
                    promise: Promise {
                        id: self.app.id(),
                        client: *client,
                        client_key: bonds.key.clone(),
                        client_name: None,
                        standing,
                        facts,
                    },
                    client_no: *no,
                    contact: None,
                    touch: None,
                });
            }
            errors.extend(bonds.errors.iter().map(|it| {
                let error = OwnError {
                    id: self.app.id(),
                    client: *client,
                    client_key: bonds.key.clone(),
                    client_name: None,
                    words: it.words.to_owned(),
                    at: it.at,
                    found_by: if it.found_by_us {
                        FoundBy::Us
                    } else {
                        FoundBy::Client
                    },
                    told_at: it.told_at,
                    noted_at: it.at,
                    noted_by: None,
                    withdrawn: false,
                };
                (error, *no)
            }));
        }
        for some in items.chunks(500) {
            self.org.add_promises(self.end, some).await?;
        }
        for (error, no) in &errors {
            self.org.add_own_error(error, *no).await?;
        }
        Ok(())
    }

    async fn trust(&self, all: &[Bonds]) -> Result<(), Problem> {
        for (bonds, (client, no)) in all.iter().zip(&self.clients) {
            for it in &bonds.signals {
                let signal = Entered {
                    id: self.app.id(),
                    client: *client,
                    signal: Signal {
                        part: it.part,
                        good: it.good,
                        weight: 1.0,
                        at: it.at,
                        half_life_days: HALF_LIFE_DAYS,
                        source: Source::Said,
                    },
                    words: it.words.to_owned(),
                    noted_at: it.at,
                    noted_by: None,
                    corrects: None,
                    taken_back: false,
                };
                self.org.add_trust_signal(&signal, *no).await?;
            }
            if let Some((at, answers)) = bonds.pulse {
                let pulse = NewPulse {
                    id: self.app.id(),
                    client: *no,
                    contact: None,
                    at,
                    answers,
                    noted_at: at,
                    noted_by: None,
                };
                self.org.add_pulse(&pulse).await?;
            }
        }
        Ok(())
    }

    /// What clients did: spoke for us, paid, stayed, left. Last, since the ladder is tested by it.
    async fn proofs(&self, all: &[Bonds], before: &[Vec<(Timestamp, i64)>]) -> Result<(), Problem> {
        let mut acts = Vec::new();
        let mut departures = Vec::new();
        let mut paid = Vec::new();
        // Whoever a referral could have brought: the first who came within four months after it.
        let mut came: Vec<(Timestamp, usize)> = all
            .iter()
            .enumerate()
            .filter_map(|(place, it)| Some((it.first_touch?, place)))
            .collect();
        came.sort_unstable();
        let mut brought: HashSet<usize> = HashSet::new();
        for (place, (bonds, (client, no))) in all.iter().zip(&self.clients).enumerate() {
            for it in &bonds.acts {
                let until = it.at.plus_seconds(120 * 86_400);
                let new = came
                    .iter()
                    .find(|(at, other)| {
                        it.kind == Kind::Referral
                            && *other != place
                            && *at > it.at
                            && *at < until
                            && !brought.contains(other)
                    })
                    .map(|(_, other)| *other);
                brought.extend(new);
                let spot = self.spots.get(SPOTS[it.spot].key);
                let act = Advocacy {
                    id: self.app.id(),
                    client: *client,
                    client_key: bonds.key.clone(),
                    client_name: None,
                    kind: it.kind,
                    at: it.at,
                    words: Some(it.words.to_owned()),
                    caused_by: spot.map(|spot| CausedBy::Touchpoint(spot.0)),
                    new_client: new.map(|other| self.clients[other].0),
                    revenue_cents: new
                        .and_then(|other| all[other].revenue.first())
                        .map(|paid| paid.2),
                    noted_at: it.at,
                    noted_by: None,
                    withdrawn: false,
                };
                let between = Between {
                    client: *no,
                    new_client: new.map(|other| self.clients[other].1),
                };
                acts.push((act, between));
            }
            // Who stayed with us before the story begins is not told: money alone came.
            paid.extend(before[place].iter().map(|(at, cents)| {
                let (kind, cents) = (ProofKind::Purchase, *cents);
                NewFact::of(*no, *at, 0, What::Proof { kind, cents })
            }));
            paid.extend(bonds.revenue.iter().map(|(at, stays, cents)| {
                let kind = if *stays {
                    ProofKind::Renewal
                } else {
                    ProofKind::Purchase
                };
                let cents = *cents;
                NewFact::of(*no, *at, 0, What::Proof { kind, cents })
            }));
            departures.extend(bonds.left.as_ref().map(|left| {
                let departure = Departure {
                    id: self.app.id(),
                    client: *client,
                    client_key: bonds.key.clone(),
                    client_name: None,
                    at: left.at,
                    causes: left
                        .causes
                        .iter()
                        .map(|(code, words)| Cause {
                            ours: true,
                            code: *code,
                            words: words.clone(),
                        })
                        .collect(),
                    words: Some(left.words.to_owned()),
                    revenue_cents: bonds.revenue.last().map(|paid| paid.2),
                    noted_at: left.at,
                    noted_by: None,
                    withdrawn: false,
                };
                (departure, *no)
            }));
        }
        for some in acts.chunks(500) {
            self.org.add_advocacy(self.end, some).await?;
        }
        for some in departures.chunks(500) {
            self.org.add_departures(self.end, some).await?;
        }
        for some in paid.chunks(2_000) {
            self.org.append_facts(self.end, some).await?;
        }
        Ok(())
    }
}

fn facts(one: &DemoPromise, who: Option<PersonId>) -> Vec<Fact> {
    let made = Happened::Made(Made {
        words: one.words.to_owned(),
        who,
        at: one.made_at,
        due_at: one.due_at,
    });
    let mut happened = vec![(one.made_at, made)];
    if let Some((at, due_at, why)) = one.moved {
        let why = why.to_owned();
        happened.push((at, Happened::Renegotiated { at, due_at, why }));
    }
    match one.end {
        End::Running => {}
        End::Kept(at) => happened.push((at, Happened::Kept { at, cause: None })),
        End::Late(at, cause) => {
            let cause = Some(cause.to_owned());
            happened.push((at, Happened::Kept { at, cause }));
        }
        End::Broken(at, cause) => {
            let cause = cause.to_owned();
            happened.push((at, Happened::Broken { at, cause }));
        }
    }
    let facts = happened.into_iter().zip(1..);
    facts
        .map(|((noted_at, what), no)| Fact {
            no,
            noted_at,
            noted_by: who,
            corrects: None,
            what,
        })
        .collect()
}
