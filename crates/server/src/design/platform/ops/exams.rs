use domain::access::{Actor, Permission};
use domain::design::platform::{Alignment, Exam, ExamSubject, HIGHEST_SCORE, alignment, due};
use domain::ids::{ExamId, PictureId};
use domain::time::{Granularity, Period, Timestamp, buckets};
use serde_json::json;
use store::OrgStore;

use super::document::me;
use super::fields;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};

/// How many months the trend goes back.
const MONTHS_BACK: &str = "last-12-months";
/// Exams on one page.
const PAGE: usize = 50;

/// An exam with what it looked at.
pub struct ShownExam {
    pub exam: Exam,
    /// The element's label or the standard's words.
    pub label: String,
}

/// One look as somebody wrote it.
pub struct ExamForm {
    pub subject: ExamSubject,
    pub score: i32,
    pub evidence: String,
    pub picture: Option<PictureId>,
    /// `None`: now.
    pub examined_at: Option<Timestamp>,
}

/// Something to be examined.
pub struct ShownDue {
    pub subject: ExamSubject,
    pub label: String,
    pub last: Option<Timestamp>,
    pub since: Timestamp,
}

/// How it stood at the end of a month.
pub struct TrendPoint {
    pub label: String,
    pub at: Timestamp,
    pub alignment: Alignment,
}

/// How far the brand and the behaviour fit the platform.
pub struct ShownAlignment {
    pub whole: Alignment,
    pub elements: Alignment,
    pub standards: Alignment,
    pub trend: Vec<TrendPoint>,
    pub due: Vec<ShownDue>,
}

/// What can be examined: what it is called, and since when it is there.
struct Examinable {
    subject: ExamSubject,
    label: String,
    made: Timestamp,
    in_use: bool,
}

async fn examinable(org: &OrgStore) -> Result<Vec<Examinable>, Problem> {
    let elements = org.elements().await?.into_iter().map(|it| Examinable {
        subject: ExamSubject::Element(it.id),
        label: it.label,
        made: it.created_at,
        in_use: it.removed_at.is_none(),
    });
    let standards = org.standards().await?.into_iter().map(|it| Examinable {
        subject: ExamSubject::Standard(it.id),
        label: it.words,
        made: it.created_at,
        in_use: it.removed_at.is_none(),
    });
    Ok(elements.chain(standards).collect())
}

fn label_of(all: &[Examinable], subject: ExamSubject) -> String {
    let found = all.iter().find(|it| it.subject == subject);
    found.map(|it| it.label.clone()).unwrap_or_default()
}

/// One page of exams, newest first, of one subject or of all; and the cursor of the next page. Withdrawn ones are left
/// out.
pub async fn list_exams(
    app: &App,
    actor: &Actor,
    of: Option<ExamSubject>,
    after: Option<ExamId>,
) -> Result<(Vec<ShownExam>, Option<ExamId>), Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let (all, mut exams) = (examinable(&org).await?, org.exams().await?);
    exams.reverse();
    exams.retain(|exam| exam.withdrawn_at.is_none() && of.is_none_or(|it| it == exam.subject));
    if let Some(id) = after {
        let at = exams.iter().position(|exam| exam.id == id);
        let at = at.ok_or_else(|| Problem::field("cursor", "This is no cursor of this list."))?;
        exams.drain(..=at);
    }
    let next = (exams.len() > PAGE).then(|| exams[PAGE - 1].id);
    exams.truncate(PAGE);
    let shown = exams.into_iter().map(|exam| ShownExam {
        label: label_of(&all, exam.subject),
        exam,
    });
    Ok((shown.collect(), next))
}

