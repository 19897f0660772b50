//! What machines ask: is the process alive, can it answer, what does it count, what can it do.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::extract::ip_of;
use crate::App;
use crate::error::{Code, Problem};

pub fn router() -> Router<App> {
    Router::new()
        .route("/healthz", get(show_health))
        .route("/readyz", get(show_readiness))
        .route("/metrics", get(show_metrics))
        .route("/openapi.json", get(show_openapi))
        .layer(axum::middleware::from_fn(super::frame::remember_route))
}

/// The process runs and answers.
async fn show_health() -> &'static str {
    "ok\n"
}

/// The store answers and its schema is the one this program was built for.
async fn show_readiness(State(app): State<App>) -> Result<&'static str, Problem> {
    if *app.stopping().borrow() {
        return Err(Problem::because(
            Code::Unavailable,
            "The server is stopping.",
        ));
    }
    app.store().ping().await?;
    let (there, needed) = (app.store().schema_version().await?, store::newest_schema());
    if there != needed {
        let detail = format!(
            "The store's schema is {there}, this program needs {needed}: run `touchstone migrate`."
        );
        return Err(Problem::because(Code::Unavailable, detail));
    }
    Ok("ready\n")
}

/// Needs nothing from this machine; from elsewhere, a token of somebody who may read the audit log.
async fn show_metrics(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let (parts, _) = request.into_parts();
    if !ip_of(&parts, &app).is_loopback() || parts.headers.contains_key("x-forwarded-for") {
        super::guard::require(&app, &parts.headers, domain::access::Permission::ReadAudit).await?;
    }
    let kind = [
        (CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((kind, crate::metrics::render()).into_response())
}

async fn show_openapi() -> impl IntoResponse {
    static TEXT: OnceLock<String> = OnceLock::new();
    (
        [(CONTENT_TYPE, "application/json")],
        TEXT.get_or_init(super::openapi_text).as_str(),
    )
}
