//! What can go wrong, as the caller sees it: `application/problem+json` (RFC 9457) with a stable code.
//!
//! Operations return a [`Problem`] without knowing HTTP: they name a [`Code`], and the one table below gives
//! each code its status and title. A cause is kept for the log, and never sent.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// A stable name for one way to fail. Clients switch on it; it never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as clients see it.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$name => $code),* } }

            /// The number of the status line that goes with it.
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status),* } }

            /// A short sentence for people, the same for every occurrence.
            pub const fn title(self) -> &'static str { match self { $(Self::$name => $title),* } }
        }
    };
}

// The table. Grouped by who can mend it; a new code goes to the end of its group.
codes! {
    // The request itself.
    BadRequest = "bad_request", 400, "The request could not be understood";
    InvalidJson = "invalid_json", 400, "The body is not valid JSON";
    InvalidFields = "invalid_fields", 422, "Some fields are not valid";
    UnsupportedMedia = "unsupported_media", 415, "This kind of content is not accepted here";
    TooLarge = "too_large", 413, "The request is too large";
    NoSuchRoute = "no_such_route", 404, "There is nothing at this address";
    MethodNotAllowed = "method_not_allowed", 405, "This address does not know that method";
    // Who is asking.
    NotSignedIn = "not_signed_in", 401, "Sign in first";
    WrongCredentials = "wrong_credentials", 401, "The e-mail address or the password is wrong";
    TokenRefused = "token_refused", 401, "This token is unknown, expired or revoked";
    Forbidden = "forbidden", 403, "You may not do this";
    CrossSite = "cross_site", 403, "The request came from another site";
    Throttled = "throttled", 429, "Too many attempts, wait a moment";
    // The thing asked for.
    NotFound = "not_found", 404, "There is no such thing";
    Conflict = "conflict", 409, "This does not fit the present state";
    InUse = "in_use", 409, "Something still refers to this";
    ChangeInTheWay = "change_in_the_way", 409, "It was changed again since";
    AlreadySetUp = "already_set_up", 409, "This server has been set up already";
    SetupRefused = "setup_refused", 403, "This set-up link is not valid";
    LastOwner = "last_owner", 409, "An organization keeps at least one owner";
    EmailTaken = "email_taken", 409, "Somebody with this e-mail address is here already";
    PlanChanged = "plan_changed", 409, "Somebody else has changed this plan meanwhile";
    PlanIncomplete = "plan_incomplete", 409, "This plan is not complete yet";
    PlanNotReviewed = "plan_not_reviewed", 409, "Nobody has reviewed this plan yet";
    JourneyChanged = "journey_changed", 409, "Somebody else has changed this journey";
    InvitationGone = "invitation_gone", 410, "This invitation has been used, withdrawn or has expired";
    LinkGone = "link_gone", 404, "This link is not complete, has expired or was withdrawn";
    PlatformChanged = "platform_changed", 409, "Somebody else changed the platform meanwhile";
    PlatformIncomplete = "platform_incomplete", 422, "The platform is not complete yet";
    UnwantedPlusOne = "unwanted_plus_one", 409, "This client did not want this";
    AskFirst = "ask_first", 409, "The client is asked first";
    SprintClosed = "sprint_closed", 410, "This sprint is closed";
    SprintFull = "sprint_full", 409, "This sprint is full";
    RoleCardChanged = "role_card_changed", 409, "The role card says something else now";
    SmallGroup = "small_group", 422, "So few are not shown apart";
    // Files and imports.
    UnreadableFile = "unreadable_file", 422, "The file cannot be read";
    MappingDoesNotFit = "mapping_does_not_fit", 422, "The mapping does not fit this file";
    UnreadablePicture = "unreadable_picture", 422, "The picture cannot be read";
    PictureTooLarge = "picture_too_large", 422, "The picture is too large";
    // The server.
    Internal = "internal", 500, "Something went wrong on our side";
    StorageFull = "storage_full", 507, "The disk is full";
    Unavailable = "unavailable", 503, "The server cannot answer right now";
    Timeout = "timeout", 504, "This took too long";
}

impl Code {
    /// The code of a status that the HTTP framework made by itself.
    pub fn of_status(status: u16) -> Self {
        match status {
            404 => Self::NoSuchRoute,
            405 => Self::MethodNotAllowed,
            413 => Self::TooLarge,
            415 => Self::UnsupportedMedia,
            408 | 504 => Self::Timeout,
            503 => Self::Unavailable,
            400..=499 => Self::BadRequest,
            _ => Self::Internal,
        }
    }
}

/// What is wrong with one field, or with one field of one item of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldError {
    /// Position in the batch, from 0; absent when the request is one object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// Path of the field, such as `client.key` or `answers[2].score`; empty for the whole object.
    pub field: String,
    /// What to change, as a sentence.
    pub message: String,
}

impl FieldError {
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            item: None,
            field: field.into(),
            message: message.into(),
        }
    }

    /// The same, about one item of a batch.
    pub fn of_item(self, item: usize) -> Self {
        Self {
            item: Some(item),
            ..self
        }
    }
}

