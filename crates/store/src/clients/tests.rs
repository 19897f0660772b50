use std::collections::HashMap;
use std::time::Instant;

use domain::ids::MergeId;
use domain::loyalty::facts::What;
use domain::signals::LogRow;

use super::writing::{UpsertJson, write_attributes};
use super::*;
use crate::db::{Tx, numbered};
use crate::loyalty::facts::NewFact;
use crate::story::{airport, at, found, id, response, score};
use crate::testing::each_database;

fn new_client(n: u64, attributes: &[(&str, &str)]) -> NewClient {
    NewClient {
        id: id(n),
        key: format!("client-{n:06}"),
        name: None,
        attributes: attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

#[tokio::test]
async fn ten_thousand_clients_are_made_in_one_call_and_found_in_the_next() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let asked: Vec<NewClient> = (0..10_000)
            .map(|n| new_client(n, &[("terminal", if n % 2 == 0 { "A" } else { "B" })]))
            .collect();
        let started = Instant::now();
        let first = org.ensure_clients(&asked, 0, at(0)).await.unwrap();
        let made = started.elapsed();
        let again = org.ensure_clients(&asked, 0, at(1)).await.unwrap();
        println!(
            "10,000 clients: made in {made:?}, found in {:?}",
            started.elapsed() - made
        );
        assert_eq!((first.created, first.changed), (10_000, 0));
        assert_eq!((again.created, again.changed), (0, 0));
        assert_eq!(first.clients, again.clients);
        let numbers: Vec<i64> = first.clients.iter().map(|(_, no)| *no).collect();
        assert_eq!(numbers, (1..=10_000).collect::<Vec<i64>>(), "dense");
        assert_eq!(org.count_clients().await.unwrap(), 10_000);

        let mut seen = 0;
        let mut after = 0;
        loop {
            let page = org.client_attributes(after, 3000).await.unwrap();
            let Some((last, attributes)) = page.last() else {
                break;
            };
            assert_eq!(
                attributes["terminal"],
                if last % 2 == 1 { "A" } else { "B" }
            );
            after = *last;
            seen += page.len();
        }
        assert_eq!(seen, 10_000);
    })
    .await;
}

#[tokio::test]
async fn later_facts_are_laid_over_what_is_known() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_clients(
            &[new_client(1, &[("tier", "gold"), ("terminal", "A")])],
            0,
            at(0),
        )
        .await
        .unwrap();
        let version = org.attributes_version().await.unwrap();
        let named = NewClient {
            name: Some("Household 1".to_owned()),
            ..new_client(1, &[("terminal", "B")])
        };
        // Twice in one call, with another id: the client keeps its own.
        let twice = [
            named.clone(),
            NewClient {
                id: id(2),
                ..new_client(1, &[("tier", "")])
            },
        ];
        let ensured = org.ensure_clients(&twice, 0, at(5)).await.unwrap();
        assert_eq!((ensured.created, ensured.changed), (0, 1));
        assert_eq!(ensured.clients, [(id(1), 1), (id(1), 1)]);
        assert!(org.attributes_version().await.unwrap() > version);
        let client = org.client(id(1)).await.unwrap().unwrap();
        assert_eq!(client.name.as_deref(), Some("Household 1"));
        assert_eq!(
            client.attributes,
            [("terminal".to_owned(), "B".to_owned())].into()
        );
        let version = org.attributes_version().await.unwrap();
        org.ensure_clients(&[named], 0, at(6)).await.unwrap();
        assert_eq!(
            org.attributes_version().await.unwrap(),
            version,
            "nothing new, so nothing to recompute"
        );
    })
    .await;
}

#[tokio::test]
async fn two_who_make_the_same_client_at_the_same_moment_make_one() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let asked = |first: u64| -> Vec<NewClient> {
            (0..200)
                .map(|n| NewClient {
                    id: id(first + n),
                    ..new_client(n, &[])
                })
                .collect()
        };
        let (one, two, three) = (asked(1000), asked(2000), asked(3000));
        let (one, two, three) = tokio::join!(
            org.ensure_clients(&one, 0, at(0)),
            org.ensure_clients(&two, 0, at(0)),
            org.ensure_clients(&three, 0, at(0)),
        );
        let (one, two, three) = (one.unwrap(), two.unwrap(), three.unwrap());
        assert_eq!(one.created + two.created + three.created, 200);
        assert_eq!(one.clients, two.clients);
        assert_eq!(one.clients, three.clients);
    })
    .await;
}

