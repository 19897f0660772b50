//! The program itself: started, asked over a real connection, stopped, backed up and restored.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The program without the variables that would point it at somebody's real store.
fn touchstone(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
    for (name, _) in std::env::vars_os() {
        if name == "DATABASE_URL" || name.to_string_lossy().starts_with("TOUCHSTONE_") {
            command.env_remove(name);
        }
    }
    command
        .current_dir(data.parent().expect("a folder"))
        .arg("--data")
        .arg(data);
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    touchstone(data)
        .args(arguments)
        .output()
        .expect("the program runs")
}

#[track_caller]
fn succeeds(output: &Output) -> String {
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{}\n{out}\n{err}", output.status);
    out.into_owned()
}

#[track_caller]
fn fails(output: &Output, with: &str) {
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains(with), "{err}");
}

/// A server that is killed when its story fails.
struct Served {
    child: Child,
    address: String,
    link: Option<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        // Mostly it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn start(data: &Path) -> Self {
        let mut child = touchstone(data)
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output"))
            .lines()
            .map_while(Result::ok);
        let first = lines.next().expect("a line with the address");
        let address = first
            .strip_prefix("Touchstone is ready: http://")
            .expect(&first)
            .to_owned();
        let link = first_run_link(data).then(|| lines.next().expect("a line with the link"));
        Self {
            child,
            address,
            link,
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("a limit");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.address
        )
        .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks it to stop as a service manager does, and waits.
    fn stop(mut self) {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill runs").success());
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.child.try_wait().expect("its state") {
                assert!(status.success(), "{status}");
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server does not stop");
    }
}

/// The set-up token waits in a file until it is used.
fn first_run_link(data: &Path) -> bool {
    data.join("setup-token").exists()
}

#[test]
fn it_starts_answers_and_stops() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let server = Served::start(&data);
    let link = server.link.clone().expect("a set-up link on the first run");
    assert!(
        link.contains(&format!("http://{}/setup?token=", server.address)),
        "{link}"
    );
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    assert!(server.get("/v1/setup").contains("{\"needed\":true}"));
    assert!(server.get("/v1/nowhere").contains("no_such_route"));
    let metrics = server.get("/metrics");
    assert!(
        metrics.contains(
            "touchstone_requests_total{method=\"GET\",route=\"/v1/setup\",status=\"200\"}"
        ),
        "{metrics}"
    );
    let page = server.get("/some/page/of/the/interface");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("text/html"),
        "{page}"
    );
    assert!(
        page.contains("etag: ") && page.contains("cache-control: no-cache"),
        "{page}"
    );
    assert!(server.get("/assets/nothing.js").starts_with("HTTP/1.1 404"));
    server.stop();

    let again = Served::start(&data);
    let same = again.link.clone().expect("the link, until it is used");
    let token = |link: &str| link.rsplit('=').next().unwrap_or_default().to_owned();
    assert_eq!(token(&same), token(&link));
    let renewed = succeeds(&run(&data, &["token", "setup"]));
    assert_ne!(token(renewed.trim()), token(&link));
    again.stop();
}

#[test]
fn a_port_that_is_taken_is_told_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    fails(
        &run(&data, &["serve", "--demo", "--port", &port]),
        "Cannot listen on",
    );
    assert!(!data.exists(), "the demo was loaded for nothing");
}

#[test]
fn doctor_says_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let told = succeeds(&run(&data, &["doctor"]));
    assert!(told.contains("is not there"), "{told}");
    succeeds(&run(&data, &["migrate"]));
    let told = succeeds(&run(&data, &["doctor"]));
    assert!(
        told.contains("good  integrity") && told.contains("nobody owns this server yet"),
        "{told}"
    );
    fs::write(
        data.join("touchstone.db"),
        b"this is no database, but long enough to look at",
    )
    .expect("written");
    for file in ["touchstone.db-wal", "touchstone.db-shm"] {
        let _ = fs::remove_file(data.join(file));
    }
    let output = run(&data, &["doctor"]);
    fails(&output, "wrong");
    assert!(String::from_utf8_lossy(&output.stdout).contains("→"));
}

#[test]
fn settings_are_shown_and_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    fs::write(folder.path().join("touchstone.toml"), "port = 9000\n").expect("written");
    let told = succeeds(
        &touchstone(&data)
            .arg("config")
            .env("TOUCHSTONE_WORKERS", "2")
            .output()
            .expect("runs"),
    );
    let line = |key: &str| {
        told.lines()
            .find(|line| line.starts_with(&format!("{key} ")))
            .unwrap_or_default()
    };
    assert!(
        line("port").contains("9000") && line("port").contains("file touchstone.toml"),
        "{told}"
    );
    assert!(
        line("workers").contains("environment TOUCHSTONE_WORKERS"),
        "{told}"
    );
    assert!(line("data").ends_with("flag"), "{told}");
    fs::write(folder.path().join("touchstone.toml"), "prot = 9000\n").expect("written");
    fails(&run(&data, &["config"]), "Did you mean \"port\"?");
}

