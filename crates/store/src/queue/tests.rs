use super::*;
use crate::story::{airport, at, found, id, response, score};
use crate::testing::each_database;

fn job(n: u64, due: i64) -> NewJob {
    NewJob {
        id: id(n),
        organization: None,
        kind: "seal".to_owned(),
        payload: serde_json::json!({ "n": n }),
        dedupe_key: None,
        run_at: at(due),
        max_attempts: 3,
        created_at: at(0),
    }
}

#[tokio::test]
async fn jobs_are_taken_in_the_order_in_which_they_are_due() {
    each_database(|store| async move {
        let queue = store.queue();
        for (n, due) in [(1, 30), (2, 10), (3, 20), (4, 999)] {
            assert!(queue.enqueue(&job(n, due)).await.unwrap());
        }
        assert_eq!(queue.next_due().await.unwrap(), Some(at(10)));
        let mut taken = Vec::new();
        while let Some(job) = queue.claim("w", at(50), at(100)).await.unwrap() {
            assert_eq!((job.state, job.attempts), (JobState::Running, 1));
            taken.push(job.id);
        }
        assert_eq!(taken, [id(2), id(3), id(1)]);
        assert_eq!(
            queue.counts().await.unwrap(),
            [(JobState::Queued, 1), (JobState::Running, 3)]
        );
    })
    .await;
}

#[tokio::test]
async fn no_job_is_taken_twice() {
    each_database(|store| async move {
        for n in 0..40 {
            store.queue().enqueue(&job(n, 0)).await.unwrap();
        }
        let mut workers = Vec::new();
        for worker in 0..8 {
            let queue = store.queue();
            workers.push(tokio::spawn(async move {
                let name = format!("worker {worker}");
                let mut taken = Vec::new();
                while let Some(job) = queue.claim(&name, at(1), at(100)).await.unwrap() {
                    taken.push(job.id);
                    assert!(queue.finish(job.id, &name, at(2)).await.unwrap());
                }
                taken
            }));
        }
        let mut taken = Vec::new();
        for worker in workers {
            taken.extend(worker.await.unwrap());
        }
        taken.sort();
        let all: Vec<JobId> = (0..40).map(id).collect();
        assert_eq!(taken, all);
    })
    .await;
}

#[tokio::test]
async fn a_dead_workers_job_is_taken_by_another() {
    each_database(|store| async move {
        let queue = store.queue();
        queue.enqueue(&job(1, 0)).await.unwrap();
        queue.claim("dead", at(0), at(10)).await.unwrap().unwrap();
        let progress = serde_json::json!({ "rows": 5 });
        assert_eq!(
            queue
                .heartbeat(id(1), "dead", at(20), Some(&progress))
                .await
                .unwrap(),
            Pulse::GoOn
        );
        assert!(
            queue.claim("next", at(15), at(30)).await.unwrap().is_none(),
            "the heartbeat has renewed the lease"
        );
        assert_eq!(
            queue.next_due().await.unwrap(),
            Some(at(20)),
            "whoever looks for work must find that of the dead"
        );
        let again = queue.claim("next", at(20), at(30)).await.unwrap().unwrap();
        assert_eq!((again.attempts, again.progress), (2, Some(progress)));
        assert_eq!(
            queue.heartbeat(id(1), "dead", at(99), None).await.unwrap(),
            Pulse::Lost
        );
        assert!(!queue.finish(id(1), "dead", at(21)).await.unwrap());
        assert!(queue.finish(id(1), "next", at(22)).await.unwrap());
        assert_eq!(
            queue.job(id(1)).await.unwrap().unwrap().state,
            JobState::Done
        );
    })
    .await;
}

