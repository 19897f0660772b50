//! What can be done about trust.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::ids::{ClientId, TrustSignalId};
use domain::loyalty::promises::rate::posterior;
use domain::loyalty::trust::renewal::{Band, Decision, bands};
use domain::loyalty::trust::{
    Entered, HALF_LIFE_DAYS, Leg, Signal, Standing, SubPart, standing, that_hold,
};
use domain::stats::mean::Sample;
use domain::stats::{Interval, LEVEL, proportion};
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;

use super::views::{
    BandView, DepthView, DifferenceView, FirmLegView, FirmTrustView, LegStandingView,
    PartStandingView, ScoreView, SignalCorrection, SignalForm, SignalView, TrustView,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem};
use crate::loyalty::promises::ops::{moment, person};

/// A signal with where it comes from.
pub(super) struct Known {
    id: String,
    kind: String,
    signal: Signal,
    words: String,
    entered: bool,
}

/// What bears on trust, by the number of the client.
pub(super) async fn known(
    org: &OrgStore,
    client: Option<i64>,
) -> Result<HashMap<i64, Vec<Known>>, Problem> {
    let mut all: HashMap<i64, Vec<Known>> = HashMap::new();
    let entered = org.trust_signals(client).await?;
    let (numbers, entered): (Vec<i64>, Vec<Entered>) = entered.into_iter().unzip();
    let by_id: HashMap<TrustSignalId, i64> = entered
        .iter()
        .zip(&numbers)
        .map(|(it, no)| (it.id, *no))
        .collect();
    for it in that_hold(&entered) {
        all.entry(by_id[&it.id]).or_default().push(Known {
            id: it.id.to_string(),
            kind: "entered".to_owned(),
            signal: it.signal,
            words: it.words.clone(),
            entered: true,
        });
    }
    for it in org.trust_conduct(client).await? {
        all.entry(it.client).or_default().push(Known {
            id: format!("{}:{}", it.kind, it.id),
            kind: it.kind,
            signal: it.signal,
            words: it.words,
            entered: false,
        });
    }
    Ok(all)
}

pub(super) fn signals(known: &[Known]) -> Vec<Signal> {
    known.iter().map(|it| it.signal).collect()
}

/// How trust stands with a client, now or at a moment in the past.
pub async fn show_trust(
    app: &App,
    actor: &Actor,
    id: ClientId,
    at: Option<&str>,
) -> Result<TrustView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let found = org.client(id).await?;
    let client = found.ok_or_else(|| Problem::not_found("such client"))?;
    let mut fields = Fields::default();
    let at = moment(&mut fields, "at", at, app.now());
    fields.check()?;
    let known = known(&org, Some(client.no)).await?;
    let known: Vec<Known> = known.into_values().flatten().collect();
    Ok(view(known, at))
}

fn view(mut known: Vec<Known>, at: Timestamp) -> TrustView {
    known.retain(|it| it.signal.at <= at);
    known.sort_by(|a, b| (b.signal.at, &b.id).cmp(&(a.signal.at, &a.id)));
    let all = signals(&known);
    let standing = standing(&all, at);
    let legs = standing.legs.iter().map(|leg| {
        let parts = SubPart::ALL
            .into_iter()
            .filter(|part| part.leg() == leg.leg);
        let parts = parts.map(|part| part_standing(&all, part, at)).collect();
        LegStandingView::of(leg, parts)
    });
    TrustView {
        at,
        legs: legs.collect(),
        geometric: ScoreView::of_index(standing.geometric, standing.n),
        arithmetic: ScoreView::of_index(standing.arithmetic, standing.n),
        weakest: standing.weakest.map(Into::into),
        suggested_depth: DepthView {
            depth: standing.depth,
            because: standing.weakest.map_or("unknown", Leg::as_str).to_owned(),
        },
        signals: known
            .into_iter()
            .map(|it| SignalView {
                id: it.id,
                kind: it.kind,
                leg: it.signal.part.leg().into(),
                part: it.signal.part.into(),
                polarity: if it.signal.good { 1 } else { -1 },
                weight: it.signal.weight,
                weight_now: it.signal.weight * it.signal.left(at).unwrap_or(0.0),
                at: it.signal.at,
                half_life_days: it.signal.half_life_days,
                source: it.signal.source.into(),
                words: it.words,
                entered: it.entered,
            })
            .collect(),
    }
}

