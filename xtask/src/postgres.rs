//! A private PostgreSQL cluster: made for one test run, on a free port, gone afterwards.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::steps::{Outcome, must, read};
use crate::tools;

pub struct Cluster {
    server: Child,
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// The address of its maintenance database. Only this machine's loopback reaches it.
    pub fn url(&self) -> String {
        format!("postgres://touchstone@127.0.0.1:{}/postgres", self.port)
    }

    pub fn start() -> Outcome<Self> {
        let programs =
            tools::postgres_programs().ok_or("PostgreSQL's programs are not installed")?;
        let folder = tempfile::Builder::new()
            .prefix("touchstone-postgres-")
            .tempdir()
            .map_err(|problem| format!("no temporary folder: {problem}"))?;
        // initdb and postgres refuse to run as root: as root, everything below belongs to another user
        let user = if read(Command::new("id").arg("-u"))? == "0" {
            Some(unprivileged_user()?)
        } else {
            None
        };
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700))
            .map_err(|problem| problem.to_string())?;
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid)).map_err(|problem| problem.to_string())?;
        }
        let data = folder.path().join("data");
        let as_user = |program: &str| {
            let mut command = Command::new(programs.join(program));
            command
                .current_dir(folder.path())
                .stdin(Stdio::null())
                .stdout(Stdio::null());
            if let Some((uid, gid)) = user {
                command.uid(uid).gid(gid);
            }
            command
        };
        must(
            as_user("initdb")
                .args([
                    "--username=touchstone",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                    "-D",
                ])
                .arg(&data),
        )?;
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .map_err(|problem| format!("no free port: {problem}"))?
            .port();
        let log = fs::File::create(folder.path().join("server.log"))
            .map_err(|problem| problem.to_string())?;
        let server = as_user("postgres")
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            .arg("-k")
            .arg(folder.path())
            .args([
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=400",
            ])
            // nothing here outlives the run, so nothing needs to survive a power cut
            .args([
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
            ])
            .stderr(log)
            .spawn()
            .map_err(|problem| format!("postgres could not start: {problem}"))?;
        let cluster = Self {
            server,
            folder,
            port,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    fn wait_until_ready(&self) -> Outcome {
        let started = Instant::now();
        // the last line of this file is where the server says so, and where pg_ctl looks too
        let state = self.folder.path().join("data/postmaster.pid");
        while started.elapsed() < Duration::from_secs(60) {
            let said = fs::read_to_string(&state).unwrap_or_default();
            if said
                .lines()
                .last()
                .is_some_and(|line| line.trim() == "ready")
            {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.folder.path().join("server.log")).unwrap_or_default();
        Err(format!("PostgreSQL was not ready within a minute:\n{log}"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: it ends its children too
        let _ = Command::new("kill")
            .args(["-INT", &self.server.id().to_string()])
            .status();
        let _ = self.server.wait();
    }
}

/// The user and group that own the cluster when this runs as root.
fn unprivileged_user() -> Outcome<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").map_err(|problem| problem.to_string())?;
    let numbers_of = |name: &str| {
        let line = users
            .lines()
            .find(|line| line.starts_with(&format!("{name}:")))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    numbers_of("postgres")
        .or_else(|| numbers_of("nobody"))
        .ok_or_else(|| "no user `postgres` or `nobody`".to_owned())
}
