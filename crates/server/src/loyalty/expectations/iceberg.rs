//! The iceberg of one client and of the firm.

use domain::access::{Actor, Permission};
use domain::ids::{ClientId, ExpectationId};
use domain::loyalty::Expectation;
use domain::loyalty::expectations::iceberg::{Aged, Iceberg, Knowledge, Tally};
use domain::time::Timestamp;
use store::OrgStore;
use store::loyalty::ExpectationFilter;

use super::measured::{ClientIcebergView, IcebergView};
use super::views::ExpectationView;
use crate::App;
use crate::error::Problem;
use crate::loyalty::about::{Serving, client_of};
use crate::signals::events::views::ClientNameView;

/// All expectations of one client.
pub async fn of_client(org: &OrgStore, client: i64) -> Result<Vec<Expectation>, Problem> {
    let mut filter = ExpectationFilter {
        client: Some(client),
        ..ExpectationFilter::default()
    };
    let mut all = Vec::new();
    loop {
        let page = org.expectations(&filter, 1_000).await?;
        let last = page.last().filter(|_| page.len() == 1_000).map(|it| it.id);
        all.extend(page);
        match last {
            None => return Ok(all),
            Some(last) => filter.after = Some(last),
        }
    }
}

fn tally(it: &Expectation, serving: &Serving, now: Timestamp) -> Option<Tally> {
    Some(Tally {
        depth: it.depth,
        knowledge: Knowledge::of(it.status, it.is_fresh(now))?,
        served: serving.serves(it.id, it.theme.as_deref()),
        count: 1,
    })
}

fn aged(it: &Expectation, now: Timestamp) -> Option<Aged> {
    it.due_at()?;
    let days = (now.micros() - it.confirmed_at?.micros()) / 86_400_000_000;
    Some(Aged {
        days: u32::try_from(days.max(0)).unwrap_or(u32::MAX),
        count: 1,
    })
}

/// What one client expects, and how much of it we know.
pub async fn show_client_iceberg(
    app: &App,
    actor: &Actor,
    id: ClientId,
) -> Result<ClientIcebergView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, id).await?;
    let now = app.now();
    let serving = Serving::of(&org).await?;
    let mut all = of_client(&org, client.no).await?;
    all.retain(|it| Knowledge::of(it.status, false).is_some());
    all.sort_by_key(|it| (it.depth, it.level, std::cmp::Reverse(it.weight), it.id));
    let tallies: Vec<Tally> = all
        .iter()
        .filter_map(|it| tally(it, &serving, now))
        .collect();
    let ages: Vec<Aged> = all.iter().filter_map(|it| aged(it, now)).collect();
    let items = all.into_iter();
    Ok(ClientIcebergView {
        client: ClientNameView {
            id: client.id,
            key: client.key,
            name: client.name,
        },
        iceberg: IcebergView::of(&Iceberg::of(&tallies, &ages), now),
        items: items
            .map(|it| ExpectationView::of(it, &serving, now))
            .collect(),
    })
}

/// What all clients together expect, and how much of it we know.
pub async fn show_iceberg(app: &App, actor: &Actor) -> Result<IcebergView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let serving = Serving::of(&org).await?;
    let words = serving.words();
    let counts = org.iceberg_counts(now).await?;
    let mut tallies: Vec<Tally> = counts
        .iter()
        .filter_map(|it| {
            Some(Tally {
                depth: it.depth,
                knowledge: Knowledge::of(it.status, it.fresh)?,
                served: it
                    .theme
                    .as_deref()
                    .is_some_and(|theme| words.contains(theme)),
                count: it.count,
            })
        })
        .collect();
    // What a plan serves by itself, and not by its theme, was counted among the unserved.
    let single: Vec<ExpectationId> = words.iter().filter_map(|word| word.parse().ok()).collect();
    for it in org.expectations_by_id(&single).await? {
        let by_theme = it
            .theme
            .as_deref()
            .is_some_and(|theme| words.contains(theme));
        let Some(knowledge) = Knowledge::of(it.status, it.is_fresh(now)).filter(|_| !by_theme)
        else {
            continue;
        };
        let alike = tallies.iter_mut().find(|tally| {
            tally.depth == it.depth
                && tally.knowledge == knowledge
                && !tally.served
                && tally.count > 0
        });
        if let Some(alike) = alike {
            alike.count -= 1;
            let served = Tally {
                served: true,
                count: 1,
                ..*alike
            };
            tallies.push(served);
        }
    }
    let ages = org.confirmation_ages(now).await?;
    let ages: Vec<Aged> = ages
        .iter()
        .map(|it| Aged {
            days: it.days,
            count: it.count,
        })
        .collect();
    let clients = org.alike_clients(now, words).await?;
    let iceberg = Iceberg::of_many(&tallies, &ages, &clients);
    Ok(IcebergView::of(&iceberg, now))
}