/// A refusal or failure, ready to be told. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Problem {
    pub code: Code,
    /// What happened this time and what to do about it, as a sentence.
    pub detail: Option<String>,
    pub errors: Vec<FieldError>,
    /// When trying again makes sense.
    pub retry_after: Option<Duration>,
    /// What stands there now, where somebody else was first.
    pub current: Option<Arc<serde_json::Value>>,
    /// For the log only.
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Problem {
    pub fn new(code: Code) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
            current: None,
            cause: None,
        }
    }

    /// A problem with a sentence of its own.
    pub fn because(code: Code, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::new(code)
        }
    }

    /// `what` is a noun with its article, such as "this touchpoint".
    pub fn not_found(what: &str) -> Self {
        Self::because(Code::NotFound, format!("There is no {what} here."))
    }

    /// One field is wrong.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::fields(vec![FieldError::new(field, message)])
    }

    /// Several fields are wrong.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(Code::InvalidFields)
        }
    }

    /// Refuses when something was found wrong; for checks that look at every field before they speak.
    pub fn if_any(errors: Vec<FieldError>) -> Result<(), Self> {
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Self::fields(errors))
        }
    }

    /// Our fault. The cause goes to the log.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Code::Internal).caused_by(cause)
    }

    pub fn caused_by(self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            cause: Some(Arc::from(cause.into())),
            ..self
        }
    }

    /// With everything that is in the way, and where.
    pub fn with_errors(self, errors: Vec<FieldError>) -> Self {
        Self { errors, ..self }
    }

    /// With what stands there now, so that whoever comes second loses nothing.
    pub fn with_current(self, current: &impl Serialize) -> Self {
        Self {
            current: serde_json::to_value(current).ok().map(Arc::new),
            ..self
        }
    }

    pub fn retry_after(self, wait: Duration) -> Self {
        Self {
            retry_after: Some(wait),
            ..self
        }
    }

    /// The cause with its own causes, for the log.
    pub fn cause(&self) -> Option<String> {
        let cause = self.cause.as_deref()?;
        let mut text = cause.to_string();
        let mut inner = cause.source();
        while let Some(error) = inner {
            text.push_str(": ");
            text.push_str(&error.to_string());
            inner = error.source();
        }
        Some(text)
    }

    /// The document that is sent.
    pub fn to_body(&self, request_id: Option<&str>) -> ProblemBody {
        ProblemBody {
            type_: format!("https://touchstone.invalid/problems/{}", self.code.as_str()),
            title: self.code.title().to_owned(),
            status: self.code.status(),
            code: self.code.as_str().to_owned(),
            detail: self.detail.clone(),
            request_id: request_id.map(str::to_owned),
            errors: self.errors.clone(),
            current: self.current.as_deref().cloned(),
        }
    }
}

/// Collects what is wrong with the fields of one request, so that all of it is told at once.
#[derive(Debug, Default)]
pub struct Fields(Vec<FieldError>);

impl Fields {
    /// The value, or a note that this field is refused for that reason.
    pub fn take<T, E: fmt::Display>(&mut self, field: &str, parsed: Result<T, E>) -> Option<T> {
        parsed
            .map_err(|refusal| self.refuse(field, &sentence(&refusal)))
            .ok()
    }

    pub fn refuse(&mut self, field: &str, message: &str) {
        self.0.push(FieldError::new(field, message));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn problem(self) -> Problem {
        Problem::fields(self.0)
    }

    /// Refuses if anything was wrong.
    pub fn check(self) -> Result<(), Problem> {
        Problem::if_any(self.0)
    }
}

/// A refusal as a sentence: with a capital at its start and a full stop at its end.
pub fn sentence(refusal: &impl fmt::Display) -> String {
    let text = refusal.to_string();
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", letters.as_str())
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail.as_deref().unwrap_or(self.code.title()))?;
        for error in &self.errors {
            f.write_str("; ")?;
            if let Some(item) = error.item {
                write!(f, "item {item}: ")?;
            }
            if !error.field.is_empty() {
                write!(f, "{}: ", error.field)?;
            }
            f.write_str(&error.message)?;
        }
        Ok(())
    }
}

impl Error for Problem {}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        use store::StoreError as E;
        let code = match &error {
            E::Taken(what) if what.contains("e-mail") => Code::EmailTaken,
            E::Taken(_) | E::WrongState(_) | E::OtherKind { .. } | E::Gone(_) => Code::Conflict,
            E::InUse(_) => Code::InUse,
            E::LastOwner => Code::LastOwner,
            E::NoLongerValid(what) if what.contains("set-up") => Code::SetupRefused,
            E::NoLongerValid(_) => Code::InvitationGone,
            E::Unknown(_) => Code::NotFound,
            E::DiskFull(_) => Code::StorageFull,
            E::Busy(_) => Code::Unavailable,
            E::Newer
            | E::Unreadable(_)
            | E::Address(_)
            | E::NotHere
            | E::Database(_)
            | E::Migration(_) => {
                return Self::internal(error);
            }
        };
        Self::because(code, sentence(&error)).caused_by(error)
    }
}

impl From<domain::access::Refusal> for Problem {
    fn from(refusal: domain::access::Refusal) -> Self {
        Self::because(Code::Forbidden, format!("Not allowed: {refusal}."))
    }
}

/// `application/problem+json` as RFC 9457 describes it, with our code, the id of the request and field errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// A name for the kind of problem in the form of a URI; it is not meant to be opened.
    #[serde(rename = "type")]
    pub type_: String,
    pub title: String,
    pub status: u16,
    /// Switch on this.
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Stands in the server's log beside the cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What stands there now, where somebody else was first; its form depends on the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub current: Option<serde_json::Value>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_have_error_statuses() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{} stands twice", code.as_str());
            assert!((400..600).contains(&code.status()), "{}", code.as_str());
        }
    }

    #[test]
    fn a_cause_is_told_to_the_log_and_not_to_the_caller() {
        let problem = Problem::internal("disk on fire");
        assert_eq!(problem.cause().as_deref(), Some("disk on fire"));
        let body = serde_json::to_string(&problem.to_body(Some("r1"))).unwrap_or_default();
        assert!(!body.contains("fire"), "{body}");
    }
}
