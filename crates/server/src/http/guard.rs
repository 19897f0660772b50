//! Who may come through which door.
//!
//! Every operation says once, in its `x-permission`, what it needs. From the same document that is published,
//! this guard knows what to ask for before a handler runs. The operation asks its actor again for the grant
//! that opens the store, so a wrong declaration refuses too much and never too little.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, Response};
use axum::middleware::Next;
use domain::access::Permission;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::Operation;

use super::problem::respond;
use crate::App;
use crate::access::{self, Credential, Identity};
use crate::error::{Code, Problem};

/// Operations that anybody may call: before there is an owner, before signing in, and by a link.
pub const PUBLIC: &[&str] = &[
    "show_setup",
    "set_up",
    "sign_in",
    "sign_out",
    "show_invitation",
    "accept_invitation",
    "show_progress",
    "show_portal",
    "answer_portal_expectation",
    "add_portal_expectation",
    "change_portal_wishes",
    "ask_for_link",
    "show_portal_next",
    "read_calendar",
    "show_sprint_room",
    "join_sprint",
    "add_idea",
    "vote_idea",
    "find_near_ideas",
    "watch_sprint_room",
];

/// The name of the session cookie.
pub const SESSION_COOKIE: &str = "touchstone_session";

/// The name of the cookie by which a browser that has signed in before is known (access/device.rs).
pub const DEVICE_COOKIE: &str = "touchstone_device";

/// What an operation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Nothing,
    Permission(Permission),
}

/// The needs of all operations, by method and route.
#[derive(Clone)]
pub struct Guard(Arc<HashMap<(Method, String), Need>>);

impl Guard {
    /// Reads the needs from the document.
    ///
    /// # Panics
    /// When an operation declares none: such a program must not start.
    pub fn of(document: &OpenApi) -> Self {
        let mut needs = HashMap::new();
        for (path, item) in &document.paths.paths {
            let methods = [
                (Method::GET, &item.get),
                (Method::PUT, &item.put),
                (Method::POST, &item.post),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            for (method, operation) in methods {
                let Some(operation) = operation else { continue };
                let need = need(operation).unwrap_or_else(|| {
                    panic!("{method} {path} declares no known x-permission and is not public")
                });
                needs.insert((method, path.clone()), need);
            }
        }
        Self(Arc::new(needs))
    }

    fn need(&self, method: &Method, route: &str) -> Option<Need> {
        // axum answers HEAD by the handler of GET.
        let method = if method == Method::HEAD {
            &Method::GET
        } else {
            method
        };
        self.0.get(&(method.clone(), route.to_owned())).copied()
    }
}

fn need(operation: &Operation) -> Option<Need> {
    if PUBLIC.contains(&operation.operation_id.as_deref()?) {
        return Some(Need::Nothing);
    }
    let name = operation
        .extensions
        .as_ref()?
        .get("x-permission")?
        .as_str()?;
    Permission::all()
        .find(|permission| permission.as_str() == name)
        .map(Need::Permission)
}

/// Who was recognized, for the extractors.
#[derive(Clone)]
pub struct Known(pub Identity);

/// Recognizes who asks and refuses what they may not, before the handler runs.
pub async fn check(
    State((app, guard)): State<(App, Guard)>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    match admit(&app, &guard, &parts).await {
        Ok(identity) => {
            parts.extensions.extend(known(identity));
            next.run(Request::from_parts(parts, body)).await
        }
        Err(problem) => respond(problem),
    }
}

fn known(identity: Option<Identity>) -> Extensions {
    let mut extensions = Extensions::new();
    if let Some(identity) = identity {
        extensions.insert(Known(identity));
    }
    extensions
}

async fn admit(app: &App, guard: &Guard, parts: &Parts) -> Result<Option<Identity>, Problem> {
    let Some(route) = parts.extensions.get::<MatchedPath>() else {
        return Ok(None);
    };
    // A known path with an unknown method is answered by the framework: 405.
    let Some(need) = guard.need(&parts.method, route.as_str()) else {
        return Ok(None);
    };
    refuse_cross_site(app, parts)?;
    let identity = match credential(&parts.headers)? {
        Some(credential) => access::identify(app, &credential).await?,
        None => None,
    };
    let Need::Permission(permission) = need else {
        return Ok(identity);
    };
    let identity = identity.ok_or_else(|| Problem::new(Code::NotSignedIn))?;
    identity.actor().require(permission)?;
    Ok(Some(identity))
}

/// The actor behind a request outside /v1, if they hold the permission.
pub async fn require(
    app: &App,
    headers: &HeaderMap,
    permission: Permission,
) -> Result<(), Problem> {
    let credential = credential(headers)?.ok_or_else(|| Problem::new(Code::NotSignedIn))?;
    let identity = access::identify(app, &credential)
        .await?
        .ok_or_else(|| Problem::new(Code::NotSignedIn))?;
    identity.actor().require(permission)?;
    Ok(())
}

/// What the request shows to be recognized by. A token goes before a cookie: a program that sends both means the
/// token.
fn credential(headers: &HeaderMap) -> Result<Option<Credential>, Problem> {
    if let Some(value) = headers.get(AUTHORIZATION) {
        let text = value.to_str().unwrap_or_default();
        let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Problem::because(
                Code::TokenRefused,
                "Send the token as: Authorization: Bearer tst_…",
            ));
        }
        return Ok(Some(Credential::Token(token.trim().to_owned())));
    }
    Ok(cookie(headers, SESSION_COOKIE).map(|value| Credential::Session(value.to_owned())))
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A browser sends our cookie along with requests that other sites make it send. Browsers say where a request
/// comes from; one that changes something must come from ourselves. Programs with a token send neither header
/// nor cookie and are not concerned.
fn refuse_cross_site(app: &App, parts: &Parts) -> Result<(), Problem> {
    let headers = &parts.headers;
    if parts.method.is_safe() || headers.contains_key(AUTHORIZATION) {
        return Ok(());
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return match site {
            "same-origin" | "none" => Ok(()),
            _ => Err(Problem::new(Code::CrossSite)),
        };
    }
    match text(ORIGIN.as_str()) {
        // Neither header: no browser of the last years, or a program.
        None if cookie(headers, SESSION_COOKIE).is_none() => Ok(()),
        None => Err(Problem::because(
            Code::CrossSite,
            "A request with a cookie says where it comes from: send Origin.",
        )),
        Some(origin) if is_own(app, origin, text(HOST.as_str())) => Ok(()),
        Some(_) => Err(Problem::new(Code::CrossSite)),
    }
}

/// Whether an origin is the address people open, or the host that was asked.
fn is_own(app: &App, origin: &str, host: Option<&str>) -> bool {
    if let Some(url) = &app.config().public_url.0 {
        return origin == url;
    }
    let asked = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    asked.is_some() && asked == host
}
