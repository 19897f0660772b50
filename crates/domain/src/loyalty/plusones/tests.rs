use proptest::prelude::*;
use uuid::Uuid;

use super::asking::{Guard, guard, must_ask, unwanted_by};
use super::holdouts::{analyse, held_out};
use super::measures::{Reactions, Replenishment, cost_per_wow, poisson, yearly};
use super::ratchet::{Move, MoveRefusal, Step, Why, life, may_move};
use super::suggestion::{Candidate, suggest};
use super::*;

use Reaction::{Noticed, Unnoticed, Unwanted, Wow};
use State::{Active, Idea, Norm, Retired, Trial};

fn day(day: i64) -> Timestamp {
    Timestamp::EPOCH.plus_seconds(day * 86_400)
}

fn gift(on: i64, client: i64, reaction: Option<Reaction>) -> Gift {
    Gift {
        no: on as u64,
        at: day(on),
        client,
        held_out: false,
        reaction,
        felt: None,
    }
}

fn moved(on: i64, to: State) -> Move {
    Move {
        no: on as u64,
        at: day(on),
        to,
    }
}

/// One reaction a day, each of another client.
fn once_each(reactions: &[Reaction]) -> Vec<Gift> {
    let each = reactions.iter().enumerate();
    each.map(|(at, it)| gift(at as i64, 100 + at as i64, Some(*it)))
        .collect()
}

fn wows(wows: usize, of: usize) -> Vec<Reaction> {
    (0..of)
        .map(|at| if at < wows { Wow } else { Noticed })
        .collect()
}

#[test]
fn the_ratchet_turns_by_the_third_time_and_by_the_wow_rate() {
    let check = |gifts: &[Gift], state, why: Option<Why>| {
        let life = life(&[], gifts);
        assert_eq!(
            (life.state, life.steps.last().map(|it| it.why)),
            (state, why)
        );
        life
    };
    check(&[], Idea, None);
    check(&[gift(1, 1, None)], Trial, Some(Why::FirstGift));
    let twice = [gift(1, 1, None), gift(2, 1, Some(Wow))];
    check(&twice, Trial, Some(Why::FirstGift));
    // The third time to one client, however delighted.
    let thrice = [twice[0], twice[1], gift(3, 1, Some(Wow))];
    let third = check(&thrice, Norm, Some(Why::ThirdTime { client: 1 }));
    assert_eq!(third.expecting, [1].into());
    assert!(third.wants_replacement());
    // Three times to three clients is no third time.
    check(&once_each(&[Wow, Wow, Wow]), Trial, Some(Why::FirstGift));
    // Nine reactions say nothing, ten do; 3 of 10 holds, 2 of 10 does not.
    check(&once_each(&wows(0, 9)), Trial, Some(Why::FirstGift));
    check(
        &once_each(&wows(3, 10)),
        Active,
        Some(Why::StillSurprises { wows: 3, of: 10 }),
    );
    let worn = check(
        &once_each(&wows(2, 10)),
        Norm,
        Some(Why::WornOut { wows: 2, of: 10 }),
    );
    assert_eq!(worn.expecting.len(), 10);
    // What is unwanted is expected by nobody.
    let mut unwanted = once_each(&wows(2, 10));
    unwanted[9].reaction = Some(Unwanted);
    assert!(!life(&[], &unwanted).expecting.contains(&109));
    // Also when it is the third time: it is worn out all the same.
    let thrice: Vec<Gift> = (1..=3).map(|day| gift(day, 7, Some(Unwanted))).collect();
    let worn = life(&[], &thrice);
    assert_eq!(worn.state, Norm);
    assert!(worn.expecting.is_empty());
    // The last ten count: eight wows, then ten with two.
    let mut long = wows(8, 8);
    long.extend([Wow, Wow, Unnoticed]);
    long.extend(vec![Noticed; 7]);
    check(
        &once_each(&long),
        Norm,
        Some(Why::WornOut { wows: 2, of: 10 }),
    );
    // Gifts that nobody has heard of don't count towards the ten; held-out ones count for nothing.
    let mut unheard = once_each(&wows(0, 10));
    unheard[9].reaction = None;
    check(&unheard, Trial, Some(Why::FirstGift));
    let held: Vec<Gift> = thrice
        .iter()
        .map(|it| Gift {
            held_out: true,
            ..*it
        })
        .collect();
    check(&held, Idea, None);
}

