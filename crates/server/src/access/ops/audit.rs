//! Who did what.

use domain::access::{Actor, AuditEntry, AuditSubject, Grant, Permission, Who};
use domain::ids::AuditId;
use domain::time::Timestamp;
use serde_json::Value;
use store::access::AuditFilter;

use crate::App;
use crate::error::{Code, Problem};

/// What something was done to.
pub struct Subject(AuditSubject);

impl Subject {
    /// `kind` is the noun, such as `import`; `label` is what it is called now.
    pub fn new(kind: &str, id: impl ToString, label: impl Into<String>) -> Self {
        Self(AuditSubject {
            kind: kind.to_owned(),
            id: id.to_string(),
            label: label.into(),
        })
    }
}

/// Writes down that the grant's actor did something. `action` is the operation, `detail` what else matters.
pub async fn note(
    app: &App,
    grant: &Grant,
    action: &str,
    subject: Subject,
    detail: Value,
) -> Result<(), Problem> {
    let name = name_of(app, grant).await?;
    let org = app.store().org(grant);
    org.append_audit(app.id(), app.now(), &name, action, &subject.0, &detail)
        .await?;
    app.kept_trust().changed(grant.organization());
    Ok(())
}

/// What the actor is called now.
pub async fn name_of(app: &App, grant: &Grant) -> Result<String, Problem> {
    let org = app.store().org(grant);
    Ok(match grant.who() {
        Who::Person(id) => org
            .person(id)
            .await?
            .map(|person| person.name)
            .unwrap_or_default(),
        Who::Token(id) => {
            let tokens = org.tokens().await?;
            tokens
                .into_iter()
                .find(|token| token.id == id)
                .map(|token| token.name)
                .unwrap_or_default()
        }
        Who::System => "Touchstone".to_owned(),
    })
}

/// A page of the log, newest first, and the cursor of the next one.
pub async fn list_audit(
    app: &App,
    actor: &Actor,
    action: Option<String>,
    before: Option<&str>,
    limit: usize,
) -> Result<(Vec<AuditEntry>, Option<String>), Problem> {
    let grant = actor.require(Permission::ReadAudit)?;
    let before = before.map(read_cursor).transpose()?;
    let filter = AuditFilter {
        action,
        ..AuditFilter::default()
    };
    let page = app
        .store()
        .org(&grant)
        .audit(&filter, before, limit)
        .await?;
    let next = page.next.map(|(at, id)| format!("{}_{id}", at.micros()));
    Ok((page.items, next))
}

fn read_cursor(text: &str) -> Result<(Timestamp, AuditId), Problem> {
    let parts = text
        .split_once('_')
        .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let (at, id) = parts.ok_or_else(|| {
        Problem::because(
            Code::InvalidFields,
            "`before` is the `next` of the page before, unchanged.",
        )
    })?;
    Ok((Timestamp::from_micros(at), id))
}
