//! The one who is signed in.

use domain::access::{
    Account, Actor, Locale, Organization, Password, Permission, Person, PersonName,
};
use serde_json::json;

use super::entry::prove_password;
use super::{Subject, note};
use crate::App;
use crate::access::views::{Me, MyChange, MyPerson, OrganizationName, PasswordChange};
use crate::access::{Identity, Visitor, password};
use crate::error::{Code, Fields, Problem};

pub async fn show_me(app: &App, identity: &Identity) -> Result<Me, Problem> {
    identity.actor().require(Permission::ManageOwnSession)?;
    let it = identity.signed_in()?;
    me_of(app, &it.account, &it.person, &it.organization).await
}

/// Who somebody is in one of their organizations.
pub async fn me_of(
    app: &App,
    account: &Account,
    person: &Person,
    organization: &Organization,
) -> Result<Me, Problem> {
    let places = app.store().access().memberships(account.id).await?;
    let open = places.into_iter().filter(|place| place.person.active);
    Ok(Me {
        person: MyPerson {
            id: person.id,
            name: account.name.clone(),
            email: account.email.to_string(),
            role: person.role.into(),
            locale: account.locale,
        },
        organization: organization.clone().into(),
        organizations: open
            .map(|place| OrganizationName {
                id: place.organization.id,
                name: place.organization.name,
            })
            .collect(),
        permissions: Actor::person(organization.id, person.id, person.role).permissions(),
    })
}

/// Changes the own name, language or password.
pub async fn change_me(
    app: &App,
    visitor: &Visitor,
    identity: &Identity,
    change: MyChange,
) -> Result<Me, Problem> {
    let grant = identity.actor().require(Permission::ManageOwnSession)?;
    let it = identity.signed_in()?;
    let mut account = it.account.clone();
    let mut fields = Fields::default();
    if let Some(text) = &change.name {
        let name = fields.take("name", PersonName::parse(text));
        account.name = name.map_or(account.name, |name| name.as_str().to_owned());
    }
    if let Some(text) = &change.locale {
        account.locale = read_locale(&mut fields, Some(text)).unwrap_or(account.locale);
    }
    let new = change
        .password
        .as_ref()
        .and_then(|it| fields.take("password.new", Password::parse(&it.new)));
    fields.check()?;
    if let (Some(new), Some(change)) = (new, &change.password) {
        change_password(app, visitor, identity, change, &new).await?;
        let subject = Subject::new("person", it.person.id, &account.name);
        note(app, &grant, "change_password", subject, json!({})).await?;
    }
    if (&account.name, account.locale) != (&it.account.name, it.account.locale) {
        app.store()
            .access()
            .change_account(account.id, &account.name, account.locale)
            .await?;
        let subject = Subject::new("person", it.person.id, &account.name);
        let detail = json!({ "name": account.name, "locale": account.locale.as_str() });
        note(app, &grant, "change_me", subject, detail).await?;
    }
    me_of(app, &account, &it.person, &it.organization).await
}

/// The old password must be shown, and all other sessions end: whoever took the old one is out.
async fn change_password(
    app: &App,
    visitor: &Visitor,
    identity: &Identity,
    change: &PasswordChange,
    new: &Password,
) -> Result<(), Problem> {
    let it = identity.signed_in()?;
    let proved = prove_password(
        app,
        visitor,
        it.account.email.as_str(),
        Some(&it.account),
        &change.current,
    )
    .await;
    proved.map_err(|problem| match problem.code {
        Code::WrongCredentials => Problem::field("password.current", "This is not your password."),
        _ => problem,
    })?;
    let hash = password::hash(app, new).await?;
    app.store()
        .access()
        .change_password(it.account.id, &hash, Some(it.session.id), app.now())
        .await?;
    Ok(())
}

/// Reads a language; English when none was said.
pub fn read_locale(fields: &mut Fields, text: Option<&str>) -> Option<Locale> {
    match text {
        None => Some(Locale::default()),
        Some(text) => fields.take(
            "locale",
            Locale::parse(text).ok_or("this language is not there: take en or de"),
        ),
    }
}
