//! Simulated firms with their clients' histories.

use std::collections::{BTreeMap, BTreeSet};

use super::super::story::{GapStory, Said};
use super::super::{After, Answered, Expected, GapPlan};
use super::{Judged, Trial, Trials, template};
use crate::demo::firm::{CHANNELS, SPOTS, STAGES, TIERS, spot_index};
use crate::demo::{ClientFacts, DemoSize, Detail, Simulation};
use crate::design::TouchpointKind;
use crate::design::gaps::{
    About, After as Followed, ClientTerm, CueSeen, Detector, EventSeen, ExpectationSeen, Finding,
    History, Inputs, Minutes, Named, Spot, TOLERATED, TemplateSpot, TierTerm, TouchSeen, WishSeen,
    WishWords, demands, find_in,
};
use crate::signals::cues::cues;
use crate::signals::record::Direction;
use crate::signals::{AnswerRule, EventKind};
use crate::time::Timestamp;

const CLIENTS: u64 = 260;
const MONTHS: u32 = 26;
const DAY: i64 = 86_400;

/// Chases and wishes by fewer clients than this are nothing that anybody could conclude from.
const FEWEST: usize = 5;

/// A client's history with what it was made from.
struct Told {
    facts: ClientFacts,
    story: GapStory,
    touches: Vec<TouchSeen>,
    events: Vec<EventSeen>,
    cues: Vec<CueSeen>,
}

/// A firm and all that is true of it.
pub(super) struct Firm {
    plan: GapPlan,
    inputs: Inputs,
    clients: Vec<Told>,
    /// What each touch's note truly says, by its record.
    said: BTreeMap<i64, Said>,
    /// Each comment's text and topic, by its record.
    comments: BTreeMap<i64, (&'static str, Option<&'static str>)>,
}

fn end() -> Timestamp {
    Timestamp::parse_rfc3339("2026-03-31T20:00:00Z").unwrap()
}

impl Firm {
    pub(super) fn new(seed: u64, plan: GapPlan) -> Firm {
        let simulation = Simulation::new(DemoSize {
            clients: CLIENTS,
            months: MONTHS,
            seed,
            end: end(),
        });
        let mut firm = Firm {
            inputs: inputs(&plan),
            plan,
            clients: Vec::new(),
            said: BTreeMap::new(),
            comments: BTreeMap::new(),
        };
        let mut record = 0;
        for facts in simulation.clients(Detail::Numbers) {
            let story = GapStory::of(&firm.plan, &simulation, &facts);
            firm.tell(facts, story, &mut record);
        }
        firm.inputs.clients = firm.clients.iter().map(term).collect();
        firm.inputs.themes = firm.themes();
        firm
    }

    fn tell(&mut self, facts: ClientFacts, story: GapStory, record: &mut i64) {
        let mut next = || {
            *record += 1;
            *record
        };
        let mut told = Told {
            touches: Vec::new(),
            events: Vec::new(),
            cues: Vec::new(),
            facts,
            story,
        };
        for touch in &told.facts.touches {
            if told.story.still_happened(touch.at) {
                let direction = if touch.outbound {
                    Direction::Out
                } else {
                    Direction::In
                };
                told.touches
                    .push(seen(touch.at, touch.spot, direction, touch.planned));
            }
        }
        for touch in &told.story.touches {
            let record = next();
            told.touches
                .push(seen(touch.at, touch.spot, touch.direction, touch.planned));
            if let Some((note, said)) = touch.note {
                self.said.insert(record, said);
                told.cues
                    .extend(cues_of(note, touch.at, touch.spot as i32, record, true));
            }
        }
        for event in &told.story.events {
            told.events.push(EventSeen {
                at: Minutes::of(event.at),
                kind: event.kind as i32,
                record: next(),
            });
        }
        for comment in &told.story.comments {
            let record = next();
            self.comments.insert(record, (comment.text, comment.topic));
            told.cues
                .extend(cues_of(comment.text, comment.at, -1, record, false));
        }
        told.touches
            .sort_by_key(|touch| (touch.at, touch.touchpoint));
        told.events.sort();
        told.cues.sort();
        self.clients.push(told);
    }

