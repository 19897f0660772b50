//! Mails: a mailbox in one file (mbox, RFC 4155), or one mail (RFC 5322).

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use domain::design::discovery::Happening;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, MessageParser};

use super::{FileRead, MOST, Own, seconds, too_many};
use crate::error::{Code, Problem};

/// What of a mail is looked at.
struct Mail {
    subject: String,
    from: String,
    /// The sender first.
    all: Vec<String>,
    at: Option<i64>,
}

/// Lines with which a mail begins.
const HEADERS: &[&str] = &[
    "received:",
    "return-path:",
    "delivered-to:",
    "from:",
    "to:",
    "subject:",
    "date:",
    "message-id:",
    "mime-version:",
    "x-",
    "dkim-signature:",
    "authentication-results:",
    "arc-",
    "reply-to:",
    "content-type:",
];

/// Whether a text is a mail.
pub fn is_one(start: &str) -> bool {
    let first = start.lines().next().unwrap_or_default().to_lowercase();
    let begins = HEADERS.iter().any(|header| first.starts_with(header));
    let head = start
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .to_lowercase();
    begins && (head.contains("\nfrom:") || first.starts_with("from:"))
}

pub fn read_mailbox(path: &Path, own: Own) -> Result<FileRead, Problem> {
    let file = BufReader::new(File::open(path).map_err(Problem::internal)?);
    let mut mails = Vec::new();
    let mut skipped = 0;
    for message in MessageIterator::new(file) {
        let message = message.map_err(Problem::internal)?;
        match parse(message.contents()) {
            Some(mail) => mails.push(mail),
            None => skipped += 1,
        }
        if mails.len() > MOST {
            return Err(too_many());
        }
    }
    Ok(set_apart(mails, skipped, own))
}

pub fn read_mail(path: &Path, own: Own) -> Result<FileRead, Problem> {
    let bytes = std::fs::read(path).map_err(Problem::internal)?;
    let mail = parse(&bytes).ok_or_else(|| {
        Problem::because(
            Code::UnreadableFile,
            "This looks like a mail and can't be read as one.",
        )
    })?;
    Ok(set_apart(vec![mail], 0, own))
}

/// `None`: no sender or no subject.
fn parse(bytes: &[u8]) -> Option<Mail> {
    let message = MessageParser::default().parse(bytes)?;
    let subject = message.subject()?.trim().to_owned();
    let from = addresses(message.from()).into_iter().next()?;
    let mut all = vec![from.clone()];
    all.extend(addresses(message.to()));
    all.extend(addresses(message.cc()));
    (!subject.is_empty()).then(|| Mail {
        subject,
        from,
        all,
        at: message.date().map(|date| date.to_timestamp()),
    })
}

fn addresses(list: Option<&Address<'_>>) -> Vec<String> {
    let all = list.into_iter().flat_map(|list| list.iter());
    all.filter_map(|it| it.address.as_deref())
        .map(|address| address.trim().to_lowercase())
        .collect()
}

fn set_apart(mails: Vec<Mail>, mut skipped: usize, mut own: Own) -> FileRead {
    let mut notes = Vec::new();
    if let Some(name) = own.guess(mails.iter().map(|mail| &*mail.all)) {
        notes.push(format!(
            "No address belongs to somebody here, so {name} was taken for us: it takes part in the most mails."
        ));
    }
    let mut internal = 0;
    let mut happenings = Vec::new();
    for mail in mails {
        let inbound = !own.has(&mail.from);
        let client = match inbound {
            true => Some(mail.from),
            false => mail.all.into_iter().skip(1).find(|it| !own.has(it)),
        };
        let Some(client) = client else {
            internal += 1;
            continue;
        };
        happenings.push(Happening {
            words: mail.subject,
            client,
            at: mail.at.map(seconds),
            channel: Some("email".to_owned()),
            inbound: Some(inbound),
        });
    }
    if internal > 0 {
        notes.push(format!("{internal} mails among ourselves were left out."));
        skipped += internal;
    }
    FileRead {
        format: "mail",
        happenings,
        skipped,
        notes,
    }
}
