use domain::loyalty::Status;
use domain::loyalty::plusones::ratchet::Why;

use super::*;
use crate::clients::NewClient;
use crate::loyalty::expectations::tests::expectation;
use crate::loyalty::sprints::tests::card;
use crate::story::{at, found, id};
use crate::testing::each_database;

pub(crate) fn plus_one(n: u64, words: &str) -> NewPlusOne {
    NewPlusOne {
        id: id(n),
        card: card(words),
        touchpoint: None,
        votes: 3,
        sprint: None,
        replaces: None,
        made_at: at(0),
        made_by: None,
    }
}

pub(crate) fn gift(n: u64, client: i64, second: i64, reaction: Option<Reaction>) -> NewGift {
    NewGift {
        id: id(n),
        client,
        at: at(second),
        held_out: false,
        asked_first: false,
        taking: Taking {
            reaction,
            felt: Some(1),
            words: None,
            at: reaction.map(|_| at(second)),
        },
        external_id: None,
        given_by: None,
    }
}

pub(crate) async fn client(org: &OrgStore, n: u64, key: &str) -> i64 {
    let new = NewClient {
        id: id(n),
        key: key.to_owned(),
        name: None,
        attributes: Default::default(),
    };
    org.ensure_clients(&[new], 0, at(0)).await.unwrap().clients[0].1
}

#[tokio::test]
async fn the_ratchet_runs_in_the_write_and_a_correction_turns_it_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let h1 = client(&org, 501, "h1").await;
        org.add_plus_one(&plus_one(1_001, "Call before a rate change"))
            .await
            .unwrap();
        let it: PlusOneId = id(1_001);
        let moved = org
            .move_plus_one(it, State::Trial, at(1), None)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (moved.before, moved.life.state),
            (State::Idea, State::Trial)
        );
        for n in 1..=2 {
            let given = org
                .give(it, &gift(1_100 + n, h1, 10 * n as i64, None), at(50))
                .await
                .unwrap()
                .unwrap();
            assert!(!given.settled.unwrap().became_norm());
        }
        let third = NewGift {
            external_id: Some("tap-3".to_owned()),
            ..gift(1_103, h1, 30, Some(Reaction::Wow))
        };
        let given = org.give(it, &third, at(50)).await.unwrap().unwrap();
        let settled = given.settled.unwrap();
        assert!(settled.became_norm());
        assert_eq!(
            settled.life.steps.last().unwrap().why,
            Why::ThirdTime { client: h1 }
        );
        // Sent twice it is one.
        let twice = NewGift {
            id: id(1_199),
            ..third.clone()
        };
        let same = org.give(it, &twice, at(51)).await.unwrap().unwrap();
        assert_eq!((same.gift.id, same.settled), (id(1_103), None));
        let kept = org.plus_one(it).await.unwrap().unwrap();
        assert_eq!(
            (kept.state, kept.since, kept.given, kept.votes),
            (State::Norm, at(30), 3, 3)
        );
        assert_eq!(org.plus_one_steps().await.unwrap().len(), 2);

        // It was not so: taken back, the norm is none; restored, it is one again.
        let back = org
            .take_back_gift(id(1_103), true, at(60))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(back.settled.unwrap().life.state, State::Trial);
        assert_eq!(org.gifts(kept.no, None, 10).await.unwrap().items.len(), 2);
        let again = org
            .take_back_gift(id(1_103), false, at(61))
            .await
            .unwrap()
            .unwrap();
        assert!(again.settled.unwrap().became_norm());
        // A reaction that comes later.
        let taking = Taking {
            reaction: Some(Reaction::Unwanted),
            felt: Some(-2),
            words: Some("Please don't".to_owned()),
            at: Some(at(70)),
        };
        let told = org
            .take_reaction(id(1_102), &taking, at(70))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(told.gift.taking, taking);
        assert_eq!(org.gift(id(1_102)).await.unwrap().unwrap().taking, taking);
        let counts = org.plus_one_reactions(at(15)).await.unwrap();
        let all: i64 = counts.iter().map(|it| it.count).sum();
        let lately: i64 = counts.iter().map(|it| it.lately).sum();
        assert_eq!((all, lately), (3, 2));

        // The ladder is told, with every correction.
        let facts = org.loyalty_facts(h1).await.unwrap();
        assert_eq!(facts.len(), 6);
        assert!(facts.iter().all(|it| it.fact.subject == kept.no));

        // Kept, linked, voted for, moved back.
        let edit = KeptPlusOne {
            kept_at: Some(at(80)),
            kept_by: Some(id(201)),
            ..kept.clone()
        };
        assert!(org.change_plus_one(&edit).await.unwrap());
        org.vote_plus_one(kept.no, id(201), true).await.unwrap();
        org.vote_plus_one(kept.no, id(201), true).await.unwrap();
        assert_eq!(org.plus_one(it).await.unwrap().unwrap().votes, 4);
        assert_eq!(org.plus_one_votes_of(id(201)).await.unwrap(), [kept.no]);
        org.vote_plus_one(kept.no, id(201), false).await.unwrap();
        let gone = org
            .move_plus_one(it, State::Retired, at(90), Some(id(201)))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(gone.life.state, State::Retired);
        let returned = org.take_back_move(it, at(91)).await.unwrap().unwrap();
        assert_eq!(returned.life.state, State::Norm);
        assert!(
            org.move_plus_one(id(9), State::Trial, at(1), None)
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            org.give(id(9), &gift(9, h1, 1, None), at(1))
                .await
                .unwrap()
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_as_many_one_by_one() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        org.add_plus_one(&plus_one(1_001, "Minutes the same day"))
            .await
            .unwrap();
        let mut gifts = Vec::new();
        for n in 0..12u64 {
            let client = client(&org, 500 + n, &format!("h{n}")).await;
            let reaction = if n < 3 {
                Reaction::Wow
            } else {
                Reaction::Noticed
            };
            gifts.push(gift(1_100 + n, client, n as i64, Some(reaction)));
        }
        gifts[4].held_out = true;
        let settled = org
            .give_many(id(1_001), &gifts, at(50))
            .await
            .unwrap()
            .unwrap();
        let kept = org.plus_one(id(1_001)).await.unwrap().unwrap();
        assert_eq!(
            (settled.life.state, kept.state, kept.given),
            (State::Norm, State::Norm, 11)
        );
        assert_eq!(org.plus_one_life(kept.no).await.unwrap(), settled.life);
        assert_eq!(org.plus_one_gifts(kept.no).await.unwrap().len(), 12);
        let page = org.gifts(kept.no, None, 5).await.unwrap();
        let rest = org.gifts(kept.no, page.next, 20).await.unwrap();
        assert_eq!(
            (page.items.len(), rest.items.len(), rest.next),
            (5, 7, None)
        );
        assert_eq!(org.client_gifts(gifts[0].client, 5).await.unwrap().len(), 1);
    })
    .await;
}