    fn themes(&self) -> Vec<crate::design::gaps::ThemeDemand> {
        let expectations = self.clients.iter().flat_map(|told| {
            told.story.expectations.iter().map(|one| ExpectationSeen {
                client: told.facts.client.index as i64,
                theme: self.plan.themes[one.theme].theme.to_owned(),
                must: one.must,
                confirmed_at: one.confirmed_at,
                half_life_days: 540,
                words: one.words.to_owned(),
            })
        });
        let served = self.plan.themes.iter().filter(|theme| theme.served);
        let served: BTreeSet<String> = served.map(|theme| theme.theme.to_owned()).collect();
        demands(expectations, &served, self.inputs.now)
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        let histories: Vec<History<'_>> = self
            .clients
            .iter()
            .map(|told| History {
                client: told.facts.client.index as i64,
                touches: &told.touches,
                events: &told.events,
                cues: &told.cues,
            })
            .collect();
        find_in(&self.inputs, &histories, |wishes| self.words(wishes))
    }

    fn words(&self, wishes: &[WishSeen]) -> Vec<WishWords> {
        let words = |wish: &WishSeen| {
            let (text, _) = self.comments.get(&wish.cue.record)?;
            Some(WishWords {
                client: wish.client,
                record: wish.cue.record,
                of_touch: wish.cue.of_touch,
                at: wish.cue.at.timestamp(),
                touchpoint: wish.cue.touchpoint,
                text: (*text).to_owned(),
            })
        };
        wishes.iter().filter_map(words).collect()
    }

    // --- what is true -------------------------------------------------------------------------------------------

    fn unanswered_kinds(&self) -> BTreeSet<&'static str> {
        let missing = self.plan.kinds.iter().filter(|kind| {
            !kind.harmless && kind.answered != Answered::Nothing && kind.unanswered > TOLERATED
        });
        missing.map(|kind| kind.key).collect()
    }

    /// Whoever was forgotten; and, where the tier has a rule, whoever was last met before what it allows.
    fn silent_clients(&self) -> BTreeSet<i64> {
        let mut silent = BTreeSet::new();
        for told in self
            .clients
            .iter()
            .filter(|told| told.facts.client.left.is_none())
        {
            let is_silent = match self.plan.limits[told.facts.client.tier] {
                Some(days) => {
                    let met = told
                        .facts
                        .touches
                        .iter()
                        .filter(|touch| told.story.still_happened(touch.at))
                        .map(|touch| (touch.at, touch.spot));
                    let gaps = told
                        .story
                        .touches
                        .iter()
                        .map(|touch| (touch.at, touch.spot));
                    let last = met
                        .chain(gaps)
                        .filter(|(_, spot)| SPOTS[*spot].kind != TouchpointKind::Static)
                        .map(|(at, _)| at)
                        .max();
                    last.is_some_and(|last| {
                        (end().micros() - last.micros()) / 1_000_000 / DAY > i64::from(days)
                    })
                }
                None => told.story.forgotten_from.is_some(),
            };
            if is_silent {
                silent.insert(told.facts.client.index as i64);
            }
        }
        silent
    }

    fn unserved_themes(&self) -> BTreeSet<&'static str> {
        let held: BTreeSet<usize> = self
            .clients
            .iter()
            .flat_map(|told| told.story.expectations.iter().map(|one| one.theme))
            .collect();
        let themes = self.plan.themes.iter().enumerate();
        themes
            .filter(|(at, theme)| {
                theme.expected == Expected::Fresh && !theme.served && held.contains(at)
            })
            .map(|(_, theme)| theme.theme)
            .collect()
    }

    /// What clients chased after, as far as enough of them did.
    fn causes(&self) -> BTreeSet<String> {
        let mut clients: BTreeMap<String, usize> = BTreeMap::new();
        for told in &self.clients {
            let mut of_client: BTreeSet<String> = BTreeSet::new();
            for (_, said) in told.story.touches.iter().filter_map(|touch| touch.note) {
                match said {
                    Said::ChaseOfEvent(kind) => {
                        of_client.insert(format!("event {}", self.plan.kinds[kind].key));
                    }
                    Said::ChaseOfTouch(spot) => {
                        of_client.insert(format!("touchpoint {}", SPOTS[spot].key));
                    }
                    Said::Chase | Said::Other => {}
                }
            }
            for cause in of_client {
                *clients.entry(cause).or_default() += 1;
            }
        }
        clients.retain(|_, count| *count >= FEWEST);
        clients.into_keys().collect()
    }

    /// Topics that enough clients miss.
    fn topics(&self) -> BTreeSet<&'static str> {
        let mut clients: BTreeMap<&'static str, usize> = BTreeMap::new();
        for told in &self.clients {
            let topics: BTreeSet<&'static str> = told
                .story
                .comments
                .iter()
                .filter_map(|comment| comment.topic)
                .collect();
            for topic in topics {
                *clients.entry(topic).or_default() += 1;
            }
        }
        clients.retain(|_, count| *count >= FEWEST);
        clients.into_keys().collect()
    }
}

