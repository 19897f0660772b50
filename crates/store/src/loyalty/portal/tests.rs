use domain::clients::contacts::{Contact, ContactDetails};
use domain::loyalty::portal::{Asking, ClientLink, LinkRequest, MadeChange, Wish};

use crate::loyalty::discovery::tests::client;
use crate::story::{at, found, id};
use crate::testing::each_database;

pub fn link(n: u64, client: u64) -> ClientLink {
    ClientLink {
        id: id(n),
        client: id(client),
        contact: None,
        made_by: None,
        created_at: at(0),
        expires_at: at(1_000),
    }
}

pub fn change(n: u64, client: u64) -> MadeChange {
    MadeChange {
        id: id(n),
        client: id(client),
        words: "Every line of the invoice says what it is for.".to_owned(),
        said: Some("There are lines that nobody here can read.".to_owned()),
        at: at(5),
        because_of: None,
        finding: None,
        made_by: None,
    }
}

#[tokio::test]
async fn a_link_opens_one_page_until_it_expires_or_is_revoked() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let access = store.access();
        let (first, second) = (client(&org, 500, "h1").await, client(&org, 501, "h2").await);
        let one = link(600, 500);
        org.add_client_link(&one, first, "hash one").await.unwrap();
        let two = ClientLink {
            contact: Some(id(77)),
            ..link(601, 501)
        };
        org.add_client_link(&two, second, "hash two").await.unwrap();

        let opened = access.find_client_link("hash one", at(999)).await.unwrap();
        let opened = opened.unwrap();
        assert_eq!((opened.link, opened.client), (one.id, one.client));
        assert_eq!((opened.organization, opened.contact), (id(1), None));
        let opened = access.find_client_link("hash two", at(1)).await.unwrap();
        assert_eq!(opened.unwrap().contact, Some(id(77)));
        assert!(
            access
                .find_client_link("hash one", at(1_000))
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            access
                .find_client_link("hash", at(1))
                .await
                .unwrap()
                .is_none()
        );

        assert_eq!(
            org.client_links(first).await.unwrap(),
            std::slice::from_ref(&one)
        );
        assert_eq!(org.client_link(one.id).await.unwrap(), Some(one.clone()));
        assert!(org.revoke_client_link(one.id, at(2)).await.unwrap());
        assert!(!org.revoke_client_link(one.id, at(3)).await.unwrap());
        assert!(
            access
                .find_client_link("hash one", at(4))
                .await
                .unwrap()
                .is_none()
        );
        assert!(org.client_links(first).await.unwrap().is_empty());
        assert!(org.client_link(one.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn changes_and_wishes_belong_to_who_brought_them_about() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let (first, second) = (client(&org, 500, "h1").await, client(&org, 501, "h2").await);
        let made = change(600, 500);
        org.add_client_change(&made, first, at(6)).await.unwrap();
        assert_eq!(
            org.client_changes(first).await.unwrap(),
            std::slice::from_ref(&made)
        );
        assert_eq!(
            org.client_change(made.id).await.unwrap(),
            Some(made.clone())
        );
        assert!(org.client_changes(second).await.unwrap().is_empty());
        assert!(org.delete_client_change(made.id).await.unwrap());
        assert!(!org.delete_client_change(made.id).await.unwrap());

        let wish = |asking, contact: Option<u64>, seconds| Wish {
            contact: contact.map(id),
            asking,
            words: None,
            at: at(seconds),
        };
        assert_eq!(org.client_wish(first, None).await.unwrap(), None);
        for (asking, contact, seconds) in [
            (Some(Asking::AfterEachMeeting), None, 1),
            (Some(Asking::Never), Some(9), 2),
            (Some(Asking::TwiceAYear), None, 3),
        ] {
            org.add_client_wish(&wish(asking, contact, seconds), first)
                .await
                .unwrap();
        }
        let whole = org.client_wish(first, None).await.unwrap().unwrap();
        assert_eq!(whole, wish(Some(Asking::TwiceAYear), None, 3));
        let contact = org.client_wish(first, Some(id(9))).await.unwrap().unwrap();
        assert_eq!(contact.asking, Some(Asking::Never));
        assert_eq!(org.client_wish(second, None).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn the_link_of_a_contact_who_was_taken_out_opens_nothing() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let client = client(&org, 500, "h1").await;
        let human = Contact {
            id: id(77),
            client,
            created_at: at(0),
            removed_at: None,
            details: ContactDetails {
                name: "Anna".to_owned(),
                ..ContactDetails::default()
            },
        };
        org.add_contacts(&[human]).await.unwrap();
        let own = ClientLink {
            contact: Some(id(77)),
            ..link(600, 500)
        };
        org.add_client_link(&own, client, "hash").await.unwrap();
        let access = store.access();
        let opens = async || {
            let opened = access.find_client_link("hash", at(5)).await.unwrap();
            opened.is_some()
        };
        assert!(opens().await);
        org.remove_contact(id(77), Some(at(2))).await.unwrap();
        assert!(!opens().await);
        org.remove_contact(id(77), None).await.unwrap();
        assert!(opens().await);
    })
    .await;
}