#[test]
fn who_takes_it_up_again_begins_to_count_anew() {
    let gifts = [1, 2, 3].map(|on| gift(on, 1, Some(Wow)));
    let check = |moves: &[Move], more: &[Gift], state| {
        let all: Vec<Gift> = gifts.iter().chain(more).copied().collect();
        assert_eq!(life(moves, &all).state, state, "{moves:?}");
    };
    check(&[], &[], Norm);
    check(&[moved(4, Retired)], &[], Retired);
    check(&[moved(4, Active)], &[], Active);
    check(
        &[moved(4, Active)],
        &[gift(5, 1, None), gift(6, 1, None)],
        Active,
    );
    check(
        &[moved(4, Active)],
        &[gift(5, 1, None), gift(6, 1, None), gift(7, 1, None)],
        Norm,
    );
    // From trial to active by hand the count goes on.
    check(&[moved(2, Active)], &[], Norm);
    // What was retired stays so, also when somebody gives it all the same; who had it thrice still expects it.
    let life = life(&[moved(2, Retired)], &gifts);
    assert_eq!((life.state, life.expecting.len()), (Retired, 1));
    assert!(!life.wants_replacement());
}

#[test]
fn steps_say_from_where_to_where_and_why() {
    let life = life(&[moved(0, Trial)], &[1, 2, 3].map(|on| gift(on, 7, None)));
    assert_eq!(
        life.steps,
        [
            Step {
                at: day(0),
                from: Idea,
                to: Trial,
                why: Why::Moved
            },
            Step {
                at: day(3),
                from: Trial,
                to: Norm,
                why: Why::ThirdTime { client: 7 }
            },
        ]
    );
    assert_eq!(life.since, Some(day(3)));
}

#[test]
fn by_hand_it_moves_only_where_it_may() {
    use MoveRefusal::{Given, NotTried, SameState};
    let check = |from, to, given, wanted| assert_eq!(may_move(from, to, given), wanted);
    check(Idea, Idea, 0, Err(SameState));
    check(Idea, Trial, 0, Ok(()));
    check(Idea, Active, 0, Err(NotTried));
    check(Idea, Norm, 0, Err(NotTried));
    check(Idea, Retired, 0, Ok(()));
    check(Trial, Idea, 0, Ok(()));
    check(Trial, Idea, 2, Err(Given));
    check(Trial, Active, 0, Err(NotTried));
    check(Trial, Active, 4, Ok(()));
    check(Active, Norm, 12, Ok(()));
    check(Norm, Active, 12, Ok(()));
    check(Norm, Retired, 12, Ok(()));
    check(Retired, Trial, 12, Ok(()));
    check(Retired, Idea, 0, Ok(()));
}

#[test]
fn reactions_are_counted_with_their_intervals() {
    let mut gifts = once_each(&[Wow, Wow, Noticed, Unnoticed, Unwanted]);
    gifts.push(gift(9, 9, None));
    gifts.push(Gift {
        held_out: true,
        ..gift(10, 9, Some(Wow))
    });
    let all = Reactions::of(&gifts);
    assert_eq!((all.wow, all.n()), (2, 5));
    let rate = all.wow_rate();
    assert_eq!((rate.value, rate.n), (Some(0.4), 5));
    // Wilson, 2 of 5: 11.76 to 76.93 percent.
    let interval = rate.interval.unwrap();
    assert!((interval.low - 0.117_621).abs() < 1e-5 && (interval.high - 0.769_276).abs() < 1e-5);
    let none = Reactions::default().wow_rate();
    assert_eq!((none.value, none.interval, none.n), (None, None, 0));
}

#[test]
fn a_wow_costs_what_the_others_cost_too() {
    let of = |wow, noticed| Reactions {
        wow,
        noticed,
        ..Reactions::default()
    };
    assert_eq!(cost_per_wow(500, of(0, 5)), None);
    assert_eq!(cost_per_wow(500, of(0, 0)), None);
    let half = cost_per_wow(500, of(10, 10)).unwrap();
    assert_eq!(half.cents, 1_000.0);
    assert!(half.low < half.cents && half.high.unwrap() > half.cents);
    assert_eq!(cost_per_wow(0, of(1, 1)).unwrap().cents, 0.0);
}

