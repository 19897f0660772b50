//! What the demo organization says about its touchpoints beside their places.

use std::collections::HashMap;

use domain::demo::inventory::{COMPARISONS, EMPTY_CELLS, audiences, profile};
use domain::design::Profile;
use domain::design::intentionality::Comparison;
use domain::design::inventory::{Audience, CellPlace, ChangeKind, EmptyCell};
use domain::ids::AudienceId;
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;
use store::design::inventory::{InventoryStep, NewChange};

use crate::App;
use crate::error::Problem;

const DAY: i64 = 86_400;

/// The audiences by their keys; those that are not there yet are made.
pub async fn settle_audiences(
    app: &App,
    org: &OrgStore,
    end: Timestamp,
) -> Result<HashMap<String, AudienceId>, Problem> {
    let known = org.audiences().await?;
    for (key, label, condition) in audiences() {
        if known.iter().any(|it| it.key == key) {
            continue;
        }
        let audience = Audience {
            id: app.id(),
            key: key.to_owned(),
            label: label.to_owned(),
            filter: vec![condition],
        };
        org.create_audience(&audience, end).await?;
    }
    let all = org.audiences().await?;
    Ok(all.into_iter().map(|it| (it.key, it.id)).collect())
}

/// What the firm says about a touchpoint.
pub fn profile_of(touchpoint: &str, audiences: &HashMap<String, AudienceId>) -> Profile {
    let Some(it) = profile(touchpoint) else {
        return Profile::default();
    };
    let mut for_whom: Vec<AudienceId> = it
        .audiences
        .iter()
        .filter_map(|key| audiences.get(*key).copied())
        .collect();
    for_whom.sort_unstable();
    Profile {
        moment_of_truth: it.moment_of_truth,
        importance: it.importance,
        department: Some(it.department.to_owned()),
        our_attention: it.our_attention,
        industry_attention: Some(it.industry_attention),
        audiences: for_whom,
        reason: None,
        note: None,
    }
}

/// Cells that stay empty on purpose, and what was seen of others. What is there already stays.
pub async fn decide_and_compare(app: &App, org: &OrgStore, end: Timestamp) -> Result<(), Problem> {
    let design = org.design().await?;
    let steps: Vec<InventoryStep> = EMPTY_CELLS
        .iter()
        .filter_map(|(stage, channel, reason)| {
            let stage = design.stages.iter().find(|it| it.key == *stage)?;
            let channel = design.channels.iter().find(|it| it.key == *channel)?;
            Some(InventoryStep::LeaveEmpty(EmptyCell {
                place: CellPlace {
                    stage: stage.id,
                    channel: channel.id,
                    audience: None,
                },
                reason: (*reason).to_owned(),
                decided_at: end.plus_seconds(-40 * DAY),
            }))
        })
        .collect();
    let change = NewChange {
        id: app.id(),
        at: end.plus_seconds(-40 * DAY),
        by_name: "Demo owner".to_owned(),
        kind: ChangeKind::Cell,
        label: steps.len().to_string(),
        detail: json!({}),
        rejects: Vec::new(),
    };
    org.change_inventory(&change, &steps).await?;
    if !org.comparisons().await?.is_empty() {
        return Ok(());
    }
    for it in COMPARISONS {
        let Some(touchpoint) = design.touchpoint_by_key(it.touchpoint) else {
            continue;
        };
        let seen_at = end.plus_seconds(-it.days_before_end * DAY);
        org.add_comparison(&Comparison {
            id: app.id(),
            touchpoint: touchpoint.id,
            who: it.who.to_owned(),
            attention: it.attention,
            evidence: it.evidence.to_owned(),
            link: None,
            seen_at,
            created_at: seen_at,
        })
        .await?;
    }
    Ok(())
}
