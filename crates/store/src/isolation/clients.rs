//! Clients as an address book.

use domain::clients::contacts::{Consent, ConsentStatus, Contact, ContactDetails};
use domain::clients::definitions::{AttributeDefinition, AttributeKind};
use domain::clients::{Attributes, Client, ClientKind};

use crate::clients::{ClientImport, ClientOrder, ClientSegment, Identity};
use crate::story::{at, id};
use crate::{OrgStore, StoreError};

const FIRST: u64 = 800_000;

pub async fn everything(org: &OrgStore) -> String {
    let listed = org
        .list_clients(ClientOrder::Name, None, 100)
        .await
        .unwrap();
    let found = org.search_clients("own", None, 100).await.unwrap();
    let numbers: Vec<i64> = listed.items.iter().map(|client| client.no).collect();
    let contacts = org.contacts_of(&numbers, true).await.unwrap();
    let mut identities = Vec::new();
    for no in numbers {
        identities.push(org.identities_of(no).await.unwrap());
    }
    let mut consents = Vec::new();
    for contact in &contacts {
        consents.push(org.consents(contact.id).await.unwrap());
    }
    let definitions = org.attribute_definitions().await.unwrap();
    let uses = org.attribute_uses("wine", 100).await.unwrap();
    let merges = org.merges(None, 100).await.unwrap();
    let (twins, _) = org.twins("", 100).await.unwrap();
    let segments = org.client_segments().await.unwrap();
    let known = org.known_clients(("", 0), 100).await.unwrap();
    let later = org.later_touches(0).await.unwrap();
    let imports = org.client_imports(100).await.unwrap();
    let uses =
        format!("{imports:#?}{uses:#?}{merges:#?}{twins:#?}{segments:#?}{known:#?}{later:#?}");
    format!("{listed:#?}{found:#?}{contacts:#?}{identities:#?}{consents:#?}{definitions:#?}{uses}")
}

fn contact(n: u64, client: i64) -> Contact {
    Contact {
        id: id(n * 1_000_000 + FIRST + 1),
        client,
        created_at: at(0),
        removed_at: None,
        details: ContactDetails {
            name: format!("Zoe of {n}"),
            emails: vec![format!("zoe{n}@example.org")],
            ..ContactDetails::default()
        },
    }
}

fn consent() -> Consent {
    Consent {
        no: 0,
        purpose: "survey".to_owned(),
        status: ConsentStatus::Granted,
        at: at(1),
        source: "form".to_owned(),
        evidence: None,
        recorded_at: at(2),
        by_name: "Owner".to_owned(),
    }
}

fn segment(n: u64) -> ClientSegment {
    ClientSegment {
        id: id(n * 1_000_000 + FIRST + 2),
        name: format!("Segment of {n}"),
        filter: serde_json::json!({ "all": [] }),
        created_at: at(0),
        changed_at: at(0),
        by_name: "Owner".to_owned(),
    }
}

fn definition(key: &str) -> AttributeDefinition {
    AttributeDefinition {
        key: key.to_owned(),
        label: "Wine".to_owned(),
        kind: AttributeKind::Text,
        choices: vec![],
        benefit_to_client: "They are served what they like.".to_owned(),
        last_used_at: None,
        uses: 0,
    }
}

