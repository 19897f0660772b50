//! Keys of the API.

use domain::access::{Actor, ApiToken, OrganizationName, Permission, Who};
use domain::ids::TokenId;
use serde_json::json;

use super::{Subject, note};
use crate::App;
use crate::access::secret;
use crate::access::views::NewToken;
use crate::error::{Fields, Problem};

/// Keys that are not revoked, newest first.
pub async fn list_tokens(app: &App, actor: &Actor) -> Result<Vec<ApiToken>, Problem> {
    let grant = actor.require(Permission::ManageTokens)?;
    Ok(app.store().org(&grant).tokens().await?)
}

/// Makes a key and gives its secret, which is not kept.
pub async fn create_token(
    app: &App,
    actor: &Actor,
    new: &NewToken,
) -> Result<(ApiToken, String), Problem> {
    let grant = actor.require(Permission::ManageTokens)?;
    let mut fields = Fields::default();
    // A key is named like an organization: one line of up to 120 characters.
    let name = fields.take("name", OrganizationName::parse(&new.name));
    let scopes: Vec<Permission> = new
        .scopes
        .iter()
        .enumerate()
        .filter_map(|(at, text)| fields.take(&format!("scopes[{at}]"), read_scope(actor, text)))
        .collect();
    if new.scopes.is_empty() {
        fields.refuse("scopes", "A token needs at least one scope.");
    }
    if new.expires_at.is_some_and(|at| at <= app.now()) {
        fields.refuse("expires_at", "A token expires in the future.");
    }
    let name = match name {
        Some(name) if fields.is_empty() => name.as_str().to_owned(),
        _ => return Err(fields.problem()),
    };
    let made_by = match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    };
    let (id, secret) = (app.id::<TokenId>(), secret::new_token(app));
    let token = store::access::NewToken {
        id,
        name,
        prefix: secret.prefix,
        token_hash: secret::hash(&secret.text),
        scopes,
        made_by,
        created_at: app.now(),
        expires_at: new.expires_at,
    };
    let org = app.store().org(&grant);
    org.make_token(&token).await?;
    let names: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    note(
        app,
        &grant,
        "create_token",
        Subject::new("token", id, &token.name),
        json!({ "scopes": names }),
    )
    .await?;
    let made = org.tokens().await?.into_iter().find(|it| it.id == id);
    Ok((
        made.ok_or_else(|| Problem::not_found("such token"))?,
        secret.text,
    ))
}

fn read_scope(actor: &Actor, text: &str) -> Result<Permission, String> {
    let known = Permission::all().find(|permission| permission.as_str() == text);
    let scope = known.ok_or_else(|| {
        format!("there is no permission {text:?}: docs/permissions.md lists them")
    })?;
    if ApiToken::may_be_made_by(actor.role(), &[scope]) {
        Ok(scope)
    } else {
        Err(format!("no token may be made to {}", scope.allows()))
    }
}

pub async fn revoke_token(app: &App, actor: &Actor, id: TokenId) -> Result<(), Problem> {
    let grant = actor.require(Permission::ManageTokens)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such token");
    let token = org
        .tokens()
        .await?
        .into_iter()
        .find(|it| it.id == id)
        .ok_or_else(gone)?;
    if !org.revoke_token(id, app.now()).await? {
        return Err(gone());
    }
    note(
        app,
        &grant,
        "revoke_token",
        Subject::new("token", id, &token.name),
        json!({}),
    )
    .await
}
