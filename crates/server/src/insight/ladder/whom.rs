//! Whose standing is looked at: everybody, or the clients of a segment, of a tier, with a value of an attribute.

use std::collections::HashSet;
use std::sync::Arc;

use domain::access::{Actor, Grant};
use domain::clients::filter::{Condition, Filter, Op};
use domain::ids::ClientSegmentId;
use insight::Dimensions;
use serde::Deserialize;
use store::OrgStore;
use utoipa::IntoParams;

use crate::App;
use crate::clients::segments::ops::{Meant, read_filter};
use crate::error::{Code, FieldError, Fields, Problem};
use crate::insight::judge::Discretion;

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WhomParams {
    /// Only clients whose attribute has a value: attr.tier=gold
    pub r#where: Option<String>,
    /// Only clients that a saved filter means: its id.
    pub segment: Option<String>,
    /// Only clients to whom a tier was promised: its key.
    pub tier: Option<String>,
}

/// Those who are looked at.
#[derive(Clone, Debug)]
pub struct Whom {
    /// Their numbers; `None`: everybody.
    clients: Option<Arc<HashSet<i64>>>,
    /// The parameter by which they were chosen.
    field: &'static str,
    discretion: Discretion,
}

impl Whom {
    /// What can't be read is refused, field by field, and a choice that means too few. Several of them mean those whom each
    /// of them means.
    pub async fn read(
        app: &App,
        (actor, grant): (&Actor, &Grant),
        dimensions: &Dimensions,
        params: &WhomParams,
    ) -> Result<Whom, Problem> {
        let org = app.store().org(grant);
        let mut fields = Fields::default();
        let mut sets: Vec<HashSet<i64>> = Vec::new();
        if let Some(text) = &params.r#where {
            match clients_where(dimensions, text) {
                Some(found) => sets.push(found),
                None => fields.refuse(
                    "where",
                    "Name an attribute and a value, such as attr.tier=gold.",
                ),
            }
        }
        let mut filters = Vec::new();
        if let Some(id) = &params.segment {
            match segment(&org, id).await? {
                Some(filter) => filters.push(filter),
                None => fields.refuse("segment", "There is no such segment."),
            }
        }
        if let Some(key) = &params.tier {
            if org.tiers().await?.iter().any(|tier| tier.key == *key) {
                filters.push(Filter::Is(Condition {
                    field: "tier".to_owned(),
                    op: Op::Is,
                    values: vec![key.clone()],
                }));
            } else {
                fields.refuse("tier", "There is no such tier.");
            }
        }
        fields.check()?;
        if !filters.is_empty() {
            let meant = Meant::find(app, grant, &Filter::All(filters)).await?;
            let rows = meant.snapshot.numbers.iter().zip(&meant.rows);
            sets.push(rows.filter(|it| *it.1).map(|it| *it.0).collect());
        }
        let mut sets = sets.into_iter();
        let clients = sets.next().map(|mut all| {
            for other in sets {
                all.retain(|client| other.contains(client));
            }
            Arc::new(all)
        });
        let field = match params {
            WhomParams {
                segment: Some(_), ..
            } => "segment",
            WhomParams { tier: Some(_), .. } => "tier",
            _ => "where",
        };
        let whom = Whom {
            clients,
            field,
            discretion: Discretion::of(actor),
        };
        if let Some(clients) = &whom.clients {
            whom.check_size(clients.len() as u64)?;
        }
        Ok(whom)
    }

    /// Figures of a choice that rest on so few clients are told to those alone who may see small groups.
    pub fn check_size(&self, clients: u64) -> Result<(), Problem> {
        if self.is_everybody() || !self.discretion.hides(clients) {
            return Ok(());
        }
        let words = "These are fewer than five clients. Ask for more of them together.";
        let mut refused = Problem::because(Code::SmallGroup, words);
        refused.errors = vec![FieldError::new(self.field, words)];
        Err(refused)
    }

    pub fn discretion(&self) -> Discretion {
        self.discretion
    }

    pub fn is_everybody(&self) -> bool {
        self.clients.is_none()
    }

    pub fn counts(&self, client: i64) -> bool {
        self.clients
            .as_ref()
            .is_none_or(|some| some.contains(&client))
    }
}

async fn segment(org: &OrgStore, id: &str) -> Result<Option<Filter>, Problem> {
    let Ok(id) = id.parse::<ClientSegmentId>() else {
        return Ok(None);
    };
    let Some(segment) = org.client_segment(id).await? else {
        return Ok(None);
    };
    read_filter(&segment.filter, "segment").map(Some)
}

/// Clients whose attribute has a value: `attr.<key>=<value>`.
fn clients_where(dimensions: &Dimensions, text: &str) -> Option<HashSet<i64>> {
    let (key, value) = text.strip_prefix("attr.")?.split_once('=')?;
    let column = dimensions.attributes.get(key)?;
    let code = column
        .values
        .iter()
        .position(|it| it.key == value || it.label == value)?;
    let code = i32::try_from(code).ok()?;
    let clients = column.code_of_client.iter().enumerate();
    let found = clients.filter(|(_, it)| **it == code);
    Some(found.filter_map(|(no, _)| i64::try_from(no).ok()).collect())
}
