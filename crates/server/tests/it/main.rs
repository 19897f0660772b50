//! The integration tests: the house's rules, and stories told over HTTP against the real program on SQLite and
//! on PostgreSQL.

mod access;
mod deliveries;
mod demo;
mod design;
mod fresh;
mod house;
mod insight;
mod jobs;
mod neighbour;
mod plans;
mod program;
mod signals;
mod world;
