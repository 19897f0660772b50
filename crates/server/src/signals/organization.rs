//! Which organization a command is about.

use domain::access::Organization;
use domain::time::ZoneName;
use store::access::NewOrganization;

use crate::App;
use crate::cli::Failure;
use crate::error::Problem;

/// The organization of this name or id; without one, the only one there is. On a store without any, one is made,
/// so that the first import needs nothing before it; whoever sets the server up joins it or makes their own.
pub async fn choose(app: &App, wanted: Option<&str>) -> Result<Organization, Failure> {
    let all = app
        .store()
        .access()
        .organizations()
        .await
        .map_err(Problem::from)?;
    if let Some(wanted) = wanted
        && let Some(found) = all
            .iter()
            .find(|known| known.name == wanted || known.id.to_string() == wanted)
    {
        return Ok(found.clone());
    }
    match (wanted, &all[..]) {
        (None, [only]) => return Ok(only.clone()),
        (Some(name), [_, ..]) => {
            return Err(Failure::new(format!("There is no organization “{name}”."))
                .advise(format!("There are: {}.", names(&all))));
        }
        (None, [_, ..]) => {
            let real: Vec<&Organization> = all.iter().filter(|known| !known.demo).collect();
            if let [only] = real[..] {
                return Ok(only.clone());
            }
            return Err(Failure::new("There are several organizations.")
                .advise(format!("Choose with --organization: {}.", names(&all))));
        }
        (_, []) => {}
    }
    let new = NewOrganization {
        id: app.id(),
        name: wanted.unwrap_or("My organization").to_owned(),
        time_zone: ZoneName::utc(),
        demo: false,
        created_at: app.now(),
    };
    app.store()
        .access()
        .create_empty_organization(&new)
        .await
        .map_err(Problem::from)?;
    let all = app
        .store()
        .access()
        .organizations()
        .await
        .map_err(Problem::from)?;
    all.into_iter()
        .find(|known| known.id == new.id)
        .ok_or_else(|| Failure::new("The new organization is not there."))
}

fn names(all: &[Organization]) -> String {
    all.iter()
        .map(|known| known.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}
