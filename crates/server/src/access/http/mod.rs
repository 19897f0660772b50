//! How HTTP says who comes in.

mod entry;
mod people;

use axum::http::HeaderMap;
use axum::http::header::{HeaderValue, SET_COOKIE};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops::Entered;
use crate::App;
use crate::http::guard::{DEVICE_COOKIE, SESSION_COOKIE};

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(entry::show_setup, entry::set_up))
        .routes(routes!(entry::sign_in, entry::sign_out))
        .routes(routes!(entry::switch_organization))
        .routes(routes!(entry::show_me, entry::change_me))
        .routes(routes!(entry::list_sessions))
        .routes(routes!(entry::revoke_session))
        .routes(routes!(people::create_organization))
        .routes(routes!(people::change_organization))
        .routes(routes!(people::list_people))
        .routes(routes!(people::list_colleagues))
        .routes(routes!(people::change_person))
        .routes(routes!(people::list_invitations, people::invite_person))
        .routes(routes!(people::revoke_invitation))
        .routes(routes!(people::show_invitation))
        .routes(routes!(people::accept_invitation))
        .routes(routes!(people::list_tokens, people::create_token))
        .routes(routes!(people::revoke_token))
        .routes(routes!(people::list_audit))
}

/// The cookies of somebody who has just come in. Scripts cannot read them, and other sites' forms do not send
/// them.
fn cookies(app: &App, entered: &Entered) -> HeaderMap {
    let session = app.config().session_days.0.as_secs();
    // The longest that browsers keep a cookie.
    let device = 400 * 86_400;
    let mut headers = HeaderMap::new();
    for (name, value, age) in [
        (SESSION_COOKIE, &entered.session, session),
        (DEVICE_COOKIE, &entered.device, device),
    ] {
        headers.extend(set_cookie(app, name, value, age).map(|line| (SET_COOKIE, line)));
    }
    headers
}

/// Takes the session cookie away; the device cookie stays for the next time.
fn no_session(app: &App) -> HeaderMap {
    set_cookie(app, SESSION_COOKIE, "", 0)
        .map(|line| (SET_COOKIE, line))
        .into_iter()
        .collect()
}

fn set_cookie(app: &App, name: &str, value: &str, age: u64) -> Option<HeaderValue> {
    let secure = if app.config().secure_cookies() {
        "; Secure"
    } else {
        ""
    };
    let line = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&line).ok()
}