fn part_standing(signals: &[Signal], part: SubPart, at: Timestamp) -> PartStandingView {
    let (mut n, mut good, mut bad) = (0, 0.0, 0.0);
    for signal in signals.iter().filter(|it| it.part == part) {
        if let Some(left) = signal.left(at) {
            n += 1;
            *(if signal.good { &mut good } else { &mut bad }) += signal.weight * left;
        }
    }
    let known = if n > 0 {
        posterior(1.0 + good, 1.0 + bad)
    } else {
        None
    };
    PartStandingView {
        part: part.into(),
        n,
        value: known.map(|(value, _)| value * 100.0),
    }
}

/// Where trust begins to be good: the edge between the two halves that are compared.
const GOOD: f64 = 60.0;

/// How trust stands over all clients, and whether those stay with whom we had earned it.
pub async fn show_firm_trust(app: &App, actor: &Actor) -> Result<FirmTrustView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let known = known(&org, None).await?;
    let standings: Vec<Standing> = known
        .values()
        .map(|known| standing(&signals(known), now))
        .collect();
    let mean = |values: Vec<f64>| {
        let n = values.len();
        let value = (n > 0).then(|| values.iter().sum::<f64>() / n as f64);
        let interval = Sample::of(&values).and_then(|it| it.interval(LEVEL));
        let interval = interval.filter(|it| it.low.is_finite());
        let interval = interval.map(|it| Interval::new(it.low.max(0.0), it.high.min(100.0)));
        ScoreView::of(value, interval, n)
    };
    let legs = Leg::ALL.iter().enumerate().map(|(place, leg)| {
        let mut values: Vec<f64> = standings
            .iter()
            .filter_map(|it| it.legs[place].value)
            .collect();
        values.sort_by(f64::total_cmp);
        let score = mean(values);
        FirmLegView {
            leg: (*leg).into(),
            value: score.value,
            low: score.low,
            high: score.high,
            n: score.n,
            weakest_of: standings
                .iter()
                .filter(|it| it.weakest == Some(*leg))
                .count(),
        }
    });
    let mut indices: Vec<f64> = standings
        .iter()
        .filter_map(|it| it.geometric.map(|it| it.value))
        .collect();
    indices.sort_by(f64::total_cmp);
    let decisions: Vec<Decision> = org
        .decisions(None)
        .await?
        .into_iter()
        .map(|it| {
            // Just before: what came with the decision itself is no ground for it.
            let before = it.at.plus_seconds(-86_400);
            let signals = known.get(&it.client).map(|known| signals(known));
            let standing = standing(&signals.unwrap_or_default(), before);
            Decision {
                trust: standing.geometric.map(|it| it.value),
                stayed: it.stayed,
            }
        })
        .collect();
    let side = |good: bool| {
        let of_side = decisions
            .iter()
            .filter(|it| it.trust.is_some_and(|trust| (trust >= GOOD) == good));
        let (mut stayed, mut n) = (0.0, 0.0);
        for decision in of_side {
            n += 1.0;
            stayed += f64::from(u8::from(decision.stayed));
        }
        (stayed, n)
    };
    let difference = proportion::compare(side(true), side(false), LEVEL);
    let laid = bands(&decisions);
    let counted = |band: &Band| usize::try_from(band.n).unwrap_or(usize::MAX);
    let share = |band: &Band| ScoreView::of(band.share, band.interval, counted(band));
    Ok(FirmTrustView {
        clients: org.count_clients().await?,
        known: indices.len(),
        geometric: mean(indices),
        legs: legs.collect(),
        renewal: laid
            .iter()
            .filter_map(|band| {
                let (from, to) = band.range?;
                Some(BandView {
                    from,
                    to,
                    renewed: share(band),
                    clients: counted(band),
                })
            })
            .collect(),
        renewal_unknown: laid
            .iter()
            .find(|band| band.range.is_none())
            .map_or(ScoreView::of(None, None, 0), share),
        difference: difference.map(|it| DifferenceView {
            value: it.difference,
            low: it.interval.low,
            high: it.interval.high,
        }),
    })
}

fn polarity(fields: &mut Fields, polarity: i8) -> bool {
    if polarity != 1 && polarity != -1 {
        fields.refuse("polarity", "1 (for us) or −1 (against us) is expected.");
    }
    polarity > 0
}

fn check(it: &Entered, mut fields: Fields, now: Timestamp) -> Result<(), Problem> {
    for (field, message) in it.faults(now) {
        fields.refuse(field, &message);
    }
    fields.check()
}

