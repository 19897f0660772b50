//! Keeping what is due worked out.

use domain::access::{Actor, Permission};
use domain::ids::OrganizationId;
use domain::time::Timestamp;
use store::OrgStore;
use store::prompts::{CareTerms, PromptMark, Refreshed};

use crate::App;
use crate::error::Problem;

/// Clients worked out in one transaction: others who write wait no longer than that.
const PAGE: usize = 500;
/// Touches read at a time.
const TOUCHES: usize = 5_000;
/// Up to so many clients, everything is worked out anew whenever anything changed.
const FEW: i64 = 5_000;
/// With more clients, attributes that changed are looked at this often, in seconds.
const ATTRIBUTES: i64 = 900;

/// Works out everything that may have changed since the last time. `check` is asked between two pages whether to go on.
pub async fn catch_up<E: From<Problem>>(
    app: &App,
    organization: OrganizationId,
    all: bool,
    check: &(dyn Fn() -> Result<(), E> + Send + Sync),
) -> Result<Refreshed, E> {
    let grant = Actor::system(organization)
        .require(Permission::EditClients)
        .map_err(Problem::from)?;
    let org = app.store().org(&grant);
    let terms = org.care_terms(app.now()).await.map_err(Problem::from)?;
    // Read before anything is worked out: what comes meanwhile is for the next time.
    let (seq, client, attributes) = org.prompt_grounds().await.map_err(Problem::from)?;
    let mark = org.prompt_mark().await.map_err(Problem::from)?;
    let mut done = Refreshed::default();
    let sweeps = match &mark {
        None => !terms.asks_for_nothing(),
        Some(mark) => {
            let rested = mark.swept_at.plus_seconds(ATTRIBUTES) <= terms.now;
            all || mark.terms != terms.mark()
                || (mark.attributes_version != attributes && (client <= FEW || rested))
        }
    };
    let before = mark.unwrap_or(PromptMark {
        seq,
        client,
        attributes_version: attributes,
        terms: terms.mark().to_owned(),
        swept_at: terms.now,
    });
    if sweeps {
        through_all(app, &org, &terms, 0, &mut done, check).await?;
    } else {
        let mut from = before.seq;
        while from < seq {
            let touched = org.touched_since(from, TOUCHES).await;
            let (clients, up_to) = touched.map_err(Problem::from)?;
            if clients.is_empty() {
                break;
            }
            for page in clients.chunks(PAGE) {
                check()?;
                refresh(app, &org, page, &terms, &mut done).await?;
            }
            from = up_to;
        }
        through_all(app, &org, &terms, before.client, &mut done, check).await?;
    }
    lapse(app, &org, &terms, &mut done, check).await?;
    let mark = PromptMark {
        seq,
        client,
        terms: terms.mark().to_owned(),
        attributes_version: if sweeps {
            attributes
        } else {
            before.attributes_version
        },
        swept_at: if sweeps { terms.now } else { before.swept_at },
    };
    org.put_prompt_mark(&mark).await.map_err(Problem::from)?;
    Ok(done)
}

async fn through_all<E: From<Problem>>(
    app: &App,
    org: &OrgStore,
    terms: &CareTerms,
    after: i64,
    done: &mut Refreshed,
    check: &(dyn Fn() -> Result<(), E> + Send + Sync),
) -> Result<(), E> {
    let mut after = after;
    loop {
        check()?;
        let page = org.client_numbers(after, PAGE).await;
        let page = page.map_err(Problem::from)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = *last;
        refresh(app, org, &page, terms, done).await?;
    }
}

async fn lapse<E: From<Problem>>(
    app: &App,
    org: &OrgStore,
    terms: &CareTerms,
    done: &mut Refreshed,
    check: &(dyn Fn() -> Result<(), E> + Send + Sync),
) -> Result<(), E> {
    loop {
        check()?;
        let page = org.lapsed_clients(terms.today, PAGE).await;
        let page = page.map_err(Problem::from)?;
        let before = done.changed;
        if !page.is_empty() {
            refresh(app, org, &page, terms, done).await?;
        }
        // What can't be settled would come again for ever.
        if page.len() < PAGE || done.changed == before {
            return Ok(());
        }
    }
}

async fn refresh(
    app: &App,
    org: &OrgStore,
    clients: &[i64],
    terms: &CareTerms,
    done: &mut Refreshed,
) -> Result<(), Problem> {
    let one = org.refresh_prompts(clients, terms, &|| app.id()).await?;
    done.clients += one.clients;
    done.changed += one.changed;
    Ok(())
}

/// Works out a few clients at once, so that whoever has just logged a touch sees what became of it.
pub async fn refresh_clients(app: &App, org: &OrgStore, clients: &[i64]) -> Result<(), Problem> {
    let terms = org.care_terms(app.now()).await?;
    if terms.asks_for_nothing() && org.prompt_mark().await?.is_none() {
        return Ok(());
    }
    org.refresh_prompts(clients, &terms, &|| app.id()).await?;
    Ok(())
}

/// After the rules have changed: at once where there are few clients, else in the background.
pub async fn after_rules(app: &App, org: &OrgStore) -> Result<(), Problem> {
    let organization = org.organization_id();
    let (_, clients, _) = org.prompt_grounds().await?;
    if clients <= FEW {
        catch_up::<Problem>(app, organization, false, &|| Ok(())).await?;
    } else {
        super::super::jobs::order(app, organization, false, 0).await?;
    }
    Ok(())
}

/// Whether the rules, or the day, are others than when everything was last worked out.
pub(in crate::prompts) async fn is_behind(org: &OrgStore, now: Timestamp) -> Result<bool, Problem> {
    let terms = org.care_terms(now).await?;
    let (seq, client, _) = org.prompt_grounds().await?;
    let behind = match org.prompt_mark().await? {
        None => !terms.asks_for_nothing(),
        Some(mark) => mark.terms != terms.mark() || mark.seq < seq || mark.client < client,
    };
    Ok(behind || !org.lapsed_clients(terms.today, 1).await?.is_empty())
}