#[tokio::test]
async fn clients_are_listed_page_by_page() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let asked: Vec<NewClient> = (0..25).rev().map(|n| new_client(n, &[])).collect();
        org.ensure_clients(&asked, 0, at(0)).await.unwrap();
        let mut keys = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let page = org.clients(after.as_deref(), 10).await.unwrap();
            keys.extend(page.items.into_iter().map(|client| client.key));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (0..25).map(|n| format!("client-{n:06}")).collect();
        assert_eq!(keys, expected);
    })
    .await;
}

#[tokio::test]
async fn strange_characters_come_back_or_are_left_out() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let strange = NewClient {
            id: id(1),
            key: "a\0b \\u0000 ' \" ; -- 🛬".to_owned(),
            name: Some("Größe\0".to_owned()),
            attributes: [("na\0me".to_owned(), "va\0lue\\".to_owned())].into(),
        };
        let first = org
            .ensure_clients(std::slice::from_ref(&strange), 0, at(0))
            .await
            .unwrap();
        let again = org.ensure_clients(&[strange], 0, at(0)).await.unwrap();
        assert_eq!((first.created, again.created), (1, 0));
        let client = org.client(id(1)).await.unwrap().unwrap();
        assert_eq!(client.key, "ab \\u0000 ' \" ; -- 🛬");
        assert_eq!(client.name.as_deref(), Some("Größe"));
        assert_eq!(
            client.attributes,
            [("name".to_owned(), "value\\".to_owned())].into()
        );
    })
    .await;
}

#[tokio::test]
async fn cohorts_count_who_came_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.ensure_design(&airport(1000, 0)).await.unwrap();
        let mut items = Vec::new();
        // Client 0 answers on days 0 and 1, client 1 on day 0 twice, client 2 on day 1.
        for (n, (client, day)) in [(0, 0), (0, 1), (1, 0), (1, 0), (2, 1)]
            .into_iter()
            .enumerate()
        {
            let mut item = response(10_000, "survey", n as u64, vec![score("wifi", 5.0)]);
            item.record.client.key = format!("client-{client}");
            item.record.occurred_at = at(day * 86_400 + n as i64);
            items.push(item);
        }
        org.record_responses(0, at(0), &items).await.unwrap();
        let day = |n: i64| Period {
            from: at(n * 86_400),
            to: at((n + 1) * 86_400),
        };
        let cells = org.client_cohorts(&[day(0), day(1), day(2)]).await.unwrap();
        let cells: Vec<(i64, i64, i64)> = cells
            .iter()
            .map(|c| (c.cohort, c.period, c.clients))
            .collect();
        assert_eq!(cells, [(0, 0, 2), (0, 1, 1), (1, 1, 1)]);
    })
    .await;
}

