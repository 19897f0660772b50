//! Plus-ones, their gifts, and sprints.

use domain::loyalty::plusones::{Reaction, State};
use domain::loyalty::sprints::Clock;

use crate::OrgStore;
use crate::clients::NewClient;
use crate::loyalty::plusones::tests::{gift, plus_one};
use crate::loyalty::plusones::{NewGift, NewPlusOne, Taking};
use crate::loyalty::sprints::tests::{card, line, somebody, sprint};
use crate::loyalty::sprints::{Chosen, NewSprint};
use crate::story::{at, id};

const FIRST: u64 = 870_000;

pub async fn everything(org: &OrgStore) -> String {
    let mut all = format!(
        "{:#?}",
        (
            org.plus_ones().await.unwrap(),
            org.plus_one_steps().await.unwrap(),
            org.plus_one_reactions(at(0)).await.unwrap(),
            org.plus_one_norm_counts().await.unwrap(),
            org.plus_one_telling().await.unwrap(),
            org.sprints().await.unwrap(),
        )
    );
    for it in org.plus_ones().await.unwrap() {
        let part = (
            org.plus_one_gifts(it.no).await.unwrap(),
            org.gifts(it.no, None, 100).await.unwrap(),
            org.plus_one_life(it.no).await.unwrap(),
            org.plus_one_norms(it.no).await.unwrap(),
        );
        all.push_str(&format!("{part:#?}"));
    }
    for it in org.sprints().await.unwrap() {
        let part = (
            org.sprint_ideas(it.id, 0).await.unwrap(),
            org.sprint_people(it.id).await.unwrap(),
        );
        all.push_str(&format!("{part:#?}"));
    }
    all
}

pub async fn furnish(org: &OrgStore, n: u64) {
    let first = n * 1_000_000 + FIRST;
    let client = NewClient {
        id: id(first),
        key: format!("gifted {n}"),
        name: None,
        attributes: Default::default(),
    };
    let client = org.ensure_clients(&[client], 0, at(0)).await.unwrap();
    let client = client.clients[0].1;
    let own = NewPlusOne {
        made_by: Some(id(200 + n)),
        ..plus_one(first + 1, "Call before a rate change")
    };
    org.add_plus_one(&own).await.unwrap();
    org.move_plus_one(own.id, State::Trial, at(1), Some(id(200 + n)))
        .await
        .unwrap();
    let present = NewGift {
        external_id: (n == 1).then(|| "tap".to_owned()),
        ..gift(first + 2, client, 5, None)
    };
    org.give(own.id, &present, at(5)).await.unwrap().unwrap();
    let room = NewSprint {
        started_by: Some(id(200 + n)),
        ..sprint(first + 3)
    };
    org.open_sprint(&room, &format!("sprint of {n}"))
        .await
        .unwrap();
    let key = format!("key of {n}");
    org.join_sprint(room.id, &somebody(first + 4), &key, at(2))
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    let idea = line(first + 5, "Name on the parking bay", first + 4);
    org.add_idea(room.id, &idea)
        .await
        .unwrap()
        .unwrap()
        .unwrap();
}

/// The neighbour (organization 2) calls every method with ids of ours (organization 1).
pub async fn trespass(ours: &OrgStore, theirs: &OrgStore) {
    let one = ours.plus_ones().await.unwrap()[0].clone();
    let got = ours.gifts(one.no, None, 1).await.unwrap().items[0].clone();
    let room = ours.sprints().await.unwrap()[0].clone();
    let idea = ours.sprint_ideas(room.id, 0).await.unwrap()[0].clone();
    let guest = ours.sprint_people(room.id).await.unwrap()[0].clone();
    let own_client = theirs.client_gifts(got.client_no, 10).await.unwrap();
    let of_client = theirs.gifts_of_clients(&[got.client_no]).await.unwrap();
    assert!(of_client.iter().all(|gift| gift.id != got.id));
    assert!(own_client.iter().all(|it| it.id != got.id));
    assert!(theirs.plus_one(one.id).await.unwrap().is_none());
    assert!(theirs.gift(got.id).await.unwrap().is_none());
    assert!(theirs.client_norms(got.client_no).await.unwrap().is_empty());
    assert!(theirs.same_gift("tap").await.unwrap().is_none());
    theirs
        .unlink_plus_one_norms(one.no, &[got.client_no])
        .await
        .unwrap();
    assert!(!theirs.change_plus_one(&one).await.unwrap());
    let moved = theirs.move_plus_one(one.id, State::Retired, at(9), None);
    assert!(moved.await.unwrap().is_none());
    assert!(
        theirs
            .take_back_move(one.id, at(9))
            .await
            .unwrap()
            .is_none()
    );
    let present = gift(899_001, got.client_no, 9, Some(Reaction::Wow));
    assert!(
        theirs
            .give(one.id, &present, at(9))
            .await
            .unwrap()
            .is_none()
    );
    let presents = [present];
    assert!(
        theirs
            .give_many(one.id, &presents, at(9))
            .await
            .unwrap()
            .is_none()
    );
    let taking = Taking::default();
    assert!(
        theirs
            .take_reaction(got.id, &taking, at(9))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        theirs
            .take_back_gift(got.id, true, at(9))
            .await
            .unwrap()
            .is_none()
    );
    // A plus-one that takes the place of ours, or one of our numbers.
    let thief = NewPlusOne {
        replaces: Some(one.id),
        ..plus_one(899_002, "Stolen")
    };
    assert!(theirs.add_plus_one(&thief).await.is_err());
    let own = theirs.plus_ones().await.unwrap()[0].clone();
    if own.no != one.no {
        assert!(theirs.vote_plus_one(one.no, id(202), true).await.is_err());
        assert!(
            theirs
                .link_plus_one_norms(one.no, &[(1, id(1))], at(9))
                .await
                .is_err()
        );
    }
    assert!(theirs.vote_plus_one(own.no, id(201), true).await.is_err());
    assert!(theirs.plus_one_votes_of(id(201)).await.unwrap().is_empty());

    assert!(theirs.sprint(room.id).await.unwrap().is_none());
    assert!(theirs.sprint_ideas(room.id, 0).await.unwrap().is_empty());
    assert!(theirs.sprint_people(room.id).await.unwrap().is_empty());
    assert!(
        theirs
            .sprint_participant(room.id, "key of 1")
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        theirs
            .sprint_votes_of(room.id, guest.id)
            .await
            .unwrap()
            .is_empty()
    );
    let closed = Clock {
        closed_at: Some(at(9)),
        ..room.clock
    };
    assert!(
        !theirs
            .change_sprint(room.id, closed, Some("theirs"))
            .await
            .unwrap()
    );
    let chosen = [Chosen {
        idea: idea.id,
        plus_one: NewPlusOne {
            card: card("Stolen"),
            ..plus_one(899_003, "Stolen")
        },
    }];
    assert!(!theirs.close_sprint(room.id, closed, &chosen).await.unwrap());
    let stranger = somebody(899_004);
    let joined = theirs.join_sprint(room.id, &stranger, "k", at(9));
    assert!(joined.await.unwrap().is_none());
    let written = line(899_005, "Theirs", 899_004);
    assert!(theirs.add_idea(room.id, &written).await.unwrap().is_none());
    let vote = theirs.vote_idea(room.id, idea.id, guest.id, true);
    assert!(vote.await.unwrap().is_none());
    assert!(
        theirs
            .open_sprint(&sprint(899_006), "sprint of 1")
            .await
            .is_err()
    );
}
