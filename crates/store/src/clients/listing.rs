//! Clients as people look for them: by what they type, by name, by the last touch.

use std::cmp::Reverse;

use domain::clients::Client;
use domain::clients::search::{MOST_ASKED, asked, end_of_prefix};
use domain::time::Timestamp;
use serde::Serialize;

use super::{ClientRow, sql};
use crate::access::read_all;
use crate::db::{args, json};
use crate::error::Result;
use crate::org::OrgStore;

/// How far words are counted to find the rarest thing that was typed: a little first, and further only where all of them
/// are frequent. To count more costs more than it saves: of two frequent ones the longer leads, as it is mostly the rarer.
const COUNTED: [usize; 2] = [2_000, 20_000];

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
    /// Where each of them stands: a page may end behind any.
    pub places: Vec<ClientCursor>,
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
    /// The place of the range with the fewest words, as far as they are counted.
    async fn rarest(&self, ranges: &[RangeJson<'_>]) -> Result<usize> {
        let mut rarest = 0;
        for limit in COUNTED {
            let values = args![self.tenant(), json(ranges)?, limit];
            let counts: Vec<CountedRow> = self.db.rows(&sql::count_words, values).await?;
            let place = |row: &CountedRow| usize::try_from(row.no).unwrap_or_default();
            let length = |row: &CountedRow| ranges.get(place(row)).map_or(0, |it| it.low.len());
            let rarer = |row: &&CountedRow| (row.count, Reverse(length(row)), row.no);
            let Some(least) = counts.iter().min_by_key(rarer) else {
                break;
            };
            rarest = place(least);
            if usize::try_from(least.count).is_ok_and(|count| count < limit) {
                break;
            }
        }
        Ok(rarest)
    }

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
        let places: Vec<ClientCursor> = items.iter().map(cursor).collect();
        let next = places.last().filter(|_| more).cloned();
        Ok(FoundPage {
            items,
            places,
            next,
        })
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
            _ if ranges.len() > 1 => self.rarest(&ranges).await?,
            _ => 0,
        };
        let lead = ranges.swap_remove(leads);
        let (word, no) = match after {
            Some(ClientCursor::Text(word, no)) => (word.as_str(), *no),
            _ => (lead.low, -1),
        };
        let mut values = args![self.tenant(), lead.low, lead.high, word, no, limit + 1];
        for place in 0..MOST_ASKED - 1 {
            let (low, high) = ranges
                .get(place)
                .map_or(("", ""), |range| (range.low, range.high.as_str()));
            values.extend(args![low, high]);
        }
        let mut rows: Vec<HitRow> = self.db.rows(&sql::search_clients, values).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let places: Vec<ClientCursor> = rows
            .iter()
            .map(|row| ClientCursor::Text(row.word.clone(), row.client.no))
            .collect();
        let next = places.last().filter(|_| more).cloned();
        let items = read_all(rows.into_iter().map(|row| row.client).collect())?;
        Ok(FoundPage {
            items,
            places,
            next,
        })
    }
}
