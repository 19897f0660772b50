use domain::loyalty::Level;
use domain::loyalty::discovery::{Discovery, DiscoveryNotes, Statement};

use crate::OrgStore;
use crate::clients::NewClient;
use crate::story::{at, found, id};
use crate::testing::each_database;

pub async fn client(org: &OrgStore, n: u64, key: &str) -> i64 {
    let new = NewClient {
        id: id(n),
        key: key.to_owned(),
        name: Some(format!("The {key} family")),
        attributes: [].into(),
    };
    org.ensure_clients(&[new], 0, at(0)).await.unwrap().clients[0].1
}

pub fn discovery(n: u64, client: u64) -> Discovery {
    Discovery {
        id: id(n),
        client: id(client),
        client_key: "h1".to_owned(),
        client_name: Some("The h1 family".to_owned()),
        contact: None,
        held_by: None,
        held_at: at(60),
        notes: DiscoveryNotes {
            questions: vec!["bad-news".to_owned()],
            statements: vec![Statement {
                words: "Ring me first".to_owned(),
                level: Level::Must,
                depth: 2,
                theme: Some("news".to_owned()),
                expectation: None,
            }],
            note: "He looked at her before he answered.".to_owned(),
            written: None,
        },
        played_back_at: None,
        link: None,
    }
}

#[tokio::test]
async fn a_session_is_kept_and_never_written_over_unseen() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let no = client(&org, 500, "h1").await;
        let begun = discovery(600, 500);
        org.add_discovery(&begun, no, at(61)).await.unwrap();
        assert_eq!(org.discovery(begun.id).await.unwrap().unwrap(), begun);

        let notes = DiscoveryNotes {
            note: "Two things more.".to_owned(),
            written: Some(domain::loyalty::discovery::Written { by: None, at: 7 }),
            ..begun.notes.clone()
        };
        let changed = begun.clone().rewrite(notes).unwrap();
        assert!(org.change_discovery(&changed, &begun.notes).await.unwrap());
        // Who still has the notes of before does not overwrite what came since.
        assert!(!org.change_discovery(&begun, &begun.notes).await.unwrap());
        let listed = org.discoveries(no).await.unwrap();
        assert_eq!(listed, std::slice::from_ref(&changed));

        let played = Discovery {
            played_back_at: Some(at(90)),
            ..changed.clone()
        };
        assert!(org.change_discovery(&played, &changed.notes).await.unwrap());
        assert!(!org.delete_discovery(begun.id).await.unwrap());
        let other = discovery(601, 500);
        org.add_discovery(&other, no, at(62)).await.unwrap();
        assert!(org.delete_discovery(other.id).await.unwrap());
        assert!(org.discovery(other.id).await.unwrap().is_none());
    })
    .await;
}
