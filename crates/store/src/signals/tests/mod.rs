mod comments;
mod deliveries;
mod events;
mod imports;
mod log;
mod record;