/// What both expected stays where it was; what only the other one expected goes over, and back.
#[tokio::test]
async fn norms_go_with_merged_clients_and_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let kept = client(&org, 501, "h1").await;
        let dropped = client(&org, 502, "h2").await;
        let mut linked = Vec::new();
        for (n, words, of) in [
            (1, "Call before a rate change", [Some(kept), Some(dropped)]),
            (2, "A note by hand", [None, Some(dropped)]),
        ] {
            org.add_plus_one(&plus_one(1_000 + n, words)).await.unwrap();
            let no = org.plus_one(id(1_000 + n)).await.unwrap().unwrap().no;
            for (place, client) in of.into_iter().flatten().enumerate() {
                let key = if client == kept { "h1" } else { "h2" };
                let own = 2_000 + 10 * n + place as u64;
                let expected = expectation(own, key, words, Status::Assumed);
                org.add_expectations(at(5), &[expected]).await.unwrap();
                org.link_plus_one_norms(no, &[(client, id(own))], at(6))
                    .await
                    .unwrap();
            }
            linked.push(no);
        }
        let norms = || async {
            let mut all = Vec::new();
            for no in &linked {
                let of = org.plus_one_norms(*no).await.unwrap();
                all.push(of.iter().map(|it| it.0).collect::<Vec<i64>>());
            }
            all
        };
        let before = norms().await;
        assert_eq!(before, [vec![kept, dropped], vec![dropped]]);
        let merge = org.merge_clients(id(9_001), id(501), id(502), at(7), "Olga");
        assert!(merge.await.unwrap().is_some());
        assert_eq!(norms().await, [vec![kept, dropped], vec![kept]]);
        let ledger = org.client_norms(kept).await.unwrap();
        assert_eq!(ledger.len(), 2, "both stand in the kept one's ledger");
        org.undo_merge(id(9_001), at(8)).await.unwrap().unwrap();
        assert_eq!(norms().await, before);
    })
    .await;
}
