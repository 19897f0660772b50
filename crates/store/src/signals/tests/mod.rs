mod comments;
mod imports;
mod log;
mod record;