#[test]
fn a_backup_is_made_while_it_runs_and_comes_back_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let backup = folder.path().join("backup");
    let backup_name = backup.to_string_lossy().into_owned();
    fails(&run(&data, &["backup", &backup_name]), "There is no store");
    succeeds(&run(&data, &["demo", "--clients", "20", "--months", "3"]));
    let clients = succeeds(&run(&data, &["export", "--only", "clients"]));
    assert!(
        clients.starts_with("key,name,created_at") && clients.lines().count() > 10,
        "{clients}"
    );

    let server = Served::start(&data);
    let told = succeeds(&run(&data, &["backup", &backup_name]));
    assert!(told.starts_with("Backed up and verified"), "{told}");
    server.stop();
    fails(&run(&data, &["backup", &backup_name]), "there already");

    succeeds(&run(&other, &["restore", &backup_name]));
    assert_eq!(
        succeeds(&run(&other, &["export", "--only", "clients"])),
        clients
    );
    succeeds(&run(&other, &["doctor"]));
    let pictures = |data: &Path| -> Vec<String> {
        let organizations = fs::read_dir(data.join("pictures")).expect("pictures");
        let files = organizations.flat_map(|it| fs::read_dir(it.expect("a folder").path()));
        let mut names: Vec<String> = files
            .flatten()
            .map(|file| {
                file.expect("a file")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    };
    assert!(!pictures(&data).is_empty());
    assert_eq!(pictures(&other), pictures(&data));
    fails(&run(&other, &["restore", &backup_name]), "There is a store");
    let told = succeeds(&run(&other, &["restore", "--force", &backup_name]));
    assert!(told.contains("is kept in"), "{told}");

    let mut bytes = fs::read(backup.join("touchstone.db")).expect("the copy");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(backup.join("touchstone.db"), bytes).expect("damaged");
    fails(
        &run(&folder.path().join("third"), &["restore", &backup_name]),
        "damaged at touchstone.db",
    );
    assert!(!folder.path().join("third").exists());
}

#[test]
fn what_is_exported_reads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    succeeds(&run(&data, &["demo", "--clients", "20", "--months", "3"]));
    let to = folder.path().join("export");
    succeeds(&run(
        &data,
        &["export", "--format", "jsonl", "--to", &to.to_string_lossy()],
    ));
    let responses = fs::read_to_string(to.join("responses.jsonl")).expect("the responses");
    let first: serde_json::Value =
        serde_json::from_str(responses.lines().next().expect("a response")).expect("JSON");
    assert!(
        first["client"]["key"].is_string() && first["answers"].is_array(),
        "{first}"
    );
    for name in ["clients", "touchpoints", "questions", "touches"] {
        assert!(to.join(format!("{name}.jsonl")).exists(), "{name}");
    }
    fails(
        &run(
            &data,
            &["export", "--format", "jsonl", "--to", &to.to_string_lossy()],
        ),
        "cannot be written",
    );
    fails(
        &run(&data, &["token", "create", "x", "--scopes", "fly"]),
        "no permission \"fly\"",
    );
    let secret = succeeds(&run(
        &data,
        &[
            "token",
            "create",
            "Till",
            "--scopes",
            "read_insight",
            "--expires",
            "30",
        ],
    ));
    assert!(secret.starts_with("tst_"), "{secret}");
    let listed = succeeds(&run(&data, &["token", "list"]));
    assert!(
        listed.contains("Till") && !listed.contains(secret.trim()),
        "{listed}"
    );
    succeeds(&run(&data, &["token", "revoke", &secret[..12]]));
    assert!(!succeeds(&run(&data, &["token", "list"])).contains("Till"));
}

#[test]
fn a_file_is_imported_listed_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let file = folder.path().join("visits-2026.csv");
    fs::write(
        &file,
        "id,date,nps,wifi\nv1,2026-03-01,9,9\nv2,2026-03-02,8,4\n,2026-03-03,7,3\n",
    )
    .expect("the file");
    let mapping = folder.path().join("mapping.json");
    let document = serde_json::json!({
        "version": 1, "name": "Visits", "source": "visits-2026",
        "touchpoints": [{ "key": "wifi", "label": "Wi-Fi" }],
        "columns": [
            { "column": "id", "role": "key" },
            { "column": "date", "role": "date", "part": "whole", "order": "ymd" },
            { "column": "nps", "role": "recommend", "question": "nps", "scale": "0-10" },
            { "column": "wifi", "role": "rating", "question": "wifi", "scale": "1-5", "touchpoint": "wifi", "primary": true },
        ],
    });
    fs::write(&mapping, document.to_string()).expect("the mapping");
    let (file, mapping) = (file.to_string_lossy(), mapping.to_string_lossy());
    let said = succeeds(&run(&data, &["import", &file, "--mapping", &mapping]));
    for words in [
        "Imported 2 of 3 rows",
        "1 set aside. 1 value left out.",
        "Row 2: `wifi` is 9, the scale ends at 5.",
        "import-1-left-out.csv",
        "touchstone import --undo 1",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let left_out =
        fs::read_to_string(data.join("imports/import-1-left-out.csv")).expect("the values");
    assert!(left_out.starts_with("row,column,value,reason\n2,wifi,9,"));
    let listed = succeeds(&run(&data, &["import", "--list"]));
    assert!(
        listed.contains("visits-2026.csv") && listed.contains("done"),
        "{listed}"
    );
    fails(
        &run(&data, &["import", "--undo", "7"]),
        "There is no import 7",
    );
    let undone = succeeds(&run(&data, &["import", "--undo", "1"]));
    assert!(undone.contains("2 responses were taken back"), "{undone}");
    fails(&run(&data, &["import", "--undo", "1"]), "was undone before");
    assert!(succeeds(&run(&data, &["import", "--list"])).contains("undone"));
    succeeds(&run(&data, &["import", &file, "--mapping", &mapping]));
}
