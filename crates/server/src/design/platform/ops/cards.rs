use domain::access::{Actor, Permission, Person, Who};
use domain::design::platform::{Holding, RoleCard, SignRefusal, standing_of};
use domain::ids::{PersonId, RoleCardId};
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;
use store::design::platform::{CardEdit, NewCard};

use super::fields;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem, sentence};

/// Somebody who holds a job.
pub struct HeldBy {
    pub id: PersonId,
    pub name: String,
    pub holding: Holding,
}

/// A card with its holders by name.
pub struct ShownCard {
    pub card: RoleCard,
    pub holders: Vec<HeldBy>,
    /// How who asks stands to it, if they hold the job.
    pub mine: Option<Holding>,
}

/// A card as somebody wrote it. What is `None` stays as it is.
#[derive(Default)]
pub struct CardForm {
    pub job: Option<String>,
    pub department: Option<String>,
    pub means: Option<Vec<String>>,
    pub holders: Option<Vec<PersonId>>,
}

/// More sentences than anybody keeps in mind at work.
const MOST_SENTENCES: usize = 9;

fn show(card: RoleCard, people: &[Person], who: Who) -> ShownCard {
    let mut holders: Vec<HeldBy> = card
        .holders
        .iter()
        .filter_map(|id| {
            people
                .iter()
                .find(|person| person.id == *id && person.active)
        })
        .map(|person| HeldBy {
            id: person.id,
            name: person.name.clone(),
            holding: standing_of(&card, person.id),
        })
        .collect();
    holders.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    let mine = match who {
        Who::Person(id) if card.holders.contains(&id) => Some(standing_of(&card, id)),
        _ => None,
    };
    ShownCard {
        card,
        holders,
        mine,
    }
}

/// The cards in use, by department and job.
pub async fn list_role_cards(app: &App, actor: &Actor) -> Result<Vec<ShownCard>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let (cards, people) = (org.role_cards().await?, org.people().await?);
    let in_use = cards.into_iter().filter(|card| card.removed_at.is_none());
    Ok(in_use
        .map(|card| show(card, &people, grant.who()))
        .collect())
}

fn gone() -> Problem {
    Problem::not_found("such role card")
}

async fn find(org: &OrgStore, id: RoleCardId) -> Result<RoleCard, Problem> {
    let found = org.role_cards().await?.into_iter().find(|it| it.id == id);
    found.ok_or_else(gone)
}

async fn shown(org: &OrgStore, id: RoleCardId, who: Who) -> Result<ShownCard, Problem> {
    let people = org.people().await?;
    Ok(show(find(org, id).await?, &people, who))
}

/// The fields of a form over those of a card.
struct Read {
    job: String,
    department: String,
    means: Vec<String>,
    holders: Vec<PersonId>,
}

async fn read(org: &OrgStore, before: Option<&RoleCard>, form: &CardForm) -> Result<Read, Problem> {
    let mut refused = Fields::default();
    let job = match (&form.job, before) {
        (Some(text), _) => refused.take("job", fields::label(text)),
        (None, Some(card)) => Some(card.job.clone()),
        (None, None) => refused.take("job", fields::label("")),
    };
    let department = match (&form.department, before) {
        (Some(text), _) => refused.take("department", fields::line(text)),
        (None, before) => Some(before.map(|it| it.department.clone()).unwrap_or_default()),
    };
    let means = match (&form.means, before) {
        (Some(texts), _) => {
            let mut means = Vec::new();
            for (at, text) in texts.iter().enumerate() {
                match fields::text(text) {
                    Ok(words) if words.is_empty() => {}
                    Ok(words) => means.push(words),
                    Err(refusal) => refused.refuse(&format!("means[{at}]"), &sentence(&refusal)),
                }
            }
            if means.len() > MOST_SENTENCES {
                refused.refuse("means", "A card says at most nine things.");
            }
            means
        }
        (None, before) => before.map(|it| it.means.clone()).unwrap_or_default(),
    };
    let holders = match (&form.holders, before) {
        (Some(ids), _) => {
            let people = org.people().await?;
            if ids.iter().any(|id| !people.iter().any(|it| it.id == *id)) {
                refused.refuse("holders", "One of these people is not here.");
            }
            fields::each_once(ids)
        }
        (None, before) => before.map(|it| it.holders.clone()).unwrap_or_default(),
    };
    match (job, department) {
        (Some(job), Some(department)) if refused.is_empty() => Ok(Read {
            job,
            department,
            means,
            holders,
        }),
        _ => Err(refused.problem()),
    }
}

