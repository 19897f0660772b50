//! The integration tests: the house's rules, and stories told over HTTP against the real program on SQLite and
//! on PostgreSQL.

mod access;
mod clients;
mod deliveries;
mod demo;
mod design;
mod discovery;
mod expectations;
mod facts;
mod fresh;
mod gaps;
mod house;
mod insight;
mod inventory;
mod jobs;
mod journeys;
mod ladder;
mod logs;
mod neighbour;
mod plans;
mod platform;
mod plusones;
mod portal;
mod program;
mod programme;
mod promises;
mod relationship;
mod signals;
mod sprints;
mod today;
mod today_plans;
mod trust;
mod world;
