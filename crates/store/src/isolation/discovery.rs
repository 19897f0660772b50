//! Discovery sessions and the client's own page.

use domain::loyalty::discovery::Discovery;
use domain::loyalty::portal::{Asking, ClientLink, LinkRequest, MadeChange, Wish};

use crate::OrgStore;
use crate::loyalty::discovery::tests::discovery;
use crate::loyalty::portal::tests::{change, link};
use crate::story::{at, id};

const FIRST: u64 = 700_000;

async fn client(org: &OrgStore) -> (i64, domain::ids::ClientId) {
    let client = org.clients(None, 1).await.unwrap().items[0].clone();
    (client.no, client.id)
}

pub async fn everything(org: &OrgStore) -> String {
    let (no, _) = client(org).await;
    format!(
        "{:#?}",
        (
            org.discoveries(no).await.unwrap(),
            org.client_links(no).await.unwrap(),
            org.client_changes(no).await.unwrap(),
            org.client_wish(no, None).await.unwrap(),
            (
                org.link_requests(None, None, 100).await.unwrap(),
                org.decided_changes(no).await.unwrap(),
            ),
        )
    )
}

/// Of a client who is there already, so that the other parts count the same clients.
pub async fn furnish(org: &OrgStore, n: u64) {
    let (no, client) = client(org).await;
    let first = n * 1_000_000 + FIRST;
    let session = Discovery {
        client,
        held_by: Some(id(200 + n)),
        ..discovery(first, 0)
    };
    org.add_discovery(&session, no, at(61)).await.unwrap();
    let page = ClientLink {
        client,
        made_by: Some(id(200 + n)),
        ..link(first + 1, 0)
    };
    org.add_client_link(&page, no, &format!("page of {n}"))
        .await
        .unwrap();
    let made = MadeChange {
        client,
        made_by: Some(id(200 + n)),
        ..change(first + 2, 0)
    };
    org.add_client_change(&made, no, at(6)).await.unwrap();
    org.add_client_wish(&wish(), no).await.unwrap();
    assert!(org.ask_for_link(&request(first + 3, client)).await.unwrap());
}

fn request(n: u64, client: domain::ids::ClientId) -> LinkRequest {
    LinkRequest {
        id: id(n),
        client,
        contact: None,
        asked_at: at(8),
    }
}

fn wish() -> Wish {
    Wish {
        contact: None,
        asking: Some(Asking::TwiceAYear),
        words: None,
        at: at(7),
    }
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let o = 1_000_000 + FIRST;
    let (no, _) = client(ours).await;
    let (their_no, _) = client(theirs).await;
    let session = ours.discovery(id(o)).await.unwrap().unwrap();
    assert!(theirs.discovery(id(o)).await.unwrap().is_none());
    assert!(
        !theirs
            .change_discovery(&session, &session.notes)
            .await
            .unwrap()
    );
    assert!(!theirs.delete_discovery(id(o)).await.unwrap());
    let listed = theirs.discoveries(no).await.unwrap();
    assert!(listed.iter().all(|it| it.id != session.id));
    assert!(theirs.add_discovery(&session, no, at(9)).await.is_err());
    let held_by_ours = Discovery {
        id: id(799_999),
        ..session
    };
    assert!(
        theirs
            .add_discovery(&held_by_ours, their_no, at(9))
            .await
            .is_err()
    );

    let page = ours.client_link(id(o + 1)).await.unwrap().unwrap();
    assert!(theirs.client_link(page.id).await.unwrap().is_none());
    assert!(!theirs.revoke_client_link(page.id, at(9)).await.unwrap());
    assert!(theirs.add_client_link(&page, no, "x").await.is_err());
    let links = theirs.client_links(no).await.unwrap();
    assert!(links.iter().all(|it| it.id != page.id));

    let made = ours.client_change(id(o + 2)).await.unwrap().unwrap();
    assert!(theirs.client_change(made.id).await.unwrap().is_none());
    assert!(!theirs.delete_client_change(made.id).await.unwrap());
    let changes = theirs.client_changes(no).await.unwrap();
    assert!(changes.iter().all(|it| it.id != made.id));
    assert!(theirs.add_client_change(&made, no, at(9)).await.is_err());

    // Numbers of clients are each organization's own.
    let never = Wish {
        asking: Some(Asking::Never),
        ..wish()
    };
    theirs.add_client_wish(&never, their_no).await.unwrap();
    let of_ours = ours.client_wish(no, None).await.unwrap().unwrap();
    assert_eq!(of_ours.asking, Some(Asking::TwiceAYear));

    let (_, our_client) = client(ours).await;
    let mine = request(o + 4, our_client);
    assert!(!theirs.ask_for_link(&mine).await.unwrap());
    assert!(theirs.link_request(id(o + 3)).await.unwrap().is_none());
    let settled = theirs.settle_link_request(id(o + 3), None, at(9));
    assert!(!settled.await.unwrap());
    let waiting = theirs.link_requests(None, None, 100).await.unwrap();
    assert!(waiting.iter().all(|it| it.id != id(o + 3)));
    // Numbers of clients are each organization's own: it settles its own, and ours still wait.
    let settled = theirs.settle_link_requests_of(their_no, None, None, at(9));
    assert_eq!(settled.await.unwrap(), 1);
    assert_eq!(ours.link_requests(None, None, 100).await.unwrap().len(), 1);
    // A finding of ours is none of theirs.
    if let Some(finding) = ours.findings().await.unwrap().first() {
        let untold = theirs.leave_untold(their_no, finding.id, at(9)).await;
        assert!(untold.is_err());
        assert!(!theirs.may_be_told(their_no, finding.id).await.unwrap());
    }
    assert!(theirs.decided_changes(no).await.unwrap().is_empty());
}
