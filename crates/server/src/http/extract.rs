//! What handlers take from a request. Each refuses with a problem that names the field.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{
    ConnectInfo, FromRequest, FromRequestParts, OptionalFromRequestParts, Path, Query, Request,
};
use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::guard::{DEVICE_COOKIE, Known, cookie};
use crate::App;
use crate::access::{Identity, Visitor};
use crate::error::{Code, Problem, sentence};
use domain::access::Actor;

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") && !essence.ends_with("+json") {
            return Err(Problem::because(
                Code::UnsupportedMedia,
                "Send the body as application/json.",
            ));
        }
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|rejection| {
                Problem::because(
                    Code::of_status(rejection.status().as_u16()),
                    rejection.body_text(),
                )
            })?;
        parse_json(&bytes).map(Self)
    }
}

/// Reads JSON. A refusal names the path of the field that does not fit.
pub fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        if !inner.is_data() {
            return Problem::because(Code::InvalidJson, sentence(&inner));
        }
        let path = if path == "." { String::new() } else { path };
        match missing_field(&inner.to_string()) {
            Some(name) if path.is_empty() => Problem::field(name, "This field is needed."),
            Some(name) => Problem::field(&format!("{path}.{name}"), "This field is needed."),
            None => Problem::field(&path, sentence(&inner)),
        }
    })?;
    reader
        .end()
        .map_err(|error| Problem::because(Code::InvalidJson, sentence(&error)))?;
    Ok(value)
}

/// The name in serde's "missing field `name` at line …".
fn missing_field(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.split('`').next()
}

/// What stands behind the question mark. A parameter that may repeat is read from `Params<Vec<(String, String)>>`.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        Query::try_from_uri(&parts.uri)
            .map(|Query(value)| Self(value))
            .map_err(|rejection| Problem::because(Code::InvalidFields, rejection.body_text()))
    }
}

/// The identifier in the path. One that is none names nothing: 404.
pub struct Item<I>(pub I);

impl<I: FromStr + Send> FromRequestParts<App> for Item<I> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Path(text) = <Path<String> as FromRequestParts<App>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Problem::new(Code::NotFound))?;
        text.parse()
            .map(Self)
            .map_err(|_| Problem::new(Code::NotFound))
    }
}

/// Who is asking. The guard has already made sure that somebody is, and that they hold the operation's permission.
pub struct Signed(pub Actor);

impl FromRequestParts<App> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let known = parts
            .extensions
            .get::<Known>()
            .ok_or_else(|| Problem::new(Code::NotSignedIn))?;
        Ok(Self(known.0.actor().clone()))
    }
}

impl FromRequestParts<App> for Identity {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parts
            .extensions
            .get::<Known>()
            .map(|known| known.0.clone())
            .ok_or_else(|| Problem::new(Code::NotSignedIn))
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let user_agent = parts
            .headers
            .get(USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        // A browser says less than 300 characters; what is longer is not meant for reading.
        let user_agent = user_agent.chars().take(300).collect();
        let device = cookie(&parts.headers, DEVICE_COOKIE).map(str::to_owned);
        Ok(Self {
            ip: ip_of(parts, app),
            user_agent,
            device,
        })
    }
}

impl OptionalFromRequestParts<App> for Identity {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get::<Known>().map(|known| known.0.clone()))
    }
}

/// The address of the connection, or what a trusted proxy says it forwards: the last address in
/// `X-Forwarded-For` that is not itself a trusted proxy. Everything before it can be made up by the sender.
pub fn ip_of(parts: &Parts, app: &App) -> IpAddr {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip());
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1])).to_canonical();
    let trusted = &app.config().trusted_proxies.0;
    if !trusted.contains(&peer) {
        return peer;
    }
    let hops = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = hops
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect();
    hops.iter()
        .rev()
        .map_while(|hop| hop.parse::<IpAddr>().ok())
        .map(|hop| hop.to_canonical())
        .find(|hop| !trusted.contains(hop))
        .unwrap_or(peer)
}
