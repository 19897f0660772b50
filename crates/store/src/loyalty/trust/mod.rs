//! What bears on the trust we have earned.

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use domain::ids::{ClientId, ContactId, PersonId, PulseId, TrustSignalId};
use domain::loyalty::promises::{FoundBy, State};
use domain::loyalty::trust::pulse::{Answers, ITEMS};
use domain::loyalty::trust::sources::{
    of_end, of_error, of_play_back, of_remembered_wish, of_renegotiation,
};
use domain::loyalty::trust::{Entered, Signal, Source, SubPart};
use domain::time::Timestamp;

use crate::clients::ClientRange;
use crate::db::{args, read_id, read_id_opt, statements, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "trust": find_trust_signal insert_pulse_answers insert_trust_signal list_conduct list_decisions list_pulse_answers list_trust_signals list_weights }

/// Something we did that bears on trust.
#[derive(Debug, Clone, PartialEq)]
pub struct Conduct {
    /// Number of the client.
    pub client: i64,
    /// `promise`, `renegotiation`, `own_error`, `play_back` or `wish`.
    pub kind: String,
    /// Id of what it was, or the key of the attribute that was used.
    pub id: String,
    pub signal: Signal,
    pub words: String,
}

/// A client that decided to stay or to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Number of the client.
    pub client: i64,
    pub stayed: bool,
    pub at: Timestamp,
}

/// What one respondent answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPulse {
    pub id: PulseId,
    /// Number of the client.
    pub client: i64,
    pub contact: Option<ContactId>,
    pub at: Timestamp,
    pub answers: Answers,
    pub noted_at: Timestamp,
    pub noted_by: Option<PersonId>,
}

#[derive(sqlx::FromRow)]
struct SignalRow {
    id: String,
    client_no: i64,
    client_id: String,
    part: String,
    good: bool,
    weight: f64,
    at: i64,
    half_life_days: i64,
    source: String,
    words: String,
    noted_at: i64,
    noted_by: Option<String>,
    corrects: Option<String>,
    taken_back: bool,
}

impl SignalRow {
    fn read(self) -> Result<(i64, Entered)> {
        let unreadable = StoreError::Unreadable;
        Ok((
            self.client_no,
            Entered {
                id: read_id(&self.id, "trust_signals.id")?,
                client: read_id::<ClientId>(&self.client_id, "clients.id")?,
                signal: Signal {
                    part: SubPart::parse(&self.part).ok_or(unreadable("trust_signals.part"))?,
                    good: self.good,
                    weight: self.weight,
                    at: Timestamp::from_micros(self.at),
                    half_life_days: u16::try_from(self.half_life_days)
                        .map_err(|_| unreadable("trust_signals.half_life_days"))?,
                    source: Source::parse(&self.source)
                        .ok_or(unreadable("trust_signals.source"))?,
                },
                words: self.words,
                noted_at: Timestamp::from_micros(self.noted_at),
                noted_by: read_id_opt(self.noted_by.as_deref(), "trust_signals.noted_by")?,
                corrects: read_id_opt(self.corrects.as_deref(), "trust_signals.corrects")?,
                taken_back: self.taken_back,
            },
        ))
    }
}

#[derive(sqlx::FromRow)]
struct ConductRow {
    client_no: i64,
    kind: String,
    id: String,
    word: String,
    at: i64,
    told_at: Option<i64>,
    words: String,
}

impl ConductRow {
    /// `None`: it says nothing about trust.
    fn read(self) -> Result<Option<Conduct>> {
        let signal = of_conduct(&self.kind, &self.word, self.at, self.told_at)?;
        Ok(signal.map(|signal| Conduct {
            client: self.client_no,
            kind: self.kind,
            id: self.id,
            signal,
            words: self.words,
        }))
    }
}

const UNREADABLE: StoreError = StoreError::Unreadable("what bears on trust");

fn of_conduct(kind: &str, word: &str, at: i64, told_at: Option<i64>) -> Result<Option<Signal>> {
    let at = Timestamp::from_micros(at);
    Ok(match kind {
        "promise" => of_end(State::parse(word).ok_or(UNREADABLE)?, Some(at)),
        "renegotiation" => Some(of_renegotiation(at)),
        "own_error" => {
            let told_at = told_at.map(Timestamp::from_micros);
            of_error(FoundBy::parse(word).ok_or(UNREADABLE)?, at, told_at)
        }
        "play_back" => Some(of_play_back(word == "confirmed", at)),
        "wish" => Some(of_remembered_wish(at)),
        _ => return Err(UNREADABLE),
    })
}

#[derive(sqlx::FromRow)]
struct WeightRow {
    client_no: i64,
    kind: String,
    word: String,
    at: i64,
    told_at: Option<i64>,
    weight: Option<f64>,
    half_life_days: Option<i64>,
    source: String,
}

