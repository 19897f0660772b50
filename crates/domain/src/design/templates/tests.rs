use super::read::{read_index, read_touchpoints, read_words};
use super::*;

const WORDS: &str = "what,key,label,label_de\n\
    stage,join,Join,Beitritt\nstage,serve,Serve,Betreuung\nchannel,phone,Phone,Telefon\nevent,invoice,Invoice,Rechnung\n";
const HEADER: &str = "stage,channel,kind,key,label,label_de,importance,moment_of_truth,industry_attention,after_event,within_days,purpose,purpose_de\n";

fn table(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

#[test]
fn a_row_is_read() {
    let words = read_words(WORDS).unwrap();
    let text = table(
        "join,phone,dynamic,welcome_call,Welcome call,Begrüßungsanruf,5,yes,2,invoice,7,\"To arrive, safely\",Ankommen\n\
         serve,phone,static,hold,Hold music,Warteschleife,2,,1,,,To wait,Warten\n",
    );
    let read = read_touchpoints("a.csv", &text, &words).unwrap();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].label.of(Locale::De), "Begrüßungsanruf");
    assert_eq!(read[0].purpose.of(Locale::En), "To arrive, safely");
    let answers = read[0].answers.as_ref().unwrap();
    assert_eq!((&*answers.event, answers.within_days), ("invoice", Some(7)));
    assert!(read[0].moment_of_truth && !read[1].moment_of_truth);
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let words = read_words(WORDS).unwrap();
    let check = |row: &str, message: &str| {
        let error = read_touchpoints("a.csv", &table(row), &words).unwrap_err();
        assert_eq!((error.line, &*error.message), (2, message));
    };
    check(
        "leave,phone,dynamic,a,A,A,5,yes,2,,,p,p\n",
        "words.csv does not know the stage leave",
    );
    check(
        "join,phone,magic,a,A,A,5,yes,2,,,p,p\n",
        "\"magic\" is no kind of touchpoint",
    );
    check(
        "join,phone,dynamic,a,A,A,6,yes,2,,,p,p\n",
        "importance is \"6\", not 1–5",
    );
    check(
        "join,phone,dynamic,a,A,,5,yes,2,,,p,p\n",
        "label_de is empty",
    );
    check(
        "join,phone,dynamic,a,A,A,5,yes,2,,3,p,p\n",
        "days without an event",
    );
    check(
        "join,phone,dynamic,a,A,A,5,yes,2,wedding,3,p,p\n",
        "words.csv does not know the after_event wedding",
    );
}

#[test]
fn a_thin_table_is_no_template() {
    let words = read_words(WORDS).unwrap();
    let index =
        "key,label,label_de,description,description_de\ntiny,Tiny,Klein,Two rows,Zwei Zeilen\n";
    let row = |key: usize, kind: &str| format!("join,phone,{kind},k{key},A,A,3,,2,,,p,p\n");
    let check = |rows: String, message: &str| {
        let text = table(&rows);
        let error = read_index(index, &words, |_| Some(&text)).unwrap_err();
        assert_eq!(&*error.message, message);
    };
    check(row(1, "static"), "1 touchpoints are too few: a life has 40");
    check(
        (0..40).map(|n| row(n, "static")).collect(),
        "no touchpoint is dynamic",
    );
    let kinds = ["static", "dynamic", "work_product"];
    check(
        (0..40).map(|n| row(n / 2, kinds[n % 3])).collect(),
        "the key k0 stands twice",
    );
    let good: String = (0..40).map(|n| row(n, kinds[n % 3])).collect();
    let good = table(&good);
    let read = read_index(index, &words, |_| Some(&good)).unwrap();
    let stages: Vec<&str> = read[0].stages.iter().map(|word| &*word.key).collect();
    assert_eq!(stages, ["join"], "only the words that it uses");
}

#[test]
fn every_template_of_the_program_is_whole() {
    assert!(all().len() >= 8);
    for template in all() {
        assert!(
            template.stages.len() >= 5,
            "{} covers no whole life",
            template.key
        );
        assert!(template.channels.len() >= 4, "{}", template.key);
        assert!(
            !template.events.is_empty(),
            "{} answers no event",
            template.key
        );
        assert!(
            template.touchpoints.iter().any(|it| it.moment_of_truth),
            "{}",
            template.key
        );
        assert_eq!(get(&template.key), Some(template));
    }
    assert_eq!(get("nothing"), None);
}
