//! Touches and responses that programs send, one or many at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::access::{Actor, Grant, Permission};
use domain::design::{Key, QuestionKind};
use domain::signals::Scale;
use domain::signals::record::{
    AnswerRecord, AnswerValue, ClientRecord, ResponseRecord, TouchRecord,
};
use domain::time::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::design::{Design, Needed, NewQuestion};
use store::signals::{NewResponse, NewTouch, Recorded, RecordedBatch};

use super::views::{
    AnswerForm, ClientForm, RecordedListView, RecordedView, ResponseForm, TouchForm,
};
use crate::App;
use crate::error::{FieldError, Problem};

/// Items of one request.
const MOST: usize = 1_000;
/// The longest key, in characters.
const LONGEST_KEY: usize = 200;
/// The longest text, in characters.
const LONGEST_TEXT: usize = 20_000;

/// What came in: the items, and whether it was a list.
struct Sent {
    items: Vec<Value>,
    many: bool,
}

fn sent(body: Value) -> Result<Sent, Problem> {
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
fn read<T: DeserializeOwned>(item: Value) -> Result<T, Vec<FieldError>> {
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
struct Faults(Vec<FieldError>);

impl Faults {
    fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldError::new(field, message));
    }

    fn key(&mut self, field: &str, text: &str) -> String {
        let key = text.trim();
        if key.is_empty() {
            self.add(field, "This must not be empty.");
        } else if key.chars().count() > LONGEST_KEY {
            self.add(field, format!("This has at most {LONGEST_KEY} characters."));
        }
        key.to_owned()
    }

    fn text(&mut self, field: &str, text: &str) -> String {
        if text.chars().count() > LONGEST_TEXT {
            self.add(
                field,
                format!("A text has at most {LONGEST_TEXT} characters."),
            );
        }
        text.to_owned()
    }

    fn moment(&mut self, field: &str, text: &str) -> Timestamp {
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

    fn client(&mut self, form: &ClientForm) -> ClientRecord {
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

/// Records touches, each exactly once.
pub async fn record_touches(
    app: &App,
    actor: &Actor,
    body: Value,
) -> Result<RecordedListView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let sent = sent(body)?;
    let design = app.store().org(&grant).design().await?;
    let mut good = Vec::new();
    let mut tally = Tally::new(&sent);
    for (at, item) in sent.items.into_iter().enumerate() {
        match read::<TouchForm>(item).and_then(|form| read_touch(&form, &design)) {
            Ok((source, record)) => {
                good.push((
                    at,
                    NewTouch {
                        id: app.id(),
                        client_id: app.id(),
                        source,
                        record,
                    },
                ));
            }
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let (places, items): (Vec<usize>, Vec<NewTouch>) = good.into_iter().unzip();
    if !items.is_empty() {
        let recorded = app
            .store()
            .org(&grant)
            .record_touches(0, app.now(), &items)
            .await?;
        tally.take(&places, recorded);
    }
    tally.answer()
}

fn source_of(source: Option<&str>, faults: &mut Faults) -> Arc<str> {
    match source {
        None => "api".into(),
        Some(source) => match Key::parse(source) {
            Ok(key) => key.as_str().into(),
            Err(refusal) => {
                faults.add("source", format!("{refusal}."));
                "api".into()
            }
        },
    }
}

fn read_touch(
    form: &TouchForm,
    design: &Design,
) -> Result<(Arc<str>, TouchRecord), Vec<FieldError>> {
    let mut faults = Faults::default();
    if design.touchpoint_by_key(&form.touchpoint).is_none() {
        faults.add(
            "touchpoint",
            format!("There is no touchpoint `{}`.", form.touchpoint),
        );
    }
    check_channel(form.channel.as_deref(), design, &mut faults);
    if form
        .perception
        .is_some_and(|perception| !(-3..=3).contains(&perception))
    {
        faults.add("perception", "This goes from -3 to 3.");
    }
    let record = TouchRecord {
        external_id: faults.key("external_id", &form.external_id),
        client: faults.client(&form.client),
        touchpoint: form.touchpoint.clone(),
        channel: form.channel.clone(),
        occurred_at: faults.moment("occurred_at", &form.occurred_at),
        direction: form.direction.unwrap_or_default(),
        planned: form.planned.unwrap_or(false),
        note: form
            .note
            .as_deref()
            .map(|note| faults.text("note", note))
            .filter(|note| !note.trim().is_empty()),
        perception: form.perception,
        emotion: form
            .emotion
            .as_deref()
            .map(|emotion| faults.key("emotion", emotion)),
    };
    let source = source_of(form.source.as_deref(), &mut faults);
    if faults.0.is_empty() {
        Ok((source, record))
    } else {
        Err(faults.0)
    }
}

fn check_channel(channel: Option<&str>, design: &Design, faults: &mut Faults) {
    if let Some(key) = channel
        && !design.channels.iter().any(|channel| channel.key == key)
    {
        faults.add("channel", format!("There is no channel `{key}`."));
    }
}

/// Records responses, each exactly once.
pub async fn record_responses(
    app: &App,
    actor: &Actor,
    body: Value,
) -> Result<RecordedListView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let sent = sent(body)?;
    let mut tally = Tally::new(&sent);
    let mut forms = Vec::new();
    for (at, item) in sent.items.into_iter().enumerate() {
        match read::<ResponseForm>(item) {
            Ok(form) => forms.push((at, form)),
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let design = app.store().org(&grant).design().await?;
    let design = make_questions(
        app,
        &grant,
        design,
        forms.iter().flat_map(|(_, form)| &form.answers),
    )
    .await?;
    let mut good = Vec::new();
    for (at, form) in forms {
        match read_response(&form, &design) {
            Ok((source, record)) => good.push((
                at,
                NewResponse {
                    id: app.id(),
                    client_id: app.id(),
                    source,
                    record,
                },
            )),
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let (places, items): (Vec<usize>, Vec<NewResponse>) = good.into_iter().unzip();
    if !items.is_empty() {
        let recorded = app
            .store()
            .org(&grant)
            .record_responses(0, app.now(), &items)
            .await?;
        tally.take(&places, recorded);
    }
    tally.answer()
}

/// Makes the questions that nobody asked before and that an answer describes. Whoever may record answers says with
/// them what was asked; what is described wrongly is refused with its answer.
async fn make_questions(
    app: &App,
    grant: &Grant,
    design: Design,
    answers: impl Iterator<Item = &AnswerForm>,
) -> Result<Design, Problem> {
    let mut seen = BTreeSet::new();
    let mut questions = Vec::new();
    for answer in answers {
        let Some(kind) = answer.kind.as_deref().and_then(QuestionKind::of_name) else {
            continue;
        };
        let key = answer.question.trim();
        let scale = answer
            .scale
            .as_deref()
            .and_then(|scale| scale.parse::<Scale>().ok());
        let scale = if kind == QuestionKind::Recommend {
            scale.or(Some(Scale::RECOMMEND))
        } else {
            scale
        };
        let placed = answer
            .touchpoint
            .as_deref()
            .is_none_or(|key| design.touchpoint_by_key(key).is_some());
        let fits = !key.is_empty()
            && key.chars().count() <= LONGEST_KEY
            && placed
            && (scale.is_some() || !kind.scored());
        if !fits || design.question_by_key(key).is_some() || !seen.insert(key.to_owned()) {
            continue;
        }
        questions.push(NewQuestion {
            id: app.id(),
            key: key.to_owned(),
            label: answer
                .label
                .as_deref()
                .map(str::trim)
                .filter(|label| !label.is_empty())
                .unwrap_or(key)
                .to_owned(),
            kind,
            scale: scale.map(|scale| scale.to_string()),
            touchpoint: answer.touchpoint.clone(),
            aspect: None,
            primary: kind == QuestionKind::Rating,
        });
    }
    if questions.is_empty() {
        return Ok(design);
    }
    let needed = Needed {
        questions,
        ..Needed::default()
    };
    Ok(app.store().org(grant).ensure_design(&needed).await?.design)
}

fn read_response(
    form: &ResponseForm,
    design: &Design,
) -> Result<(Arc<str>, ResponseRecord), Vec<FieldError>> {
    let mut faults = Faults::default();
    check_channel(form.channel.as_deref(), design, &mut faults);
    let weight = form.weight.unwrap_or(1.0);
    if !(weight.is_finite() && weight > 0.0) {
        faults.add("weight", "A weight is a number above 0.");
    }
    let mut answers: Vec<AnswerRecord> = Vec::new();
    for (at, answer) in form.answers.iter().enumerate() {
        let place = format!("answers[{at}]");
        if answers
            .iter()
            .any(|known| *known.question == *answer.question.trim())
        {
            faults.add(
                format!("{place}.question"),
                "This question has been answered above.",
            );
            continue;
        }
        answers.extend(read_answer(answer, design, &place, &mut faults));
    }
    if form.answers.is_empty() {
        faults.add("answers", "A response has at least one answer.");
    }
    let record = ResponseRecord {
        external_id: faults.key("external_id", &form.external_id),
        client: faults.client(&form.client),
        occurred_at: faults.moment("occurred_at", &form.occurred_at),
        channel: form.channel.as_deref().map(Arc::from),
        weight,
        answers,
    };
    let source = source_of(form.source.as_deref(), &mut faults);
    if faults.0.is_empty() {
        Ok((source, record))
    } else {
        Err(faults.0)
    }
}

fn read_answer(
    form: &AnswerForm,
    design: &Design,
    place: &str,
    faults: &mut Faults,
) -> Option<AnswerRecord> {
    let Some(question) = design.question_by_key(form.question.trim()) else {
        let message = format!(
            "There is no question `{}`. Say what it is with `kind` (recommend, rating, effort, comment or choice) and, for scores, `scale`.",
            form.question
        );
        faults.add(format!("{place}.question"), message);
        return None;
    };
    let given = [
        form.score.is_some(),
        form.text.is_some(),
        form.codes.is_some(),
    ]
    .iter()
    .filter(|given| **given)
    .count();
    if given != 1 {
        faults.add(place, "Give one of `score`, `text` and `codes`.");
        return None;
    }
    let value = match (question.kind.scored(), form) {
        (
            true,
            AnswerForm {
                score: Some(score), ..
            },
        ) => {
            let scale = question
                .scale
                .as_deref()
                .and_then(|scale| scale.parse::<Scale>().ok());
            if let Some(scale) = scale
                && !scale.contains(*score)
            {
                faults.add(
                    format!("{place}.score"),
                    format!("{score} is not on the scale {scale}."),
                );
                return None;
            }
            AnswerValue::Score(*score)
        }
        (true, _) => {
            faults.add(
                place,
                format!("`{}` is answered with a `score`.", question.key),
            );
            return None;
        }
        (
            false,
            AnswerForm {
                text: Some(text), ..
            },
        ) if question.kind == QuestionKind::Comment => {
            AnswerValue::Text(faults.text(&format!("{place}.text"), text))
        }
        (
            false,
            AnswerForm {
                codes: Some(codes), ..
            },
        ) => AnswerValue::Codes(codes.iter().map(|code| Arc::from(code.trim())).collect()),
        (false, _) => {
            faults.add(
                place,
                format!(
                    "`{}` is answered with `codes`{}.",
                    question.key,
                    if question.kind == QuestionKind::Comment {
                        " or `text`"
                    } else {
                        ""
                    }
                ),
            );
            return None;
        }
    };
    Some(AnswerRecord {
        question: question.key.as_str().into(),
        value,
    })
}

/// What became of every item, in order.
struct Tally {
    results: Vec<RecordedView>,
    errors: Vec<FieldError>,
    many: bool,
}

impl Tally {
    fn new(sent: &Sent) -> Tally {
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

    fn refuse(&mut self, at: usize, errors: Vec<FieldError>) {
        let many = self.many;
        self.errors.extend(
            errors
                .into_iter()
                .map(|error| if many { error.of_item(at) } else { error }),
        );
    }

    fn take<I: ToString>(&mut self, places: &[usize], recorded: RecordedBatch<I>) {
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
    fn answer(self) -> Result<RecordedListView, Problem> {
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
