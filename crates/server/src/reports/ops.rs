//! What can be done with the programme.

use domain::access::{Actor, Permission, Who};
use domain::ids::LinkId;
use domain::reports::programme::{Contribution, StepState, steps};
use domain::time::Timestamp;
use serde_json::json;
use store::reports::ProgressLink;

use super::facts::gather;
use super::views::NewLink;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::access::secret;
use crate::error::{Fields, Problem};

const DAY: i64 = 86_400;
/// Days for which a link works where nothing else is said.
const LINK_DAYS: u16 = 90;
/// The longest that a link works, in days.
const LONGEST_LINK: u16 = 365;
/// The longest name of a link.
const LINK_NAME: usize = 80;

/// Where the five steps stand.
pub struct Programme {
    pub organization: String,
    pub at: Timestamp,
    pub steps: Vec<StepState>,
    pub departments: Vec<Contribution>,
}

pub async fn show_programme(app: &App, actor: &Actor) -> Result<Programme, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let facts = gather(app, &org).await?;
    let organization = org
        .organization()
        .await?
        .map(|it| it.name)
        .unwrap_or_default();
    Ok(Programme {
        organization,
        at: app.now(),
        steps: steps(&facts),
        departments: facts.departments,
    })
}

/// The same by a link, for whoever holds it: no names of clients or colleagues are in it.
pub async fn show_progress(app: &App, text: &str) -> Result<Programme, Problem> {
    let gone = || Problem::not_found("such page; the link has expired or was withdrawn");
    let found = app
        .store()
        .access()
        .find_progress_link(&secret::hash(text), app.now())
        .await?;
    show_programme(app, &Actor::system(found.ok_or_else(gone)?)).await
}

pub async fn list_links(app: &App, actor: &Actor) -> Result<Vec<ProgressLink>, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    Ok(app.store().org(&grant).progress_links().await?)
}

/// A further link. Its secret is told once and kept nowhere.
pub async fn publish_progress(
    app: &App,
    actor: &Actor,
    new: &NewLink,
) -> Result<(ProgressLink, String), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut fields = Fields::default();
    match name.chars().count() {
        0 => fields.refuse(
            "name",
            "Say for whom the link is, so that you know which to withdraw.",
        ),
        1..=LINK_NAME => {}
        _ => fields.refuse(
            "name",
            &format!("A name has at most {LINK_NAME} characters."),
        ),
    }
    let days = new.days.unwrap_or(LINK_DAYS);
    if !(1..=LONGEST_LINK).contains(&days) {
        fields.refuse(
            "days",
            &format!("A link works for 1 to {LONGEST_LINK} days."),
        );
    }
    fields.check()?;
    let now = app.now();
    let link = ProgressLink {
        id: app.id(),
        name,
        made_by: match grant.who() {
            Who::Person(id) => Some(id),
            Who::Token(_) | Who::System => None,
        },
        created_at: now,
        expires_at: now.plus_seconds(i64::from(days) * DAY),
    };
    let text = secret::new(app);
    app.store()
        .org(&grant)
        .add_progress_link(&link, &secret::hash(&text))
        .await?;
    let subject = Subject::new("progress_link", link.id, &link.name);
    note(
        app,
        &grant,
        "publish_progress",
        subject,
        json!({ "days": days }),
    )
    .await?;
    Ok((link, text))
}

pub async fn revoke_link(app: &App, actor: &Actor, id: LinkId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such link");
    let link = org
        .progress_links()
        .await?
        .into_iter()
        .find(|it| it.id == id)
        .ok_or_else(gone)?;
    if !org.revoke_progress_link(id, app.now()).await? {
        return Err(gone());
    }
    let subject = Subject::new("progress_link", id, &link.name);
    note(app, &grant, "revoke_progress_link", subject, json!({})).await
}
