//! What is known of all clients of an organization, as columns on which filters are asked.
//!
//! Reading a million clients takes seconds, asking the columns milliseconds: they are kept until a client changes. Touches
//! that came meanwhile are added to what was kept.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::access::Grant;
use domain::clients::filter::{Column, Columns, FieldKind, Filter, Words};
use domain::clients::{Tier, tier_of};
use domain::ids::OrganizationId;
use domain::time::Timestamp;
use store::OrgStore;
use store::clients::ClientsVersion;

use super::derived::{self, DerivedField, Value};
use crate::App;
use crate::error::Problem;

/// Clients that are read at once.
const PAGE: usize = 10_000;
/// Organizations whose columns are kept.
const KEPT: usize = 8;

/// The columns of all clients, in the order of their names.
#[derive(Debug)]
pub struct Snapshot {
    version: ClientsVersion,
    pub numbers: Vec<i64>,
    /// Attributes by key, kind and owner.
    words: HashMap<String, Arc<Column>>,
    /// In microseconds; 0: none is known.
    last_touch_at: Arc<Vec<i64>>,
    created_at: Arc<Vec<i64>>,
    /// The rows by their numbers.
    rows: Arc<HashMap<i64, u32>>,
}

/// What was read last of each organization.
#[derive(Debug, Default)]
pub struct KeptColumns(Mutex<Vec<(OrganizationId, Arc<Snapshot>)>>);

impl KeptColumns {
    fn get(&self, organization: OrganizationId) -> Option<Arc<Snapshot>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(id, _)| *id == organization);
        found.map(|(_, snapshot)| snapshot.clone())
    }

    fn put(&self, organization: OrganizationId, snapshot: Arc<Snapshot>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(id, _)| *id != organization);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((organization, snapshot));
    }
}

/// The columns as they are now.
pub async fn snapshot(app: &App, grant: &Grant) -> Result<Arc<Snapshot>, Problem> {
    let org = app.store().org(grant);
    let version = org.clients_version().await?;
    let organization = grant.organization();
    let kept = app.client_columns().get(organization);
    let fresh = match kept {
        Some(kept) if kept.version == version => return Ok(kept),
        Some(kept) if kept.version.attributes == version.attributes => {
            let later = org.later_touches(kept.version.seq).await?;
            kept.with_touches(version, &later)
        }
        _ => Snapshot::read(&org, version).await?,
    };
    let fresh = Arc::new(fresh);
    app.client_columns().put(organization, fresh.clone());
    Ok(fresh)
}

impl Snapshot {
    async fn read(org: &OrgStore, version: ClientsVersion) -> Result<Self, Problem> {
        let (mut numbers, mut last_touch_at, mut created_at) = (Vec::new(), Vec::new(), Vec::new());
        let mut words: HashMap<String, Words> = HashMap::new();
        let (mut name, mut no) = (String::new(), 0);
        loop {
            let page = org.known_clients((&name, no), PAGE).await?;
            let full = page.len() == PAGE;
            for client in page {
                let row = numbers.len();
                let mut put = |key: &str, word: &str| match words.get_mut(key) {
                    Some(column) => column.put(row, word),
                    None => words.entry(key.to_owned()).or_default().put(row, word),
                };
                put("kind", client.kind.as_str());
                if let Some(owner) = client.owner {
                    put("owner", &owner.to_string());
                }
                for (key, value) in &client.attributes {
                    put(&format!("attr.{key}"), value);
                }
                numbers.push(client.no);
                last_touch_at.push(client.last_touch_at);
                created_at.push(client.created_at);
                (name, no) = (client.sort_name, client.no);
            }
            if !full {
                break;
            }
        }
        let rows = (0..).zip(&numbers).map(|(row, no)| (*no, row)).collect();
        let words = words
            .into_iter()
            .map(|(key, column)| (key, Arc::new(Column::Words(column))));
        Ok(Self {
            version,
            words: words.collect(),
            numbers,
            last_touch_at: Arc::new(last_touch_at),
            created_at: Arc::new(created_at),
            rows: Arc::new(rows),
        })
    }

