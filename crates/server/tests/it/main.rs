//! The integration tests: the house's rules, and stories told over HTTP against the real program on SQLite and
//! on PostgreSQL.

mod access;
mod design;
mod fresh;
mod house;
mod signals;
mod world;
