//! How a problem becomes a response.

use std::any::Any;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Response, StatusCode};

use crate::error::{Code, Problem};

pub const CONTENT: HeaderValue = HeaderValue::from_static("application/problem+json");

/// The response without the id of the request; `frame::observe` adds that, and logs the cause once.
pub fn respond(problem: Problem) -> Response<Body> {
    let mut response = render(&problem, None);
    response.extensions_mut().insert(problem);
    response
}

/// The response with its body.
pub fn render(problem: &Problem, request_id: Option<&str>) -> Response<Body> {
    let body = serde_json::to_vec(&problem.to_body(request_id)).expect("a problem is JSON");
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(problem.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, CONTENT);
    if let Some(wait) = problem.retry_after {
        // Rounded up: who comes back on the second shall not be refused again.
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }
    response
}

/// A handler that panicked is our fault, and only that request fails.
pub fn of_panic(payload: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    respond(Problem::new(Code::Internal).caused_by(format!("panic: {text}")))
}
