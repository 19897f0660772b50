//! `touchstone token`: keys of the API, and the set-up link, on the server itself.

use std::io::Write as _;

use clap::{Args, Subcommand};
use domain::access::Actor;

use super::{Context, Failure};
use crate::App;
use crate::access::ops;
use crate::access::views::NewToken;
use crate::insight::cli::pick_organization;

#[derive(Args)]
pub struct Token {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Make a token; its secret is shown once
    Create {
        /// What it is for
        name: String,
        /// What it may do, such as read_insight,record_signals (docs/permissions.md)
        #[arg(long, value_delimiter = ',', required = true)]
        scopes: Vec<String>,
        /// Days until it expires [default: never]
        #[arg(long, value_name = "DAYS")]
        expires: Option<u32>,
        /// Name or identifier of the organization, when there are several
        #[arg(long, value_name = "NAME")]
        organization: Option<String>,
    },
    /// Tokens that are not revoked
    List {
        /// Name or identifier of the organization, when there are several
        #[arg(long, value_name = "NAME")]
        organization: Option<String>,
    },
    /// Revoke a token
    Revoke {
        /// Its identifier or its start (tst_…)
        token: String,
        /// Name or identifier of the organization, when there are several
        #[arg(long, value_name = "NAME")]
        organization: Option<String>,
    },
    /// A new link to set the server up; the one before stops working
    Setup,
}

impl Token {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        match self.action {
            Action::Create {
                name,
                scopes,
                expires,
                organization,
            } => {
                let actor = actor(&app, organization.as_deref()).await?;
                let expires_at =
                    expires.map(|days| app.now().plus_seconds(i64::from(days) * 86_400));
                let (made, secret) = ops::create_token(
                    &app,
                    &actor,
                    &NewToken {
                        name,
                        scopes,
                        expires_at,
                    },
                )
                .await?;
                writeln!(
                    std::io::stderr(),
                    "Made {} ({}). This is its secret, shown once:",
                    made.name,
                    made.id
                )?;
                writeln!(std::io::stdout(), "{secret}")?;
            }
            Action::List { organization } => list(&app, organization.as_deref()).await?,
            Action::Revoke {
                token,
                organization,
            } => {
                let actor = actor(&app, organization.as_deref()).await?;
                let all = ops::list_tokens(&app, &actor).await?;
                let found = all
                    .iter()
                    .find(|it| it.id.to_string() == token || it.prefix == token);
                let found = found.ok_or_else(|| {
                    Failure::new(format!("There is no token {token:?}."))
                        .advise("touchstone token list shows them.")
                })?;
                ops::revoke_token(&app, &actor, found.id).await?;
                writeln!(
                    std::io::stdout(),
                    "Revoked {} ({}).",
                    found.name,
                    found.prefix
                )?;
            }
            Action::Setup => {
                let token = ops::renew_setup_token(&app).await?;
                writeln!(std::io::stdout(), "{}/setup?token={token}", app.address())?;
            }
        }
        Ok(())
    }
}

async fn list(app: &App, organization: Option<&str>) -> Result<(), Failure> {
    let actor = actor(app, organization).await?;
    let mut out = std::io::stdout().lock();
    for token in ops::list_tokens(app, &actor).await? {
        let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
        let expires = token
            .expires_at
            .map_or_else(|| "never".to_owned(), |at| at.to_string());
        let used = token
            .last_used_at
            .map_or_else(|| "never".to_owned(), |at| at.to_string());
        writeln!(
            out,
            "{}  {}  {}  scopes {}  expires {expires}  last used {used}",
            token.id,
            token.prefix,
            token.name,
            scopes.join(",")
        )?;
    }
    Ok(())
}

async fn actor(app: &App, organization: Option<&str>) -> Result<Actor, Failure> {
    let organization = pick_organization(app, organization).await?;
    Ok(Actor::system(organization.id))
}
