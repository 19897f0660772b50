//! What surrounds every request: its id, its line in the log, its time limit, and the headers that keep
//! browsers from doing more than they should.

use std::borrow::Cow;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Response};
use axum::middleware::Next;
use tracing::{Instrument as _, error, info, info_span, warn};

use super::problem;
use crate::App;
use crate::error::{Code, Problem};

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request its id, writes its line of the log and counts it.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response<Body> {
    let id =
        given_id(request.headers()).unwrap_or_else(|| app.id::<uuid::Uuid>().simple().to_string());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let span = info_span!("request", id = %id, %method, path = %loggable(&path));
    let started = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let _entered = span.enter();
    let response = with_id(told(response, &path), &id);
    let (status, elapsed) = (response.status(), started.elapsed());
    let route = response
        .extensions()
        .get::<Route>()
        .map_or("other", |route| route.0.as_str())
        .to_owned();
    crate::metrics::count_request(method.as_str(), &route, status.as_u16(), elapsed);
    match response.extensions().get::<Problem>() {
        Some(problem) if status.is_server_error() => {
            let cause = problem.cause().unwrap_or_default();
            error!(
                status = status.as_u16(),
                code = problem.code.as_str(),
                cause,
                "request failed after {elapsed:.0?}"
            );
        }
        Some(problem) => {
            let cause = problem.cause();
            info!(
                status = status.as_u16(),
                code = problem.code.as_str(),
                cause,
                "request refused after {elapsed:.0?}"
            );
        }
        None if QUIET.contains(&route.as_str()) => {}
        None => info!(
            status = status.as_u16(),
            "request answered after {elapsed:.0?}"
        ),
    }
    response
}

/// Beginnings of paths whose next part lets whoever knows it in.
const SECRET: &[&str] = &[
    "/v1/invitations/by-token/",
    "/invitation/",
    "/v1/progress/",
    "/progress/",
    "/v1/portal/",
    "/c/",
    "/v1/calendar/",
    "/v1/sprint-links/",
    "/s/",
];

/// The path as the log may hold it: who reads an invitation's link there could join by it.
fn loggable(path: &str) -> Cow<'_, str> {
    for start in SECRET {
        if let Some(rest) = path.strip_prefix(start) {
            let after = rest.find('/').map_or("", |at| &rest[at..]);
            return format!("{start}…{after}").into();
        }
    }
    path.into()
}

/// Lets a change that was begun come to its end when nobody waits for the answer any more. A browser that goes away, or
/// a time limit, must not leave something done without its line in the audit log, or half of a file on the disk.
pub async fn finish_changes(request: Request, next: Next) -> Response<Body> {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            Ok(payload) => problem::of_panic(payload),
            Err(_) => problem::respond(Problem::new(Code::Unavailable)),
        },
    }
}

/// Routes that are asked every few seconds by machines.
const QUIET: &[&str] = &["/healthz", "/readyz", "/metrics"];

/// The route that answered, such as `/v1/people/{id}`.
#[derive(Clone)]
pub struct Route(pub String);

/// Hands the matched route up to [`observe`], which stands outside the routing.
pub async fn remember_route(request: Request, next: Next) -> Response<Body> {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| Route(path.as_str().to_owned()));
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// An id that a proxy gave, if it looks like one.
fn given_id(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(&REQUEST_ID)?.to_str().ok()?;
    let fits = (8..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then(|| text.to_owned())
}

/// Turns what the framework refused by itself into a problem as well.
fn told(response: Response<Body>, path: &str) -> Response<Body> {
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    let told = response.headers().get(CONTENT_TYPE) == Some(&problem::CONTENT);
    if !refused || told || !is_api(path) {
        return response;
    }
    let route = response.extensions().get::<Route>().cloned();
    let mut response = problem::respond(Problem::new(Code::of_status(status.as_u16())));
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// Writes the id into the response, and into the problem when it is one.
fn with_id(mut response: Response<Body>, id: &str) -> Response<Body> {
    if let Some(problem) = response.extensions().get::<Problem>().cloned() {
        let (parts, body) = problem::render(&problem, Some(id)).into_parts();
        *response.body_mut() = body;
        // What the compression said of the old body does not hold for this one.
        response.headers_mut().remove(CONTENT_ENCODING);
        response.headers_mut().remove(CONTENT_LENGTH);
        response.headers_mut().extend(parts.headers);
    }
    if let Ok(value) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID.clone(), value);
    }
    response
}

/// Paths that answer with problems instead of pages.
pub fn is_api(path: &str) -> bool {
    path == "/v1" || path.starts_with("/v1/")
}

/// Gives up a request that takes too long. Uploads take as long as the line needs.
pub async fn time_limit(State(app): State<App>, request: Request, next: Next) -> Response<Body> {
    if request.uri().path().starts_with("/v1/uploads") {
        return next.run(request).await;
    }
    let limit = app.config().request_timeout_seconds.0;
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            warn!("request given up after {limit:?}");
            problem::respond(Problem::new(Code::Timeout))
        }
    }
}

/// Only our own scripts, styles, pictures and connections; nobody may frame us. Styles in attributes are
/// allowed because charts and virtual lists set positions there, which cannot load or run anything.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'",
);

/// A client's own page, and what it asks for: for who has the link and nobody else.
fn is_clients_own(path: &str) -> bool {
    path.starts_with("/c/") || path.starts_with("/v1/portal/")
}

/// The same, or a sprint's room: whoever has the address is let in.
fn is_by_link(path: &str) -> bool {
    is_clients_own(path) || path.starts_with("/s/") || path.starts_with("/v1/sprint-links/")
}

pub async fn security_headers(request: Request, next: Next) -> Response<Body> {
    let api = is_api(request.uri().path());
    let clients_own = is_clients_own(request.uri().path());
    let by_link = is_by_link(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    if api && !headers.contains_key("cache-control") {
        // Answers belong to one person; no cache may give them to the next.
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
    }
    if clients_own {
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
    }
    if by_link {
        headers.insert(
            "x-robots-tag",
            HeaderValue::from_static("noindex, nofollow, noarchive"),
        );
        // The address is the key: it is told to nobody.
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::loggable;

    #[test]
    fn links_that_let_somebody_in_are_not_logged() {
        for (path, logged) in [
            (
                "/v1/invitations/by-token/s3cret",
                "/v1/invitations/by-token/…",
            ),
            (
                "/v1/invitations/by-token/s3cret/accept",
                "/v1/invitations/by-token/…/accept",
            ),
            ("/invitation/s3cret", "/invitation/…"),
            ("/v1/portal/s3cret/wishes", "/v1/portal/…/wishes"),
            ("/c/s3cret", "/c/…"),
            ("/progress/s3cret", "/progress/…"),
            ("/v1/calendar/s3cret.ics", "/v1/calendar/…"),
            ("/v1/invitations", "/v1/invitations"),
            ("/v1/clients", "/v1/clients"),
        ] {
            assert_eq!(loggable(path), logged);
        }
    }
}
