use domain::loyalty::plusones::{Card, State};

use super::*;
use crate::story::{at, found, id};
use crate::testing::each_database;

pub(crate) fn sprint(n: u64) -> NewSprint {
    NewSprint {
        id: id(n),
        title: "After the review".to_owned(),
        touchpoint: None,
        goal: 100,
        clock: Clock::start(at(0), 60).unwrap(),
        link_ends_at: at(12 * 3_600),
        started_by: None,
    }
}

pub(crate) fn somebody(n: u64) -> Participant {
    Participant {
        id: id(n),
        name: "Ana".to_owned(),
    }
}

pub(crate) fn line(n: u64, words: &str, by: u64) -> NewIdea {
    NewIdea {
        id: id(n),
        words: words.to_owned(),
        cost_class: Some(CostClass::Tiny),
        by: id(by),
        at: at(10),
    }
}

pub(crate) fn card(words: &str) -> Card {
    Card {
        words: words.to_owned(),
        cost_class: CostClass::Tiny,
        cost_cents: 250,
        currency: "EUR".to_owned(),
        minutes: 5,
        ask_first: false,
        hold_out_percent: 0,
    }
}

#[tokio::test]
async fn lines_are_written_once_voted_for_once_and_end_on_the_board() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        org.open_sprint(&sprint(1_001), "hash of the link")
            .await
            .unwrap();
        let room: SprintId = id(1_001);
        let access = store.access();
        let found = access
            .find_sprint_link("hash of the link", at(1))
            .await
            .unwrap();
        assert_eq!(found, Some((id(1), room)));
        assert!(
            access
                .find_sprint_link("hash of the link", at(12 * 3_600))
                .await
                .unwrap()
                .is_none()
        );
        for n in [1_101, 1_102] {
            let key = format!("key of {n}");
            let came = org
                .join_sprint(room, &somebody(n), &key, at(2))
                .await
                .unwrap();
            assert_eq!(came, Some(Ok(somebody(n))));
        }
        let known = org.sprint_participant(room, "key of 1101").await.unwrap();
        assert_eq!(known, Some(somebody(1_101)));
        assert_eq!(org.sprint_participant(room, "another").await.unwrap(), None);
        assert_eq!(org.sprint_people(room).await.unwrap().len(), 2);

        let first = org
            .add_idea(room, &line(1_201, "Call before a rate change", 1_101))
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        let again = org
            .add_idea(room, &line(1_201, "Call before a rate change", 1_101))
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        assert_eq!(first, again);
        let second = org
            .add_idea(room, &line(1_202, "Name on the parking bay", 1_102))
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        assert_eq!((first.no, second.no), (1, 2));
        let seen = org.sprint(room).await.unwrap().unwrap();
        assert_eq!((seen.ideas, seen.people), (2, 2));

        for _ in 0..2 {
            org.vote_idea(room, first.id, id(1_102), true)
                .await
                .unwrap()
                .unwrap()
                .unwrap();
        }
        let voted = org.sprint_ideas(room, second.revision).await.unwrap();
        assert_eq!((voted.len(), voted[0].votes), (1, 1));
        assert_eq!(
            org.sprint_votes_of(room, id(1_102)).await.unwrap(),
            [first.id]
        );
        let back = org
            .vote_idea(room, first.id, id(1_102), false)
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        assert_eq!(back.votes, 0);
        assert!(
            org.vote_idea(room, id(9), id(1_102), true)
                .await
                .unwrap()
                .is_none()
        );

        let longer = seen.clock.extend(10, at(60)).unwrap();
        assert!(
            org.change_sprint(room, longer, Some("another link"))
                .await
                .unwrap()
        );
        assert!(
            access
                .find_sprint_link("hash of the link", at(61))
                .await
                .unwrap()
                .is_none()
        );
        let closed = Clock {
            closed_at: Some(at(90)),
            ..longer
        };
        let chosen = [Chosen {
            idea: first.id,
            plus_one: NewPlusOne {
                id: id(1_301),
                card: card("Call before a rate change"),
                touchpoint: None,
                votes: 1,
                sprint: Some(room),
                replaces: None,
                made_at: at(90),
                made_by: None,
            },
        }];
        assert!(org.close_sprint(room, closed, &chosen).await.unwrap());
        assert!(!org.close_sprint(room, closed, &chosen).await.unwrap());
        assert!(
            access
                .find_sprint_link("another link", at(91))
                .await
                .unwrap()
                .is_none()
        );
        let board = org.plus_ones().await.unwrap();
        assert_eq!(
            (board.len(), board[0].state, board[0].votes),
            (1, State::Idea, 1)
        );
        assert_eq!(
            org.sprint_ideas(room, 0).await.unwrap()[0].plus_one,
            Some(id(1_301))
        );
        // Too late.
        let late = org
            .add_idea(room, &line(1_209, "Late", 1_101))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(late, Err(SprintRefusal::Closed));
        assert_eq!(org.sprint(room).await.unwrap().unwrap().ideas, 2);
    })
    .await;
}

#[tokio::test]
async fn fifty_come_in_and_nobody_writes_faster_than_they_think() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        org.open_sprint(&sprint(1_001), "link").await.unwrap();
        let room: SprintId = id(1_001);
        for n in 0..50 {
            let came = org
                .join_sprint(room, &somebody(2_000 + n), &format!("key {n}"), at(2))
                .await
                .unwrap();
            assert_eq!(came, Some(Ok(somebody(2_000 + n))));
        }
        // Who is in comes in as often as they like: with the same key it is the same place, also in a full room.
        let again = org
            .join_sprint(room, &somebody(2_900), "key 7", at(3))
            .await
            .unwrap();
        assert_eq!(again, Some(Ok(somebody(2_007))));
        let full = org
            .join_sprint(room, &somebody(3_000), "key", at(2))
            .await
            .unwrap();
        assert_eq!(full, Some(Err(SprintRefusal::Full)));
        assert_eq!(org.sprint(room).await.unwrap().unwrap().people, 50);
        for n in 0..30 {
            let idea = line(4_000 + n, &format!("Idea {n}"), 2_000);
            assert!(org.add_idea(room, &idea).await.unwrap().unwrap().is_ok());
        }
        let fast = org
            .add_idea(room, &line(4_100, "Too fast", 2_000))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(fast, Err(SprintRefusal::TooFast));
        let other = org
            .add_idea(room, &line(4_101, "Somebody else", 2_001))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(other.unwrap().no, 31);
    })
    .await;
}
