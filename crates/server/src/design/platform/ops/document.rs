use domain::access::{Actor, Grant, Permission};
use domain::design::platform::{
    Change, Lack, LackCode, Part, PlatformDocument, PlatformVersion, Touch, part_keys,
};
use serde_json::json;
use store::OrgStore;
use store::design::platform::PlatformSave;

use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::error::{Code, FieldError, Problem, sentence};

/// The platform as it stands.
pub struct ShownPlatform {
    pub revision: i64,
    pub draft: Option<PlatformVersion>,
    pub published: Option<PlatformVersion>,
    /// What keeps the draft from being published.
    pub lacks: Vec<Lack>,
    /// What the draft says otherwise than the published version.
    pub changes: Vec<Change>,
    /// How many versions were published.
    pub versions: usize,
}

/// One version beside another.
pub struct ShownVersion {
    pub version: PlatformVersion,
    /// The number of the version it is compared with; `None`: there is none before it.
    pub against: Option<i32>,
    pub changes: Vec<Change>,
}

impl ShownPlatform {
    fn of(mut versions: Vec<PlatformVersion>) -> Self {
        let revision = versions.first().map_or(0, |newest| newest.revision);
        let published = versions.iter().find(|it| it.published.is_some()).cloned();
        let count = versions.iter().filter(|it| it.published.is_some()).count();
        let is_draft = versions.first().is_some_and(|it| it.published.is_none());
        let draft = is_draft.then(|| versions.swap_remove(0));
        let lacks = draft.as_ref().map(|it| it.document.lacks());
        let nothing = PlatformDocument::default();
        let before = published.as_ref().map_or(&nothing, |it| &it.document);
        let changes = draft.as_ref().map(|it| it.document.changes_since(before));
        Self {
            revision,
            lacks: lacks.unwrap_or_default(),
            changes: changes.unwrap_or_default(),
            published,
            draft,
            versions: count,
        }
    }

    /// The parts in force: of the published version, or of the draft while there is none.
    pub fn parts(&self) -> &[Part] {
        let version = self.published.as_ref().or(self.draft.as_ref());
        version.map_or(&[], |it| &it.document.promise)
    }
}

/// The parts in force, and the words of every part there ever was.
pub(super) struct Parts {
    pub in_force: Vec<Part>,
    /// Newest words first.
    pub known: Vec<Part>,
}

pub(super) async fn parts(org: &OrgStore) -> Result<Parts, Problem> {
    let versions = org.platform().await?;
    let mut known: Vec<Part> = Vec::new();
    for part in versions.iter().flat_map(|it| &it.document.promise) {
        if !known.iter().any(|one| one.key == part.key) {
            known.push(part.clone());
        }
    }
    let shown = ShownPlatform::of(versions);
    Ok(Parts {
        in_force: shown.parts().to_vec(),
        known,
    })
}

pub async fn show_platform(app: &App, actor: &Actor) -> Result<ShownPlatform, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(ShownPlatform::of(app.store().org(&grant).platform().await?))
}

/// Saves the draft, or begins one. Who saves over a state they did not read is told, and nothing is written.
pub async fn save_platform(
    app: &App,
    actor: &Actor,
    over: i64,
    document: PlatformDocument,
) -> Result<ShownPlatform, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = org.platform().await?;
    let known = part_keys(&before);
    let document = document
        .tidied(&known)
        .map_err(|refusal| Problem::field(&refusal.field(), sentence(&refusal)))?;
    let save = PlatformSave {
        id: app.id(),
        over,
        document: &document,
        by: me(app, &grant).await?,
    };
    if !org.save_platform(&save).await? {
        return Err(changed(&org).await?);
    }
    let shown = ShownPlatform::of(org.platform().await?);
    let detail = json!({ "version": shown.draft.as_ref().map(|it| it.version) });
    note(app, &grant, "save_platform", subject(&document), detail).await?;
    Ok(shown)
}

