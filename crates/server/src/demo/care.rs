//! Gives the demo its care rules and works out who is next.

use domain::access::{Actor, Organization, Permission};
use domain::demo::care::RULES;
use store::prompts::KeptRule;

use crate::App;
use crate::error::Problem;
use crate::prompts::ops::refresh::catch_up;

/// Unless there are rules already: somebody may have changed them.
pub async fn settle_care(app: &App, organization: &Organization) -> Result<(), Problem> {
    let grant = Actor::system(organization.id).require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    if !org.care_rules().await?.is_empty() {
        return Ok(());
    }
    let (design, tiers) = (org.design().await?, org.tiers().await?);
    for (at, one) in RULES.iter().enumerate() {
        let tier = tiers
            .iter()
            .find(|tier| Some(tier.key.as_str()) == one.tier);
        let place = design.touchpoint_by_key(one.place);
        let kept = KeptRule {
            rule: one.rule(app.id(), tier.map(|it| it.id), place.map(|it| it.id)),
            created_at: organization.created_at.plus_seconds(at as i64),
            removed_at: None,
        };
        org.put_care_rule(&kept).await?;
    }
    catch_up::<Problem>(app, organization.id, false, &|| Ok(())).await?;
    Ok(())
}
