//! Figures about the program itself, as Prometheus reads them.

use std::sync::OnceLock;
use std::time::Duration;

use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Seconds; requests should take milliseconds, imports may take minutes.
const BUCKETS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 600.0,
];

/// The one recorder of the process, installed when it is first asked for.
fn handle() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), BUCKETS)
            .expect("the buckets are not empty")
            .build_recorder();
        let handle = recorder.handle();
        // Somebody else's recorder stays in place; ours then shows nothing.
        let _ = metrics::set_global_recorder(recorder);
        describe_counter!(
            "touchstone_requests_total",
            "Requests by method, route and status"
        );
        describe_histogram!(
            "touchstone_request_seconds",
            "Time until the head of the answer, by route"
        );
        describe_counter!(
            "touchstone_jobs_total",
            "Jobs that ended, by kind and outcome"
        );
        describe_histogram!(
            "touchstone_job_seconds",
            "Time of one run of a job, by kind"
        );
        describe_gauge!("touchstone_jobs_running", "Jobs that run right now");
        describe_counter!(
            "touchstone_import_rows_total",
            "Rows of files that were brought in, by outcome"
        );
        describe_counter!(
            "touchstone_sign_ins_total",
            "Attempts to sign in, by outcome"
        );
        handle
    })
}

/// Installs the recorder, so that nothing counted early is lost.
pub fn install() {
    handle();
}

/// The text that Prometheus reads.
pub fn render() -> String {
    let handle = handle();
    handle.run_upkeep();
    handle.render()
}

pub fn count_request(method: &str, route: &str, status: u16, elapsed: Duration) {
    let (method, route) = (method.to_owned(), route.to_owned());
    counter!("touchstone_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    histogram!("touchstone_request_seconds", "route" => route).record(elapsed.as_secs_f64());
}

pub fn count_job(kind: &str, outcome: &'static str, elapsed: Duration) {
    counter!("touchstone_jobs_total", "kind" => kind.to_owned(), "outcome" => outcome).increment(1);
    histogram!("touchstone_job_seconds", "kind" => kind.to_owned()).record(elapsed.as_secs_f64());
}

/// Adds to the jobs that run; negative when one ended.
pub fn jobs_running(by: f64) {
    gauge!("touchstone_jobs_running").increment(by);
}

/// Counts rows of files by what became of them: `imported`, `unchanged`, `conflict`, `rejected`.
pub fn count_import_rows(outcome: &'static str, rows: u64) {
    counter!("touchstone_import_rows_total", "outcome" => outcome).increment(rows);
}

/// Counts an attempt to sign in: `signed_in`, `refused`, `throttled`.
pub fn count_sign_in(outcome: &'static str) {
    counter!("touchstone_sign_ins_total", "outcome" => outcome).increment(1);
}
