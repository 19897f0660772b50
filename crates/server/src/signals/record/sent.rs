//! What a request holds, what is wrong with it, and what became of each of its items.

use domain::design::Key;
use domain::signals::record::ClientRecord;
use domain::time::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::signals::{Recorded, RecordedBatch};

use crate::error::{FieldError, Problem};
use crate::signals::views::{ClientForm, RecordedListView, RecordedView};

/// Items of one request.
pub(crate) const MOST: usize = 1_000;
/// The longest key, in characters.
pub(crate) const LONGEST_KEY: usize = 200;
/// The longest text, in characters.
pub(crate) const LONGEST_TEXT: usize = 20_000;

/// What came in: the items, and whether it was a list.
pub(crate) struct Sent {
    pub(crate) items: Vec<Value>,
    pub(crate) many: bool,
}

pub(crate) fn sent(body: Value) -> Result<Sent, Problem> {
    let Value::Object(mut fields) = body else {
        return Err(Problem::field(
            "",
            "An object is expected, or {\"items\": […]}.",
        ));
    };
    match fields.remove("items") {
        None => Ok(Sent {
            items: vec![Value::Object(fields)],
            many: false,
        }),
        Some(Value::Array(items)) if items.is_empty() => {
            Err(Problem::field("items", "There are no items."))
        }
        Some(Value::Array(items)) if items.len() > MOST => Err(Problem::field(
            "items",
            format!(
                "At most {MOST} items are taken at once; these are {}.",
                items.len()
            ),
        )),
        Some(Value::Array(items)) => Ok(Sent { items, many: true }),
        Some(_) => Err(Problem::field("items", "A list is expected.")),
    }
}

/// Reads one item; a refusal names the path of the field.
pub(crate) fn read<T: DeserializeOwned>(item: Value) -> Result<T, Vec<FieldError>> {
    serde_path_to_error::deserialize(item).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        let inner = error.into_inner().to_string();
        let missing = inner
            .strip_prefix("missing field `")
            .and_then(|rest| rest.split('`').next());
        vec![match missing {
            Some(name) if path.is_empty() => FieldError::new(name, "This field is needed."),
            Some(name) => FieldError::new(format!("{path}.{name}"), "This field is needed."),
            None => FieldError::new(
                path,
                format!("{}.", inner.split(" at line").next().unwrap_or(&inner)),
            ),
        }]
    })
}

/// Notes what is wrong with one item.
#[derive(Default)]
pub(crate) struct Faults(Vec<FieldError>);

impl Faults {
    /// The item, unless something is wrong with it.
    pub(crate) fn unless<T>(self, item: T) -> Result<T, Vec<FieldError>> {
        if self.0.is_empty() {
            Ok(item)
        } else {
            Err(self.0)
        }
    }

    pub(crate) fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldError::new(field, message));
    }

    pub(crate) fn key(&mut self, field: &str, text: &str) -> String {
        let key = text.trim();
        if key.is_empty() {
            self.add(field, "This must not be empty.");
        } else if key.chars().count() > LONGEST_KEY {
            self.add(field, format!("This has at most {LONGEST_KEY} characters."));
        }
        key.to_owned()
    }

    pub(crate) fn text(&mut self, field: &str, text: &str) -> String {
        if text.chars().count() > LONGEST_TEXT {
            self.add(
                field,
                format!("A text has at most {LONGEST_TEXT} characters."),
            );
        }
        text.to_owned()
    }

    pub(crate) fn moment(&mut self, field: &str, text: &str) -> Timestamp {
        match Timestamp::parse_rfc3339(text) {
            Ok(at) if (at.date(&jiff::tz::TimeZone::UTC).year()) >= 1900 => at,
            Ok(_) => {
                self.add(field, "This is too long ago.");
                Timestamp::EPOCH
            }
            Err(_) => {
                self.add(
                    field,
                    "A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z.",
                );
                Timestamp::EPOCH
            }
        }
    }

    pub(crate) fn client(&mut self, form: &ClientForm) -> ClientRecord {
        let attributes = form
            .attributes
            .iter()
            .filter(|(_, value)| !value.trim().is_empty());
        let mut record = ClientRecord {
            key: self.key("client.key", &form.key),
            name: form
                .name
                .as_deref()
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
            attributes: Vec::new(),
        };
        for (key, value) in attributes {
            match Key::parse(key) {
                Ok(key) => record
                    .attributes
                    .push((key.as_str().into(), value.trim().into())),
                Err(refusal) => self.add(format!("client.attributes.{key}"), format!("{refusal}.")),
            }
        }
        record
    }
}

/// What became of every item, in order.
pub(crate) struct Tally {
    results: Vec<RecordedView>,
    errors: Vec<FieldError>,
    many: bool,
}

impl Tally {
    pub(crate) fn new(sent: &Sent) -> Tally {
        let refused = RecordedView {
            status: "refused".to_owned(),
            id: None,
        };
        Tally {
            results: vec![refused; sent.items.len()],
            errors: Vec::new(),
            many: sent.many,
        }
    }

    pub(crate) fn refuse(&mut self, at: usize, errors: Vec<FieldError>) {
        let many = self.many;
        self.errors.extend(
            errors
                .into_iter()
                .map(|error| if many { error.of_item(at) } else { error }),
        );
    }

    pub(crate) fn take<I: ToString>(&mut self, places: &[usize], recorded: RecordedBatch<I>) {
        for (at, result) in places.iter().zip(recorded.results) {
            let (status, id) = match result {
                Recorded::Created { id, .. } => ("created", id.to_string()),
                Recorded::Unchanged { id, .. } => ("unchanged", id.to_string()),
                Recorded::Conflict { id, .. } => ("conflict", id.to_string()),
                Recorded::Unknown { what, key } => {
                    self.refuse(
                        *at,
                        vec![FieldError::new(
                            what,
                            format!("There is no {what} `{key}`."),
                        )],
                    );
                    continue;
                }
            };
            self.results[*at] = RecordedView {
                status: status.to_owned(),
                id: Some(id),
            };
        }
    }

    /// A single item that is wrong is a refusal; a list says what is wrong with each.
    pub(crate) fn answer(self) -> Result<RecordedListView, Problem> {
        if !self.many && !self.errors.is_empty() {
            return Err(Problem::fields(self.errors));
        }
        let count = |status: &str| {
            self.results
                .iter()
                .filter(|result| result.status == status)
                .count()
        };
        Ok(RecordedListView {
            accepted: count("created"),
            unchanged: count("unchanged"),
            conflicts: count("conflict"),
            refused: count("refused"),
            errors: self.errors,
            results: self.results,
        })
    }
}
