//! Placing clients: all of them where the ground has changed, else only those of whom something is new.

use std::collections::BTreeSet;

use domain::access::{Actor, Permission};
use domain::ids::OrganizationId;
use domain::loyalty::ladder::Reason;
use domain::signals::EntryKind;
use insight::Placed;
use store::OrgStore;
use store::loyalty::ladder::{KeptChange, KeptStanding, LadderRun};
use tracing::info;

use super::gather::Ground;
use crate::App;
use crate::error::Problem;
use crate::insight::source;

/// Records looked through for clients of whom something is new; with more of them, all are placed.
const NEW_RECORDS: i64 = 100_000;

/// Records of one look.
const PAGE: i64 = 20_000;

/// Clients whose standing falls due, placed in one run.
const DUE: usize = 50_000;

/// Clients whose standings are written in one transaction, at least: written in small steps, the indexes of a million are
/// gone through once a step.
const WRITTEN: usize = 50_000;

/// What has come while a run placed is placed by the next, this often in a row.
const ROUNDS: usize = 3;

/// Who is placed, besides those of whom something new has come and those whose standing falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    Nobody,
    /// By their numbers: of whom something was found out that no new record tells, as that two are one.
    These(Vec<i64>),
    Everybody,
}

/// Places the clients of an organization until nothing new has come meanwhile. Says how many were placed.
pub async fn place_clients(
    app: &App,
    organization: OrganizationId,
    whom: &Reach,
) -> Result<u64, Problem> {
    let grant = Actor::system(organization).require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut placed = 0;
    for round in 0..ROUNDS {
        // Read first: what comes in while the log is being read is placed by the next round.
        let up_to_seq = org.log_head().await?.last_seq;
        let moment = source::read(app, &grant).await?;
        let ground = Ground::read(&org, &moment.design).await?;
        let now = app.now();
        let text = ground.text();
        let before = org.ladder_run().await?.filter(|run| run.ground == text);
        let some = match before {
            Some(_) if *whom == Reach::Everybody && round == 0 => None,
            Some(run) => affected(&org, run.up_to_seq).await?.map(|mut some| {
                if let Reach::These(clients) = whom {
                    some.extend(clients);
                }
                some
            }),
            None => None,
        };
        let inputs = ground.inputs(&moment.snapshot.dimensions, now);
        let (engine, keep, snapshot) = (app.engine().clone(), org.clone(), moment.snapshot);
        let whole = some.is_none();
        let due = match &some {
            Some(_) => org.due_standings(now, DUE).await?,
            None => Vec::new(),
        };
        let store = tokio::runtime::Handle::current();
        let work = tokio::task::spawn_blocking(move || -> Result<u64, Problem> {
            let mut count = 0;
            let mut write = |placed: &[Placed]| {
                count += placed.len() as u64;
                let standings: Vec<KeptStanding> = placed.iter().map(kept).collect();
                let changes: Vec<KeptChange> = placed.iter().flat_map(told).collect();
                store.block_on(keep.keep_standings(&standings, &changes))
            };
            match some {
                None => {
                    let (mut failed, mut waiting) = (None, Vec::new());
                    engine
                        .place_all(&snapshot, &inputs, &mut |placed| {
                            if failed.is_some() {
                                return;
                            }
                            waiting.extend(placed);
                            if waiting.len() >= WRITTEN {
                                failed = write(&std::mem::take(&mut waiting)).err();
                            }
                        })
                        .map_err(Problem::internal)?;
                    if let Some(error) = failed {
                        return Err(error.into());
                    }
                    write(&waiting)?;
                }
                Some(mut clients) => {
                    clients.extend(due);
                    let clients: Vec<i64> = clients.into_iter().collect();
                    let placed = engine
                        .place(&snapshot, &inputs, &clients)
                        .map_err(Problem::internal)?;
                    write(&placed)?;
                }
            }
            Ok(count)
        });
        placed += work.await.map_err(Problem::internal)??;
        if whole {
            org.forget_stray_standings().await?;
        }
        let run = LadderRun {
            up_to_seq,
            computed_at: now,
            ground: text,
        };
        org.save_ladder_run(&run).await?;
        if org.log_head().await?.last_seq <= up_to_seq {
            break;
        }
    }
    info!(clients = placed, "placed clients on the ladder");
    Ok(placed)
}

/// Clients of whom a record after this one says something that bears on standing; `None`: too many to look through.
async fn affected(org: &OrgStore, after: i64) -> Result<Option<BTreeSet<i64>>, Problem> {
    let bears = [
        EntryKind::Fact,
        EntryKind::Touch,
        EntryKind::Felt,
        EntryKind::Answer,
    ]
    .map(EntryKind::code);
    let mut clients = BTreeSet::new();
    let mut from = after;
    loop {
        let page = org.tail(from, PAGE).await?;
        let rows = page.rows.iter().filter(|row| bears.contains(&row.kind));
        clients.extend(rows.map(|row| row.client));
        from = page.up_to;
        if !page.more {
            return Ok(Some(clients));
        }
        if from - after >= NEW_RECORDS {
            return Ok(None);
        }
    }
}

fn kept(placed: &Placed) -> KeptStanding {
    let standing = &placed.standing;
    KeptStanding {
        client: placed.client,
        rung: standing.rung,
        basis: standing.basis,
        held_since: placed.transitions.last().map(|last| last.at),
        since: placed.since,
        left_at: placed.left,
        last_plus_one: standing.last_plus_one,
        mean: standing.mean,
        due_at: placed.due,
    }
}

fn told(placed: &Placed) -> impl Iterator<Item = KeptChange> + '_ {
    placed.transitions.iter().map(|it| KeptChange {
        client: placed.client,
        at: it.at,
        from: it.from,
        to: it.to.rung,
        reasons: it
            .to
            .reasons
            .iter()
            .map(Reason::code)
            .map(str::to_owned)
            .collect(),
    })
}