impl WeightRow {
    /// `None`: it says nothing about trust.
    fn read(self) -> Result<Option<(i64, Signal)>> {
        let (Some(weight), Some(days)) = (self.weight, self.half_life_days) else {
            let signal = of_conduct(&self.kind, &self.word, self.at, self.told_at)?;
            return Ok(signal.map(|signal| (self.client_no, signal)));
        };
        let signal = Signal {
            part: SubPart::parse(&self.word).ok_or(UNREADABLE)?,
            good: weight > 0.0,
            weight: weight.abs(),
            at: Timestamp::from_micros(self.at),
            half_life_days: u16::try_from(days).map_err(|_| UNREADABLE)?,
            source: Source::parse(&self.source).ok_or(UNREADABLE)?,
        };
        Ok(Some((self.client_no, signal)))
    }
}

#[derive(sqlx::FromRow)]
struct DecidedRow {
    client_no: i64,
    word: String,
    occurred_at: i64,
}

#[derive(sqlx::FromRow)]
struct PulseRow {
    client_no: i64,
    answers: String,
}

impl OrgStore {
    /// A signal that was corrected before is refused as taken.
    pub async fn add_trust_signal(&self, new: &Entered, client_no: i64) -> Result<()> {
        let signal = &new.signal;
        let values = args![
            self.tenant(),
            new.id,
            client_no,
            signal.part.as_str(),
            signal.good,
            signal.weight,
            signal.at,
            i64::from(signal.half_life_days),
            signal.source.as_str(),
            new.words.as_str(),
            new.noted_at,
            new.noted_by,
            new.corrects,
            new.taken_back,
        ];
        self.db.run(&sql::insert_trust_signal, values).await?;
        Ok(())
    }

    /// With the number of the client.
    pub async fn trust_signal(&self, id: TrustSignalId) -> Result<Option<(i64, Entered)>> {
        let row: Option<SignalRow> = self
            .db
            .row(&sql::find_trust_signal, args![self.tenant(), id])
            .await?;
        row.map(SignalRow::read).transpose()
    }

    /// All that was written down, corrected signals among it, each with the number of its client.
    pub async fn trust_signals(&self, client: Option<i64>) -> Result<Vec<(i64, Entered)>> {
        let values = args![self.tenant(), client.unwrap_or(-1)];
        let rows: Vec<SignalRow> = self.db.rows(&sql::list_trust_signals, values).await?;
        rows.into_iter().map(SignalRow::read).collect()
    }

    /// What we did that bears on trust.
    pub async fn trust_conduct(&self, client: Option<i64>) -> Result<Vec<Conduct>> {
        let values = args![self.tenant(), client.unwrap_or(-1)];
        let rows: Vec<ConductRow> = self.db.rows(&sql::list_conduct, values).await?;
        let mut conduct = Vec::with_capacity(rows.len());
        for row in rows {
            conduct.extend(row.read()?);
        }
        Ok(conduct)
    }

    /// What bears on trust and holds, of the clients of a range by their numbers, without its words; in no order.
    pub async fn trust_weights(&self, clients: ClientRange) -> Result<Vec<(i64, Signal)>> {
        let values = args![self.tenant(), clients.first, clients.last];
        let rows: Vec<WeightRow> = self.db.rows(&sql::list_weights, values).await?;
        let mut weights = Vec::with_capacity(rows.len());
        for row in rows {
            weights.extend(row.read()?);
        }
        Ok(weights)
    }

    /// Who stayed and who left, client by client in the order of time.
    pub async fn decisions(&self, clients: ClientRange) -> Result<Vec<Decided>> {
        let values = args![self.tenant(), clients.first, clients.last];
        let rows: Vec<DecidedRow> = self.db.rows(&sql::list_decisions, values).await?;
        let read = rows.into_iter().map(|row| Decided {
            client: row.client_no,
            stayed: row.word == "renewal",
            at: Timestamp::from_micros(row.occurred_at),
        });
        Ok(read.collect())
    }

    pub async fn add_pulse(&self, new: &NewPulse) -> Result<()> {
        let given: BTreeMap<&str, u8> = ITEMS
            .iter()
            .zip(new.answers)
            .filter_map(|(item, answer)| Some((item.key, answer?)))
            .collect();
        let answers = serde_json::to_string(&given)
            .map(without_nul)
            .map_err(|_| StoreError::Unreadable("pulse_answers.answers"))?;
        let values = args![
            self.tenant(),
            new.id,
            new.client,
            new.contact.map(|id| id.to_string()),
            new.at,
            answers,
            new.noted_at,
            new.noted_by,
        ];
        self.db.run(&sql::insert_pulse_answers, values).await?;
        Ok(())
    }

    /// Answers to the pulse since a moment, each with the number of the client.
    pub async fn pulses(
        &self,
        client: Option<i64>,
        since: Timestamp,
    ) -> Result<Vec<(i64, Answers)>> {
        let values = args![self.tenant(), client.unwrap_or(-1), since];
        let rows: Vec<PulseRow> = self.db.rows(&sql::list_pulse_answers, values).await?;
        rows.into_iter()
            .map(|row| {
                let given: BTreeMap<String, u8> = serde_json::from_str(&row.answers)
                    .map_err(|_| StoreError::Unreadable("pulse_answers.answers"))?;
                let answers = ITEMS.map(|item| given.get(item.key).copied());
                Ok((row.client_no, answers))
            })
            .collect()
    }
}
