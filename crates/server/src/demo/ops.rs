//! Loading the demo: the design, then what clients did and said, through the same door as an import.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use domain::access::{Actor, Email, Locale, Organization, Password, Permission, Role};
use domain::demo::firm::{CHANNELS, FIRM, SPOTS, STAGES, TIME_ZONE};
use domain::demo::journeys::journeys;
use domain::demo::ladder::LadderStory;
use domain::demo::{ClientFacts, DemoRecords, DemoSize, Detail, SOURCE, Simulation};
use domain::design::Annotation;
use domain::ids::{AudienceId, OrganizationId, PersonId};
use domain::signals::record::{ResponseRecord, TouchRecord};
use domain::time::ZoneName;
use store::OrgStore;
use store::access::{Joining, NewAccount, NewOrganization};
use store::design::journeys::JourneyEdit;
use store::design::{Needed, NewChannel, NewQuestion, NewStage, NewTouchpoint};
use store::signals::deliveries::NewDelivery;
use store::signals::{NewResponse, NewTouch};
use tracing::info;

use super::bonds::settle_bonds;
use super::care::settle_care;
use super::clients::settle_clients;
use super::discovery::DemoDiscoveries;
use super::gaps::DemoGaps;
use super::inventory::{decide_and_compare, profile_of, settle_audiences};
use super::ladder::DemoLadder;
use super::people::{join, settle_colleagues};
use super::plans::{delivery, write_plans};
use super::platform::settle_platform;
use super::plusones::{DemoGuests, write_plus_ones};
use super::world::settle_world;
use crate::App;
use crate::access::password;
use crate::error::{Code, Problem};
use crate::insight::gaps::find_gaps;
use crate::insight::jobs::seal_log;
use crate::insight::ladder::{Reach, place_clients};

/// Whose mail address signs in to the demo.
pub const OWNER: &str = "demo@brindlewick.example";

/// Records written in one transaction.
const BATCH: usize = 4_000;

/// A loaded demo and how to get in.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub organization: OrganizationId,
    /// How many records were written now; 0 when the demo was there already.
    pub records: usize,
    pub email: &'static str,
    pub password: String,
}

