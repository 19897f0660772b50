//! What each command does, step by step.

use std::process::{Child, Command};

use crate::postgres::Cluster;
use crate::steps::{Outcome, Steps, must};
use crate::{BenchArgs, Part, RunArgs, TestArgs, tools, web};

/// The variable by which tests find the private cluster.
const TEST_POSTGRES: &str = "TOUCHSTONE_TEST_POSTGRES";
/// The variable that lets the tests that compare generated files write them.
const UPDATE_GENERATED: &str = "UPDATE_GENERATED";

pub fn run(args: &RunArgs) -> Outcome {
    let mut steps = Steps::new("Set up", 3);
    steps.need("Node.js and npm", tools::need_node)?;
    steps.need("The web interface", web::build)?;
    steps.need("The program", || {
        must(tools::cargo().args(["build", "--package", "server"]))
    })?;
    steps.summary()?;
    println!();
    must(&mut serve(args))
}

fn serve(args: &RunArgs) -> Command {
    let mut command = Command::new(tools::touchstone());
    command
        .arg("serve")
        .arg("--port")
        .arg(args.port.to_string())
        .arg("--data")
        .arg(tools::root().join(&args.data));
    if args.demo {
        command.arg("--demo");
    }
    command.args(&args.rest);
    command
}

pub fn dev(args: &RunArgs) -> Outcome {
    tools::need_node()?;
    web::install(&web::folder())?;
    must(tools::cargo().args(["build", "--package", "server"]))?;
    let _server = Running(
        serve(args)
            .spawn()
            .map_err(|problem| format!("the server could not start: {problem}"))?,
    );
    println!("The web reloads as you write; restart this command after changing Rust code.");
    must(
        web::npm(&web::folder())
            .args(["run", "dev"])
            .env("TOUCHSTONE_PORT", args.port.to_string()),
    )
}

/// A child that doesn't outlive the command that started it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill")
            .args(["-TERM", &self.0.id().to_string()])
            .status();
        let _ = self.0.wait();
    }
}

pub fn test(args: &TestArgs) -> Outcome {
    let wants = |part: Part| args.only.is_empty() || args.only.contains(&part);
    let parts = [(Part::Rust, 1), (Part::Web, 2), (Part::Browser, 1)];
    let count: usize = parts
        .iter()
        .filter(|(part, _)| wants(*part))
        .map(|(_, steps)| steps)
        .sum();
    let mut steps = Steps::new("Tested", count + 3);
    let browser = steps.need("What the tests need: Node.js, PostgreSQL, Chromium", || {
        tools::need_node()?;
        tools::need_postgres()?;
        tools::need_browser()
    })?;
    steps.need("The web interface", web::build)?;
    steps.need("The program and its tests", || {
        must(tools::cargo().args(["test", "--workspace", "--no-run"]))
    })?;
    if wants(Part::Rust) {
        let cluster = Cluster::start()?;
        let mut command = tools::cargo();
        command
            .args(["test", "--workspace", "--no-fail-fast"])
            .env(TEST_POSTGRES, cluster.url());
        steps.tests("Rust, on SQLite and PostgreSQL", command.args(&args.filter));
    }
    if wants(Part::Web) {
        let mut command = web::npm(&web::folder());
        command.args(["test", "--"]).args(&args.filter);
        steps.tests("The web interface's units", &mut command);
        let mut size = web::npm(&web::folder());
        steps.tests(
            "The first screen's size, at most 250 KiB",
            size.args(["run", "size"]),
        );
    }
    if wants(Part::Browser) {
        let folder = tools::root().join("e2e");
        web::install(&folder)?;
        let mut command = web::npm(&folder);
        command
            .args(["test", "--"])
            .args(&args.filter)
            .env("CHROMIUM", browser)
            .env("TOUCHSTONE_BIN", tools::touchstone());
        steps.tests("The program in a browser", &mut command);
    }
    steps.summary()
}

pub fn check() -> Outcome {
    let mut steps = Steps::new("Checked", 5);
    steps.need("Formatting", || {
        must(tools::cargo().args(["fmt", "--all", "--check"]))
    })?;
    steps.need("Lints", || {
        must(tools::cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "--deny",
            "warnings",
        ]))
    })?;
    steps.need("Packages of the web", || {
        tools::need_node()?;
        web::install(&web::folder())
    })?;
    steps.need("Types and style of the web", || {
        must(web::npm(&web::folder()).args(["run", "check"]))
    })?;
    steps.need("Types of the browser stories", || {
        let folder = tools::root().join("e2e");
        web::install(&folder)?;
        must(web::npm(&folder).args(["run", "check"]))
    })?;
    steps.summary()
}

pub fn generate() -> Outcome {
    let mut steps = Steps::new("Generated", 2);
    steps.need("openapi.json and the generated documents", || {
        must(
            tools::cargo()
                .args(["test", "--workspace", "--quiet", "--", "fresh"])
                .env(UPDATE_GENERATED, "1"),
        )
    })?;
    steps.need("web/src/api/schema.ts", || {
        tools::need_node()?;
        web::install(&web::folder())?;
        must(web::npm(&web::folder()).args(["run", "gen"]))
    })?;
    steps.summary()
}

pub fn bench(args: &BenchArgs) -> Outcome {
    let mut steps = Steps::new("Measured", 5);
    steps.need("The experience log's folds", || {
        must(
            tools::cargo()
                .args(["bench", "--package", "insight", "--bench", "insight"])
                .env("BENCH_ROWS", args.rows.to_string()),
        )
    })?;
    steps.need("The gap finder", || {
        must(
            tools::cargo()
                .args(["bench", "--package", "insight", "--bench", "gaps"])
                .env("BENCH_TOUCHES", args.touches.to_string()),
        )
    })?;
    steps.need("The ladder", || {
        must(
            tools::cargo()
                .args(["bench", "--package", "server", "--bench", "ladder"])
                .env("BENCH_FACTS", args.facts.to_string()),
        )
    })?;
    steps.need("Finding a client", || {
        must(
            tools::cargo()
                .args(["bench", "--package", "store", "--bench", "clients"])
                .env("BENCH_CLIENTS", args.clients.to_string()),
        )
    })?;
    steps.need("Today", || {
        must(
            tools::cargo()
                .args(["bench", "--package", "server", "--bench", "today"])
                .env("BENCH_CLIENTS", args.prompted.to_string()),
        )
    })?;
    steps.summary()
}