fn own(n: u64) -> Client {
    Client {
        id: id(n * 1_000_000 + FIRST),
        no: 0,
        key: "zzz-own".to_owned(),
        name: Some(format!("Own of {n}")),
        kind: ClientKind::Household,
        owner: Some(id(200 + n)),
        attributes: Attributes::new(),
        created_at: at(0),
        last_touch_at: None,
        merged_into: None,
    }
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let identity = Identity {
        system: "crm".to_owned(),
        key: format!("crm-{n}"),
    };
    let no = org
        .create_client(&own(n), &[identity], at(1))
        .await
        .unwrap();
    let contact = contact(n, no);
    org.add_contacts(std::slice::from_ref(&contact))
        .await
        .unwrap();
    org.add_consent(contact.id, &consent()).await.unwrap();
    org.create_attribute(&definition("wine"), at(0))
        .await
        .unwrap();
    org.use_attribute("wine", no, at(3), "Poured it", "Owner")
        .await
        .unwrap();
    org.create_client_segment(&segment(n)).await.unwrap();
    let import = ClientImport {
        id: id(n * 1_000_000 + FIRST + 3),
        name: "clients.csv".to_owned(),
        at: at(0),
        by_name: "Owner".to_owned(),
        counts: serde_json::json!({ "n": n }),
        rejects: None,
    };
    org.import_clients(&import, &[], at(0)).await.unwrap();
    // Two became one, and two again.
    let other = org.clients(None, 1).await.unwrap().items[0].id;
    let merge = id(n * 1_000_000 + FIRST + 4);
    org.merge_clients(merge, own(n).id, other, at(4), "Owner")
        .await
        .unwrap()
        .unwrap();
    org.undo_merge(merge, at(5)).await.unwrap().unwrap();
    if n == 1 {
        org.create_attribute(&definition("only-ours"), at(0))
            .await
            .unwrap();
    }
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let mine = ours.client_by_key("zzz-own").await.unwrap().unwrap();
    let yours = theirs.client_by_key("zzz-own").await.unwrap().unwrap();
    assert_ne!(mine.id, yours.id);
    for found in [
        theirs.list_clients(ClientOrder::Name, None, 100).await,
        theirs.search_clients("own of 1", None, 100).await,
    ] {
        let items = found.unwrap().items;
        assert!(items.iter().all(|client| client.id != mine.id));
    }
    let stolen = Client {
        name: Some("Stolen".to_owned()),
        ..mine.clone()
    };
    assert!(!theirs.change_client(&stolen, None, at(9)).await.unwrap());
    let ours_owns_it = Client {
        owner: Some(id(201)),
        ..yours.clone()
    };
    let refused = theirs.change_client(&ours_owns_it, None, at(9)).await;
    assert!(
        matches!(refused, Err(StoreError::Unknown(_))),
        "{refused:?}"
    );
    let identities = theirs.identities_of(yours.no).await.unwrap();
    assert_eq!(identities[0].key, "crm-2");
    let contacts = theirs.contacts_of(&[mine.no], true).await.unwrap();
    let of_ours = ours.contacts_of(&[mine.no], true).await.unwrap();
    assert!(
        contacts
            .iter()
            .all(|contact| of_ours.iter().all(|one| one.id != contact.id))
    );

    let of_mine = contact(1, mine.no).id;
    assert!(theirs.contact(of_mine).await.unwrap().is_none());
    assert!(theirs.consents(of_mine).await.unwrap().is_empty());
    let taken = contact(1, yours.no);
    assert!(!theirs.change_contact(&taken).await.unwrap());
    assert!(!theirs.remove_contact(of_mine, Some(at(9))).await.unwrap());
    assert!(theirs.add_contacts(&[taken]).await.is_err());
    assert!(theirs.add_consent(of_mine, &consent()).await.is_err());

    let known = theirs.attribute_definitions().await.unwrap();
    assert_eq!(known.len(), 1);
    assert!(
        !theirs
            .change_attribute(&definition("only-ours"))
            .await
            .unwrap()
    );
    let used = theirs
        .use_attribute("only-ours", yours.no, at(9), "x", "y")
        .await;
    assert!(used.is_err());
    let uses = theirs.attribute_uses("wine", 10).await.unwrap();
    assert!(uses.iter().all(|one| one.client == yours.id));

    let of_mine = segment(1);
    assert!(theirs.client_segment(of_mine.id).await.unwrap().is_none());
    assert!(!theirs.change_client_segment(&of_mine).await.unwrap());
    assert!(!theirs.delete_client_segment(of_mine.id).await.unwrap());
    assert!(theirs.clients_version().await.unwrap().seq > 0);

    // Numbers of clients say nothing without their organization: the same number is another client there.
    let (first, late) = (1, at(99_999));
    let touches = theirs.line_touches(first, late, 100).await.unwrap();
    let of_ours = ours.line_touches(first, late, 100).await.unwrap();
    assert!(
        touches
            .iter()
            .all(|one| of_ours.iter().all(|other| one.id != other.id))
    );
    let answers = theirs.line_responses(first, late, 100).await.unwrap();
    let of_ours = ours.line_responses(first, late, 100).await.unwrap();
    assert!(
        answers
            .iter()
            .all(|one| of_ours.iter().all(|other| one.id != other.id))
    );
    let events = theirs.line_events(first, late, 100).await.unwrap();
    let of_ours = ours.line_events(first, late, 100).await.unwrap();
    assert!(
        events
            .iter()
            .all(|one| of_ours.iter().all(|other| one.id != other.id))
    );
    let since = theirs.line_answers(first, at(-99_999)).await.unwrap();
    assert!(since.len() <= touches.len(), "{since:?}");
    let consents = theirs.line_consents(yours.no, late, 100).await.unwrap();
    assert!(consents.iter().all(|one| one.name == "Zoe of 2"));

    // The neighbour can neither make one of two of ours nor take back what we did.
    let other = ours.clients(None, 1).await.unwrap().items[0].clone();
    let stolen = theirs
        .merge_clients(id(899_998), mine.id, other.id, at(9), "x")
        .await
        .unwrap();
    assert!(stolen.is_none());
    let merge = ours.merges(None, 10).await.unwrap()[0].id;
    assert!(theirs.undo_merge(merge, at(9)).await.unwrap().is_none());
    let merges = theirs.merges(None, 10).await.unwrap();
    assert!(merges.iter().all(|one| one.id != merge));
    let shared = theirs.clients_of_marks(&["e:zoe1@example.org"]).await;
    assert!(shared.unwrap().is_empty());
    let pair = (yours.no, yours.no + 1_000);
    assert!(theirs.tell_apart(pair, at(9), "x").await.is_err());
    assert!(!theirs.doubt_again(pair).await.unwrap());

    let import = id(1_000_000 + FIRST + 3);
    assert!(ours.client_import(import).await.unwrap().is_some());
    assert!(theirs.client_import(import).await.unwrap().is_none());
    let who = theirs.client_who_counts(own(1).id).await.unwrap();
    assert!(who.is_none());
    let undone = theirs.undo_client_import(import, at(9), "Neighbour").await;
    assert!(undone.unwrap().is_none());
    let clients = theirs.count_clients().await.unwrap();
    let tail = theirs.tail_to_seal(0, 100).await.unwrap();
    assert!(tail.rows.iter().all(|row| row.client <= clients));
    let keys = ["zzz-own".to_owned()];
    let known = theirs.clients_by_key(&keys).await.unwrap();
    assert_eq!(known["zzz-own"].id, yours.id);
}