fn subject(it: &Entered) -> Subject {
    let label: String = it.words.chars().take(80).collect();
    Subject::new("trust_signal", it.id, label)
}

fn detail(it: &Entered) -> serde_json::Value {
    json!({ "part": it.signal.part.as_str(), "polarity": if it.signal.good { 1 } else { -1 } })
}

fn shown(it: Entered, now: Timestamp) -> SignalView {
    let known = Known {
        id: it.id.to_string(),
        kind: "entered".to_owned(),
        signal: it.signal,
        words: it.words,
        entered: true,
    };
    let at = now.max(known.signal.at);
    view(vec![known], at).signals.remove(0)
}

/// Writes down what bears on trust.
pub async fn note_trust_signal(
    app: &App,
    actor: &Actor,
    id: ClientId,
    form: &SignalForm,
) -> Result<SignalView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let found = org.client_who_counts(id).await?;
    let client = found.ok_or_else(|| Problem::not_found("such client"))?;
    let now = app.now();
    let mut fields = Fields::default();
    let new = Entered {
        id: app.id(),
        client: client.id,
        signal: Signal {
            part: form.part.into(),
            good: polarity(&mut fields, form.polarity),
            weight: form.weight.unwrap_or(1.0),
            at: moment(&mut fields, "at", form.at.as_deref(), now),
            half_life_days: form.half_life_days.unwrap_or(HALF_LIFE_DAYS),
            source: form.source.into(),
        },
        words: form.words.trim().to_owned(),
        noted_at: now,
        noted_by: person(&grant),
        corrects: None,
        taken_back: false,
    };
    check(&new, fields, now)?;
    org.add_trust_signal(&new, client.no).await?;
    note(
        app,
        &grant,
        "note_trust_signal",
        subject(&new),
        detail(&new),
    )
    .await?;
    Ok(shown(new, now))
}

/// The signal that holds, to be corrected or taken back.
async fn held(org: &OrgStore, id: TrustSignalId) -> Result<(i64, Entered), Problem> {
    let found = org.trust_signal(id).await?;
    let (client, known) = found.ok_or_else(|| Problem::not_found("such signal"))?;
    let all = org.trust_signals(Some(client)).await?;
    let replaced = all.iter().any(|(_, it)| it.corrects == Some(id));
    if known.taken_back || replaced {
        return Err(Problem::because(
            Code::Conflict,
            "This signal was corrected or taken back already.",
        ));
    }
    Ok((client, known))
}

/// Puts a signal right. The wrong one is kept, and counts no more.
pub async fn correct_trust_signal(
    app: &App,
    actor: &Actor,
    id: TrustSignalId,
    form: &SignalCorrection,
) -> Result<SignalView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let (client, known) = held(&org, id).await?;
    let now = app.now();
    let mut fields = Fields::default();
    let words = form.words.as_deref().map(str::trim);
    let right = Entered {
        id: app.id(),
        signal: Signal {
            part: form.part.map_or(known.signal.part, Into::into),
            good: match form.polarity {
                None => known.signal.good,
                Some(it) => polarity(&mut fields, it),
            },
            weight: form.weight.unwrap_or(known.signal.weight),
            at: moment(&mut fields, "at", form.at.as_deref(), known.signal.at),
            half_life_days: form.half_life_days.unwrap_or(known.signal.half_life_days),
            source: form.source.map_or(known.signal.source, Into::into),
        },
        words: words.unwrap_or(&known.words).to_owned(),
        noted_at: now,
        noted_by: person(&grant),
        corrects: Some(id),
        ..known
    };
    check(&right, fields, now)?;
    org.add_trust_signal(&right, client).await?;
    note(
        app,
        &grant,
        "correct_trust_signal",
        subject(&right),
        detail(&right),
    )
    .await?;
    Ok(shown(right, now))
}

/// Takes a signal back: it was not so.
pub async fn withdraw_trust_signal(
    app: &App,
    actor: &Actor,
    id: TrustSignalId,
) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let (client, known) = held(&org, id).await?;
    let gone = Entered {
        id: app.id(),
        noted_at: app.now(),
        noted_by: person(&grant),
        corrects: Some(id),
        taken_back: true,
        ..known
    };
    org.add_trust_signal(&gone, client).await?;
    note(
        app,
        &grant,
        "withdraw_trust_signal",
        subject(&gone),
        detail(&gone),
    )
    .await
}
