//! The programme and its published page, as the neighbour tries to reach them.

use super::{Attempt, Made, Part};
use crate::world::Caller;

pub const PART: Part = Part {
    settle: |owner, made| Box::pin(settle(owner, made)),
    attempt,
    query: |_| "",
    lists: &[],
};

async fn settle(_owner: &mut Caller, _made: &mut Made) {}

fn attempt(_operation: &str, _made: &Made) -> Option<Attempt> {
    None
}
