//! Touchpoints that happen and that nobody wrote down: found in the experience log, and in files of mails, meetings and
//! tickets, of which nothing is kept.

mod accept;
mod calendar;
mod channels;
pub mod http;
mod mail;
pub mod ops;
mod table;
#[cfg(test)]
mod tests;
pub mod views;

use std::collections::HashSet;
use std::path::Path;

use domain::access::Person;
use domain::design::discovery::Happening;
use domain::time::Timestamp;

use crate::error::{Code, Problem};

/// Mails, meetings or tickets that one file may hold.
const MOST: usize = 200_000;

/// What a file holds.
#[derive(Debug, Default)]
struct FileRead {
    format: &'static str,
    happenings: Vec<Happening>,
    skipped: usize,
    notes: Vec<String>,
}

/// Which addresses are ours.
struct Own {
    addresses: HashSet<String>,
    domains: HashSet<String>,
}

/// Where everybody can have an address: it says nothing about whose it is.
const ANYBODY: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.ch",
    "web.de",
    "t-online.de",
    "freenet.de",
    "bluewin.ch",
    "aon.at",
    "proton.me",
    "protonmail.com",
    "posteo.de",
    "mailbox.org",
    "orange.fr",
    "laposte.net",
];

fn domain_of(address: &str) -> Option<&str> {
    let (_, domain) = address.rsplit_once('@')?;
    (!ANYBODY.contains(&domain)).then_some(domain)
}

impl Own {
    fn of(people: &[Person]) -> Self {
        let addresses: HashSet<String> = people
            .iter()
            .map(|person| person.email.as_str().to_lowercase())
            .collect();
        let domains = addresses.iter().filter_map(|it| domain_of(it));
        Self {
            domains: domains.map(str::to_owned).collect(),
            addresses,
        }
    }

    fn has(&self, address: &str) -> bool {
        self.addresses.contains(address)
            || domain_of(address).is_some_and(|domain| self.domains.contains(domain))
    }

    /// Where nobody of us takes part in anything, we must be whoever takes part in the most. Says whom it took for us.
    fn guess<'a>(&mut self, all: impl Iterator<Item = &'a [String]> + Clone) -> Option<String> {
        if all.clone().flatten().any(|address| self.has(address)) {
            return None;
        }
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for addresses in all {
            let names: HashSet<String> = addresses
                .iter()
                .map(|address| domain_of(address).unwrap_or(address).to_owned())
                .collect();
            for name in names {
                *counts.entry(name).or_default() += 1;
            }
        }
        let (name, _) = counts
            .into_iter()
            .max_by_key(|(name, count)| (*count, std::cmp::Reverse(name.clone())))?;
        if name.contains('@') {
            self.addresses.insert(name.clone());
        } else {
            self.domains.insert(name.clone());
        }
        Some(name)
    }
}

/// Reads a file by what it is, whatever it is called. Takes its time; not for a thread that others wait for.
fn read(path: &Path, name: &str, people: &[Person]) -> Result<FileRead, Problem> {
    let mut head = Vec::new();
    let file = std::fs::File::open(path).map_err(Problem::internal)?;
    std::io::Read::read_to_end(&mut std::io::Read::take(file, 16 << 10), &mut head)
        .map_err(Problem::internal)?;
    let own = Own::of(people);
    let text = String::from_utf8_lossy(&head);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start
        .get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
    {
        calendar::read(path, own)
    } else if head.starts_with(b"From ") {
        mail::read_mailbox(path, own)
    } else if mail::is_one(start) {
        mail::read_mail(path, own)
    } else {
        table::read(path, name)
    }
}

fn too_many() -> Problem {
    let detail = format!("The file holds more than {MOST} mails, meetings or tickets. Split it.");
    Problem::because(Code::TooLarge, detail)
}

fn seconds(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds.saturating_mul(1_000_000))
}