#[tokio::test]
async fn a_failed_job_is_tried_again_later_and_then_given_up() {
    each_database(|store| async move {
        let queue = store.queue();
        queue.enqueue(&job(1, 0)).await.unwrap();
        let mut now = 0;
        for wait in [5, 10] {
            let job = queue
                .claim("w", at(now), at(now + 60))
                .await
                .unwrap()
                .unwrap();
            let after = queue
                .fail(&job, "w", "the network is away", at(now))
                .await
                .unwrap();
            assert_eq!(after, AfterFailure::TriedAgain(at(now + wait)));
            assert!(
                queue
                    .claim("w", at(now + wait - 1), at(999))
                    .await
                    .unwrap()
                    .is_none()
            );
            now += wait;
        }
        let job = queue
            .claim("w", at(now), at(now + 60))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            queue.fail(&job, "w", "still away", at(now)).await.unwrap(),
            AfterFailure::GivenUp
        );
        assert_eq!(
            queue.fail(&job, "w", "still away", at(now)).await.unwrap(),
            AfterFailure::Lost
        );
        let job = queue.job(id(1)).await.unwrap().unwrap();
        assert_eq!(
            (job.state, job.last_error.as_deref()),
            (JobState::Failed, Some("still away"))
        );
        assert_eq!(queue.delete_old(at(now + 1)).await.unwrap(), 1);
    })
    .await;
}

#[test]
fn waiting_doubles_up_to_an_hour() {
    let waits: Vec<i64> = [1, 2, 3, 9, 10, 11, 40].map(backoff_seconds).into();
    assert_eq!(waits, [5, 10, 20, 1280, 2560, 3600, 3600]);
}

#[tokio::test]
async fn a_job_is_cancelled_or_goes_back() {
    each_database(|store| async move {
        let queue = store.queue();
        for n in 1..=3 {
            queue.enqueue(&job(n, n as i64)).await.unwrap();
        }
        assert!(queue.cancel(id(1), at(1)).await.unwrap());
        assert!(!queue.cancel(id(1), at(1)).await.unwrap());
        let running = queue.claim("w", at(9), at(60)).await.unwrap().unwrap();
        assert_eq!(running.id, id(2));
        assert!(queue.cancel(id(2), at(10)).await.unwrap());
        assert_eq!(
            queue.heartbeat(id(2), "w", at(70), None).await.unwrap(),
            Pulse::Cancel
        );
        assert!(queue.finish_cancelled(id(2), "w", at(11)).await.unwrap());
        let third = queue.claim("w", at(12), at(60)).await.unwrap().unwrap();
        assert!(queue.release(third.id, "w", at(13)).await.unwrap());
        let again = queue.claim("w", at(14), at(60)).await.unwrap().unwrap();
        assert_eq!(
            (again.id, again.attempts),
            (id(3), 1),
            "as if it had not been taken"
        );
        assert!(queue.give_up(id(3), "w", "broken", at(15)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_same_thing_waits_once() {
    each_database(|store| async move {
        let queue = store.queue();
        let seal = |n: u64| NewJob {
            dedupe_key: Some("seal 1".to_owned()),
            ..job(n, 0)
        };
        assert!(queue.enqueue(&seal(1)).await.unwrap());
        assert!(!queue.enqueue(&seal(2)).await.unwrap());
        queue.claim("w", at(0), at(60)).await.unwrap().unwrap();
        assert!(
            !queue.enqueue(&seal(3)).await.unwrap(),
            "also while it runs"
        );
        queue.finish(id(1), "w", at(1)).await.unwrap();
        assert!(queue.enqueue(&seal(4)).await.unwrap());
        assert!(
            queue.enqueue(&job(5, 0)).await.unwrap() && queue.enqueue(&job(6, 0)).await.unwrap()
        );
    })
    .await;
}

#[tokio::test]
async fn what_happened_is_heard_in_order_and_only_if_it_happened() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        for n in 0..3 {
            org.record_responses(
                0,
                at(n),
                &[response(10_000, "s", n as u64, vec![score("nps", 9.0)])],
            )
            .await
            .unwrap();
        }
        // Nothing new, so nothing happened.
        org.record_responses(
            0,
            at(9),
            &[response(10_000, "s", 0, vec![score("nps", 9.0)])],
        )
        .await
        .unwrap();
        let outbox = store.outbox();
        let events = outbox.waiting(2).await.unwrap();
        assert_eq!(events.len(), 2);
        assert_eq!(
            (events[0].kind.as_str(), events[0].organization),
            ("signals_recorded", id(1))
        );
        assert_eq!(
            events[0].payload,
            serde_json::json!({ "what": "responses", "count": 1, "up_to_seq": 1, "import": 0 })
        );
        outbox.heard(&events).await.unwrap();
        outbox.heard(&[]).await.unwrap();
        let rest = outbox.waiting(10).await.unwrap();
        assert_eq!(rest.len(), 1);
        assert_eq!(rest[0].payload["up_to_seq"], 3);
    })
    .await;
}
