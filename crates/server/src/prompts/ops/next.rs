//! What comes next, on the client's own page. The page itself belongs to `loyalty`, which knows nothing of prompts; so
//! this part of it is asked for by itself.

use domain::design::{Existence, TouchpointKind};
use domain::prompts::{Asked, coming_for_client};

use super::decide::today;
use crate::App;
use crate::access::Visitor;
use crate::error::Problem;
use crate::loyalty::portal;
use crate::prompts::reasons::Reasons;
use crate::prompts::views::{PortalNext, PortalNextItem};

/// Prompts of one client that are looked at.
const LOOKED_AT: usize = 100;

/// Nothing is recorded, and nothing is said of why we thought of it.
pub async fn show_portal_next(
    app: &App,
    visitor: &Visitor,
    secret: &str,
) -> Result<PortalNext, Problem> {
    let page = portal::open(app, visitor, secret).await?;
    let org = &page.org;
    let today = today(app, org).await?;
    let design = org.design().await?;
    let plans = org.live_plans().await?;
    let reasons = Reasons::with(org, &design, &plans, today).await?;
    let kept = org.prompts_of_client(page.client.no, LOOKED_AT).await?;
    let asked: Vec<Asked<'_>> = kept
        .iter()
        .map(|it| &it.prompt)
        .filter(|prompt| reasons.asks(prompt.asked_by))
        .map(|prompt| Asked {
            prompt,
            touchpoint: reasons.place(prompt.asked_by).filter(|id| {
                design.touchpoint(*id).is_some_and(|it| {
                    it.existence == Existence::Live && it.kind != TouchpointKind::Static
                })
            }),
            when: reasons.rule(prompt.asked_by).map(|rule| &rule.when),
        })
        .collect();
    let people = org.people().await?;
    let items = coming_for_client(&asked, today).into_iter().map(|it| {
        let who = people
            .iter()
            .find(|person| person.active && Some(person.id) == it.who);
        PortalNextItem {
            what: reasons.label(it.touchpoint).to_owned(),
            who: who.map(|person| person.name.clone()),
            from: it.between.map(|(from, _)| from.to_string()),
            to: it.between.map(|(_, to)| to.to_string()),
        }
    });
    Ok(PortalNext {
        items: items.collect(),
    })
}
