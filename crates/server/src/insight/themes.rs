//! What comments are about, by the words that several clients use. Counts are of clients, not of mentions.

use std::collections::{BTreeMap, BTreeSet};

use super::views::ThemeView;

/// Words that are in every text and tell nothing: English, German and French.
const EMPTY: &str = "a about after again all also am an and any are as at back be because been before being both but by came can \
cannot come could did do does doing done down each even ever every few first for from get give go good got had has have \
having he her here him his how i if in into is it its just keep know last like made make many me more most much must my \
need never new next no nobody none nor not nothing now of off often on once one only or other our out over own people \
please put really said same say see she should since so some somebody something still such take tell than that the \
their them then there these they thing things this those three through time to told too took twice two under until up us \
use very want was way we well went were what when where which while who why will wish with without would year years yes \
yet you your \
aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bitte da damit dann \
das dass dein dem den denn der des die dies diese diesem diesen dieser dieses doch dort drei du durch ein eine einem \
einen einer eines er erst es etwas euch fuer für ganz gar geht gibt gut habe haben hat hatte hatten hätte hier hin ich \
ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jahr jahre jede jeden jeder jedes jetzt kann kein keine \
keinen kommt können man mehr mein meine meinem meinen meiner mich mir mit muss musste nach nicht nichts nie niemand noch \
nur ob oder ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so sofort sonst tag um und uns unser unsere \
unserem unseren unter viel vom von vor war waren warum was weil wenn wer werden wie wieder wir wird worden wurde wurden \
wurden zu zum zur zwei über \
au aux avec ce ces cette dans de des du elle en est et ete été il ils je la le les leur lui ma mais me mes moi mon ne nos \
notre nous on ont ou où par pas plus pour qu que qui sa sans se ses son sont sur ta te tes toi ton tout tous toute très tu \
un une vos votre vous y";

/// Shortest word that is counted, in letters.
const SHORTEST: usize = 3;

/// The words and pairs of words that most clients use, with the number of clients; at least two clients each.
pub fn of_words<'a>(
    comments: impl IntoIterator<Item = (i64, &'a str)>,
    most: usize,
) -> Vec<ThemeView> {
    let empty: BTreeSet<&str> = EMPTY.split_whitespace().collect();
    let mut clients: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for (client, text) in comments {
        let text = text.to_lowercase();
        for sentence in text.split(['.', '!', '?', ';', ',', ':', '\n']) {
            let words: Vec<&str> = sentence
                .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
                .map(|word| word.trim_matches(['\'', '-']))
                .filter(|word| !word.is_empty())
                .collect();
            let tells = |word: &str| {
                word.chars().count() >= SHORTEST
                    && !empty.contains(word)
                    && word.chars().any(char::is_alphabetic)
            };
            for (at, word) in words.iter().enumerate() {
                if !tells(word) {
                    continue;
                }
                clients
                    .entry((*word).to_owned())
                    .or_default()
                    .insert(client);
                if let Some(next) = words.get(at + 1).filter(|next| tells(next)) {
                    clients
                        .entry(format!("{word} {next}"))
                        .or_default()
                        .insert(client);
                }
            }
        }
    }
    clients.retain(|_, who| who.len() >= 2);
    drop_parts(&mut clients);
    let mut themes: Vec<ThemeView> = clients
        .into_iter()
        .map(|(word, who)| ThemeView {
            code: word.clone(),
            label: word,
            clients: who.len() as u64,
        })
        .collect();
    themes.sort_by(|a, b| {
        b.clients
            .cmp(&a.clients)
            .then_with(|| a.label.cmp(&b.label))
    });
    themes.truncate(most);
    themes
}

/// Leaves out a word that nearly always stands in one pair, and a pair that tells no more than its words.
fn drop_parts(clients: &mut BTreeMap<String, BTreeSet<i64>>) {
    let counts: BTreeMap<String, usize> = clients
        .iter()
        .map(|(word, who)| (word.clone(), who.len()))
        .collect();
    for (pair, count) in counts.iter().filter(|(word, _)| word.contains(' ')) {
        let words: Vec<&str> = pair.split(' ').collect();
        let of = |word: &str| counts.get(word).copied().unwrap_or(0);
        let bound = words.iter().any(|word| *count * 10 >= of(word) * 7);
        if bound {
            for word in words.iter().filter(|word| *count * 10 >= of(word) * 7) {
                clients.remove(*word);
            }
        } else {
            clients.remove(pair);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes(comments: &[(i64, &str)]) -> Vec<(String, u64)> {
        of_words(comments.iter().copied(), 10)
            .into_iter()
            .map(|theme| (theme.label, theme.clients))
            .collect()
    }

    #[test]
    fn counts_clients_and_not_mentions() {
        let found = themes(&[
            (1, "Wifi, wifi, wifi!"),
            (1, "The wifi again."),
            (2, "No WIFI at the gate."),
            (3, "Clean."),
        ]);
        assert_eq!(found, [("wifi".to_owned(), 2)]);
    }

    #[test]
    fn a_pair_stands_for_its_words() {
        let found = themes(&[
            (1, "The service line is slow"),
            (2, "Service line: nobody"),
            (3, "service line again"),
        ]);
        assert_eq!(found, [("service line".to_owned(), 3)]);
    }

    #[test]
    fn words_of_german_and_french_that_tell_nothing_are_left_out() {
        let found = themes(&[
            (1, "Die Rechnung ist nicht klar"),
            (2, "Was ist mit der Rechnung?"),
            (3, "et pour nous"),
            (4, "pour nous"),
        ]);
        assert_eq!(found, [("rechnung".to_owned(), 2)]);
    }

    #[test]
    fn one_client_is_no_theme() {
        assert_eq!(themes(&[(1, "parking"), (2, "wifi")]), []);
    }
}
