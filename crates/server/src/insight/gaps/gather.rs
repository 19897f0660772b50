//! What the detectors are given besides the log.

use std::collections::{BTreeSet, HashMap};

use domain::clients::{Tier, tier_of};
use domain::design::gaps::{
    ClientTerm, DecidedCell, ExpectationSeen, Inputs, Inventory, Named, PlanTrigger, Spot,
    Template, TemplateSpot, TierTerm, WishSeen, WishWords, demands, has_left,
};
use domain::design::plans::Plan;
use domain::design::templates;
use domain::ids::AudienceId;
use domain::loyalty::Level;
use domain::signals::CueKind;
use domain::signals::cues;
use domain::time::{Period, Timestamp};
use store::OrgStore;
use store::design::Design;
use store::design::findings::RecordText;

use crate::error::Problem;

/// Clients read by one statement.
const PAGE: usize = 10_000;

pub(super) async fn inputs(
    org: &OrgStore,
    design: &Design,
    now: Timestamp,
    period: Option<Period>,
) -> Result<Inputs, Problem> {
    let tiers = org.tiers().await?;
    let plans = org.live_plans().await?;
    let served: BTreeSet<String> = plans
        .iter()
        .flat_map(|plan| plan.document.themes())
        .map(str::to_owned)
        .collect();
    Ok(Inputs {
        now,
        period,
        template: template(org, design).await?,
        event_kinds: org.event_kinds().await?,
        plans: plans
            .iter()
            .filter_map(|plan| trigger(design, plan))
            .collect(),
        clients: clients(org, &tiers).await?,
        tiers: tiers.iter().map(tier_term).collect(),
        themes: demands(expectations(org).await?, &served, now),
        inventory: inventory(&org.inventory().await?),
    })
}

/// A live plan that is set off by an event and has an end of its window after it.
fn trigger(design: &Design, plan: &Plan) -> Option<PlanTrigger> {
    let event = plan.document.trigger.as_ref()?.event.clone()?;
    let within_days = u32::try_from(plan.document.window?.to_days).ok()?;
    Some(PlanTrigger {
        touchpoint: design.touchpoint(plan.touchpoint)?.key.clone(),
        event,
        within_days,
    })
}

/// Touchpoints that an inventory must share with a template before it is measured by it without having taken it.
const ALIKE: usize = 12;

/// The template that was taken last; where none was, the one of which the inventory has most, if it is much.
async fn template(org: &OrgStore, design: &Design) -> Result<Option<Template>, Problem> {
    let taken = org.applied_templates().await?;
    let shared = |it: &&templates::Template| {
        let has = |key: &str| design.touchpoint_by_key(key).is_some();
        it.touchpoints.iter().filter(|it| has(&it.key)).count()
    };
    let found = match taken.last().and_then(|key| templates::get(key)) {
        Some(taken) => Some(taken),
        None => templates::all()
            .iter()
            .max_by_key(shared)
            .filter(|it| shared(it) >= ALIKE),
    };
    Ok(found.map(read_template))
}

fn read_template(it: &templates::Template) -> Template {
    let named = |word: Option<&templates::TemplateWord>, key: &str| {
        Named::new(key, word.map_or(key, |word| &word.label.en))
    };
    Template {
        key: it.key.clone(),
        label: it.label.en.clone(),
        touchpoints: it
            .touchpoints
            .iter()
            .map(|spot| TemplateSpot {
                key: spot.key.clone(),
                label: spot.label.en.clone(),
                label_de: spot.label.de.clone(),
                stage: named(it.stage(&spot.stage), &spot.stage),
                channel: named(it.channel(&spot.channel), &spot.channel),
                kind: spot.kind,
                importance: spot.importance,
                after_event: spot.answers.as_ref().map(|it| it.event.clone()),
                within_days: spot.answers.as_ref().and_then(|it| it.within_days),
            })
            .collect(),
    }
}

