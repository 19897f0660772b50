//! Trust as a file.

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::loyalty::trust::{Leg, standing};
use store::clients::ClientRange;

use super::firm::by_client;
use crate::App;
use crate::error::Problem;
use crate::insight::export::{Cell, Sheet};

/// The most clients in one file.
const MOST_ROWS: usize = 100_000;

/// The trust we have earned with each client of whom there is any signal. It judges our conduct; unknown stays empty.
pub async fn export_trust(app: &App, actor: &Actor) -> Result<Vec<u8>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let (mut rows, mut last) = (Vec::new(), 0);
    while rows.len() < MOST_ROWS
        && let Some(page) = org.client_range(last, ClientRange::CLIENTS).await?
    {
        last = page.last;
        let mut known = by_client(org.trust_weights(page).await?);
        let mut numbers: Vec<i64> = known.keys().copied().collect();
        numbers.truncate(MOST_ROWS - rows.len());
        let mut clients: Vec<Client> = org.clients_by_no(&numbers).await?;
        clients.sort_by(|a, b| a.key.cmp(&b.key));
        for client in clients {
            let signals = known.remove(&client.no).unwrap_or_default();
            let it = standing(&signals, now);
            let mut row: Vec<Cell> = vec![client.key.into(), client.name.into()];
            for leg in &it.legs {
                row.push(leg.value.into());
                row.push(leg.interval.map(|it| it.low).into());
                row.push(leg.interval.map(|it| it.high).into());
                row.push((leg.n as u64).into());
            }
            row.push(it.geometric.map(|it| it.value).into());
            row.push(it.geometric.map(|it| it.interval.low).into());
            row.push(it.geometric.map(|it| it.interval.high).into());
            row.push(it.arithmetic.map(|it| it.value).into());
            row.push((it.n as u64).into());
            row.push(it.weakest.map(|leg| leg.as_str().to_owned()).into());
            rows.push(row);
        }
    }
    let mut columns = vec!["client".to_owned(), "name".to_owned()];
    for leg in Leg::ALL {
        for part in ["", "_low", "_high", "_n"] {
            columns.push(format!("{}{part}", leg.as_str()));
        }
    }
    let more = [
        "trust",
        "trust_low",
        "trust_high",
        "arithmetic",
        "n",
        "weakest_leg",
    ];
    columns.extend(more.map(str::to_owned));
    let sheet = Sheet {
        name: "Trust",
        columns,
        rows,
    };
    sheet.to_csv()
}
