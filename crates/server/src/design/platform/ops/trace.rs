use domain::access::{Actor, Permission};
use domain::design::platform::{Expression, PartTrace, Source, trace};
use domain::design::{Stage, Touchpoint};
use domain::ids::TouchpointId;
use serde_json::json;

use super::document::parts;
use super::fields;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::Problem;

/// One touchpoint expresses one part, by these means.
pub struct ShownLink {
    pub part: String,
    pub touchpoint: TouchpointId,
    pub own: bool,
    pub plan: bool,
    /// Labels of the elements.
    pub elements: Vec<String>,
}

/// What of the promise is expressed where.
pub struct ShownTrace {
    pub parts: Vec<PartTrace>,
    /// For each part how many standards of behaviour carry it everywhere.
    pub standards: Vec<usize>,
    pub stages: Vec<Stage>,
    pub touchpoints: Vec<Touchpoint>,
    pub links: Vec<ShownLink>,
}

pub async fn show_traceability(app: &App, actor: &Actor) -> Result<ShownTrace, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let parts = parts(&org).await?.in_force;
    let design = org.design().await?;
    let elements = org.elements().await?;
    let elements: Vec<_> = elements
        .iter()
        .filter(|it| it.removed_at.is_none())
        .collect();
    let mut expressions = Vec::new();
    let mut say = |keys: &[String], touchpoint: TouchpointId, source: Source| {
        let known = keys
            .iter()
            .filter(|key| parts.iter().any(|part| part.key == **key));
        expressions.extend(known.map(|key| Expression {
            part: key.clone(),
            touchpoint,
            source,
        }));
    };
    for (touchpoint, keys) in org.touchpoint_expressions().await? {
        say(&keys, touchpoint, Source::Own);
    }
    for plan in org.live_plans().await? {
        say(&plan.document.expresses, plan.touchpoint, Source::Plan);
    }
    for element in &elements {
        for touchpoint in &element.touchpoints {
            say(&element.expresses, *touchpoint, Source::Element(element.id));
        }
    }
    let touchpoints: Vec<_> = design
        .touchpoints
        .iter()
        .map(|it| (it.id, it.existence))
        .collect();
    let standards = org.standards().await?;
    let in_use = || standards.iter().filter(|it| it.removed_at.is_none());
    let label = |source: &Source| match source {
        Source::Element(id) => elements
            .iter()
            .find(|it| it.id == *id)
            .map(|it| it.label.clone()),
        Source::Own | Source::Plan => None,
    };
    let mut links: Vec<ShownLink> = Vec::new();
    for one in &expressions {
        let known = links
            .iter()
            .position(|it| it.part == one.part && it.touchpoint == one.touchpoint);
        let at = known.unwrap_or_else(|| {
            links.push(ShownLink {
                part: one.part.clone(),
                touchpoint: one.touchpoint,
                own: false,
                plan: false,
                elements: Vec::new(),
            });
            links.len() - 1
        });
        links[at].own |= one.source == Source::Own;
        links[at].plan |= one.source == Source::Plan;
        links[at].elements.extend(label(&one.source));
    }
    Ok(ShownTrace {
        standards: parts
            .iter()
            .map(|part| {
                in_use()
                    .filter(|it| it.expresses.contains(&part.key))
                    .count()
            })
            .collect(),
        parts: trace(&parts, &touchpoints, &expressions),
        stages: design.stages,
        touchpoints: design.touchpoints,
        links,
    })
}

/// Says which parts a touchpoint itself expresses, beside its elements and its plan.
pub async fn set_expressions(
    app: &App,
    actor: &Actor,
    touchpoint: TouchpointId,
    keys: &[String],
) -> Result<ShownTrace, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let known = org.touchpoint(touchpoint).await?;
    let known = known.ok_or_else(|| Problem::not_found("such touchpoint"))?;
    let parts = parts(&org).await?;
    if let Some(key) = keys
        .iter()
        .find(|key| !parts.known.iter().any(|part| part.key == **key))
    {
        let message = format!("There is no part {key:?} of the promise.");
        return Err(Problem::field("parts", message));
    }
    let keys = fields::each_once(keys);
    org.set_touchpoint_expressions(touchpoint, &keys).await?;
    let subject = Subject::new("touchpoint", touchpoint, &known.label);
    note(
        app,
        &grant,
        "set_expressions",
        subject,
        json!({ "parts": keys }),
    )
    .await?;
    show_traceability(app, actor).await
}
