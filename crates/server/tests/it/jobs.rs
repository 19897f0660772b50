//! Work in the background is done once, and what cannot be done is said.

use std::time::Duration;

use domain::ids::{JobId, OrganizationId};
use serde_json::json;
use server::App;
use server::jobs::{Order, enqueue, start};
use store::queue::{Job, JobState};

use crate::world::each_database;

/// Waits until a job is over.
async fn ended(app: &App, id: JobId) -> Job {
    for _ in 0..600 {
        let job = app
            .store()
            .queue()
            .job(id)
            .await
            .expect("the queue answers")
            .expect("the job is there");
        if !matches!(job.state, JobState::Queued | JobState::Running) {
            return job;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the job does not end");
}

fn order(kind: &'static str, organization: &str) -> Order {
    let organization: OrganizationId = organization.parse().expect("an id");
    Order {
        organization: Some(organization),
        kind,
        payload: json!({}),
        once: Some(format!("{kind} {organization}")),
        not_before: None,
    }
}

#[tokio::test]
async fn jobs_are_run_once_and_unknown_ones_are_given_up() {
    each_database(|world| async move {
        let mut owner = world.owner().await;
        let me = owner.get("/v1/me").await.expect(200).body;
        let organization = me["organization"]["id"].as_str().expect("an id");
        let first = enqueue(&world.app, order("seal_log", organization))
            .await
            .expect("queued")
            .expect("new");
        let again = enqueue(&world.app, order("seal_log", organization))
            .await
            .expect("asked");
        assert_eq!(again, None, "the same work waits already");
        let unknown = enqueue(&world.app, order("make_gold", organization))
            .await
            .expect("queued")
            .expect("new");

        let mut background = start(&world.app);
        let done = ended(&world.app, first).await;
        assert_eq!((done.state, done.attempts), (JobState::Done, 1));
        let given_up = ended(&world.app, unknown).await;
        assert_eq!(given_up.state, JobState::Failed);
        let after = enqueue(&world.app, order("seal_log", organization))
            .await
            .expect("queued");
        assert!(after.is_some(), "what is over may come again");

        world.app.stop();
        let stopped = async { while background.join_next().await.is_some() {} };
        tokio::time::timeout(Duration::from_secs(20), stopped)
            .await
            .expect("the background ends");
    })
    .await;
}