#[tokio::test]
async fn a_tier_is_kept_changed_and_removed() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let tier = domain::clients::Tier {
            id: id(7_001),
            key: "premier".to_owned(),
            label: "Premier".to_owned(),
            attribute: "tier".to_owned(),
            value: "premier".to_owned(),
            max_silence_days: Some(45),
        };
        org.create_tier(&tier).await.unwrap();
        assert_eq!(org.tiers().await.unwrap(), std::slice::from_ref(&tier));
        let twin = domain::clients::Tier {
            id: id(7_002),
            ..tier.clone()
        };
        assert!(org.create_tier(&twin).await.is_err());
        let changed = domain::clients::Tier {
            max_silence_days: None,
            label: "First".to_owned(),
            ..tier.clone()
        };
        assert!(org.change_tier(&changed).await.unwrap());
        assert_eq!(org.tiers().await.unwrap(), [changed]);
        assert!(org.delete_tier(tier.id).await.unwrap());
        assert!(!org.delete_tier(tier.id).await.unwrap());
        assert!(org.tiers().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn clients_of_an_older_program_get_their_words_at_the_next_start() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let asked: Vec<NewClient> = (0..5_000)
            .map(|n| new_client(n, &[("terminal", "Kai")]))
            .collect();
        org.ensure_clients(&asked, 0, at(0)).await.unwrap();
        let all = numbered(1..=5_000).unwrap();
        let mut tx = store.db.write().await.unwrap();
        tx.run(&sql::delete_client_words, args![org.tenant(), all.as_str()])
            .await
            .unwrap();
        tx.run(&sql::delete_client_marks, args![org.tenant(), all.as_str()])
            .await
            .unwrap();
        unindex(&mut tx, &org).await;
        tx.commit().await.unwrap();
        assert!(
            org.search_clients("kai", None, 10)
                .await
                .unwrap()
                .items
                .is_empty()
        );
        store.migrate().await.unwrap();
        assert_eq!(
            org.search_clients("kai", None, 10)
                .await
                .unwrap()
                .items
                .len(),
            10
        );
        let page = org
            .search_clients("client-004999 kai", None, 10)
            .await
            .unwrap();
        assert_eq!((page.items.len(), page.items[0].no), (1, 5_000));
        assert!(page.next.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_search_goes_on_where_the_page_before_ended() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let names = [
            "Anna Adler",
            "Berta Adam",
            "Anna Berg",
            "Ada Ahorn",
            "Carl Ast",
            "Änne Aas",
        ];
        let asked: Vec<NewClient> = (0..)
            .zip(names)
            .map(|(n, name)| NewClient {
                name: Some(name.to_owned()),
                key: format!("{n}"),
                ..new_client(n, &[("x", "y")])
            })
            .collect();
        org.ensure_clients(&asked, 0, at(0)).await.unwrap();
        for (query, count) in [("a", 6), ("an", 3), ("a b", 2), ("a y", 6), ("z", 0)] {
            let mut seen = Vec::new();
            let mut after = None;
            loop {
                let page = org.search_clients(query, after.as_ref(), 2).await.unwrap();
                seen.extend(page.items.iter().map(|client| client.no));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let mut once = seen.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(
                (seen.len(), once.len()),
                (count, count),
                "{query}: {seen:?}"
            );
        }
        let list = org.list_clients(ClientOrder::Name, None, 10).await.unwrap();
        let names: Vec<&str> = list.items.iter().map(|client| client.label()).collect();
        assert_eq!(
            names,
            [
                "Ada Ahorn",
                "Anna Adler",
                "Anna Berg",
                "Änne Aas",
                "Berta Adam",
                "Carl Ast"
            ]
        );
    })
    .await;
}

/// As an older program leaves its clients: written, and without words.
async fn unindex(tx: &mut Tx, org: &OrgStore) {
    let numbers: Vec<i64> = (1..=5_000).collect();
    let values = args![org.tenant(), numbered(numbers.iter().copied()).unwrap()];
    let rows: Vec<ClientRow> = tx.rows(&sql::list_clients_by_no, values).await.unwrap();
    let clients: Vec<Client> = read_all(rows).unwrap();
    let rows: Vec<UpsertJson<'_>> = clients
        .iter()
        .map(|client| UpsertJson {
            no: client.no,
            id: client.id,
            key: &client.key,
            name: None,
            attributes: write_attributes(&client.attributes).unwrap(),
            kind: "consumer",
            owner_id: None,
            sort_name: String::new(),
            merged_into: None,
        })
        .collect();
    let values = args![org.tenant(), json(&rows).unwrap(), at(0), 0, 0];
    tx.run(&sql::upsert_clients, values).await.unwrap();
}

/// What a sealing has written, by which sealed rows are read again: by the clients that count now.
fn counted(sealed: &[LogRow], merged: &[(i64, i64)]) -> Vec<LogRow> {
    let now = |row: &LogRow| {
        let found = merged.iter().find(|(dropped, _)| *dropped == row.client);
        LogRow {
            client: found.map_or(row.client, |(_, into)| *into),
            ..*row
        }
    };
    sealed.iter().map(now).collect()
}

