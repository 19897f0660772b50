//! Whose standing is looked at: everybody, or the clients of a segment, of a tier, with a value of an attribute.

use std::collections::HashSet;
use std::sync::Arc;

use domain::access::{Actor, Grant, Permission};
use domain::clients::filter::{Condition, Filter, Op};
use domain::ids::ClientSegmentId;
use insight::Dimensions;
use serde::Deserialize;
use store::OrgStore;
use utoipa::IntoParams;

use crate::App;
use crate::clients::segments::ops::{Meant, read_filter};
use crate::error::{Fields, Problem};

/// Fewer clients than this are shown to those alone who may see single clients anyway.
const SMALL: usize = 5;

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

/// The numbers of those who are looked at; `None`: everybody.
#[derive(Clone, Debug)]
pub struct Whom(Option<Arc<HashSet<i64>>>);

impl Whom {
    /// What can't be read is refused, field by field. Several of them mean those whom each of them means.
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
        let Some(mut all) = sets.next() else {
            return Ok(Whom(None));
        };
        for other in sets {
            all.retain(|client| other.contains(client));
        }
        let sees = [Permission::ReadClients, Permission::SeeSmallGroups];
        let sees = sees.into_iter().any(|it| actor.require(it).is_ok());
        if (1..SMALL).contains(&all.len()) && !sees {
            let mut fields = Fields::default();
            let name = match params {
                WhomParams {
                    segment: Some(_), ..
                } => "segment",
                WhomParams { tier: Some(_), .. } => "tier",
                _ => "where",
            };
            fields.refuse(
                name,
                "These are fewer than five clients. Ask for more of them together.",
            );
            fields.check()?;
        }
        Ok(Whom(Some(Arc::new(all))))
    }

    pub fn is_everybody(&self) -> bool {
        self.0.is_none()
    }

    pub fn counts(&self, client: i64) -> bool {
        self.0.as_ref().is_none_or(|some| some.contains(&client))
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
