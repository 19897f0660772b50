//! What is promised, expected and said between a client and us, as things on its timeline.

use domain::clients::timeline::{Awaited, TimelineItem, TimelineKind};
use domain::loyalty::Status;
use domain::loyalty::seen;
use store::loyalty::timeline::LineExpectation;

use crate::clients::timeline::sources::{Asked, Found};

/// Questions of the pulse.
const QUESTIONS: usize = domain::loyalty::trust::pulse::ITEMS.len();

/// What we promised. It was said to the client, who waits for it until it is kept, or we say that it will not be.
pub async fn promises(asked: Asked<'_>) -> Found {
    let promises = asked
        .org
        .line_promises(asked.client.no, asked.until, asked.limit)
        .await?;
    let items = promises.into_iter().map(|promise| {
        let kind = TimelineKind::Promise;
        let mut item = TimelineItem::new(promise.at, kind, promise.id, promise.words);
        item.became = Some(promise.state.as_str());
        item.awaited = seen::awaits(promise.state, promise.due_at, promise.settled_at).map(
            |(until, answered_at)| Awaited {
                since: promise.at,
                until,
                answered_at,
            },
        );
        item.seen_by_client = true;
        item
    });
    Ok(items.collect())
}

/// Errors of ours. Those that nobody told the client of are for our eyes.
pub async fn own_errors(asked: Asked<'_>) -> Found {
    let errors = asked
        .org
        .line_errors(asked.client.no, asked.until, asked.limit)
        .await?;
    let items = errors.into_iter().map(|error| {
        let kind = TimelineKind::OwnError;
        let mut item = TimelineItem::new(error.at, kind, error.id, error.words);
        item.became = error.told_at.map(|_| "told");
        item.seen_by_client = seen::of_error(error.found_by, error.told_at);
        item
    });
    Ok(items.collect())
}

/// Plus-ones that the client got, with what it made of them; and those held out on purpose, of which it knows nothing.
pub async fn plus_ones(asked: Asked<'_>) -> Found {
    let gifts = asked
        .org
        .line_gifts(asked.client.no, asked.until, asked.limit)
        .await?;
    let items = gifts.into_iter().map(|gift| {
        let kind = TimelineKind::PlusOne;
        let mut item = TimelineItem::new(gift.at, kind, gift.id, gift.plus_one);
        item.seen_by_client = !gift.held_out;
        if gift.held_out {
            item.became = Some("held_out");
        } else {
            item.became = gift.reaction.map(|reaction| reaction.as_str());
            item.perception = gift.felt;
            item.words = gift.words;
        }
        item
    });
    Ok(items.collect())
}

/// Conversations about expectations, and what we played back of them: the client was asked both times.
pub async fn discoveries(asked: Asked<'_>) -> Found {
    let sessions = asked
        .org
        .line_discoveries(asked.client.no, asked.until, asked.limit)
        .await?;
    let mut items = Vec::with_capacity(sessions.len());
    for session in sessions {
        let kind = TimelineKind::Discovery;
        let mut held = TimelineItem::new(session.at, kind, session.id, "");
        held.seen_by_client = true;
        items.push(held);
        if let Some(at) = session.played_back_at.filter(|at| *at <= asked.until) {
            let id = format!("{}-played-back", session.id);
            let mut back = TimelineItem::new(at, kind, id, "");
            back.became = Some("played_back");
            back.seen_by_client = true;
            items.push(back);
        }
    }
    Ok(items)
}

/// What the client expects, and what became of that. Our guesses and our own corrections are for our eyes.
pub async fn expectations(asked: Asked<'_>) -> Found {
    let expectations = asked
        .org
        .line_expectations(asked.client.no, asked.until)
        .await?;
    let mut items: Vec<TimelineItem> = expectations.iter().flat_map(course).collect();
    items.retain(|item| item.at <= asked.until);
    items.sort_by(|a, b| b.place().cmp(&a.place()));
    items.truncate(asked.limit);
    Ok(items)
}

/// How an expectation came and went, without what was taken back.
fn course(expectation: &LineExpectation) -> Vec<TimelineItem> {
    let kinds: Vec<_> = expectation.changes.iter().map(|it| it.kind).collect();
    let Some(held) = seen::that_hold(&kinds) else {
        return Vec::new();
    };
    let kind = TimelineKind::Expectation;
    let mut began = TimelineItem::new(expectation.at, kind, expectation.id, "");
    began.became = Some(expectation.status.as_str());
    began.seen_by_client = seen::of_expectation(expectation.status);
    // A guess of ours is no word of the client's.
    if expectation.status == Status::Assumed {
        began.title.clone_from(&expectation.words);
    } else {
        began.words = Some(expectation.words.clone());
    }
    let mut items = vec![began];
    items.extend(held.into_iter().map(|place| {
        let change = &expectation.changes[place];
        let id = format!("{}-{}", expectation.id, change.seq);
        let mut item = TimelineItem::new(change.at, kind, id, "");
        item.became = Some(change.kind.as_str());
        item.words = Some(change.words.clone());
        item.seen_by_client = seen::of_change(change.kind, change.by_client);
        item
    }));
    items
}

/// Pulses that the client answered.
pub async fn pulses(asked: Asked<'_>) -> Found {
    let pulses = asked
        .org
        .line_pulses(asked.client.no, asked.until, asked.limit)
        .await?;
    let items = pulses.into_iter().map(|pulse| {
        let mut item = TimelineItem::new(pulse.at, TimelineKind::Pulse, pulse.id, "");
        item.detail = Some(format!("{}/{QUESTIONS}", pulse.answered));
        item.seen_by_client = true;
        item
    });
    Ok(items.collect())
}

/// How the client spoke for us.
pub async fn advocacy(asked: Asked<'_>) -> Found {
    let acts = asked
        .org
        .line_advocacy(asked.client.no, asked.until, asked.limit)
        .await?;
    let items = acts.into_iter().map(|act| {
        let mut item = TimelineItem::new(act.at, TimelineKind::Advocacy, act.id, "");
        item.became = Some(act.kind.as_str());
        item.words = act.words;
        item.seen_by_client = true;
        item
    });
    Ok(items.collect())
}

/// When the client left us.
pub async fn departures(asked: Asked<'_>) -> Found {
    let departures = asked
        .org
        .line_departures(asked.client.no, asked.until, asked.limit)
        .await?;
    let items = departures.into_iter().map(|left| {
        let mut item = TimelineItem::new(left.at, TimelineKind::Departure, left.id, "");
        item.words = left.words;
        item.seen_by_client = true;
        item
    });
    Ok(items.collect())
}
