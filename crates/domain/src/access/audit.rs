use crate::grant::Who;
use crate::ids::AuditId;
use crate::time::Timestamp;

/// What something was done to. The label is kept as it was then, so that the log reads on after the thing is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditSubject {
    /// The noun: `import`, `touchpoint`, `person`, …
    pub kind: String,
    pub id: String,
    pub label: String,
}

/// Who did what, when.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    pub id: AuditId,
    pub at: Timestamp,
    pub who: Who,
    /// What the actor was called then.
    pub actor_name: String,
    /// The operation: `undo_import`, `change_person`, …
    pub action: String,
    pub subject: AuditSubject,
    pub detail: serde_json::Value,
}