/// The inventory in the detectors' words. Stages and channels stand in the order of the grid.
pub(super) fn inventory(known: &store::design::inventory::Inventory) -> Inventory {
    let design = &known.design;
    let key_of = |id: &AudienceId| known.audience(*id).map(|audience| audience.key.clone());
    let mut stages: Vec<_> = design.stages.iter().collect();
    stages.sort_by_key(|stage| stage.position);
    let mut channels: Vec<_> = design.channels.iter().collect();
    channels.sort_by_key(|channel| channel.position);
    Inventory {
        stages: stages
            .iter()
            .map(|stage| Named::new(&stage.key, &stage.label))
            .collect(),
        channels: channels
            .iter()
            .map(|channel| Named::new(&channel.key, &channel.label))
            .collect(),
        audiences: known
            .audiences
            .iter()
            .map(|audience| Named::new(&audience.key, &audience.label))
            .collect(),
        touchpoints: design
            .touchpoints
            .iter()
            .map(|touchpoint| Spot {
                no: touchpoint.no,
                key: touchpoint.key.clone(),
                label: touchpoint.label.clone(),
                kind: touchpoint.kind,
                existence: touchpoint.existence,
                stage: touchpoint
                    .stage
                    .and_then(|id| design.stage(id))
                    .map(|stage| stage.key.clone()),
                channel: touchpoint
                    .channel
                    .and_then(|id| design.channel(id))
                    .map(|channel| channel.key.clone()),
                audiences: touchpoint
                    .profile
                    .audiences
                    .iter()
                    .filter_map(key_of)
                    .collect(),
            })
            .collect(),
        cells: known
            .empty_cells
            .iter()
            .filter_map(|cell| {
                Some(DecidedCell {
                    stage: design.stage(cell.place.stage)?.key.clone(),
                    channel: design.channel(cell.place.channel)?.key.clone(),
                    audience: cell.place.audience.as_ref().and_then(key_of),
                })
            })
            .collect(),
    }
}

fn tier_term(tier: &Tier) -> TierTerm {
    TierTerm {
        key: tier.key.clone(),
        label: tier.label.clone(),
        max_silence_days: tier.max_silence_days,
    }
}

/// By the client's number; a number that nobody has is taken for one who left.
async fn clients(org: &OrgStore, tiers: &[Tier]) -> Result<Vec<ClientTerm>, Problem> {
    let nobody = ClientTerm {
        departed: true,
        ..ClientTerm::default()
    };
    let mut terms: Vec<ClientTerm> = Vec::new();
    let mut after = 0;
    loop {
        let page = org.client_facts(after, PAGE).await?;
        for facts in &page {
            after = facts.no;
            let Ok(at) = usize::try_from(facts.no) else {
                continue;
            };
            terms.resize(at + 1, nobody);
            let tier = tier_of(tiers, &facts.attributes)
                .and_then(|own| tiers.iter().position(|tier| tier.id == own.id))
                .and_then(|at| u16::try_from(at).ok());
            terms[at] = ClientTerm {
                tier,
                departed: has_left(&facts.attributes),
                since: Some(facts.created_at),
            };
        }
        if page.len() < PAGE {
            return Ok(terms);
        }
    }
}

async fn expectations(org: &OrgStore) -> Result<Vec<ExpectationSeen>, Problem> {
    let confirmed = org.confirmed_expectations().await?;
    Ok(confirmed
        .into_iter()
        .map(|one| ExpectationSeen {
            client: one.client,
            theme: one.theme,
            must: one.level == Level::Must,
            confirmed_at: Some(one.confirmed_at),
            half_life_days: one.half_life_days,
            words: one.words,
        })
        .collect())
}

/// The texts in which wishes were seen; those that are gone are left out.
pub(super) async fn wish_words(
    org: &OrgStore,
    wishes: &[WishSeen],
) -> Result<Vec<WishWords>, Problem> {
    let records = |of_touch: bool| -> Vec<i64> {
        let of = wishes.iter().filter(|wish| wish.cue.of_touch == of_touch);
        let unique: BTreeSet<i64> = of.map(|wish| wish.cue.record).collect();
        unique.into_iter().collect()
    };
    let mut by_record: HashMap<(bool, i64), Vec<RecordText>> = HashMap::new();
    for (of_touch, texts) in [
        (true, org.notes_of(&records(true)).await?),
        (false, org.comments_of(&records(false)).await?),
    ] {
        for text in texts {
            by_record
                .entry((of_touch, text.record))
                .or_default()
                .push(text);
        }
    }
    Ok(wishes
        .iter()
        .filter_map(|wish| {
            let texts = by_record.get(&(wish.cue.of_touch, wish.cue.record))?;
            let wishing = || {
                texts
                    .iter()
                    .filter(|text| cues::has(&text.text, CueKind::Wish))
            };
            // A response may wish at several touchpoints.
            let text = wishing()
                .find(|text| text.touchpoint == wish.cue.touchpoint)
                .or_else(|| wishing().next())?;
            Some(WishWords {
                client: wish.client,
                record: wish.cue.record,
                of_touch: wish.cue.of_touch,
                at: wish.cue.at.timestamp(),
                touchpoint: wish.cue.touchpoint,
                text: text.text.clone(),
            })
        })
        .collect())
}
