//! Clients as people look for them: by what they type, by name, by the last touch.

use domain::clients::Client;
use domain::clients::search::{asked, end_of_prefix};
use domain::time::Timestamp;
use serde::Serialize;

use super::{ClientRow, sql};
use crate::access::read_all;
use crate::db::{args, json};
use crate::error::Result;
use crate::org::OrgStore;

/// Beyond so many words, two things that were typed count as equally frequent.
const COUNTED: usize = 20_000;

/// In which order a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClientOrder {
    #[default]
    Name,
    /// Whom we met last comes first.
    LastTouch,
    /// Whom we have not met for longest comes first.
    Silence,
}

/// Where the next page starts: behind this text or moment, and this client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientCursor {
    /// Of a list by name, or of a search: the folded name, or the word.
    Text(String, i64),
    /// Of a list by the last touch, in microseconds.
    At(i64, i64),
}

/// Some clients in the order that was asked for.
#[derive(Debug, Clone)]
pub struct FoundPage {
    pub items: Vec<Client>,
    pub next: Option<ClientCursor>,
}

#[derive(sqlx::FromRow)]
struct HitRow {
    word: String,
    #[sqlx(flatten)]
    client: ClientRow,
}

#[derive(sqlx::FromRow)]
struct CountedRow {
    no: i64,
    count: i64,
}

#[derive(Serialize)]
struct RangeJson<'a> {
    no: usize,
    low: &'a str,
    high: String,
}

impl OrgStore {
    /// All clients, in some order. `limit` is 1 to 1,000.
    pub async fn list_clients(
        &self,
        order: ClientOrder,
        after: Option<&ClientCursor>,
        limit: usize,
    ) -> Result<FoundPage> {
        let limit = limit.clamp(1, 1_000);
        let (statement, start) = match order {
            ClientOrder::Name => (&sql::list_by_name, 0),
            ClientOrder::LastTouch => (&sql::list_by_last_touch, i64::MAX),
            ClientOrder::Silence => (&sql::list_by_silence, -1),
        };
        let values = match (order, after) {
            (ClientOrder::Name, Some(ClientCursor::Text(name, no))) => {
                args![self.tenant(), name.as_str(), *no, limit + 1]
            }
            (ClientOrder::Name, _) => args![self.tenant(), "", 0_i64, limit + 1],
            (_, Some(ClientCursor::At(at, no))) => args![self.tenant(), *at, *no, limit + 1],
            (_, _) => args![self.tenant(), start, start, limit + 1],
        };
        let rows: Vec<ClientRow> = self.db.rows(statement, values).await?;
        let mut items: Vec<Client> = read_all(rows)?;
        let more = items.len() > limit;
        items.truncate(limit);
        let cursor = |last: &Client| match order {
            ClientOrder::Name => {
                let name = domain::clients::search::sort_name(last.name.as_deref(), &last.key);
                ClientCursor::Text(name, last.no)
            }
            _ => ClientCursor::At(last.last_touch_at.map_or(0, Timestamp::micros), last.no),
        };
        let next = if more { items.last().map(cursor) } else { None };
        Ok(FoundPage { items, next })
    }

    /// Clients who have, for everything that was typed, a word that begins so: in the order of the word that leads, which
    /// is the rarest. `limit` is 1 to 1,000.
    pub async fn search_clients(
        &self,
        query: &str,
        after: Option<&ClientCursor>,
        limit: usize,
    ) -> Result<FoundPage> {
        let limit = limit.clamp(1, 1_000);
        let prefixes = asked(query);
        if prefixes.is_empty() {
            return self.list_clients(ClientOrder::Name, after, limit).await;
        }
        let mut ranges: Vec<RangeJson<'_>> = prefixes
            .iter()
            .enumerate()
            .map(|(no, low)| RangeJson {
                no,
                low,
                high: end_of_prefix(low),
            })
            .collect();
        // On a further page the same word has to lead as on the first; its number of words may have changed meanwhile, the
        // beginning of the cursor's word has not.
        let leads = match after {
            Some(ClientCursor::Text(word, _)) => ranges
                .iter()
                .position(|range| word.starts_with(range.low))
                .unwrap_or_default(),
            _ if ranges.len() > 1 => {
                let values = args![self.tenant(), json(&ranges)?, COUNTED];
                let counts: Vec<CountedRow> = self.db.rows(&sql::count_words, values).await?;
                let rarest = counts.iter().min_by_key(|row| (row.count, row.no));
                rarest.map_or(0, |row| usize::try_from(row.no).unwrap_or_default())
            }
            _ => 0,
        };
        let lead = ranges.swap_remove(leads);
        let (word, no) = match after {
            Some(ClientCursor::Text(word, no)) => (word.as_str(), *no),
            _ => (lead.low, -1),
        };
        let values = args![
            self.tenant(),
            lead.low,
            lead.high,
            word,
            no,
            json(&ranges)?,
            limit + 1,
        ];
        let mut rows: Vec<HitRow> = self.db.rows(&sql::search_clients, values).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| ClientCursor::Text(row.word.clone(), row.client.no));
        let items = read_all(rows.into_iter().map(|row| row.client).collect())?;
        Ok(FoundPage { items, next })
    }
}