#[tokio::test]
async fn who_asks_for_a_new_link_waits_once_until_there_is_one() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let access = store.access();
        let (first, second) = (client(&org, 500, "h1").await, client(&org, 501, "h2").await);
        org.add_client_link(&link(600, 500), first, "hash")
            .await
            .unwrap();
        org.revoke_client_link(id(600), at(2)).await.unwrap();
        let opened = access.find_any_client_link("hash").await.unwrap().unwrap();
        assert_eq!((opened.client, opened.organization), (id(500), id(1)));
        assert!(
            access
                .find_any_client_link("other")
                .await
                .unwrap()
                .is_none()
        );

        let request = |n: u64, client: u64, contact: Option<u64>| LinkRequest {
            id: id(n),
            client: id(client),
            contact: contact.map(id),
            asked_at: at(i64::try_from(n).unwrap()),
        };
        assert!(org.ask_for_link(&request(700, 500, None)).await.unwrap());
        assert!(!org.ask_for_link(&request(701, 500, None)).await.unwrap());
        assert!(org.ask_for_link(&request(702, 500, Some(9))).await.unwrap());
        assert!(org.ask_for_link(&request(703, 501, None)).await.unwrap());
        assert!(
            !org.ask_for_link(&request(704, 502, None)).await.unwrap(),
            "no such client"
        );
        let waiting =
            |found: Vec<LinkRequest>| found.iter().map(|it| it.asked_at).collect::<Vec<_>>();
        let all = org.link_requests(None, None, 9).await.unwrap();
        assert_eq!(waiting(all), [at(700), at(702), at(703)]);
        let own = org.link_requests(Some(first), None, 9).await.unwrap();
        assert_eq!(waiting(own), [at(700), at(702)]);
        // Nobody is responsible for them, so everybody is.
        let mine = org.link_requests(None, Some(id(201)), 9).await.unwrap();
        assert_eq!(mine.len(), 3);
        assert_eq!(
            org.settle_link_requests_of(first, Some(id(9)), None, at(800))
                .await
                .unwrap(),
            1
        );
        assert_eq!(org.link_request(id(702)).await.unwrap(), None);
        assert_eq!(
            org.link_request(id(700)).await.unwrap(),
            Some(request(700, 500, None))
        );
        assert!(
            org.settle_link_request(id(700), None, at(801))
                .await
                .unwrap()
        );
        assert!(
            !org.settle_link_request(id(700), None, at(802))
                .await
                .unwrap()
        );
        assert!(
            org.ask_for_link(&request(705, 500, None)).await.unwrap(),
            "again, later"
        );
        assert_eq!(
            org.link_requests(Some(second), None, 9)
                .await
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}