    fn with_touches(&self, version: ClientsVersion, later: &[(i64, i64)]) -> Self {
        let mut last_touch_at = self.last_touch_at.clone();
        if !later.is_empty() {
            let moments = Arc::make_mut(&mut last_touch_at);
            for (no, at) in later {
                if let Some(row) = self.row(*no) {
                    moments[row] = moments[row].max(*at);
                }
            }
        }
        Self {
            version,
            numbers: self.numbers.clone(),
            words: self.words.clone(),
            last_touch_at,
            created_at: self.created_at.clone(),
            rows: self.rows.clone(),
        }
    }

    pub fn row(&self, no: i64) -> Option<usize> {
        usize::try_from(*self.rows.get(&no)?).ok()
    }

    /// Keys of attributes that at least one client has, with the number of their different values.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.words.iter().filter_map(|(key, column)| {
            let key = key.strip_prefix("attr.")?;
            match &**column {
                Column::Words(words) => Some((key, words)),
                Column::Numbers(_) => None,
            }
        })
    }

    /// For each client, in the order of names, whether the filter means it.
    pub async fn matches(
        &self,
        app: &App,
        grant: &Grant,
        filter: &Filter,
    ) -> Result<Vec<bool>, Problem> {
        let org = app.store().org(grant);
        let mut columns = Columns {
            rows: self.numbers.len(),
            columns: HashMap::new(),
        };
        for field in filter.fields() {
            let column = match field {
                "tier" => Some(self.tiers(&org.tiers().await?)),
                "last_touch_days" => Some(days_since(&self.last_touch_at, app.now())),
                "known_days" => Some(days_since(&self.created_at, app.now())),
                field => match derived::field(field) {
                    Some(derived) => {
                        Some(self.worked_out(derived, &derived.read(app, grant).await?))
                    }
                    // A copy of the codes: four bytes a client.
                    None => self.words.get(field).map(|column| Column::clone(column)),
                },
            };
            columns
                .columns
                .extend(column.map(|column| (field.to_owned(), column)));
        }
        let filter = filter.clone();
        tokio::task::spawn_blocking(move || filter.matches(&columns))
            .await
            .map_err(Problem::internal)
    }

    fn tiers(&self, tiers: &[Tier]) -> Column {
        let asked: BTreeSet<&str> = tiers.iter().map(|tier| tier.attribute.as_str()).collect();
        let columns: Vec<(&str, &Words)> = self
            .attributes()
            .filter(|(key, _)| asked.contains(key))
            .collect();
        let mut found = Words::unknown(self.numbers.len());
        for row in 0..self.numbers.len() {
            let known = columns.iter().filter_map(|(key, words)| {
                let word = words.word(row)?;
                Some(((*key).to_owned(), word.to_owned()))
            });
            if let Some(tier) = tier_of(tiers, &known.collect()) {
                found.put(row, &tier.key);
            }
        }
        Column::Words(found)
    }

    fn worked_out(&self, field: &dyn DerivedField, values: &[(i64, Value)]) -> Column {
        if field.kind() == FieldKind::Number {
            let others = field.of_all_others().map_or(f32::NAN, |it| it as f32);
            let mut column = vec![others; self.numbers.len()];
            for (no, value) in values {
                if let (Some(row), Value::Number(number)) = (self.row(*no), value) {
                    column[row] = *number as f32;
                }
            }
            return Column::Numbers(column);
        }
        let mut column = Words::unknown(self.numbers.len());
        for (no, value) in values {
            if let (Some(row), Value::Word(word)) = (self.row(*no), value) {
                column.put(row, word);
            }
        }
        Column::Words(column)
    }
}

/// Whole days since each moment; not known where there is none.
fn days_since(moments: &[i64], now: Timestamp) -> Column {
    let days = |at: &i64| {
        if *at == 0 {
            f32::NAN
        } else {
            ((now.micros() - at) / 86_400_000_000) as f32
        }
    };
    Column::Numbers(moments.iter().map(days).collect())
}

/// What a field holds, as far as it is known without looking at clients; `None`: there is no such field.
pub fn kind_of(key: &str) -> Option<FieldKind> {
    match key {
        "kind" | "owner" | "tier" => Some(FieldKind::Choice),
        "last_touch_days" | "known_days" => Some(FieldKind::Number),
        key => match key.strip_prefix("attr.") {
            Some(attribute) => (!attribute.is_empty()).then_some(FieldKind::Text),
            None => derived::field(key).map(|field| field.kind()),
        },
    }
}