/// Writes down one look. It must be evidence of something that was seen: a score without it is refused.
pub async fn create_exam(app: &App, actor: &Actor, form: &ExamForm) -> Result<ShownExam, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let all = examinable(&org).await?;
    let mut refused = Fields::default();
    let known = all
        .iter()
        .find(|it| it.subject == form.subject && it.in_use);
    if known.is_none() {
        refused.refuse("subject", "There is no such element or standard in use.");
    }
    if !(0..=HIGHEST_SCORE).contains(&form.score) {
        refused.refuse("score", "A score is a whole number from 0 to 4.");
    }
    let evidence = refused.take("evidence", fields::words(&form.evidence));
    let now = app.now();
    let examined_at = form.examined_at.unwrap_or(now);
    // A day's grace: somebody in an eastern time zone writes down today.
    if examined_at > now.plus_seconds(86_400) {
        refused.refuse("examined_at", "An exam is of what was seen already.");
    }
    if let Some(id) = form.picture
        && org.picture(id).await?.is_none()
    {
        refused.refuse("picture", "This picture is not here.");
    }
    let evidence = match evidence {
        Some(evidence) if refused.is_empty() => evidence,
        _ => return Err(refused.problem()),
    };
    let exam = Exam {
        id: app.id(),
        subject: form.subject,
        score: form.score,
        evidence,
        picture: form.picture,
        examined_at,
        examined_by: me(app, &grant).await?.by,
        created_at: now,
        withdrawn_at: None,
    };
    org.add_exam(&exam).await?;
    let label = label_of(&all, exam.subject);
    let subject = Subject::new("exam", exam.id, &label);
    note(
        app,
        &grant,
        "create_exam",
        subject,
        json!({ "score": exam.score }),
    )
    .await?;
    Ok(ShownExam { exam, label })
}

/// An exam that was a mistake counts no more. It can be let count again.
pub async fn withdraw_exam(app: &App, actor: &Actor, id: ExamId) -> Result<(), Problem> {
    mark(app, actor, id, true).await.map(|_| ())
}

pub async fn restore_exam(app: &App, actor: &Actor, id: ExamId) -> Result<ShownExam, Problem> {
    mark(app, actor, id, false).await
}

async fn mark(app: &App, actor: &Actor, id: ExamId, withdrawn: bool) -> Result<ShownExam, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let found = org.exams().await?.into_iter().find(|it| it.id == id);
    let mut exam = found.ok_or_else(|| Problem::not_found("such exam"))?;
    exam.withdrawn_at = withdrawn.then(|| app.now());
    org.withdraw_exam(id, exam.withdrawn_at).await?;
    let label = label_of(&examinable(&org).await?, exam.subject);
    let action = if withdrawn {
        "withdraw_exam"
    } else {
        "restore_exam"
    };
    let subject = Subject::new("exam", id, &label);
    note(app, &grant, action, subject, json!({ "score": exam.score })).await?;
    Ok(ShownExam { exam, label })
}

/// How far the brand and the behaviour fit the platform: now, month by month, and what nobody has looked at for long.
pub async fn show_alignment(app: &App, actor: &Actor) -> Result<ShownAlignment, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let (all, exams, now) = (examinable(&org).await?, org.exams().await?, app.now());
    let in_use: Vec<&Examinable> = all.iter().filter(|it| it.in_use).collect();
    let of = |wanted: fn(&ExamSubject) -> bool| {
        let subjects: Vec<ExamSubject> =
            in_use.iter().map(|it| it.subject).filter(&wanted).collect();
        alignment(&exams, &subjects, now)
    };
    let subjects: Vec<ExamSubject> = in_use.iter().map(|it| it.subject).collect();
    let zone = org
        .organization()
        .await?
        .map(|it| it.time_zone.zone())
        .unwrap_or_else(|| domain::time::ZoneName::utc().zone());
    let year = Period::parse(MONTHS_BACK, &zone, now).map_err(Problem::internal)?;
    let trend = buckets(year, Granularity::Month, &zone)
        .into_iter()
        .map(|month| {
            let at = month.to.min(now);
            TrendPoint {
                label: month.label,
                at,
                alignment: alignment(&exams, &subjects, at),
            }
        })
        .skip_while(|point| point.alignment.n == 0)
        .collect();
    let made: Vec<(ExamSubject, Timestamp)> =
        in_use.iter().map(|it| (it.subject, it.made)).collect();
    let due = due(&exams, &made, now).into_iter().map(|it| ShownDue {
        subject: it.subject,
        label: label_of(&all, it.subject),
        last: it.last,
        since: it.since,
    });
    Ok(ShownAlignment {
        whole: of(|_| true),
        elements: of(|it| matches!(it, ExamSubject::Element(_))),
        standards: of(|it| matches!(it, ExamSubject::Standard(_))),
        trend,
        due: due.collect(),
    })
}