fn seen(at: Timestamp, spot: usize, direction: Direction, planned: bool) -> TouchSeen {
    TouchSeen {
        at: Minutes::of(at),
        touchpoint: spot as i32,
        direction: Some(direction),
        planned,
    }
}

fn cues_of(
    text: &str,
    at: Timestamp,
    touchpoint: i32,
    record: i64,
    of_touch: bool,
) -> impl Iterator<Item = CueSeen> {
    let stage = usize::try_from(touchpoint).ok().and_then(|spot| {
        STAGES
            .iter()
            .position(|stage| stage.key == SPOTS[spot].stage)
    });
    cues(text).into_iter().map(move |cue| CueSeen {
        at: Minutes::of(at),
        kind: cue.kind,
        touchpoint,
        stage: stage.map_or(-1, |stage| stage as i32),
        record,
        of_touch,
    })
}

fn term(told: &Told) -> ClientTerm {
    ClientTerm {
        tier: u16::try_from(told.facts.client.tier).ok(),
        departed: told.facts.client.left.is_some(),
        since: told.facts.touches.first().map(|touch| touch.at),
    }
}

/// The firm's design, with what its plan of gaps says should follow which event.
fn inputs(plan: &GapPlan) -> Inputs {
    let mut inputs = Inputs::at(end());
    inputs.inventory.stages = STAGES
        .iter()
        .map(|it| Named::new(it.key, it.label))
        .collect();
    inputs.inventory.channels = CHANNELS
        .iter()
        .map(|it| Named::new(it.key, it.label))
        .collect();
    inputs.inventory.touchpoints = SPOTS
        .iter()
        .enumerate()
        .map(|(no, spot)| Spot {
            no: no as i32,
            key: spot.key.to_owned(),
            label: spot.label.to_owned(),
            kind: spot.kind,
            existence: spot.existence,
            stage: Some(spot.stage.to_owned()),
            channel: Some(spot.channel.to_owned()),
            audiences: Vec::new(),
        })
        .collect();
    inputs.tiers = TIERS
        .iter()
        .zip(plan.limits)
        .map(|(tier, max_silence_days)| TierTerm {
            key: tier.key.to_owned(),
            label: tier.label.to_owned(),
            max_silence_days,
        })
        .collect();
    let mut spots: Vec<TemplateSpot> = Vec::new();
    for (no, kind) in plan.kinds.iter().enumerate() {
        let answer = match kind.answered {
            Answered::Rule(spot, days) => AnswerRule::new(vec![spot.to_owned()], days.into()).ok(),
            Answered::AnyTouch(days) => AnswerRule::new(vec![], days.into()).ok(),
            _ => None,
        };
        inputs.event_kinds.push(EventKind {
            no: no as i32,
            key: kind.key.to_owned(),
            label: kind.label.to_owned(),
            answer,
        });
        if let Answered::Template(spot, days) = kind.answered {
            let spot = spot.and_then(spot_index).map(|at| SPOTS[at]);
            spots.push(TemplateSpot {
                key: spot.map_or("elsewhere", |spot| spot.key).to_owned(),
                label: spot.map_or("Elsewhere", |spot| spot.label).to_owned(),
                label_de: String::new(),
                stage: Named::new(spot.map_or("serve", |spot| spot.stage), ""),
                channel: Named::new(spot.map_or("phone", |spot| spot.channel), ""),
                kind: TouchpointKind::Dynamic,
                importance: 4,
                after_event: Some(kind.key.to_owned()),
                within_days: Some(u32::from(days)),
            });
        }
    }
    inputs.template = Some(template("firm", spots));
    inputs
}