fn in_order(mut rows: Vec<LogRow>) -> Vec<String> {
    rows.sort_by_key(|row| (row.record, row.person, row.client));
    rows.iter().map(|row| format!("{row:?}")).collect()
}

/// Facts, corrections, merges, their undoing and sealings come in any order: what is sealed and what is not together say
/// what the store says, and once every merge is taken back, what was there before the first.
#[tokio::test]
async fn merges_leave_no_trace_in_what_is_sealed() {
    each_database(|store| async move {
        for seed in 1_u64..=6 {
            let org = found(&store, seed, &format!("Adviser {seed}")).await;
            let asked: Vec<NewClient> = (0..5)
                .map(|n| NewClient {
                    id: id(seed * 1_000 + n),
                    ..new_client(n, &[])
                })
                .collect();
            org.ensure_clients(&asked, 0, at(0)).await.unwrap();
            let mut state = seed;
            let mut roll = |sides: u64| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (state >> 33) % sides
            };
            let (mut sealed, mut facts, mut merges): (Vec<LogRow>, Vec<i64>, Vec<MergeId>) =
                Default::default();
            let mut next = 0;
            for step in 0..60_i64 {
                let one = roll(5);
                match roll(8) {
                    0 | 1 => {
                        let other = roll(5);
                        let merge: MergeId = id(seed * 1_000 + 500 + next);
                        next += 1;
                        let (kept, dropped) = (asked[one as usize].id, asked[other as usize].id);
                        if let Ok(Some(made)) = org
                            .merge_clients(merge, kept, dropped, at(step), "Owner")
                            .await
                        {
                            merges.push(made.id);
                        }
                    }
                    2 => {
                        // Only the latest of those that have to do with each other can be taken back.
                        if let Some(last) = merges.pop() {
                            org.undo_merge(last, at(step)).await.unwrap().unwrap();
                        }
                    }
                    3 => {
                        let head = org.log_head().await.unwrap();
                        let page = org.tail_to_seal(head.sealed_seq, 3).await.unwrap();
                        org.seal(&[], &[], head.sealed_seq, page.up_to, at(step))
                            .await
                            .unwrap();
                        sealed.extend(page.rows);
                    }
                    4 if !facts.is_empty() => {
                        let wrong = facts[roll(facts.len() as u64) as usize];
                        let right = NewFact {
                            corrects: Some(wrong),
                            ..NewFact::of(0, at(step), 0, What::PlusOne { reaction: None })
                        };
                        org.append_facts(at(step), &[right]).await.unwrap();
                    }
                    _ => {
                        // By the key of somebody who may count as somebody else by now.
                        let ensured = org
                            .ensure_clients(&asked[one as usize..=one as usize], 0, at(step))
                            .await
                            .unwrap();
                        let fact = NewFact::of(
                            ensured.clients[0].1,
                            at(step),
                            step,
                            What::PlusOne { reaction: None },
                        );
                        facts.extend(org.append_facts(at(step), &[fact]).await.unwrap());
                    }
                }
                let head = org.log_head().await.unwrap();
                let mut told = counted(&sealed, &head.merged);
                told.extend(org.tail(head.sealed_seq, 10_000).await.unwrap().rows);
                let whole = org.tail(0, 10_000).await.unwrap().rows;
                assert_eq!(in_order(told), in_order(whole), "{seed} at {step}");
            }
            while let Some(last) = merges.pop() {
                org.undo_merge(last, at(99)).await.unwrap().unwrap();
            }
            let head = org.log_head().await.unwrap();
            assert!(head.merged.is_empty());
            let whole = org.tail(0, 10_000).await.unwrap().rows;
            let still = whole.iter().filter(|row| row.record <= head.sealed_seq);
            let still: HashMap<(i64, i32), i64> = still
                .map(|row| ((row.record, row.person), row.client))
                .collect();
            for row in sealed {
                assert_eq!(
                    still[&(row.record, row.person)],
                    row.client,
                    "{seed}: {row:?}"
                );
            }
        }
    })
    .await;
}
