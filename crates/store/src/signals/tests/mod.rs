mod comments;
mod deliveries;
mod imports;
mod log;
mod record;