/// Puts the draft in force, if nothing is missing.
pub async fn publish_platform(
    app: &App,
    actor: &Actor,
    over: i64,
) -> Result<ShownPlatform, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = ShownPlatform::of(org.platform().await?);
    let Some(draft) = before.draft.as_ref().filter(|_| before.revision == over) else {
        return Err(changed(&org).await?);
    };
    if !before.lacks.is_empty() {
        return Err(incomplete(&before.lacks));
    }
    if !org.publish_platform(over, &me(app, &grant).await?).await? {
        return Err(changed(&org).await?);
    }
    let detail = json!({ "version": draft.version, "changes": before.changes.len() });
    note(
        app,
        &grant,
        "publish_platform",
        subject(&draft.document),
        detail,
    )
    .await?;
    Ok(ShownPlatform::of(org.platform().await?))
}

/// Gives the draft up. What is published stays as it is.
pub async fn discard_platform(
    app: &App,
    actor: &Actor,
    over: i64,
) -> Result<ShownPlatform, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = ShownPlatform::of(org.platform().await?);
    let Some(draft) = before.draft.as_ref().filter(|_| before.revision == over) else {
        return Err(changed(&org).await?);
    };
    if before.published.is_none() {
        return Err(Problem::because(
            Code::Conflict,
            "Nothing is published yet, so there is nothing to go back to. Empty the fields instead.",
        ));
    }
    if !org.discard_platform(over).await? {
        return Err(changed(&org).await?);
    }
    let detail = json!({ "version": draft.version });
    note(
        app,
        &grant,
        "discard_platform",
        subject(&draft.document),
        detail,
    )
    .await?;
    Ok(ShownPlatform::of(org.platform().await?))
}

/// Every version, newest first.
pub async fn list_platform_versions(
    app: &App,
    actor: &Actor,
) -> Result<Vec<PlatformVersion>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).platform().await?)
}

/// One version, compared with another or with the one before it.
pub async fn show_platform_version(
    app: &App,
    actor: &Actor,
    number: i32,
    against: Option<i32>,
) -> Result<ShownVersion, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let versions = app.store().org(&grant).platform().await?;
    let gone = || Problem::not_found("such version");
    let find = |number: i32| versions.iter().find(|it| it.version == number);
    let version = find(number).ok_or_else(gone)?;
    let other = match against {
        Some(number) => Some(find(number).ok_or_else(gone)?),
        None => versions.iter().find(|it| it.version < number),
    };
    let nothing = PlatformDocument::default();
    let before = other.map_or(&nothing, |it| &it.document);
    Ok(ShownVersion {
        version: version.clone(),
        against: other.map(|it| it.version),
        changes: version.document.changes_since(before),
    })
}

pub(super) async fn me(app: &App, grant: &Grant) -> Result<Touch, Problem> {
    Ok(Touch {
        by: name_of(app, grant).await?,
        at: app.now(),
    })
}

fn subject(document: &PlatformDocument) -> Subject {
    Subject::new("platform", "", document.theme.clone())
}

/// Somebody else was quicker: who and when. Whoever is told asks for the present state and puts both together.
async fn changed(org: &OrgStore) -> Result<Problem, Problem> {
    let versions = org.platform().await?;
    Ok(Problem::because(
        Code::PlatformChanged,
        match versions.first() {
            Some(newest) => {
                let last = newest
                    .published
                    .as_ref()
                    .filter(|it| it.at >= newest.changed.at);
                let did = if last.is_some() { "published" } else { "saved" };
                let touch = last.unwrap_or(&newest.changed);
                format!(
                    "{} {did} version {} at {}. Nothing of yours was written; compare both and save again.",
                    touch.by, newest.version, touch.at
                )
            }
            None => "There is no draft.".to_owned(),
        },
    ))
}

fn incomplete(lacks: &[Lack]) -> Problem {
    let errors = lacks.iter().map(|lack| {
        let field = match lack.item {
            Some(at) => format!("{}[{at}].words", lack.field),
            None => lack.field.to_owned(),
        };
        let message = match lack.code {
            LackCode::Missing => "Nothing stands here yet.",
            LackCode::PartWithoutWords => "This part says nothing yet.",
            LackCode::PartTwice => "Another part says the same.",
            LackCode::NoSense => "Say what at least one sense meets.",
        };
        FieldError::new(field, message)
    });
    let mut problem = Problem::fields(errors.collect());
    problem.code = Code::PlatformIncomplete;
    problem
}
