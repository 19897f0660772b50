//! The schema, step by step. Each number has one file for each database; numbers once released never change.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

struct Step {
    number: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! steps {
    ($($number:literal $name:literal)*) => {
        &[$(Step {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        },)*]
    };
}

const STEPS: &[Step] = steps! {
    1 "0001_foundation"
    2 "0002_left_out_and_labels"
    3 "0003_inventory"
    4 "0004_facts"
    5 "0005_plans"
    6 "0006_gaps"
    7 "0007_platform"
    8 "0008_journeys"
    9 "0009_world_and_programme"
    10 "0010_loyalty_facts"
    11 "0011_clients"
    12 "0012_discovery"
    13 "0013_promises"
    14 "0014_trust_and_advocacy"
    15 "0015_plus_ones"
    16 "0016_ladder"
    17 "0017_prompts"
    18 "0018_plans_on_today"
    19 "0019_client_import_changes"
    20 "0020_few_among_many"
    21 "0021_standings_in_bulk"
};

fn migrator(text: impl Fn(&Step) -> &'static str) -> Migrator {
    Migrator::with_migrations(
        STEPS
            .iter()
            .map(|step| {
                Migration::new(
                    step.number,
                    step.name.into(),
                    MigrationType::Simple,
                    text(step).into_sql_str(),
                    false,
                )
            })
            .collect(),
    )
}

pub(crate) fn sqlite() -> Migrator {
    migrator(|step| step.sqlite)
}

pub(crate) fn postgres() -> Migrator {
    migrator(|step| step.postgres)
}

/// The number of the newest step that this program knows.
pub fn newest() -> i64 {
    STEPS
        .iter()
        .map(|step| step.number)
        .max()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &str) -> Vec<String> {
        let folder = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn both_databases_have_the_same_steps_and_all_are_known() {
        let known: Vec<String> = STEPS
            .iter()
            .map(|step| format!("{}.sql", step.name))
            .collect();
        assert_eq!(files("sqlite"), known);
        assert_eq!(files("postgres"), known);
        assert!(
            STEPS
                .windows(2)
                .all(|two| two[0].number + 1 == two[1].number)
        );
        for step in STEPS {
            assert!(step.name.starts_with(&format!("{:04}_", step.number)));
        }
    }

    #[test]
    fn both_databases_have_the_same_tables() {
        let tables = |text: &str| -> Vec<String> {
            text.lines()
                .filter(|line| line.starts_with("CREATE "))
                .map(str::to_owned)
                .collect()
        };
        for step in STEPS {
            assert_eq!(tables(step.sqlite), tables(step.postgres), "{}", step.name);
        }
    }
}
