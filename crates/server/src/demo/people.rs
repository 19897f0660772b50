//! Who belongs to the demo organization.

use std::collections::HashMap;

use domain::access::{Actor, Email, Locale, Organization, Password, Permission, Role};
use domain::demo::colleagues::COLLEAGUES;
use domain::ids::PersonId;
use store::access::{Joining, NewAccount, NewInvitation};

use super::ops::OWNER;
use crate::App;
use crate::access::{password, secret};
use crate::error::Problem;

/// By an invitation that is accepted at once: the one way in which somebody joins.
pub async fn join(
    app: &App,
    organization: &Organization,
    email: &Email,
    role: Role,
    joining: &Joining,
) -> Result<(), Problem> {
    let grant = Actor::system(organization.id).require(Permission::ManagePeople)?;
    let (token_hash, now) = (secret::hash(&secret::new(app)), app.now());
    let invitation = NewInvitation {
        id: app.id(),
        email: email.clone(),
        role,
        token_hash: token_hash.clone(),
        invited_by: None,
        created_at: now,
        expires_at: now.plus_seconds(60),
    };
    app.store().org(&grant).invite(&invitation).await?;
    app.store()
        .access()
        .accept_invitation(&token_hash, joining, app.id::<PersonId>(), now)
        .await?;
    Ok(())
}

/// The owner of each touchpoint that has one, by the touchpoint's key. Whoever is not there yet joins.
pub async fn settle_colleagues(
    app: &App,
    organization: &Organization,
) -> Result<HashMap<&'static str, PersonId>, Problem> {
    let grant = Actor::system(organization.id).require(Permission::ManagePeople)?;
    let org = app.store().org(&grant);
    let firm = OWNER.split_once('@').map_or(OWNER, |(_, firm)| firm);
    let address = |key: &str| {
        Email::parse(&format!("{key}@{firm}")).map_err(|error| Problem::internal(error.to_string()))
    };
    // They own touchpoints and never sign in: nobody is told this password, and it is kept nowhere.
    let unknown = secret::new(app);
    let unknown =
        Password::parse(&unknown).map_err(|error| Problem::internal(error.to_string()))?;
    let password_hash = password::hash(app, &unknown).await?;
    let there = org.people().await?;
    for colleague in COLLEAGUES {
        let email = address(colleague.key)?;
        if there.iter().any(|person| person.email == email) {
            continue;
        }
        let joining = Joining::New(NewAccount {
            id: app.id(),
            email: email.clone(),
            name: colleague.title.to_owned(),
            password_hash: password_hash.clone(),
            locale: Locale::En,
            created_at: app.now(),
        });
        join(app, organization, &email, colleague.role, &joining).await?;
    }
    let mut owners = HashMap::new();
    let people = org.people().await?;
    for colleague in COLLEAGUES {
        let email = address(colleague.key)?;
        let found = people.iter().find(|person| person.email == email);
        owners.extend(found.into_iter().flat_map(|person| {
            let owned = colleague.owns.iter();
            owned.map(|touchpoint| (*touchpoint, person.id))
        }));
    }
    Ok(owners)
}
