//! What the facts say of one client's prompts now. Pure: reading and writing stand beside it.

use std::collections::{HashMap, HashSet};

use domain::clients::{Attributes, tier_of};
use domain::ids::{PersonId, PromptId};
use domain::prompts::{
    AskedBy, CareFacts, CareRule, Counts, Due, KnownDay, PlanFacts, PlanRule, Prompt, PromptState,
    SetOff, Settled, Step, Touched, When, next_due, plan_answered, plan_due, reconcile,
    reconcile_plan,
};
use domain::time::Timestamp;

use super::KeptPrompt;
use super::refresh::CareTerms;

/// Something that happened to a client, by the number of its touchpoint or its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Happened {
    Touch(i32),
    Event(i32),
}

/// What is known of one client.
pub(super) struct Known {
    pub(super) no: i64,
    pub(super) attributes: Attributes,
    pub(super) since: Timestamp,
    pub(super) owner: Option<PersonId>,
    /// Another client stands for this one now, or it has left us.
    pub(super) left_alone: bool,
    pub(super) birthdays: Vec<KnownDay>,
    pub(super) touches: Vec<(i32, Timestamp)>,
    /// When what lately happened, as far back as plans look.
    pub(super) happened: HashMap<Happened, Vec<Timestamp>>,
    pub(super) open: HashMap<AskedBy, KeptPrompt>,
    pub(super) settled: HashMap<AskedBy, Settled>,
}

/// Everything that changes for one client.
pub(super) fn work_out(
    known: &Known,
    terms: &CareTerms,
    new_id: &(dyn Fn() -> PromptId + Send + Sync),
) -> Vec<KeptPrompt> {
    let tier = tier_of(&terms.tiers, &known.attributes).map(|tier| tier.id);
    let mut changed = Vec::new();
    let mut asked: HashSet<AskedBy> = HashSet::new();
    for rule in &terms.rules {
        if known.left_alone || !rule.asks_for(tier, &known.attributes) {
            continue;
        }
        let asked_by = AskedBy::Rule(rule.id);
        asked.insert(asked_by);
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
            settled: known.settled.get(&asked_by).copied().unwrap_or_default(),
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
        let open = known.open.get(&asked_by);
        let step = reconcile(
            open.map(|kept| &kept.prompt.due),
            next,
            counted,
            terms.today,
        );
        let whose = (asked_by, known.owner);
        changed.extend(take(known, whose, open, step, terms, new_id));
    }
    for plan in terms.plans.iter().filter(|_| !known.left_alone) {
        asked.insert(AskedBy::Plan(plan.touchpoint));
        changed.extend(work_out_plan(known, plan, terms, new_id));
    }
    // A rule that was switched off or removed, a plan that no longer holds, a client who left the tier, or us.
    let no_longer = known
        .open
        .values()
        .filter(|it| !asked.contains(&it.prompt.asked_by));
    changed
        .extend(no_longer.map(|kept| close(kept, PromptState::Withdrawn { at: terms.now }, terms)));
    changed
}

fn work_out_plan(
    known: &Known,
    plan: &PlanRule,
    terms: &CareTerms,
    new_id: &(dyn Fn() -> PromptId + Send + Sync),
) -> Vec<KeptPrompt> {
    let asked_by = AskedBy::Plan(plan.touchpoint);
    let moments = |what: Option<Happened>| -> &[Timestamp] {
        what.and_then(|what| known.happened.get(&what))
            .map_or(&[], Vec::as_slice)
    };
    let touch_at = |id| terms.places.get(&id).copied().map(Happened::Touch);
    let mut days = Vec::new();
    let set_off = match &plan.set_off {
        SetOff::Event { kind } => terms.kinds.get(kind).copied().map(Happened::Event),
        SetOff::Touch { touchpoint } => touch_at(*touchpoint),
        SetOff::Date { attribute } => {
            let text = known.attributes.get(attribute);
            days.extend(text.and_then(|text| KnownDay::parse(text)));
            None
        }
    };
    let facts = PlanFacts {
        set_off: moments(set_off),
        days: &days,
        touched: moments(touch_at(plan.touchpoint)),
        settled: known.settled.get(&asked_by).copied().unwrap_or_default(),
    };
    let open = known.open.get(&asked_by);
    let due = open.map(|kept| &kept.prompt.due);
    let next = plan_due(plan, &facts, terms.today, &terms.zone);
    let answered = due.and_then(|due| plan_answered(plan, &facts, due, &terms.zone));
    let step = reconcile_plan(due, next, answered, terms.today);
    let whose = (asked_by, known.owner.or(plan.owner));
    take(known, whose, open, step, terms, new_id)
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
    (asked_by, owner): (AskedBy, Option<PersonId>),
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
            asked_by,
            owner,
            due,
            snooze: None,
            state: PromptState::Open,
            taken_back_at: None,
            version: 1,
        },
        said_by: None,
        created_at: at,
        changed_at: at,
    };
    let closed = |state| open.map(|kept| close(kept, state, terms));
    match step {
        Step::Nothing => open
            .filter(|kept| kept.prompt.owner != owner)
            .map(|kept| moved(kept, kept.prompt.due, owner, terms))
            .into_iter()
            .collect(),
        Step::Open(due) => vec![fresh(due)],
        Step::Move(due) => open
            .map(|kept| moved(kept, due, owner, terms))
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

fn moved(kept: &KeptPrompt, due: Due, owner: Option<PersonId>, terms: &CareTerms) -> KeptPrompt {
    let mut prompt = kept.prompt.clone();
    if due == prompt.due {
        prompt.version += 1;
    } else {
        prompt = prompt.moved(due);
    }
    prompt.owner = owner;
    KeptPrompt {
        prompt,
        changed_at: terms.now,
        ..kept.clone()
    }
}
