//! Gives the demo its platform, elements with pictures, standards, exams and role cards.

use std::collections::HashMap;

use domain::access::{Actor, Organization, Permission};
use domain::demo::platform::{CARDS, ELEMENTS, EXAMS, SAID, STANDARDS, VERSIONS};
use domain::design::platform::{Element, Exam, ExamSubject, Signature, Standard, Touch};
use domain::ids::{PersonId, RoleCardId};
use domain::time::Timestamp;
use store::OrgStore;
use store::design::platform::{CardEdit, NewCard, PlatformSave};

use super::drawing::draw;
use super::ops::OWNER;
use crate::App;
use crate::design::platform::ops::keep_picture;
use crate::design::platform::reading;
use crate::error::Problem;

/// A card that was rewritten says what it says now since so many days.
const REWRITTEN_DAYS: i64 = 30;

/// Each part is made where it is not there yet, so that a loading that was broken off is taken up again.
pub async fn settle_platform(app: &App, organization: &Organization) -> Result<(), Problem> {
    let grant = Actor::system(organization.id).require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let end = organization.created_at;
    let before = |days: i64| end.plus_seconds(-days * 86_400);
    if org.platform().await?.is_empty() {
        publish_versions(app, &org, before).await?;
        say_what_touchpoints_express(&org).await?;
    }
    if org.elements().await?.is_empty() && org.standards().await?.is_empty() {
        let mut subjects = HashMap::new();
        let design = org.design().await?;
        for (at, one) in ELEMENTS.iter().enumerate() {
            let drawn = draw(one.scene);
            let kept = tokio::task::spawn_blocking(move || reading::keep(&drawn, true));
            let kept = kept.await.map_err(Problem::internal)??;
            let picture = keep_picture(app, &grant, &format!("{}.png", one.key), kept).await?;
            let met = one.touchpoints.iter();
            let element = Element {
                id: app.id(),
                label: one.label.to_owned(),
                kind: one.kind,
                note: one.note.to_owned(),
                expresses: texts(one.expresses),
                touchpoints: met
                    .filter_map(|key| design.touchpoint_by_key(key).map(|it| it.id))
                    .collect(),
                pictures: vec![picture.id],
                created_at: before(420).plus_seconds(at as i64),
                removed_at: None,
            };
            org.add_element(&element).await?;
            subjects.insert(one.key, ExamSubject::Element(element.id));
        }
        for (at, one) in STANDARDS.iter().enumerate() {
            let standard = Standard {
                id: app.id(),
                kind: one.kind,
                words: one.words.to_owned(),
                expresses: texts(one.expresses),
                example: one.example.to_owned(),
                counter_example: one.counter_example.to_owned(),
                created_at: before(400).plus_seconds(at as i64),
                removed_at: None,
            };
            org.add_standard(&standard).await?;
            subjects.insert(one.key, ExamSubject::Standard(standard.id));
        }
        for one in EXAMS {
            let Some(subject) = subjects.get(one.of) else {
                continue;
            };
            let exam = Exam {
                id: app.id(),
                subject: *subject,
                score: one.score,
                evidence: one.evidence.to_owned(),
                picture: None,
                examined_at: before(one.days_before),
                examined_by: one.by.to_owned(),
                created_at: before(one.days_before),
                withdrawn_at: None,
            };
            org.add_exam(&exam).await?;
        }
    }
    if org.role_cards().await?.is_empty() {
        hand_out_cards(app, organization, &org, before).await?;
    }
    Ok(())
}

fn texts(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

async fn publish_versions(
    app: &App,
    org: &OrgStore,
    before: impl Fn(i64) -> Timestamp,
) -> Result<(), Problem> {
    let mut revision = 0;
    for version in VERSIONS {
        let document = version.document();
        let by = Touch {
            by: version.by.to_owned(),
            at: before(version.days_before),
        };
        let save = PlatformSave {
            id: app.id(),
            over: revision,
            document: &document,
            by: by.clone(),
        };
        org.save_platform(&save).await?;
        org.publish_platform(revision + 1, &by).await?;
        revision += 2;
    }
    Ok(())
}

async fn say_what_touchpoints_express(org: &OrgStore) -> Result<(), Problem> {
    let design = org.design().await?;
    for (key, parts) in SAID {
        if let Some(touchpoint) = design.touchpoint_by_key(key) {
            org.set_touchpoint_expressions(touchpoint.id, &texts(parts))
                .await?;
        }
    }
    Ok(())
}

async fn hand_out_cards(
    app: &App,
    organization: &Organization,
    org: &OrgStore,
    before: impl Fn(i64) -> Timestamp,
) -> Result<(), Problem> {
    let grant = Actor::system(organization.id).require(Permission::ManagePeople)?;
    let people = app.store().org(&grant).people().await?;
    let firm = OWNER.split_once('@').map_or(OWNER, |(_, firm)| firm);
    let person = |key: Option<&str>| -> Option<PersonId> {
        let address = key.map_or_else(|| OWNER.to_owned(), |key| format!("{key}@{firm}"));
        let found = people.iter().find(|it| it.email.as_str() == address);
        found.map(|it| it.id)
    };
    for one in CARDS {
        let holders: Vec<PersonId> = one.holders.iter().filter_map(|key| person(*key)).collect();
        let new = NewCard {
            id: app.id::<RoleCardId>(),
            job: one.job.to_owned(),
            department: one.department.to_owned(),
            means: texts(one.before.unwrap_or(one.means)),
            holders: holders.clone(),
            at: before(130),
        };
        org.add_role_card(&new).await?;
        for (key, days) in one.signed {
            if let Some(person) = person(Some(*key)) {
                let signature = Signature {
                    person,
                    wording: 1,
                    at: before(*days),
                };
                org.sign_role_card(new.id, &signature).await?;
            }
        }
        if one.before.is_some() {
            let edit = CardEdit {
                over: 1,
                job: new.job,
                department: new.department,
                means: texts(one.means),
                holders,
                new_wording: true,
                at: before(REWRITTEN_DAYS),
                removed_at: None,
            };
            org.change_role_card(new.id, &edit).await?;
        }
    }
    Ok(())
}
