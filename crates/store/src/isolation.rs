//! The neighbour organization calls every method of [`crate::OrgStore`] with ids that it should not know, and
//! finds and changes nothing.

use domain::access::{AuditSubject, Email, Role};
use domain::design::{Annotation, Existence, Profile, TouchpointKind};
use domain::signals::EntryKind;
use domain::time::{Period, ZoneName};

use crate::access::{AuditFilter, NewInvitation, NewToken};
use crate::clients::NewClient;
use crate::design::{NewTouchpoint, TouchpointEdit};
use crate::signals::*;
use crate::story::{
    airport, at, codes, found, id, new_import, response, running_import, score, touch, words,
};
use crate::testing::each_database;
use crate::{OrgStore, StoreError};

mod clients;
mod discovery;
mod facts;
mod gaps;
mod inventory;
mod journeys;
mod loyalty_facts;
mod plans;
mod platform;
mod plusones;
mod programme;
mod promises;
mod prompts;
mod trust;

/// Everything that the organization can see of itself.
async fn everything(org: &OrgStore) -> String {
    let parts = [
        clients::everything(org).await,
        discovery::everything(org).await,
        facts::everything(org).await,
        gaps::everything(org).await,
        inventory::everything(org).await,
        journeys::everything(org).await,
        loyalty_facts::everything(org).await,
        plans::everything(org).await,
        platform::everything(org).await,
        plusones::everything(org).await,
        programme::everything(org).await,
        prompts::everything(org).await,
        promises::everything(org).await,
        trust::everything(org).await,
    ];
    let everything = (
        (
            org.organization().await.unwrap(),
            org.people().await.unwrap(),
            org.invitations().await.unwrap(),
        ),
        (
            org.tokens().await.unwrap(),
            org.audit(&AuditFilter::default(), None, 100).await.unwrap(),
        ),
        (
            org.design().await.unwrap(),
            org.annotations().await.unwrap(),
        ),
        (
            org.clients(None, 100).await.unwrap(),
            org.log_head().await.unwrap(),
        ),
        (
            org.comments(&CommentFilter::default(), None, 100)
                .await
                .unwrap(),
            org.imports(None, 100).await.unwrap(),
        ),
        (
            org.mappings().await.unwrap(),
            org.uploads_before(at(99_999)).await.unwrap(),
        ),
        (
            org.rejects(1, 0, 100).await.unwrap(),
            org.left_out(1, 100).await.unwrap(),
            org.responses_after(0, 100).await.unwrap(),
            org.touches_after(0, 100).await.unwrap(),
        ),
        format!("{:?}", org.log_snapshot(0).await.unwrap().tail),
    );
    format!("{everything:#?}{}", parts.concat())
}

/// The parts in files beside this one; each makes one of everything of its own, with ids from n × 1,000,000 + its
/// own hundred thousand on.
async fn furnish_parts(org: &OrgStore, n: u64) {
    clients::furnish(org, n).await;
    discovery::furnish(org, n).await;
    facts::furnish(org, n).await;
    gaps::furnish(org, n).await;
    inventory::furnish(org, n).await;
    journeys::furnish(org, n).await;
    loyalty_facts::furnish(org, n).await;
    plans::furnish(org, n).await;
    platform::furnish(org, n).await;
    plusones::furnish(org, n).await;
    programme::furnish(org, n).await;
    prompts::furnish(org, n).await;
    promises::furnish(org, n).await;
    trust::furnish(org, n).await;
}

fn left_out(line: i64, column: &str) -> LeftOut {
    LeftOut {
        line,
        column: column.to_owned(),
        value: "9".to_owned(),
        reason: "the scale ends at 5".to_owned(),
    }
}

