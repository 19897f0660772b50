//! The engine: one for the whole program, used by all organizations at once.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{Mutex, PoisonError, atomic::Ordering},
};

use domain::{
    signals::{EntryKind, LogRow, QuestionKind},
    time::{Granularity, Period},
};

use crate::{
    answer::{Answer, Group, Key},
    compare::{self, Comparison},
    error::InsightError,
    fold::Fold,
    grouping::{Accumulator, Found, Grouped, Grouping},
    keep::{self, Kept},
    log::{Column, Columns},
    measures,
    people::{Counting, CountingEntries, Entries, Heads},
    query::{By, Filter, Query, QueryRefusal},
    rows::Rows,
    run,
    scope::Scope,
    segments::{Footer, SegmentInfo, Segments},
    source::{Snapshot, Source},
    tally::{Tally, Tallying},
};

/// What the engine may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory for kept states, in bytes.
    pub memory: usize,
    /// States of segments from this many rows on are kept on disk as well; smaller ones are computed as fast as read.
    pub keep_on_disk_from_rows: u64,
    /// More groups than this are refused.
    pub groups: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            memory: 64 << 20,
            keep_on_disk_from_rows: 50_000,
            groups: 100_000,
        }
    }
}

/// Answers questions to experience logs. All its functions block while they read and compute; an async caller runs them
/// on a thread for blocking work.
#[derive(Debug)]
pub struct Engine {
    pub(crate) segments: Segments,
    pub(crate) kept: Kept,
    pub(crate) limits: Limits,
    footers: Mutex<HashMap<String, Footer>>,
    /// Of each segment, who was looked for in it and found or not.
    present: Mutex<HashMap<String, HashMap<i64, bool>>>,
}

/// How much of the work was saved, since the engine started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// States taken from memory.
    pub from_memory: u64,
    /// States taken from disk.
    pub from_disk: u64,
    /// States computed from a segment.
    pub computed: u64,
    /// Row groups read for that.
    pub row_groups: u64,
    /// Bytes of kept states in memory.
    pub bytes: usize,
}

impl Engine {
    /// Over segments in a folder of this machine, which is made if it isn't there.
    pub fn new(folder: &Path) -> Result<Engine, InsightError> {
        Engine::with_limits(folder, Limits::default())
    }

    pub fn with_limits(folder: &Path, limits: Limits) -> Result<Engine, InsightError> {
        let failed = |cause: Box<dyn std::error::Error + Send + Sync>| InsightError::Folder {
            path: folder.display().to_string(),
            cause,
        };
        std::fs::create_dir_all(folder).map_err(|e| failed(e.into()))?;
        let segments = Segments::local(folder).map_err(|e| failed(e.into()))?;
        Ok(Engine::over(segments, limits))
    }

    /// Over segments in any object store: `Segments::new(store)`.
    pub fn over(segments: Segments, limits: Limits) -> Engine {
        Engine {
            segments,
            kept: Kept::new(limits.memory),
            limits,
            footers: Mutex::default(),
            present: Mutex::default(),
        }
    }

    // --- segments -----------------------------------------------------------------------------------------------

    /// Writes rows as a new segment. It takes effect when the store registers what is returned.
    pub fn seal(
        &self,
        id: &str,
        path: &str,
        rows: Vec<LogRow>,
    ) -> Result<SegmentInfo, InsightError> {
        self.segments.write(id, path, rows)
    }

    /// Reads a whole segment's rows back, as when it is merged with others.
    pub fn rows_of(&self, segment: &SegmentInfo) -> Result<Vec<LogRow>, InsightError> {
        let open = self.segments.open(segment, Some(self.footer(segment)?))?;
        let mut rows = Vec::new();
        for group in 0..open.footer().groups() {
            rows.extend(crate::log::rows_of(&open.read(group, Columns::ALL)?));
        }
        Ok(rows)
    }

