//! Writes down what the demo knows of its clients' world.

use domain::access::{Actor, Organization, Permission};
use domain::demo::world::INSIGHTS;
use domain::design::world::{Assumption, HALF_LIFE_DAYS, WorldInsight};

use crate::App;
use crate::error::Problem;

/// Made where nothing is there yet, so that a loading that was broken off is taken up again.
pub async fn settle_world(app: &App, organization: &Organization) -> Result<(), Problem> {
    let grant = Actor::system(organization.id).require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    if !org.world().await?.is_empty() {
        return Ok(());
    }
    for one in INSIGHTS {
        let insight = WorldInsight {
            id: app.id(),
            audience: one.audience.map(str::to_owned),
            facet: one.facet,
            words: one.words.to_owned(),
            quote: one.quote.map(str::to_owned),
            evidence: one.evidence,
            source: Some(one.source.to_owned()),
            seen_at: organization
                .created_at
                .plus_seconds(-one.days_before * 86_400),
            half_life_days: HALF_LIFE_DAYS,
            assumes: one.assumes.map(|(theme, level)| Assumption {
                theme: theme.to_owned(),
                level,
            }),
            withdrawn_at: None,
            noted_by: None,
        };
        org.add_world_insight(&insight).await?;
    }
    Ok(())
}
