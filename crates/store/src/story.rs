//! The people and things that the stories of this crate are about.

use std::sync::Arc;

use domain::access::{Email, Locale, Role};
use domain::design::{Existence, Profile, QuestionKind, TouchpointKind};
use domain::grant::{Actor, Grant};
use domain::ids::{AccountId, OrganizationId, PersonId};
use domain::signals::record::{
    AnswerRecord, AnswerValue, ClientRecord, Direction, ResponseRecord, TouchRecord,
};
use domain::time::{Timestamp, ZoneName};

use crate::access::{NewAccount, NewOrganization};
use crate::design::{Needed, NewChannel, NewQuestion, NewStage, NewTouchpoint};
use crate::signals::{NewImport, NewResponse, NewTouch};
use crate::{OrgStore, Store};

/// The n-th id of its kind.
pub fn id<T: std::str::FromStr>(n: u64) -> T {
    format!("00000000-0000-7000-8000-{n:012x}")
        .parse()
        .ok()
        .expect("an id")
}

/// So many seconds after the story began.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::parse_rfc3339("2026-03-01T09:00:00Z")
        .unwrap()
        .plus_seconds(seconds)
}

pub fn new_organization(n: u64, name: &str) -> NewOrganization {
    NewOrganization {
        id: id(n),
        name: name.to_owned(),
        time_zone: ZoneName::parse("Europe/Vienna").unwrap(),
        demo: false,
        created_at: at(0),
    }
}

pub fn new_account(n: u64, email: &str) -> NewAccount {
    NewAccount {
        id: id(n),
        email: Email::parse(email).unwrap(),
        name: email.split('@').next().unwrap().to_owned(),
        password_hash: "$argon2id$none".to_owned(),
        locale: Locale::En,
        created_at: at(0),
    }
}

/// An organization with its owner; the owner's account is 100 + n, their person 200 + n.
pub async fn found(store: &Store, n: u64, name: &str) -> OrgStore {
    let access = store.access();
    if access.setup_needed().await.unwrap() {
        access.put_setup_token("setup", at(0)).await.unwrap();
        let owner = new_account(100 + n, &format!("owner{n}@example.org"));
        access
            .set_up("setup", &new_organization(n, name), &owner, id(200 + n))
            .await
            .unwrap();
    } else {
        access
            .create_empty_organization(&new_organization(n, name))
            .await
            .unwrap();
        let owner = new_account(100 + n, &format!("owner{n}@example.org"));
        join(&system(store, n), store, owner, Role::Owner, 200 + n).await;
    }
    owner_of(store, n)
}

async fn join(org: &OrgStore, store: &Store, account: NewAccount, role: Role, person: u64) {
    let token = format!("join {person}");
    let invitation = crate::access::NewInvitation {
        id: id(300 + person),
        email: account.email.clone(),
        role,
        token_hash: token.clone(),
        invited_by: None,
        created_at: at(0),
        expires_at: at(3600),
    };
    org.invite(&invitation).await.unwrap();
    let joining = crate::access::Joining::New(account);
    store
        .access()
        .accept_invitation(&token, &joining, id(person), at(1))
        .await
        .unwrap();
}

/// Somebody more joins an organization.
pub async fn member(
    store: &Store,
    organization: u64,
    n: u64,
    email: &str,
    role: Role,
) -> (AccountId, PersonId) {
    join(
        &system(store, organization),
        store,
        new_account(n, email),
        role,
        n,
    )
    .await;
    (id(n), id(n))
}

pub fn grant(actor: &Actor) -> Grant {
    actor
        .require(domain::access::Permission::ReadInsight)
        .unwrap()
}

pub fn system(store: &Store, organization: u64) -> OrgStore {
    store.org(&grant(&Actor::system(id::<OrganizationId>(organization))))
}

pub fn owner_of(store: &Store, organization: u64) -> OrgStore {
    store.org(&grant(&Actor::person(
        id(organization),
        id(200 + organization),
        Role::Owner,
    )))
}

