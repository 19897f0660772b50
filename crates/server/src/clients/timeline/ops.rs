//! Reading the line.

use domain::access::{Actor, Permission};
use domain::clients::timeline::{Eye, TimelineItem, newest};
use domain::ids::ClientId;
use domain::time::Timestamp;

use super::sources::{Asked, SOURCES};
use crate::App;
use crate::clients::directory::ops::find;
use crate::error::{Code, Problem};

/// Things on one page when nothing is said, and at most.
const PAGE: usize = 50;
const MOST: usize = 200;
/// Things of one moment that may stand on both sides of the end of a page.
const TIES: usize = 50;

/// A page of the line, the latest first, and the cursor of the next one.
pub async fn client_timeline(
    app: &App,
    actor: &Actor,
    id: ClientId,
    eye: Eye,
    before: Option<&str>,
    limit: Option<usize>,
) -> Result<(Vec<TimelineItem>, Option<String>), Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = find(&org, id).await?;
    let before = before.map(read_cursor).transpose()?;
    let limit = limit.unwrap_or(PAGE).clamp(1, MOST);
    let until = before
        .as_ref()
        .map_or(Timestamp::from_micros(i64::MAX), |(at, _, _)| *at);
    // The client's eye leaves some out: what it passes over must not end the line.
    let mut depth = limit + TIES;
    loop {
        let asked = Asked {
            org: &org,
            client: &client,
            until,
            limit: depth,
        };
        let mut items = Vec::new();
        let mut deeper = false;
        for source in SOURCES {
            let read = source(asked).await?;
            deeper |= read.len() >= depth;
            items.extend(read);
        }
        if let Some((at, kind, id)) = &before {
            items.retain(|item| item.place() < (*at, kind.as_str(), id.as_str()));
        }
        let (page, more) = newest(items, eye, limit);
        if more || !deeper || depth > 100_000 {
            let last = page.last().filter(|_| more);
            let next = last.map(|it| format!("{}.{}.{}", it.at.micros(), it.kind.as_str(), it.id));
            return Ok((page, next));
        }
        depth *= 4;
    }
}

fn read_cursor(text: &str) -> Result<(Timestamp, String, String), Problem> {
    let parts = || {
        let (at, rest) = text.split_once('.')?;
        let (kind, id) = rest.split_once('.')?;
        let at = Timestamp::from_micros(at.parse().ok()?);
        Some((at, kind.to_owned(), id.to_owned()))
    };
    parts().ok_or_else(|| {
        let detail = "`before` is the `next` of the page before, unchanged.";
        Problem::because(Code::InvalidFields, detail)
    })
}
