//! What becomes of a promise: kept, renegotiated, broken, reopened, corrected.

use domain::access::{Actor, Permission};
use domain::ids::PromiseId;
use domain::loyalty::promises::{Happened, Made, Promise, PromiseRefusal};
use domain::time::Timestamp;
use store::loyalty::promises::KeptPromise;

use super::{known_person, moment, person, refused, told};
use crate::App;
use crate::error::{Fields, Problem};
use crate::loyalty::promises::views::{
    BrokenForm, Correction, KeptForm, Names, PromiseView, RenegotiationForm,
};

/// What is to be written into a promise's history, and in the place of which earlier line.
type Step = (Happened, Option<u32>);

async fn change(
    app: &App,
    actor: &Actor,
    id: PromiseId,
    action: &str,
    decide: impl FnOnce(&Promise, Timestamp) -> Result<Step, Problem>,
) -> Result<PromiseView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such promise");
    let known = org.promise(id).await?.ok_or_else(gone)?;
    let now = app.now();
    let (what, corrects) = decide(&known.promise, now)?;
    let changed = known.promise.with(what, corrects, now, person(&grant));
    if !org.change_promise(&changed, now).await? {
        return Err(gone());
    }
    told(app, &grant, action, &changed).await?;
    let kept = KeptPromise {
        promise: changed,
        ..known
    };
    let names = Names::of(org.people().await?);
    Ok(PromiseView::of(kept, &names, now))
}

/// It was done.
pub async fn keep_promise(
    app: &App,
    actor: &Actor,
    id: PromiseId,
    form: &KeptForm,
) -> Result<PromiseView, Problem> {
    if let Some(known) = noted_before(app, actor, id, form).await? {
        return Ok(known);
    }
    change(app, actor, id, "keep_promise", |promise, now| {
        let mut fields = Fields::default();
        let at = moment(&mut fields, "at", form.at.as_deref(), now);
        fields.check()?;
        let what = promise.keep(at, form.cause.clone(), now);
        Ok((what.map_err(refused)?, None))
    })
    .await
}

/// The promise as it stands, where the same was sent before: with a moment of its own it can be sent late and twice.
async fn noted_before(
    app: &App,
    actor: &Actor,
    id: PromiseId,
    form: &KeptForm,
) -> Result<Option<PromiseView>, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let at = form.at.as_deref().map(Timestamp::parse_rfc3339);
    let Some(Ok(at)) = at else {
        return Ok(None);
    };
    let org = app.store().org(&grant);
    let known = org.promise(id).await?;
    let Some(known) = known.filter(|it| it.promise.was_kept_at(at)) else {
        return Ok(None);
    };
    let names = Names::of(org.people().await?);
    Ok(Some(PromiseView::of(known, &names, app.now())))
}

/// Another moment was agreed.
pub async fn renegotiate_promise(
    app: &App,
    actor: &Actor,
    id: PromiseId,
    form: &RenegotiationForm,
) -> Result<PromiseView, Problem> {
    change(app, actor, id, "renegotiate_promise", |promise, now| {
        let mut fields = Fields::default();
        let at = moment(&mut fields, "at", form.at.as_deref(), now);
        let due_at = moment(&mut fields, "due_at", Some(&form.due_at), now);
        fields.check()?;
        let what = promise.renegotiate(at, due_at, &form.why, now);
        Ok((what.map_err(refused)?, None))
    })
    .await
}

/// It will not be done, or came to nothing.
pub async fn break_promise(
    app: &App,
    actor: &Actor,
    id: PromiseId,
    form: &BrokenForm,
) -> Result<PromiseView, Problem> {
    change(app, actor, id, "break_promise", |promise, now| {
        let mut fields = Fields::default();
        let at = moment(&mut fields, "at", form.at.as_deref(), now);
        fields.check()?;
        let what = promise.break_it(at, &form.cause, now);
        Ok((what.map_err(refused)?, None))
    })
    .await
}

/// The last step did not happen.
pub async fn reopen_promise(
    app: &App,
    actor: &Actor,
    id: PromiseId,
) -> Result<PromiseView, Problem> {
    change(app, actor, id, "reopen_promise", |promise, _| {
        let no = promise.reopen().map_err(refused)?;
        Ok((Happened::TakenBack, Some(no)))
    })
    .await
}

/// It was written down wrongly.
pub async fn correct_promise(
    app: &App,
    actor: &Actor,
    id: PromiseId,
    form: &Correction,
) -> Result<PromiseView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let mut fields = Fields::default();
    known_person(&app.store().org(&grant), &mut fields, form.who.flatten()).await?;
    fields.check()?;
    change(app, actor, id, "correct_promise", |promise, now| {
        let known = &promise.standing.made;
        let mut fields = Fields::default();
        let words = form.words.as_deref().map(str::trim);
        let right = Made {
            words: words.unwrap_or(&known.words).to_owned(),
            who: form.who.unwrap_or(known.who),
            at: moment(&mut fields, "at", form.at.as_deref(), known.at),
            due_at: moment(&mut fields, "due_at", form.due_at.as_deref(), known.due_at),
        };
        fields.check()?;
        let no = promise.correct(&right, now).map_err(refused)?;
        Ok((Happened::Made(right), Some(no)))
    })
    .await
}

/// It was a slip of the finger: there never was such a promise. What it was is told by the audit log.
pub async fn unmake_promise(app: &App, actor: &Actor, id: PromiseId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such promise");
    let known = org.promise(id).await?.ok_or_else(gone)?;
    let slip = known.promise.may_unmake(app.now());
    slip.map_err(refused)?;
    if !org.unmake_promise(id).await? {
        return Err(refused(PromiseRefusal::NoSlip));
    }
    told(app, &grant, "unmake_promise", &known.promise).await
}