/// An airport: two stages, a channel, Wi-Fi with quality and ease, a recommendation, words, a choice.
pub fn airport(first_id: u64, import: i32) -> Needed {
    let question =
        |n: u64, key: &str, kind, scale: Option<&str>, touchpoint: Option<&str>, primary| {
            NewQuestion {
                id: id(first_id + n),
                key: key.to_owned(),
                label: format!("How was {key}?"),
                kind,
                scale: scale.map(str::to_owned),
                touchpoint: touchpoint.map(str::to_owned),
                aspect: None,
                primary,
            }
        };
    Needed {
        stages: vec![
            NewStage {
                id: id(first_id + 1),
                key: "before".into(),
                label: "Before the flight".into(),
            },
            NewStage {
                id: id(first_id + 2),
                key: "at".into(),
                label: "At the airport".into(),
            },
        ],
        channels: vec![NewChannel {
            id: id(first_id + 3),
            key: "premises".into(),
            label: "On the premises".into(),
        }],
        touchpoints: vec![
            NewTouchpoint {
                id: id(first_id + 4),
                key: "wifi".into(),
                label: "Wi-Fi".into(),
                kind: TouchpointKind::Static,
                existence: Existence::Live,
                stage: Some("at".into()),
                channel: Some("premises".into()),
                owner: None,
                profile: Profile::default(),
            },
            NewTouchpoint {
                id: id(first_id + 5),
                key: "parking".into(),
                label: "Parking".into(),
                kind: TouchpointKind::Dynamic,
                existence: Existence::Live,
                stage: Some("before".into()),
                channel: None,
                owner: None,
                profile: Profile::default(),
            },
        ],
        questions: vec![
            question(
                10,
                "wifi",
                QuestionKind::Rating,
                Some("1-5"),
                Some("wifi"),
                true,
            ),
            question(
                11,
                "wifi-ease",
                QuestionKind::Effort,
                Some("1-7"),
                Some("wifi"),
                true,
            ),
            question(12, "nps", QuestionKind::Recommend, Some("0-10"), None, true),
            question(13, "why", QuestionKind::Comment, None, None, false),
            question(
                14,
                "wifi-words",
                QuestionKind::Comment,
                None,
                Some("wifi"),
                false,
            ),
            question(15, "luggage", QuestionKind::Choice, None, None, false),
        ],
        attribute_labels: Vec::new(),
        import,
    }
}

pub fn score(question: &str, score: f64) -> AnswerRecord {
    AnswerRecord {
        question: question.into(),
        value: AnswerValue::Score(score),
    }
}

pub fn words(question: &str, text: &str) -> AnswerRecord {
    AnswerRecord {
        question: question.into(),
        value: AnswerValue::Text(text.to_owned()),
    }
}

pub fn codes(question: &str, codes: &[&str]) -> AnswerRecord {
    let codes = codes.iter().map(|code| Arc::from(*code)).collect();
    AnswerRecord {
        question: question.into(),
        value: AnswerValue::Codes(codes),
    }
}

/// The n-th response of a source; its client is `client-n` of terminal A (even) or B (odd).
pub fn response(first_id: u64, source: &str, n: u64, answers: Vec<AnswerRecord>) -> NewResponse {
    NewResponse {
        id: id(first_id + n),
        client_id: id(first_id + 5_000_000 + n),
        source: source.into(),
        record: ResponseRecord {
            external_id: n.to_string(),
            client: ClientRecord {
                key: format!("client-{n}"),
                name: None,
                attributes: vec![(
                    "terminal".into(),
                    if n.is_multiple_of(2) { "A" } else { "B" }.into(),
                )],
            },
            occurred_at: at(n as i64 * 60),
            channel: None,
            weight: 1.0,
            answers,
        },
    }
}

pub fn touch(first_id: u64, source: &str, n: u64, touchpoint: &str) -> NewTouch {
    NewTouch {
        id: id(first_id + n),
        client_id: id(first_id + 5_000_000 + n),
        source: source.into(),
        record: TouchRecord {
            external_id: n.to_string(),
            client: ClientRecord {
                key: format!("client-{n}"),
                ..ClientRecord::default()
            },
            touchpoint: touchpoint.to_owned(),
            channel: None,
            occurred_at: at(n as i64 * 60),
            direction: Direction::Out,
            planned: true,
            note: Some("Walked them to the car.".to_owned()),
            perception: Some(2),
            emotion: Some("joy".to_owned()),
        },
    }
}

pub fn new_import(n: u64, file: &str) -> NewImport {
    NewImport {
        id: id(n),
        file_name: file.to_owned(),
        source: "survey-2026".to_owned(),
        mapping_name: "survey".to_owned(),
        mapping: serde_json::json!({ "columns": [] }),
        upload: None,
        by_name: "Owner".to_owned(),
        created_at: at(10),
    }
}

/// An import that is running.
pub async fn running_import(org: &OrgStore, n: u64) -> crate::signals::Import {
    let import = org
        .create_import(&new_import(n, "survey.csv"))
        .await
        .unwrap();
    assert!(org.start_import(import.id, at(11)).await.unwrap());
    import
}