pub async fn create_role_card(
    app: &App,
    actor: &Actor,
    form: &CardForm,
) -> Result<ShownCard, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let Read {
        job,
        department,
        means,
        holders,
    } = read(&org, None, form).await?;
    let new = NewCard {
        id: app.id(),
        job,
        department,
        means,
        holders,
        at: app.now(),
    };
    org.add_role_card(&new).await?;
    let subject = Subject::new("role_card", new.id, &new.job);
    note(
        app,
        &grant,
        "create_role_card",
        subject,
        json!({ "holders": new.holders.len() }),
    )
    .await?;
    shown(&org, new.id, grant.who()).await
}

/// Changes a card. `over` is the wording that was read: who edits what they did not read is told. A card that says
/// something else asks everybody to sign again.
pub async fn change_role_card(
    app: &App,
    actor: &Actor,
    id: RoleCardId,
    over: i64,
    form: &CardForm,
) -> Result<ShownCard, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = find(&org, id).await?;
    let read = read(&org, Some(&before), form).await?;
    let new_wording = before.says_other_than(&read.job, &read.means);
    let edit = CardEdit {
        over,
        job: read.job,
        department: read.department,
        means: read.means,
        holders: read.holders,
        new_wording,
        at: if new_wording {
            app.now()
        } else {
            before.changed_at
        },
        removed_at: before.removed_at,
    };
    if !org.change_role_card(id, &edit).await? {
        return Err(other_wording());
    }
    let subject = Subject::new("role_card", id, &edit.job);
    let detail = json!({ "asks_again": new_wording, "holders": edit.holders.len() });
    note(app, &grant, "change_role_card", subject, detail).await?;
    shown(&org, id, grant.who()).await
}

fn other_wording() -> Problem {
    Problem::because(Code::RoleCardChanged, sentence(&SignRefusal::OtherWording))
}

/// Takes a card out of use. Its signatures stay, and it can be brought back.
pub async fn remove_role_card(app: &App, actor: &Actor, id: RoleCardId) -> Result<(), Problem> {
    let now = app.now();
    mark(app, actor, id, Some(now)).await.map(|_| ())
}

pub async fn restore_role_card(
    app: &App,
    actor: &Actor,
    id: RoleCardId,
) -> Result<ShownCard, Problem> {
    mark(app, actor, id, None).await
}

async fn mark(
    app: &App,
    actor: &Actor,
    id: RoleCardId,
    removed_at: Option<Timestamp>,
) -> Result<ShownCard, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = find(&org, id).await?;
    if removed_at.is_some() && before.removed_at.is_some() {
        return Err(gone());
    }
    let edit = CardEdit {
        over: before.wording,
        job: before.job,
        department: before.department,
        means: before.means,
        holders: before.holders,
        new_wording: false,
        at: before.changed_at,
        removed_at,
    };
    if !org.change_role_card(id, &edit).await? {
        return Err(other_wording());
    }
    let action = if removed_at.is_some() {
        "remove_role_card"
    } else {
        "restore_role_card"
    };
    note(
        app,
        &grant,
        action,
        Subject::new("role_card", id, &edit.job),
        json!({}),
    )
    .await?;
    shown(&org, id, grant.who()).await
}

/// Signs a card for oneself. `read` is the wording that was before the person's eyes.
pub async fn sign_role_card(
    app: &App,
    actor: &Actor,
    id: RoleCardId,
    read: i64,
) -> Result<ShownCard, Problem> {
    let grant = actor.require(Permission::SignRoleCards)?;
    let org = app.store().org(&grant);
    let card = find(&org, id).await?;
    if card.removed_at.is_some() {
        return Err(gone());
    }
    let Who::Person(me) = grant.who() else {
        return Err(Problem::because(
            Code::Forbidden,
            sentence(&SignRefusal::NotAHolder),
        ));
    };
    let signature = card.sign(me, read, app.now()).map_err(|refusal| {
        let code = match refusal {
            SignRefusal::NotAHolder => Code::Forbidden,
            SignRefusal::OtherWording => Code::RoleCardChanged,
            SignRefusal::Empty | SignRefusal::AlreadySigned => Code::Conflict,
        };
        Problem::because(code, sentence(&refusal))
    })?;
    if !org.sign_role_card(id, &signature).await? {
        return Err(other_wording());
    }
    let subject = Subject::new("role_card", id, &card.job);
    note(
        app,
        &grant,
        "sign_role_card",
        subject,
        json!({ "wording": read }),
    )
    .await?;
    shown(&org, id, grant.who()).await
}
