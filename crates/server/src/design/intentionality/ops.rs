//! What can be done about our attention and the industry's.

use domain::access::{Actor, Permission};
use domain::design::intentionality::{Comparison, Industry, Intention, Ours, compare};
use domain::design::inventory::{read_attention, read_words};
use domain::ids::{ComparisonId, TouchpointId};
use serde_json::json;

use super::views::{
    ComparisonChange, IndustryFrom, IntentionView, IntentionalityView, NewComparison, OursFrom,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::design::inventory::ops::Known;
use crate::design::ops::read_label;
use crate::design::plans::door::attentions;
use crate::error::{Fields, Problem};

/// The longest web address that is kept.
const LONGEST_LINK: usize = 2_000;

/// Every touchpoint with our attention and the industry's, and the two lists that follow from them.
pub async fn show_intentionality(app: &App, actor: &Actor) -> Result<IntentionalityView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let known = Known::read(app, &grant).await?;
    let org = app.store().org(&grant);
    let (comparisons, planned) = (org.comparisons().await?, attentions(app, &org).await?);
    let touchpoints = &known.design().touchpoints;
    let attention = |id| planned.get(&id).copied();
    let found = compare(touchpoints, &comparisons, attention, app.now());
    Ok(IntentionalityView {
        over_managed: ranked(&found, |it| it.over_manage),
        ignored_by_others: ranked(&found, |it| it.ignored),
        items: found.iter().filter_map(|it| view(&known, it)).collect(),
    })
}

/// Those above zero, the most first; what is equal stays in the order of the inventory.
fn ranked(found: &[Intention], score: impl Fn(&Intention) -> Option<f64>) -> Vec<TouchpointId> {
    let scored = found.iter().filter_map(|it| Some((it, score(it)?)));
    let mut above: Vec<_> = scored.filter(|(_, score)| *score > 0.0).collect();
    above.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    above.into_iter().map(|(it, _)| it.touchpoint).collect()
}

fn view(known: &Known, it: &Intention) -> Option<IntentionView> {
    let touchpoint = known.design().touchpoint(it.touchpoint)?;
    let (n, seen_from, seen_to) = match it.industry {
        Industry::Compared {
            n, oldest, newest, ..
        } => (n, Some(oldest), Some(newest)),
        Industry::Assumed(_) | Industry::Unknown => (0, None, None),
    };
    Some(IntentionView {
        id: touchpoint.id,
        key: touchpoint.key.clone(),
        label: touchpoint.label.clone(),
        existence: touchpoint.existence.into(),
        stage: known.stage_named(touchpoint),
        importance: it.importance,
        ours: it.ours.value(),
        ours_from: match it.ours {
            Ours::Plan(_) => OursFrom::Plan,
            Ours::Estimate(_) => OursFrom::Estimate,
            Ours::Unknown => OursFrom::Unknown,
        },
        industry: it.industry.value(),
        industry_from: match it.industry {
            Industry::Compared { .. } => IndustryFrom::Comparisons,
            Industry::Assumed(_) => IndustryFrom::Assumed,
            Industry::Unknown => IndustryFrom::Unknown,
        },
        n,
        seen_from,
        seen_to,
        outdated: it.outdated,
        over_manage: it.over_manage,
        ignored: it.ignored,
    })
}

/// What attention others give our touchpoints, the newest evidence first.
pub async fn list_comparisons(app: &App, actor: &Actor) -> Result<Vec<Comparison>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).comparisons().await?)
}

/// What was seen of somebody else.
pub async fn create_comparison(
    app: &App,
    actor: &Actor,
    new: &NewComparison,
) -> Result<Comparison, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let design = org.design().await?;
    let mut comparison = Comparison {
        id: app.id(),
        touchpoint: new.touchpoint,
        who: String::new(),
        attention: 0,
        evidence: String::new(),
        link: None,
        seen_at: new.seen_at,
        created_at: app.now(),
    };
    let mut fields = Fields::default();
    if design.touchpoint(new.touchpoint).is_none() {
        fields.refuse("touchpoint", "There is no such touchpoint.");
    }
    let change = ComparisonChange {
        who: Some(new.who.clone()),
        attention: Some(new.attention),
        evidence: Some(new.evidence.clone()),
        link: Some(new.link.clone()),
        seen_at: Some(new.seen_at),
    };
    apply(app, &mut fields, &mut comparison, &change);
    fields.check()?;
    org.add_comparison(&comparison).await?;
    let subject = Subject::new("comparison", comparison.id, &comparison.who);
    let label = design.touchpoint(new.touchpoint).map(|it| &*it.label);
    let detail = json!({ "touchpoint": label, "attention": comparison.attention });
    note(app, &grant, "create_comparison", subject, detail).await?;
    Ok(comparison)
}

/// What is left out of the change stays.
pub async fn change_comparison(
    app: &App,
    actor: &Actor,
    id: ComparisonId,
    change: &ComparisonChange,
) -> Result<Comparison, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such comparison");
    let all = org.comparisons().await?;
    let mut comparison = all.into_iter().find(|it| it.id == id).ok_or_else(gone)?;
    let mut fields = Fields::default();
    apply(app, &mut fields, &mut comparison, change);
    fields.check()?;
    if !org.change_comparison(&comparison).await? {
        return Err(gone());
    }
    let subject = Subject::new("comparison", id, &comparison.who);
    let detail = json!({ "attention": comparison.attention });
    note(app, &grant, "change_comparison", subject, detail).await?;
    Ok(comparison)
}

pub async fn delete_comparison(app: &App, actor: &Actor, id: ComparisonId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such comparison");
    let all = org.comparisons().await?;
    let comparison = all.into_iter().find(|it| it.id == id).ok_or_else(gone)?;
    if !org.delete_comparison(id).await? {
        return Err(gone());
    }
    let subject = Subject::new("comparison", id, &comparison.who);
    note(app, &grant, "delete_comparison", subject, json!({})).await
}

fn apply(app: &App, fields: &mut Fields, to: &mut Comparison, change: &ComparisonChange) {
    if let Some(who) = &change.who {
        to.who = fields.take("who", read_label(who)).unwrap_or_default();
    }
    if let Some(attention) = change.attention {
        to.attention = fields
            .take("attention", read_attention(attention))
            .unwrap_or_default();
    }
    if let Some(evidence) = &change.evidence {
        match fields.take("evidence", read_words(evidence)) {
            Some(Some(evidence)) => to.evidence = evidence,
            Some(None) => fields.refuse(
                "evidence",
                "Say what was seen: a number without evidence is a guess.",
            ),
            None => {}
        }
    }
    if let Some(link) = &change.link {
        to.link = fields.take("link", read_link(link.as_deref())).flatten();
    }
    if let Some(seen_at) = change.seen_at {
        if seen_at > app.now() {
            fields.refuse("seen_at", "This lies in the future.");
        }
        to.seen_at = seen_at;
    }
}

/// A web address that a browser opens; nothing is `None`.
fn read_link(text: Option<&str>) -> Result<Option<String>, String> {
    let text = text.unwrap_or_default().trim();
    if text.is_empty() {
        return Ok(None);
    }
    let starts = text.starts_with("https://") || text.starts_with("http://");
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if starts && plain && text.len() <= LONGEST_LINK {
        return Ok(Some(text.to_owned()));
    }
    Err("a web address begins with https://".to_owned())
}
