mod comments;
mod events;
mod imports;
mod log;
mod record;