/// Loads the demo unless it is there, and says how to sign in. A loading that was broken off is taken up again: what is
/// there already is left as it is. `progress` hears of clients done.
pub async fn load_demo(
    app: &App,
    size: DemoSize,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<Loaded, Problem> {
    let known = app
        .store()
        .access()
        .organizations()
        .await?
        .into_iter()
        .find(|one| one.demo);
    let organization = match known {
        Some(organization) => organization,
        None => create_organization(app, size).await?,
    };
    let actor = Actor::system(organization.id);
    let org = app.store().org(&actor.require(Permission::EditDesign)?);
    let records = if is_complete(&org).await? {
        0
    } else {
        // The firm's story ends when the demo was first begun, so that a second try writes the same story.
        let size = DemoSize {
            end: organization.created_at,
            ..size
        };
        let owners = settle_colleagues(app, &organization).await?;
        fill(app, &org, &owners, size, progress).await?
    };
    let password = owner_password(app, &organization).await?;
    // After the owner has come in: one of the role cards waits for them.
    settle_platform(app, &organization).await?;
    settle_clients(app, &organization, size.seed).await?;
    settle_bonds(app, &organization, size).await?;
    settle_world(app, &organization).await?;
    settle_care(app, &organization).await?;
    // Last of all: whatever bears on standing is there by now.
    place_clients(app, organization.id, &Reach::Nobody).await?;
    Ok(Loaded {
        organization: organization.id,
        records,
        email: OWNER,
        password,
    })
}

/// The annotations are written last.
async fn is_complete(org: &OrgStore) -> Result<bool, Problem> {
    Ok(!org.annotations().await?.is_empty())
}

async fn create_organization(app: &App, size: DemoSize) -> Result<Organization, Problem> {
    let new = NewOrganization {
        id: app.id(),
        name: FIRM.to_owned(),
        time_zone: ZoneName::parse(TIME_ZONE).unwrap_or_else(|_| ZoneName::utc()),
        demo: true,
        created_at: size.end,
    };
    app.store().access().create_empty_organization(&new).await?;
    Ok(Organization {
        id: new.id,
        name: new.name,
        time_zone: new.time_zone,
        demo: new.demo,
        created_at: new.created_at,
    })
}

async fn fill(
    app: &App,
    org: &OrgStore,
    owners: &HashMap<&'static str, PersonId>,
    size: DemoSize,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<usize, Problem> {
    let simulation = Arc::new(Simulation::new(size));
    let audiences = settle_audiences(app, org, size.end).await?;
    let needed = design(app, &simulation, owners, &audiences);
    org.ensure_design(&needed).await?;
    decide_and_compare(app, org, size.end).await?;
    let records = Arc::new(DemoRecords::new(&simulation));
    let source: Arc<str> = SOURCE.into();
    write_plans(app, org, owners, size.end).await?;
    let mut gaps = DemoGaps::begin(app, org).await?;
    let mut ladder = DemoLadder::begin(org).await?;
    let mut discoveries = DemoDiscoveries::default();
    let (mut written, mut touches, mut responses) = (0, Vec::new(), Vec::new());
    let mut deliveries: Vec<NewDelivery> = Vec::new();
    let mut guests = DemoGuests::default();
    for index in 0..size.clients {
        let mut facts = simulation.client(index, Detail::Words);
        let known = LadderStory::attributes(&simulation, &facts);
        facts.client.attributes.extend(known);
        let more = gaps.take(app, &simulation, &records, &mut facts);
        ladder.take(app, &simulation, &records, &facts);
        discoveries.take(&simulation, &facts);
        guests.take(&facts, size.end);
        let before = touches.len();
        let so_far = (&mut touches, &mut responses);
        collect(app, &records, &source, &facts, more, so_far);
        // What the gaps' story adds comes after the client's own touches and has no checklist.
        let delivered = simulation.deliveries(&facts).into_iter();
        let own = touches.split_off(before).into_iter();
        for (touch, record) in own.zip(delivered.chain(std::iter::repeat(None))) {
            match record {
                Some(record) => deliveries.push(delivery(app, touch, record)),
                None => touches.push(touch),
            }
        }
        let many = [touches.len(), deliveries.len(), responses.len()];
        if many.iter().any(|many| *many >= BATCH) || index + 1 == size.clients {
            written += many.iter().sum::<usize>();
            org.record_touches(0, size.end, &touches).await?;
            org.record_deliveries(size.end, &deliveries).await?;
            org.record_responses(0, size.end, &responses).await?;
            touches.clear();
            deliveries.clear();
            responses.clear();
            written += gaps.write(org, size.end).await?;
            written += ladder.write(app, org, size.end).await?;
            progress(index + 1);
        }
    }
    // In the order of their names, so that the same people hold the same sessions each time.
    let mut people: Vec<(&str, PersonId)> = owners.iter().map(|(key, id)| (*key, *id)).collect();
    people.sort_unstable_by_key(|(key, _)| *key);
    people.dedup_by_key(|(_, id)| *id);
    let people: Vec<PersonId> = people.into_iter().map(|(_, id)| id).collect();
    discoveries.write(app, org, &people, size.end).await?;
    write_plus_ones(app, org, &guests, owners, (size.end, size.seed)).await?;
    draw_journeys(app, org).await?;
    annotate(app, org, &simulation).await?;
    let rows = seal_log(app, org.organization_id()).await?;
    find_gaps(app, org.organization_id(), &|_| {}).await?;
    info!(
        records = written,
        rows, "loaded the demo organization {FIRM}"
    );
    Ok(written)
}

fn collect(
    app: &App,
    records: &DemoRecords,
    source: &Arc<str>,
    facts: &ClientFacts,
    more: (Vec<TouchRecord>, Vec<ResponseRecord>),
    (touches, responses): (&mut Vec<NewTouch>, &mut Vec<NewResponse>),
) {
    let client_id = app.id();
    let of_touches = records.touches(facts).into_iter().chain(more.0);
    touches.extend(of_touches.map(|record| NewTouch {
        id: app.id(),
        client_id,
        source: source.clone(),
        record,
    }));
    responses.extend(
        records
            .responses(facts)
            .into_iter()
            .chain(more.1)
            .map(|record| NewResponse {
                id: app.id(),
                client_id,
                source: source.clone(),
                record,
            }),
    );
}

fn design(
    app: &App,
    simulation: &Simulation,
    owners: &HashMap<&'static str, PersonId>,
    audiences: &HashMap<String, AudienceId>,
) -> Needed {
    Needed {
        stages: STAGES
            .iter()
            .map(|stage| NewStage {
                id: app.id(),
                key: stage.key.to_owned(),
                label: stage.label.to_owned(),
            })
            .collect(),
        channels: CHANNELS
            .iter()
            .map(|channel| NewChannel {
                id: app.id(),
                key: channel.key.to_owned(),
                label: channel.label.to_owned(),
            })
            .collect(),
        touchpoints: SPOTS
            .iter()
            .map(|spot| NewTouchpoint {
                id: app.id(),
                key: spot.key.to_owned(),
                label: spot.label.to_owned(),
                kind: spot.kind,
                existence: spot.existence,
                stage: Some(spot.stage.to_owned()),
                channel: Some(spot.channel.to_owned()),
                owner: owners.get(spot.key).copied(),
                profile: profile_of(spot.key, audiences),
            })
            .collect(),
        questions: simulation
            .questions()
            .iter()
            .map(|question| NewQuestion {
                id: app.id(),
                key: question.key.clone(),
                label: question.label.clone(),
                kind: question.kind,
                scale: question.scale().map(str::to_owned),
                touchpoint: question.spot.map(|spot| SPOTS[spot].key.to_owned()),
                aspect: question.aspect.map(str::to_owned),
                primary: question.primary,
            })
            .collect(),
        attribute_labels: Vec::new(),
        import: 0,
    }
}

/// What the firm has designed, unless it is there: a loading may have been broken off right after.
async fn draw_journeys(app: &App, org: &OrgStore) -> Result<(), Problem> {
    if !org.journeys().await?.is_empty() {
        return Ok(());
    }
    for document in journeys() {
        let drawn = JourneyEdit {
            document: &document,
            at: app.now(),
            by: None,
        };
        org.create_journey(app.id(), &drawn).await?;
    }
    Ok(())
}

async fn annotate(app: &App, org: &OrgStore, simulation: &Simulation) -> Result<(), Problem> {
    let design = org.design().await?;
    for done in simulation.interventions() {
        let annotation = Annotation {
            id: app.id(),
            at: done.at,
            label: done.label.to_owned(),
            touchpoint: design
                .touchpoint_by_key(done.touchpoint)
                .map(|touchpoint| touchpoint.id),
            created_by: None,
        };
        org.add_annotation(&annotation).await?;
    }
    // Something must be there even if nothing was done in so few months: it marks that the loading is complete.
    let begin = simulation
        .months()
        .first()
        .map_or(simulation.size().end, |month| month.from);
    org.add_annotation(&Annotation {
        id: app.id(),
        at: begin,
        label: "First survey".to_owned(),
        touchpoint: None,
        created_by: None,
    })
    .await?;
    Ok(())
}

/// The demo owner's password: made by chance, kept in the data folder for whoever runs this server, so that the next
/// start can say it again. Somebody who has changed it keeps theirs, and the file says so by no longer working.
async fn owner_password(app: &App, organization: &Organization) -> Result<String, Problem> {
    let path = password_file(app);
    let email = Email::parse(OWNER).map_err(|error| Problem::internal(error.to_string()))?;
    let account = app.store().access().find_account_by_email(&email).await?;
    if let (Some(_), Ok(known)) = (&account, tokio::fs::read_to_string(&path).await) {
        return Ok(known.trim().to_owned());
    }
    let text = readable(&app.secret::<10>());
    let parsed = Password::parse(&text).map_err(|error| Problem::internal(error.to_string()))?;
    let password_hash = password::hash(app, &parsed).await?;
    let now = app.now();
    match account {
        Some(account) => {
            app.store()
                .access()
                .change_password(account.id, &password_hash, None, now)
                .await?;
        }
        None => {
            let joining = Joining::New(NewAccount {
                id: app.id(),
                email: email.clone(),
                name: "Demo owner".to_owned(),
                password_hash,
                locale: Locale::En,
                created_at: now,
            });
            join(app, organization, &email, Role::Owner, &joining).await?;
        }
    }
    write_private(&path, &text).map_err(|error| {
        Problem::because(
            Code::StorageFull,
            format!("The file {} cannot be written: {error}.", path.display()),
        )
    })?;
    Ok(text)
}

fn password_file(app: &App) -> PathBuf {
    app.config().data.join("demo-password")
}

/// For the eyes of the account that runs the server alone.
fn write_private(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    writeln!(options.open(path)?, "{text}")
}

/// Letters and digits that nobody mistakes for others, in groups of four.
fn readable(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";
    let mut text = String::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            let at = (bits >> held) as usize & 31;
            if text.chars().filter(|c| *c != '-').count() % 4 == 0
                && !text.is_empty()
                && !text.ends_with('-')
            {
                text.push('-');
            }
            text.push(char::from(if LETTERS[at] == b'-' {
                b'w'
            } else {
                LETTERS[at]
            }));
        }
        bits &= (1 << held) - 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_reads_in_groups_of_four() {
        assert_eq!(readable(&[0; 10]), "aaaa-aaaa-aaaa-aaaa");
        assert_eq!(
            readable(&[0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23]).len(),
            19
        );
    }
}