/// An organization with one of everything. Its ids start with n × 1,000,000.
async fn furnish(org: &OrgStore, n: u64) {
    let first = n * 1_000_000;
    let person = Some(id(200 + n));
    let link = NewInvitation {
        id: id(first + 1),
        email: Email::parse("guest@example.org").unwrap(),
        role: Role::Analyst,
        token_hash: format!("guest of {n}"),
        invited_by: person,
        created_at: at(0),
        expires_at: at(9999),
    };
    org.invite(&link).await.unwrap();
    let key = NewToken {
        id: id(first + 2),
        name: "Till".to_owned(),
        prefix: "tst_".to_owned(),
        token_hash: format!("key of {n}"),
        scopes: vec![],
        made_by: person,
        created_at: at(0),
        expires_at: None,
    };
    org.make_token(&key).await.unwrap();
    let subject = AuditSubject {
        kind: "x".to_owned(),
        id: "1".to_owned(),
        label: "X".to_owned(),
    };
    org.append_audit(
        id(first + 3),
        at(1),
        "Owner",
        "furnish",
        &subject,
        &serde_json::json!({}),
    )
    .await
    .unwrap();
    let import = running_import(org, first + 4).await;
    org.ensure_design(&airport(first + 1000, import.no))
        .await
        .unwrap();
    let answers = vec![
        score("wifi", 4.0),
        words("why", "fine"),
        codes("luggage", &["1"]),
    ];
    let items = [response(first + 2000, "survey", 1, answers)];
    org.record_responses(import.no, at(2), &items)
        .await
        .unwrap();
    org.record_touches(
        import.no,
        at(2),
        &[touch(first + 3000, "till", 1, "parking")],
    )
    .await
    .unwrap();
    org.add_rejects(
        import.no,
        &[Reject {
            line: 2,
            reason: "no date".into(),
            cells: vec![],
        }],
    )
    .await
    .unwrap();
    org.add_left_out(import.no, &[left_out(2, "wifi")])
        .await
        .unwrap();
    org.finish_import(import.id, &ImportEnd::Done, at(3))
        .await
        .unwrap();
    let remark = Annotation {
        id: id(first + 5),
        at: at(0),
        label: "new lanes".into(),
        touchpoint: None,
        created_by: person,
    };
    org.add_annotation(&remark).await.unwrap();
    let mapping = NewMapping {
        id: id(first + 6),
        name: "survey".to_owned(),
        source: "survey".to_owned(),
        document: serde_json::json!({ "n": n }),
        saved_at: at(0),
    };
    org.save_mapping(&mapping).await.unwrap();
    let upload = Upload {
        id: id(first + 7),
        name: "a.csv".to_owned(),
        bytes: 1,
        details: serde_json::json!({}),
        created_at: at(0),
    };
    org.add_upload(&upload).await.unwrap();
    let segment = Segment {
        id: id(first + 8),
        path: format!("org/{n}/a.parquet"),
        rows: 1,
        bytes: 1,
        time_from: at(0),
        time_to: at(1),
    };
    org.seal(&[segment], &[], 0, 1, at(4)).await.unwrap();
    furnish_parts(org, n).await;
}