/// What stands after the detector's name in a ground.
fn rest(finding: &Finding) -> &str {
    finding
        .ground
        .as_str()
        .split_once(':')
        .map_or("", |(_, rest)| rest)
}

/// The detectors that read histories, against what is true of the firm of a seed.
pub(super) fn trials(seed: u64) -> Trials {
    judge(&Firm::new(seed, GapPlan::drawn(seed)))
}

pub(super) fn judge(firm: &Firm) -> Trials {
    let findings = firm.findings();
    let of = |detector: Detector| findings.iter().filter(move |it| it.detector == detector);
    let mut trials = Trials::new();

    let kinds = firm.unanswered_kinds();
    let named = |it: &Finding| rest(it).split('/').next().unwrap_or("").to_owned();
    trials.insert(
        Detector::UnansweredEvent,
        trial(of(Detector::UnansweredEvent), &kinds, named),
    );

    let silent = firm.silent_clients();
    let mut of_silence = Trial {
        there: silent.len() as u64,
        ..Trial::default()
    };
    for finding in of(Detector::Silence) {
        for item in &finding.items {
            let is_true = silent.contains(&item.client);
            of_silence.found += u64::from(is_true);
            of_silence.judged.push(Judged {
                confidence: finding.confidence,
                is_true,
            });
        }
    }
    trials.insert(Detector::Silence, of_silence);

    let themes = firm.unserved_themes();
    trials.insert(
        Detector::UnservedExpectation,
        trial(of(Detector::UnservedExpectation), &themes, |it| {
            rest(it).to_owned()
        }),
    );

    let causes: BTreeSet<String> = firm.causes();
    let causes: BTreeSet<&str> = causes.iter().map(String::as_str).collect();
    let cause = |it: &Finding| match &it.about {
        About::Chase { after, .. } => match after {
            Followed::Event { event } => format!("event {}", event.key),
            Followed::Touchpoint { touchpoint } => format!("touchpoint {}", touchpoint.key),
            Followed::Stage { stage } => format!("stage {}", stage.key),
            Followed::Nothing => String::new(),
        },
        _ => String::new(),
    };
    trials.insert(Detector::Chase, trial(of(Detector::Chase), &causes, cause));

    let topics = firm.topics();
    trials.insert(
        Detector::Wish,
        trial(of(Detector::Wish), &topics, |it| topic_of(firm, it)),
    );
    trials
}

/// The topic that most of a finding's comments truly have.
fn topic_of(firm: &Firm, finding: &Finding) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &finding.items {
        let truth = item.record.and_then(|record| firm.comments.get(&record));
        let topic = truth.and_then(|(_, topic)| *topic).unwrap_or("");
        *counts.entry(topic).or_default() += 1;
    }
    let (topic, count) = counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .unwrap_or(("", 0));
    if 10 * count >= 6 * finding.items.len() {
        topic.to_owned()
    } else {
        String::new()
    }
}

/// Findings against what is there; what is found a second time is not true once more.
fn trial<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    there: &BTreeSet<&str>,
    what: impl Fn(&Finding) -> String,
) -> Trial {
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut trial = Trial {
        there: there.len() as u64,
        ..Trial::default()
    };
    for finding in findings {
        let what = what(finding);
        let is_true = there.contains(what.as_str()) && found.insert(what);
        trial.judged.push(Judged {
            confidence: finding.confidence,
            is_true,
        });
    }
    trial.found = found.len() as u64;
    trial
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The demo's own gaps are found: what a newcomer sees is true.
    #[test]
    fn the_demo_opens_with_its_true_gaps() {
        let trials = judge(&Firm::new(7, GapPlan::of_demo()));
        for detector in [
            Detector::UnansweredEvent,
            Detector::Silence,
            Detector::UnservedExpectation,
        ] {
            let trial = &trials[&detector];
            assert!(
                trial.there > 0 && trial.recall() >= 0.75 && trial.precision() >= 0.75,
                "{detector:?}: {trial:?}"
            );
        }
        for detector in [Detector::Chase, Detector::Wish] {
            assert!(
                trials[&detector].found > 0,
                "{detector:?}: {:?}",
                trials[&detector]
            );
        }
        assert!(
            GapPlan::of_demo()
                .kinds
                .iter()
                .any(|kind| kind.after == After::Leaving)
        );
    }
}
