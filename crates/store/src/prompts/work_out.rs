//! What the facts say of one client's prompts now. Pure: reading and writing stand beside it.

use std::collections::{HashMap, HashSet};

use domain::clients::{Attributes, tier_of};
use domain::ids::{CareRuleId, PersonId, PromptId};
use domain::prompts::{
    CareFacts, CareRule, Counts, Due, KnownDay, Prompt, PromptState, Settled, Step, Touched, When,
    next_due, reconcile,
};
use domain::time::Timestamp;

use super::KeptPrompt;
use super::refresh::CareTerms;

/// What is known of one client.
pub(super) struct Known {
    pub(super) no: i64,
    pub(super) attributes: Attributes,
    pub(super) since: Timestamp,
    pub(super) owner: Option<PersonId>,
    /// Another client stands for this one now.
    pub(super) merged: bool,
    pub(super) birthdays: Vec<KnownDay>,
    pub(super) touches: Vec<(i32, Timestamp)>,
    pub(super) open: HashMap<CareRuleId, KeptPrompt>,
    pub(super) settled: HashMap<CareRuleId, Settled>,
}

/// Everything that changes for one client.
pub(super) fn work_out(
    known: &Known,
    terms: &CareTerms,
    new_id: &(dyn Fn() -> PromptId + Send + Sync),
) -> Vec<KeptPrompt> {
    let tier = tier_of(&terms.tiers, &known.attributes).map(|tier| tier.id);
    let mut changed = Vec::new();
    let mut asked: HashSet<CareRuleId> = HashSet::new();
    for rule in &terms.rules {
        if known.merged || !rule.asks_for(tier, &known.attributes) {
            continue;
        }
        asked.insert(rule.id);
        let touched = touched(known, rule, terms);
        let attribute;
        let days = match &rule.when {
            When::Rhythm { .. } => &[][..],
            When::Birthday { .. } => &known.birthdays,
            When::Anniversary { attribute: key, .. } | When::Renewal { attribute: key, .. } => {
                let text = known.attributes.get(key);
                attribute = text.and_then(|text| KnownDay::parse(text));
                attribute.as_slice()
            }
        };
        let facts = CareFacts {
            known_since: known.since,
            touched,
            days,
            settled: known.settled.get(&rule.id).copied().unwrap_or_default(),
        };
        let next = next_due(rule, &facts, terms.today, &terms.zone);
        let counted = match rule.when {
            When::Rhythm {
                counts: Counts::AnyEncounter,
                ..
            } => touched.anywhere,
            _ => touched.there,
        };
        let counted = counted.map(|at| at.date(&terms.zone));
        let open = known.open.get(&rule.id);
        let step = reconcile(
            open.map(|kept| &kept.prompt.due),
            next,
            counted,
            terms.today,
        );
        changed.extend(take(known, rule.id, open, step, terms, new_id));
    }
    // A rule that was switched off or removed, or a client who left the tier.
    let no_longer = known
        .open
        .values()
        .filter(|it| !asked.contains(&it.prompt.rule));
    changed
        .extend(no_longer.map(|kept| close(kept, PromptState::Withdrawn { at: terms.now }, terms)));
    changed
}

fn touched(known: &Known, rule: &CareRule, terms: &CareTerms) -> Touched {
    let last = |counts: &dyn Fn(i32) -> bool| {
        let touches = known.touches.iter().filter(|(no, _)| counts(*no));
        touches.map(|(_, at)| *at).max()
    };
    let place = rule
        .touchpoint
        .and_then(|id| terms.places.get(&id).copied());
    Touched {
        anywhere: last(&|no| terms.encounters.contains(&no)),
        there: place.and_then(|place| last(&|no| no == place)),
    }
}

fn close(kept: &KeptPrompt, state: PromptState, terms: &CareTerms) -> KeptPrompt {
    let mut closed = kept.clone();
    closed.prompt.state = state;
    closed.prompt.version += 1;
    closed.changed_at = terms.now;
    closed
}

fn take(
    known: &Known,
    rule: CareRuleId,
    open: Option<&KeptPrompt>,
    step: Step,
    terms: &CareTerms,
    new_id: &(dyn Fn() -> PromptId + Send + Sync),
) -> Vec<KeptPrompt> {
    let at = terms.now;
    let fresh = |due: Due| KeptPrompt {
        prompt: Prompt {
            id: new_id(),
            client: known.no,
            rule,
            owner: known.owner,
            due,
            snooze: None,
            state: PromptState::Open,
            version: 1,
        },
        said_by: None,
        created_at: at,
        changed_at: at,
    };
    let closed = |state| open.map(|kept| close(kept, state, terms));
    match step {
        Step::Nothing => open
            .filter(|kept| kept.prompt.owner != known.owner)
            .map(|kept| moved(kept, kept.prompt.due, known, terms))
            .into_iter()
            .collect(),
        Step::Open(due) => vec![fresh(due)],
        Step::Move(due) => open
            .map(|kept| moved(kept, due, known, terms))
            .into_iter()
            .collect(),
        Step::Done { on, then } => {
            let done = closed(PromptState::Done {
                at,
                on,
                said: false,
            });
            done.into_iter().chain(then.map(fresh)).collect()
        }
        Step::Lapse { then } => {
            let lapsed = closed(PromptState::Lapsed { at });
            lapsed.into_iter().chain(then.map(fresh)).collect()
        }
        Step::Withdraw => closed(PromptState::Withdrawn { at }).into_iter().collect(),
    }
}

fn moved(kept: &KeptPrompt, due: Due, known: &Known, terms: &CareTerms) -> KeptPrompt {
    let mut prompt = kept.prompt.clone();
    if due == prompt.due {
        prompt.version += 1;
    } else {
        prompt = prompt.moved(due);
    }
    prompt.owner = known.owner;
    KeptPrompt {
        prompt,
        changed_at: terms.now,
        ..kept.clone()
    }
}
