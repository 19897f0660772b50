//! The web interface, carried inside the program.

use std::borrow::Cow;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::frame::is_api;
use super::problem::respond;
use crate::error::{Code, Problem};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
struct Dist;

/// Whether the web interface was built before the program was. `doctor` asks.
pub fn are_built() -> bool {
    Dist::iter().any(|name| name.starts_with("assets/"))
}

/// The file of that name; for every other path the one page of the interface, which finds its way by the path.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response<Body> {
    let path = uri.path();
    if is_api(path) {
        return respond(Problem::new(Code::NoSuchRoute));
    }
    if method != Method::GET && method != Method::HEAD {
        return plain(
            StatusCode::METHOD_NOT_ALLOWED,
            "This address can only be read.\n",
        );
    }
    let name = path.trim_start_matches('/');
    match Dist::get(name) {
        Some(file) => answer(name, file, &headers),
        // A missing script must not look like a page: the browser would try to run it.
        None if name.starts_with("assets/") => {
            plain(StatusCode::NOT_FOUND, "There is no such file.\n")
        }
        None => match Dist::get("index.html") {
            Some(page) => answer("index.html", page, &headers),
            None => plain(
                StatusCode::NOT_FOUND,
                "The web interface has not been built: run cargo xtask run.\n",
            ),
        },
    }
}

fn answer(name: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response<Body> {
    let hash: String = file.metadata.sha256_hash()[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Weak: the same content may travel compressed.
    let tag = format!("W/\"{hash}\"");
    let known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let known = known
        .flat_map(|line| line.split(','))
        .any(|item| item.trim() == tag);
    let mut response = if known {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Response::new(Body::from(bytes))
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind_of(name)));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(if has_hash(name) { FOREVER } else { "no-cache" }),
    );
    headers.extend(HeaderValue::from_str(&tag).ok().map(|value| (ETAG, value)));
    response
}

/// For names that change with their content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The bundler puts a hash into the names of all it writes to assets/.
fn has_hash(name: &str) -> bool {
    name.starts_with("assets/")
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