#[test]
fn a_year_of_it_is_reckoned_from_the_last_one() {
    let now = day(1_000);
    let every_ten_days: Vec<Gift> = (0..100).map(|n| gift(n * 10, n, None)).collect();
    // 1,000 days: the last 365 hold 36 gifts (640 to 990).
    let year = yearly(250, 4, &every_ten_days, now);
    assert_eq!((year.n, year.cents, year.minutes), (36, 9_000.0, 144.0));
    assert!(year.interval.contains(year.cents));
    // A hundred days old: stretched to a year.
    let young = yearly(100, 0, &[gift(900, 1, None), gift(950, 2, None)], now);
    assert_eq!((young.n, young.cents), (2, 730.0));
    // A fortnight old: what was given is all that is known.
    let new = yearly(100, 0, &[gift(990, 1, None)], now);
    assert_eq!((new.n, new.cents), (1, 100.0));
    assert_eq!(yearly(100, 1, &[], now).cents, 0.0);
}

/// Garwood's limits as printed in tables: 0 → 0–3.689; 10 → 4.795–18.390.
#[test]
fn counts_have_exact_intervals() {
    for (count, low, high) in [(0, 0.0, 3.688_879), (10, 4.795_389, 18.390_356)] {
        let interval = poisson(count);
        assert!((interval.low - low).abs() < 1e-4, "{interval:?}");
        assert!((interval.high - high).abs() < 1e-4, "{interval:?}");
    }
}

#[test]
fn new_ones_are_set_against_those_that_wore_out() {
    let active = life(&[], &once_each(&wows(5, 10)));
    let norm = life(&[], &once_each(&wows(1, 10)));
    let lives = [active.clone(), norm.clone(), norm];
    let all = Replenishment::of(&lives, day(0), day(20));
    assert_eq!((all.new, all.worn_out, all.ratio()), (1, 2, Some(0.5)));
    let before = Replenishment::of(&lives, day(10), day(20));
    assert_eq!((before.new, before.worn_out, before.ratio()), (0, 0, None));
}

#[test]
fn who_did_not_want_it_is_asked_first() {
    let check = |ask_first, gifts: &[Gift], wanted: Option<Guard>| {
        assert_eq!(guard(ask_first, gifts, 1), wanted);
    };
    check(false, &[], None);
    check(true, &[], Some(Guard::AskFirst));
    check(false, &[gift(1, 1, Some(Unwanted))], Some(Guard::Unwanted));
    // Asked and given again, with pleasure: the last word counts.
    let again = [gift(1, 1, Some(Unwanted)), gift(2, 1, Some(Wow))];
    check(false, &again, None);
    check(false, &[again[1], again[0]], None);
    assert!(!unwanted_by(&again, 2));
    // One in ten did not want it: from then on everybody is asked.
    let mut many = once_each(&wows(9, 9));
    many.push(gift(50, 50, Some(Unwanted)));
    check(false, &many, Some(Guard::AskFirst));
    assert!(!must_ask(false, Reactions::of(&many[1..])));
}

#[test]
fn one_is_suggested_and_never_what_was_unwanted() {
    let one = |id: u8| Candidate {
        id,
        state: Active,
        reactions: Reactions {
            wow: 6,
            noticed: 4,
            ..Reactions::default()
        },
        cost_cents: 500,
        given: 0,
        guard: None,
        fits: false,
    };
    let check = |candidates: &[Candidate<u8>], wanted| {
        assert_eq!(suggest(candidates).map(|it| it.id), wanted);
    };
    check(&[], None);
    for state in [Idea, Norm, Retired] {
        check(&[Candidate { state, ..one(1) }], None);
    }
    let unwanted = Candidate {
        guard: Some(Guard::Unwanted),
        ..one(1)
    };
    check(&[unwanted], None);
    check(&[Candidate { given: 2, ..one(1) }], None);
    let asking = Candidate {
        guard: Some(Guard::AskFirst),
        ..one(1)
    };
    check(&[asking], Some(1));
    check(&[asking, one(2)], Some(2));
    let given = Candidate { given: 1, ..one(1) };
    check(&[given, one(2)], Some(2));
    let cheaper = Candidate {
        cost_cents: 100,
        ..one(2)
    };
    check(&[one(1), cheaper], Some(2));
    let fits = Candidate {
        fits: true,
        given: 1,
        ..one(3)
    };
    check(&[one(1), cheaper, fits], Some(3));
    // An untried one has even odds: better than a shrug, worse than what is known to delight.
    let untried = Candidate {
        reactions: Reactions::default(),
        state: Trial,
        ..one(4)
    };
    check(&[untried, one(1)], Some(1));
    let dull = Candidate {
        reactions: Reactions {
            wow: 3,
            noticed: 7,
            ..Reactions::default()
        },
        ..one(5)
    };
    check(&[untried, dull], Some(4));
}