#[tokio::test]
async fn a_neighbour_finds_nothing_and_changes_nothing() {
    each_database(|store| async move {
        let ours = found(&store, 1, "Airport").await;
        let theirs = found(&store, 2, "Bank").await;
        furnish(&ours, 1).await;
        furnish(&theirs, 2).await;
        let before = everything(&ours).await;
        let wrong = |outcome: Result<(), StoreError>| match outcome {
            Err(StoreError::Unknown(_) | StoreError::WrongState(_) | StoreError::Taken(_)) => {}
            other => panic!("{other:?}"),
        };
        let o = 1_000_000;

        // access
        assert!(theirs.person(id(201)).await.unwrap().is_none());
        assert!(theirs.change_person(id(201), Role::Analyst, false).await.unwrap().is_none());
        assert!(!theirs.revoke_invitation(id(o + 1), at(9)).await.unwrap());
        assert!(!theirs.revoke_token(id(o + 2), at(9)).await.unwrap());
        assert!(theirs.change_organization("Bank & Co", &ZoneName::utc()).await.unwrap());
        let link = NewInvitation {
            id: id(77),
            email: Email::parse("x@example.org").unwrap(),
            role: Role::Analyst,
            token_hash: "x".to_owned(),
            invited_by: Some(id(201)),
            created_at: at(0),
            expires_at: at(1),
        };
        wrong(theirs.invite(&link).await);
        let key = NewToken {
            id: id(78),
            name: "x".to_owned(),
            prefix: "x".to_owned(),
            token_hash: "y".to_owned(),
            scopes: vec![],
            made_by: Some(id(201)),
            created_at: at(0),
            expires_at: None,
        };
        wrong(theirs.make_token(&key).await);
        let subject = AuditSubject { kind: "x".to_owned(), id: "1".to_owned(), label: "X".to_owned() };
        theirs.append_audit(id(79), at(1), "Owner", "theirs", &subject, &serde_json::json!({})).await.unwrap();
        assert!(theirs.audit_actions().await.unwrap().contains(&"theirs".to_owned()));
        assert!(!ours.audit_actions().await.unwrap().contains(&"theirs".to_owned()));

        // design
        assert!(theirs.touchpoint(id(o + 1004)).await.unwrap().is_none());
        let edit = TouchpointEdit {
            label: "stolen".to_owned(),
            kind: TouchpointKind::Static,
            existence: Existence::Retired,
            stage: None,
            channel: None,
            owner: None,
            position: 1,
            profile: Profile::default(),
        };
        assert!(!theirs.change_touchpoint(id(o + 1004), &edit).await.unwrap());
        assert!(!theirs.change_stage(id(o + 1001), "stolen", 1).await.unwrap());
        assert!(!theirs.change_channel(id(o + 1003), "stolen", 1).await.unwrap());
        let new = NewTouchpoint {
            id: id(80),
            key: "new".to_owned(),
            label: "New".to_owned(),
            kind: TouchpointKind::Static,
            existence: Existence::Live,
            stage: None,
            channel: None,
            owner: Some(id(201)),
            profile: Profile::default(),
        };
        wrong(theirs.create_touchpoint(&new).await.map(|_| ()));
        let mut needed = airport(81_000, 0);
        needed.touchpoints.push(NewTouchpoint { id: id(82), ..new });
        wrong(theirs.ensure_design(&needed).await.map(|_| ()));
        let remark =
            Annotation { id: id(83), at: at(0), label: "x".into(), touchpoint: Some(id(o + 1004)), created_by: None };
        wrong(theirs.add_annotation(&remark).await);
        assert!(!theirs.delete_annotation(id(o + 5)).await.unwrap());

        // clients
        let client = ours.clients(None, 1).await.unwrap().items[0].clone();
        assert!(theirs.client(client.id).await.unwrap().is_none());
        let twin = NewClient { id: id(84), key: client.key.clone(), name: Some("theirs".into()), attributes: [].into() };
        theirs.ensure_clients(&[twin], 0, at(5)).await.unwrap();
        assert_eq!(theirs.client_attributes(0, 100).await.unwrap().len() as i64, theirs.count_clients().await.unwrap());
        assert!(theirs.attributes_version().await.unwrap() > ours.attributes_version().await.unwrap());
        let ever = Period { from: at(-99_999), to: at(99_999) };
        assert_eq!(theirs.client_cohorts(&[ever]).await.unwrap()[0].clients, 1);

        // signals: the same source and external id are another record here
        let again = response(90_000, "survey", 1, vec![score("wifi", 1.0)]);
        let kept = theirs.record_responses(0, at(6), &[again]).await.unwrap();
        assert!(matches!(kept.results[0], Recorded::Conflict { id: known, .. } if known == id(2_002_001)));
        let again = touch(91_000, "till", 1, "wifi");
        let kept = theirs.record_touches(0, at(6), &[again]).await.unwrap();
        assert!(matches!(kept.results[0], Recorded::Conflict { id: known, .. } if known == id(2_003_001)));
        let Some(SignalRecord::Response(own)) = theirs.record(1).await.unwrap() else { panic!() };
        assert_eq!(own.id, id(2_002_001));
        assert!(theirs.import(id(o + 4)).await.unwrap().is_none());
        assert!(!theirs.start_import(id(o + 4), at(7)).await.unwrap());
        assert!(!theirs.save_import_progress(id(o + 4), &ImportProgress::default()).await.unwrap());
        assert!(!theirs.finish_import(id(o + 4), &ImportEnd::Done, at(7)).await.unwrap());
        assert!(!theirs.cancel_import(id(o + 4), at(7)).await.unwrap());
        assert!(theirs.undo_import(id(o + 4), at(7)).await.unwrap().is_none());
        theirs.create_import(&new_import(92, "theirs.csv")).await.unwrap();
        assert_eq!(ours.imports(None, 10).await.unwrap().len(), 1);
        theirs.add_rejects(1, &[Reject { line: 9, reason: "x".into(), cells: vec![] }]).await.unwrap();
        theirs.add_left_out(1, &[left_out(9, "parking")]).await.unwrap();
        assert!(theirs.responses_after(0, 10).await.unwrap().iter().all(|it| it.id == id(2_002_001)));
        assert!(theirs.touches_after(0, 10).await.unwrap().iter().all(|it| [id(2_003_001), id(2_520_001)].contains(&it.id)));
        let all = CommentFilter::default();
        assert_eq!(theirs.comment_counts(&all).await.unwrap().iter().map(|count| count.comments).sum::<i64>(), 1);
        assert!(theirs.comment_codes(&all).await.unwrap().is_empty());
        assert!(theirs.mapping(id(o + 6)).await.unwrap().is_none());
        assert!(theirs.mapping_version(id(o + 6), 1).await.unwrap().is_none());
        assert!(!theirs.delete_mapping(id(o + 6)).await.unwrap());
        let same_name = NewMapping {
            id: id(93),
            name: "survey".to_owned(),
            source: "survey".to_owned(),
            document: serde_json::json!({ "theirs": true }),
            saved_at: at(0),
        };
        assert_eq!(theirs.save_mapping(&same_name).await.unwrap().version, 2);
        assert!(theirs.upload(id(o + 7)).await.unwrap().is_none());
        assert!(!theirs.delete_upload(id(o + 7)).await.unwrap());
        assert!(theirs.seal(&[], &[id(o + 8)], 1, 2, at(8)).await.is_err());
        let clients = theirs.count_clients().await.unwrap();
        assert!(theirs.tail(0, 100).await.unwrap().rows.iter().all(|row| row.client <= clients));
        let snapshot = theirs.log_snapshot(0).await.unwrap();
        let touches = snapshot.tail.iter().filter(|row| row.kind == EntryKind::Touch.code()).count();
        assert_eq!((snapshot.head.segments.len(), touches), (1, 2));

        clients::trespass(&ours, &theirs).await;
        discovery::trespass(&ours, &theirs).await;
        facts::trespass(&ours, &theirs).await;
        gaps::trespass(&ours, &theirs).await;
        inventory::trespass(&ours, &theirs).await;
        journeys::trespass(&ours, &theirs).await;
        loyalty_facts::trespass(&ours, &theirs).await;
        plans::trespass(&ours, &theirs).await;
        platform::trespass(&ours, &theirs).await;
        plusones::trespass(&ours, &theirs).await;
        programme::trespass(&ours, &theirs).await;
        prompts::trespass(&ours, &theirs).await;
        promises::trespass(&ours, &theirs).await;
        trust::trespass(&ours, &theirs).await;

        // Undoing theirs leaves ours, though both are number 1.
        let import = theirs.import(id(2 * o + 4)).await.unwrap().unwrap();
        assert_eq!(import.no, 1);
        theirs.undo_import(import.id, at(9)).await.unwrap().unwrap();
        assert!(ours.log_head().await.unwrap().retracted.is_empty());

        assert_eq!(everything(&ours).await, before);
    })
    .await;
}

/// A method that is not tried above would go unnoticed.
#[test]
fn every_method_is_tried_as_the_neighbour() {
    fn visit(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for block in text.split("\nimpl OrgStore {").skip(1) {
                    let block = block.split("\n}\n").next().unwrap();
                    let methods = block.split("pub async fn ").skip(1);
                    found
                        .extend(methods.map(|method| method.split('(').next().unwrap().to_owned()));
                }
            }
        }
    }
    let mut methods = Vec::new();
    visit(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut methods,
    );
    assert!(methods.len() > 50, "{methods:?}");
    let mut tried = include_str!("isolation.rs").to_owned();
    let parts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/isolation");
    for part in std::fs::read_dir(parts).unwrap() {
        tried += &std::fs::read_to_string(part.unwrap().path()).unwrap();
    }
    for method in methods {
        assert!(
            tried.contains(&format!(".{method}(")),
            "{method} is not tried as the neighbour: add it to the part of src/isolation/ that it belongs to"
        );
    }
}