    /// Removes a segment's file and everything kept of it.
    pub fn remove(&self, segment: &SegmentInfo) -> Result<(), InsightError> {
        self.segments.remove(&segment.path)?;
        self.footers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&segment.id);
        self.present
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&segment.id);
        for path in self.segments.list(&keep::folder(&segment.path))? {
            self.segments.remove(&path.0)?;
        }
        Ok(())
    }

    /// Removes the oldest states kept on disk until they take at most `bytes`. Questions that are no longer asked and
    /// answers from before an undone import would otherwise stay for ever. Returns how many were removed.
    pub fn prune_kept(&self, bytes: u64) -> Result<usize, InsightError> {
        let mut found = self.segments.list("org")?;
        found.retain(|(path, ..)| path.contains(".kept/"));
        found.sort_by_key(|(_, _, changed)| *changed);
        let mut total: u64 = found.iter().map(|(_, size, _)| size).sum();
        let mut removed = 0;
        for (path, size, _) in found {
            if total <= bytes {
                break;
            }
            self.segments.remove(&path)?;
            total -= size;
            removed += 1;
        }
        Ok(removed)
    }

    pub(crate) fn footer(&self, segment: &SegmentInfo) -> Result<Footer, InsightError> {
        if let Some(known) = self
            .footers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&segment.id)
        {
            return Ok(known.clone());
        }
        let footer = self.segments.open(segment, None)?.footer().clone();
        self.footers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(segment.id.clone(), footer.clone());
        Ok(footer)
    }

    /// Which of these clients have rows in a segment. Only row groups in whose range of clients one of them lies are looked
    /// into, and each client is looked for once.
    pub(crate) fn clients_in(
        &self,
        segment: &SegmentInfo,
        footer: &Footer,
        asked: impl Iterator<Item = i64>,
    ) -> Result<HashSet<i64>, InsightError> {
        let asked: Vec<i64> = asked.collect();
        if asked.is_empty() {
            return Ok(HashSet::new());
        }
        let known = |known: Option<&HashMap<i64, bool>>| -> (HashSet<i64>, Vec<i64>) {
            let (mut here, mut open) = (HashSet::new(), Vec::new());
            for client in &asked {
                match known.and_then(|known| known.get(client)) {
                    Some(true) => _ = here.insert(*client),
                    Some(false) => {}
                    None => open.push(*client),
                }
            }
            (here, open)
        };
        let (mut here, open) = {
            let present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
            known(present.get(&segment.id))
        };
        if open.is_empty() {
            return Ok(here);
        }
        let mut found = HashSet::new();
        let mut file = None;
        for group in 0..footer.groups() {
            let (first, last) = footer.clients(group);
            let asked: Vec<i64> = open
                .iter()
                .copied()
                .filter(|client| (first..=last).contains(client))
                .collect();
            if asked.is_empty() {
                continue;
            }
            if file.is_none() {
                file = Some(self.segments.open(segment, Some(footer.clone()))?);
            }
            if let Some(file) = &file {
                let batch = file.read(group, Columns::of(&[Column::Client]))?;
                let clients = Rows::of(&batch).client;
                // In the order of clients.
                let there = |client: &i64| clients.binary_search(client).is_ok();
                found.extend(asked.into_iter().filter(there));
            }
        }
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        let looked = present.entry(segment.id.clone()).or_default();
        looked.extend(open.iter().map(|client| (*client, found.contains(client))));
        here.extend(found);
        Ok(here)
    }

    /// Where segments are written and read.
    pub fn segment_store(&self) -> &Segments {
        &self.segments
    }

    pub fn usage(&self) -> Usage {
        let counters = &self.kept.counters;
        Usage {
            from_memory: counters.from_memory.load(Ordering::Relaxed),
            from_disk: counters.from_disk.load(Ordering::Relaxed),
            computed: counters.computed.load(Ordering::Relaxed),
            row_groups: counters.row_groups.load(Ordering::Relaxed),
            bytes: self.kept.bytes(),
        }
    }

    /// Forgets what is kept in memory.
    pub fn clear_memory(&self) {
        self.kept.clear();
    }

    // --- questions ----------------------------------------------------------------------------------------------

    /// Any fold over the rows in scope.
    pub fn fold<F: Fold>(
        &self,
        snapshot: &Snapshot,
        scope: &Scope,
        fold: &F,
    ) -> Result<F::Output, InsightError> {
        run::run(self, snapshot, scope, fold).map(|state| fold.finish(state))
    }

    pub(crate) fn grouped<A: Accumulator>(
        &self,
        snapshot: &Snapshot,
        scope: &Scope,
        by: &[By],
        accumulator: A,
    ) -> Result<(Grouping, Found<A::State>), InsightError> {
        let grouping = Grouping::resolve(by, &snapshot.dimensions)?;
        let fold = Grouped {
            grouping,
            accumulator,
        };
        let groups = self.fold(snapshot, scope, &fold)?;
        if groups.len() > self.limits.groups {
            return Err(QueryRefusal::TooManyGroups {
                most: self.limits.groups,
            }
            .into());
        }
        Ok((fold.grouping, groups))
    }

    /// A measure, in total and for each group.
    pub fn measure(&self, source: &dyn Source, query: &Query) -> Result<Answer, InsightError> {
        let measure = measures::of(query.measure);
        let tallies = self.tallies(source, query)?;
        let mut all = Tally::default();
        let mut groups = Vec::with_capacity(tallies.len());
        for (keys, tally) in tallies {
            all.merge(&tally);
            groups.push(Group {
                keys,
                scale: tally.only().map(|only| only.scale()),
                estimate: measure.estimate(&tally, query.weighted),
            });
        }
        Ok(Answer {
            measure: query.measure,
            by: query.by.clone(),
            weighted: query.weighted,
            period: query.period,
            total_scale: all.only().map(|only| only.scale()),
            total: measure.estimate(&all, query.weighted),
            groups: if query.by.is_empty() {
                Vec::new()
            } else {
                groups
            },
        })
    }

    /// The answers behind a measure, for each group: counts on each point of the scale.
    pub fn tallies(
        &self,
        source: &dyn Source,
        query: &Query,
    ) -> Result<Vec<(Vec<Key>, Tally)>, InsightError> {
        let snapshot = source.snapshot()?;
        let scope = measures::scope(&snapshot, query)?;
        let (grouping, groups) = self.grouped(
            &snapshot,
            &scope,
            &query.by,
            Tallying {
                weighted: query.weighted,
            },
        )?;
        Ok(groups
            .into_iter()
            .map(|(code, tally)| (grouping.keys(&code), tally))
            .collect())
    }

    /// The difference `a − b` of a measure between two periods or segments, for each group that both have, in `by`'s
    /// groups (the queries' own groupings are not used), Holm-adjusted.
    pub fn compare(
        &self,
        source: &dyn Source,
        a: &Query,
        b: &Query,
        by: &[By],
    ) -> Result<Comparison, InsightError> {
        compare::compare(self, &source.snapshot()?, a, b, by)
    }

    /// Who answered: distinct clients and questionnaires, in all groups.
    pub fn respondents(
        &self,
        source: &dyn Source,
        filters: &[Filter],
        period: Option<Period>,
        by: &[By],
    ) -> Result<Vec<(Vec<Key>, Heads)>, InsightError> {
        let kinds = [
            EntryKind::Response,
            EntryKind::Answer,
            EntryKind::Comment,
            EntryKind::Choice,
        ];
        self.heads(source, filters, period, by, &kinds, None)
    }

    /// Who wrote words, or chose a code that stands for them.
    pub fn comments(
        &self,
        source: &dyn Source,
        filters: &[Filter],
        period: Option<Period>,
        by: &[By],
    ) -> Result<Vec<(Vec<Key>, Heads)>, InsightError> {
        let kinds = [EntryKind::Comment, EntryKind::Choice];
        self.heads(
            source,
            filters,
            period,
            by,
            &kinds,
            Some(&[QuestionKind::Comment]),
        )
    }

    /// Who met us.
    pub fn touches(
        &self,
        source: &dyn Source,
        filters: &[Filter],
        period: Option<Period>,
        by: &[By],
    ) -> Result<Vec<(Vec<Key>, Heads)>, InsightError> {
        self.heads(source, filters, period, by, &[EntryKind::Touch], None)
    }

    /// Entries of all kinds, by calendar unit.
    pub fn entries(
        &self,
        source: &dyn Source,
        unit: Granularity,
    ) -> Result<Vec<(Vec<Key>, Entries)>, InsightError> {
        let snapshot = source.snapshot()?;
        let scope = Scope::resolve(&snapshot, &[], None)?;
        let by = [By::Time(unit)];
        let (grouping, groups) = self.grouped(&snapshot, &scope, &by, CountingEntries)?;
        Ok(groups
            .into_iter()
            .map(|(code, entries)| (grouping.keys(&code), entries))
            .collect())
    }

    /// Everything in the log together: how much there is, from when to when.
    pub fn extent(&self, source: &dyn Source) -> Result<Heads, InsightError> {
        let found = self.heads(source, &[], None, &[], &EntryKind::ALL, None)?;
        Ok(found
            .into_iter()
            .next()
            .map(|(_, heads)| heads)
            .unwrap_or_default())
    }

    fn heads(
        &self,
        source: &dyn Source,
        filters: &[Filter],
        period: Option<Period>,
        by: &[By],
        kinds: &[EntryKind],
        questions: Option<&[QuestionKind]>,
    ) -> Result<Vec<(Vec<Key>, Heads)>, InsightError> {
        let snapshot = source.snapshot()?;
        let mut scope = Scope::resolve(&snapshot, filters, period)?.kinds(kinds);
        if let Some(questions) = questions {
            scope = scope.questions(questions);
        }
        let (grouping, groups) = self.grouped(&snapshot, &scope, by, Counting)?;
        Ok(groups
            .into_iter()
            .map(|(code, heads)| (grouping.keys(&code), heads))
            .collect())
    }
}