#[test]
fn the_lot_is_fair_and_cannot_be_drawn_twice() {
    let plus_one = Uuid::from_u128(77);
    let drawn = |client: u128, turn| held_out(plus_one, Uuid::from_u128(client), turn, 20, Active);
    let all = (0..4_000).filter(|client| drawn(*client, 0)).count();
    // Binomial(4000, 0.2): 800 ± 3 standard deviations.
    assert!((724..=876).contains(&all), "{all}");
    assert_eq!(drawn(5, 3), drawn(5, 3));
    assert!((0..50).any(|turn| drawn(5, turn) != drawn(5, turn + 1)));
    for state in [Norm, Retired] {
        assert!((0..200).all(|it| !held_out(plus_one, Uuid::from_u128(it), 0, 50, state)));
    }
    assert!((0..200).all(|it| !held_out(plus_one, Uuid::from_u128(it), 0, 0, Active)));
}

#[test]
fn hold_outs_give_a_difference_over_clients() {
    let felt = |client, held_out, felt| Gift {
        held_out,
        felt: Some(felt),
        ..gift(client, client, None)
    };
    let mut gifts: Vec<Gift> = (0..9).map(|it| felt(it, false, 1)).collect();
    gifts.extend((20..30).map(|it| felt(it, true, 0)));
    assert_eq!(analyse(&gifts).difference, None);
    gifts.push(felt(9, false, 2));
    // The same client often is one client.
    gifts.extend((0..50).map(|_| felt(0, false, 1)));
    let found = analyse(&gifts);
    let given = found.given.unwrap();
    assert_eq!((given.clients, given.n), (10, 60));
    assert!((given.mean - 1.1).abs() < 1e-12);
    let difference = found.difference.unwrap();
    assert!((difference.difference - 1.1).abs() < 1e-12);
    assert!(difference.interval.low > 0.0 && difference.p < 0.001);
}

/// Where everybody stands on both sides it is the paired t-test, by hand: differences 1 eight times, 2 and 0; their variance
/// 2 ÷ 9, the error √(2 ÷ 90), t with nine degrees of freedom 2.262157.
#[test]
fn clients_on_both_sides_of_a_hold_out_are_compared_with_themselves() {
    let without = [-2, -1, 0, 1, 2, -2, -1, 0, 1, 2];
    let lifts = [1, 1, 1, 1, 1, 1, 1, 1, 2, 0];
    let mut gifts = Vec::new();
    for (client, (felt, lift)) in without.into_iter().zip(lifts).enumerate() {
        let turn = |no: i64, held_out: bool, felt: i8| Gift {
            held_out,
            felt: Some(felt),
            ..gift(no, client as i64, None)
        };
        gifts.push(turn(client as i64, true, felt));
        gifts.push(turn(100 + client as i64, false, felt + lift));
    }
    let difference = analyse(&gifts).difference.unwrap();
    assert!((difference.difference - 1.0).abs() < 1e-12);
    let half = 2.262_157_163 * (2.0_f64 / 90.0).sqrt();
    assert!((difference.interval.high - 1.0 - half).abs() < 1e-6);
    gifts.reverse();
    assert_eq!(analyse(&gifts).difference, Some(difference));
}

