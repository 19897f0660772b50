//! A fresh server for one story, and browsers and programs that talk to it.

use std::collections::BTreeMap;
use std::future::Future;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use domain::time::Timestamp;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use server::App;
use server::app::{Clock, TestClock};
use server::config::{Config, Sources};
use store::Store;
use tower::ServiceExt as _;

/// The whole program over a fresh store, with a clock that stands still until it is moved.
#[derive(Clone)]
pub struct World {
    pub app: App,
    pub clock: TestClock,
    router: Router,
    _data: std::sync::Arc<tempfile::TempDir>,
}

/// 2026-03-02, a Monday.
pub fn start() -> Timestamp {
    Timestamp::parse_rfc3339("2026-03-02T08:00:00Z").expect("a moment")
}

/// Tells a story to a fresh server on SQLite, and to one on PostgreSQL.
pub async fn each_database<F, Fut>(story: F)
where
    F: Fn(World) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    store::testing::each_database(move |store| {
        let story = story.clone();
        async move { story(World::over(store).await).await }
    })
    .await;
}

/// Tells a story that does not touch the store's words to a fresh server on SQLite alone.
pub async fn on_sqlite<F, Fut>(story: F)
where
    F: Fn(World) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    store::testing::on_sqlite(move |store| {
        let story = story.clone();
        async move { story(World::over(store).await).await }
    })
    .await;
}

impl World {
    async fn over(store: Store) -> Self {
        Self::with(store, &[]).await
    }

    /// With settings of its own.
    pub async fn with(store: Store, settings: &[(&'static str, &str)]) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let mut flags: BTreeMap<&'static str, String> = settings
            .iter()
            .map(|(key, value)| (*key, (*value).to_owned()))
            .collect();
        flags.insert("data", data.path().display().to_string());
        let sources = Sources {
            file: Some("/dev/null".into()),
            flags,
            ..Sources::default()
        };
        let config = Config::load(&sources).expect("a configuration");
        let clock = TestClock::at(start());
        let app = App::over(store, config, Clock::Set(clock.clone())).expect("an application");
        let router = server::http::router(app.clone());
        Self {
            app,
            clock,
            router,
            _data: std::sync::Arc::new(data),
        }
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Caller {
        Caller {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            headers: vec![("sec-fetch-site".to_owned(), "same-origin".to_owned())],
        }
    }

    /// A program with a token.
    pub fn program(&self, token: &str) -> Caller {
        Caller {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            headers: vec![("authorization".to_owned(), format!("Bearer {token}"))],
        }
    }

    /// Sets the server up and returns the owner's browser.
    pub async fn owner(&self) -> Caller {
        let token = server::access::ops::renew_setup_token(&self.app)
            .await
            .expect("a set-up token");
        let mut browser = self.browser();
        let told = browser
            .post(
                "/v1/setup",
                json!({
                    "token": token, "organization": "First", "time_zone": "Europe/Vienna",
                    "name": "Olga Owner", "email": "olga@first.example", "password": PASSWORD,
                }),
            )
            .await;
        told.expect(200);
        browser
    }

    /// Invites somebody into the organization of `by`, accepts for them and returns their browser.
    pub async fn invited(&self, by: &mut Caller, email: &str, role: &str) -> Caller {
        let invitation = by
            .post("/v1/invitations", json!({ "email": email, "role": role }))
            .await
            .expect(201);
        let token = link_token(&invitation.body);
        let mut browser = self.browser();
        let path = format!("/v1/invitations/by-token/{token}/accept");
        browser
            .post(&path, json!({ "name": email, "password": PASSWORD }))
            .await
            .expect(200);
        browser
    }
}

pub const PASSWORD: &str = "correct horse battery";

/// The token at the end of an invitation's link.
pub fn link_token(invitation: &Value) -> String {
    let link = invitation["link"].as_str().expect("a link");
    link.rsplit('/').next().expect("a token").to_owned()
}

/// A browser or a program: keeps cookies and sends its headers with every request.
#[derive(Clone)]
pub struct Caller {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub headers: Vec<(String, String)>,
}

impl Caller {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn put(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub async fn patch(&mut self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn send(&mut self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let (kind, bytes) = match body {
            Some(body) => (Some("application/json"), body.to_string().into_bytes()),
            None => (None, Vec::new()),
        };
        self.send_raw(method, path, kind, bytes).await
    }

    pub async fn send_raw(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Answer {
        Answer::of(self.respond(method, path, kind, body).await).await
    }

    /// A stream of events that goes on.
    pub async fn watch(&mut self, path: &str) -> Watching {
        let response = self.respond(Method::GET, path, None, Vec::new()).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Watching {
            body: response.into_body(),
            read: String::new(),
        }
    }

    async fn respond(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Response<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost");
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header("cookie", pairs.join("; "));
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("routers do not fail");
        self.keep_cookies(&response);
        response
    }

    fn keep_cookies(&mut self, response: &Response<Body>) {
        for line in response.headers().get_all("set-cookie") {
            let line = line.to_str().expect("a readable cookie");
            let (name, value) = line
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='))
                .expect("a pair");
            if line.contains("Max-Age=0") || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// A stream of events, read one after the other.
pub struct Watching {
    body: Body,
    read: String,
}

impl Watching {
    /// The next event: its id and what it says; comments that keep the line open are left out. `None`: the stream ended.
    pub async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some(end) = self.read.find("\n\n") {
                let event: String = self.read.drain(..end + 2).collect();
                let line = |name: &str| {
                    let mut lines = event.lines();
                    lines.find_map(|line| line.strip_prefix(name).map(|it| it.trim().to_owned()))
                };
                if let Some(data) = line("data:") {
                    let data = serde_json::from_str(&data).expect("JSON");
                    return Some((line("id:").unwrap_or_default(), data));
                }
            }
            let wait = std::time::Duration::from_secs(60);
            let frame = tokio::time::timeout(wait, self.body.frame());
            let frame = frame.await.expect("an event within a minute")?;
            let bytes = frame.expect("a frame").into_data().expect("data");
            self.read.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
    /// `Null` when it was no JSON.
    pub body: Value,
}

impl Answer {
    async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        // A stream of events never ends; its head is all a story looks at.
        let streams = parts
            .headers
            .get("content-type")
            .is_some_and(|kind| kind == "text/event-stream");
        let bytes = if streams {
            Vec::new()
        } else {
            body.collect().await.expect("a body").to_bytes().to_vec()
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self {
            status: parts.status,
            headers: parts.headers,
            text,
            body,
        }
    }

    /// Fails the story unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Fails the story unless it is a problem with this status and code.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Self {
        let answer = self.expect(status);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert_eq!(answer.body["code"], code, "{}", answer.text);
        assert_eq!(answer.body["status"], status);
        let request = answer.body["request_id"]
            .as_str()
            .expect("the id of the request");
        assert_eq!(answer.headers["x-request-id"], request);
        answer
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}