#[test]
fn a_card_says_what_is_wrong_with_it() {
    let good = Card {
        words: "Call before a rate change".to_owned(),
        cost_class: CostClass::Tiny,
        cost_cents: 410,
        currency: "EUR".to_owned(),
        minutes: 6,
        ask_first: false,
        hold_out_percent: 20,
    };
    assert!(good.faults().is_empty());
    let bad = Card {
        words: String::new(),
        cost_cents: -1,
        currency: "euro".to_owned(),
        minutes: 481,
        hold_out_percent: 51,
        ..good.clone()
    };
    let fields: Vec<_> = bad.faults().into_iter().map(|(field, _)| field).collect();
    assert_eq!(
        fields,
        [
            "words",
            "cost_cents",
            "currency",
            "minutes",
            "hold_out_percent"
        ]
    );
    let long = Card {
        words: "x".repeat(LONGEST_WORDS + 1),
        ..good
    };
    assert_eq!(long.faults()[0].1, CardRefusal::TooLong);
}

#[test]
fn words_lead_back() {
    for it in State::ALL {
        assert_eq!(State::parse(it.as_str()), Some(*it));
    }
    for it in Reaction::ALL {
        assert_eq!(Reaction::parse(it.as_str()), Some(*it));
    }
    for it in CostClass::ALL {
        assert_eq!(CostClass::parse(it.as_str()), Some(*it));
    }
}

fn some_gifts() -> impl Strategy<Value = Vec<Gift>> {
    let reaction = prop_oneof![
        Just(None),
        Just(Some(Wow)),
        Just(Some(Noticed)),
        Just(Some(Unwanted))
    ];
    let one = (0..60i64, 0..6i64, any::<bool>(), reaction);
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let gift =
            |(no, (on, client, held, reaction)): (usize, (i64, i64, bool, Option<Reaction>))| {
                Gift {
                    no: no as u64,
                    at: day(on),
                    client,
                    held_out: held && no % 4 == 0,
                    reaction,
                    felt: None,
                }
            };
        all.into_iter().enumerate().map(gift).collect()
    })
}

fn some_moves() -> impl Strategy<Value = Vec<Move>> {
    let state = prop_oneof![Just(Trial), Just(Active), Just(Norm), Just(Retired)];
    proptest::collection::vec((0..60i64, state), 0..6).prop_map(|all| {
        let each = all.into_iter().enumerate();
        each.map(|(no, (on, to))| Move {
            no: no as u64,
            at: day(on),
            to,
        })
        .collect()
    })
}

proptest! {
    /// In whichever order facts are noted, they say the same.
    #[test]
    fn the_order_of_noting_does_not_matter(gifts in some_gifts(), moves in some_moves(), by in 0..40usize) {
        let (mut turned, mut others) = (gifts.clone(), moves.clone());
        turned.reverse();
        if !turned.is_empty() {
            let by = by % turned.len();
            turned.rotate_left(by);
        }
        others.reverse();
        prop_assert_eq!(life(&moves, &gifts), life(&others, &turned));
    }

    /// A reaction that comes later gives what it would have given at once, and a gift that is taken back leaves no trace.
    #[test]
    fn a_corrected_fact_gives_what_the_right_one_would_have(gifts in some_gifts(), wrong in some_gifts()) {
        let right = life(&[], &gifts);
        let later: Vec<Gift> = gifts.iter().map(|it| Gift { reaction: None, ..*it }).collect();
        let _ = life(&[], &later);
        let corrected: Vec<Gift> = later.iter().zip(&gifts).map(|(it, known)| Gift { reaction: known.reaction, ..*it }).collect();
        prop_assert_eq!(&life(&[], &corrected), &right);
        let mut mixed = gifts.clone();
        mixed.extend(wrong.iter().map(|it| Gift { no: it.no + 1_000, client: it.client + 50, ..*it }));
        mixed.retain(|it| it.client < 50);
        prop_assert_eq!(&life(&[], &mixed), &right);
    }

    /// The ratchet does not turn back by itself: once a norm, only people make it something else.
    #[test]
    fn a_norm_stays_one_until_somebody_moves_it(gifts in some_gifts()) {
        let life = life(&[], &gifts);
        let norm = life.steps.iter().position(|it| it.to == Norm);
        prop_assert!(norm.is_none_or(|at| at == life.steps.len() - 1));
    }
}
