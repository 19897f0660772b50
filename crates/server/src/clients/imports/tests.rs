use std::fs;

use domain::clients::ClientKind;

use super::reading::{Read, read};

fn read_text(name: &str, bytes: &[u8]) -> Read {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    read(&path, name).expect("a readable file")
}

/// Name, addresses, numbers, birthday of each card that could be read.
fn told(read: &Read) -> Vec<String> {
    let rows = read.rows.iter();
    rows.map(|row| match &row.draft {
        Err(bad) => format!("! {}", bad[0].message),
        Ok(draft) => {
            let contact = draft.contact.as_ref().expect("a contact");
            let birthday = contact.birthday.map(|day| day.to_string());
            format!(
                "{} | {} | {} | {}",
                contact.name,
                contact.emails.join(" "),
                contact.phones.join(" "),
                birthday.unwrap_or_default()
            )
        }
    })
    .collect()
}

#[test]
fn cards_of_three_versions_are_read() {
    let old = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;Dr.;\r\n\
        FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen M=C3=BCller\r\nTEL;HOME;VOICE:+43 1 2345678\r\n\
        EMAIL;INTERNET:juergen@example.org\r\nBDAY:19530815\r\nEND:VCARD\r\n";
    assert_eq!(
        told(&read_text("old.vcf", old.as_bytes())),
        ["Jürgen Müller | juergen@example.org | +43 1 2345678 | 1953-08-15"]
    );
    let three = "BEGIN:VCARD\nVERSION:3.0\nN:Roy;Anna;;;\nFN:Anna Roy\nORG:Roy & Partners;Board\nTITLE:Managing\n  director\n\
        EMAIL;TYPE=INTERNET,PREF:anna@example.org\nEMAIL:anna@example.org\nTEL;TYPE=CELL:01 234567\nBDAY:1980-02-29\n\
        ADR;TYPE=WORK:;;Ring 1;Vienna;;1010;Austria\nPHOTO;ENCODING=b:AAAA\nUID:u-1\nEND:VCARD\n";
    let read_three = read_text("three.vcf", three.as_bytes());
    assert_eq!(
        told(&read_three),
        ["Anna Roy | anna@example.org | 01 234567 | 1980-02-29"]
    );
    let row = &read_three.rows[0];
    let draft = row.draft.as_ref().expect("a draft");
    assert_eq!(row.unique.as_deref(), Some("u-1"));
    assert_eq!(draft.attributes["city"], "Vienna");
    assert_eq!(draft.attributes["organization"], "Roy & Partners");
    assert_eq!(
        draft.contact.as_ref().and_then(|it| it.role.as_deref()),
        Some("Managing director")
    );
    assert_eq!(draft.attributes["department"], "Board");
    assert_eq!(draft.attributes["street"], "Ring 1");
    assert_eq!(read_three.left_out, ["PHOTO"]);
    let four = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Example Ltd\nEMAIL:office@example.com\nTEL;VALUE=uri:tel:+44-20-7946-0958\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Ben\nBDAY:--0229\nLANG:de-AT\nTZ:Europe/Vienna\nEMAIL:nobody\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nNOTE:who?\nEND:VCARD\n";
    let read_four = read_text("cards.txt", four.as_bytes());
    assert_eq!(
        told(&read_four),
        [
            "Example Ltd | office@example.com | +44-20-7946-0958 | ",
            "Ben |  |  | --02-29",
            "! The card has no name, no organization and no address.",
        ]
    );
    let kind = read_four.rows[0].draft.as_ref().expect("a draft").kind;
    assert_eq!(kind, Some(ClientKind::Company));
    assert!(read_four.left_out.contains(&"EMAIL nobody".to_owned()));
}

/// What a card says of the client beyond names, addresses and numbers.
fn known(read: &Read) -> Vec<String> {
    let draft = read.rows[0].draft.as_ref().expect("a draft");
    let attributes = draft.attributes.iter();
    attributes
        .map(|(key, value)| format!("{key}: {value}"))
        .collect()
}

#[test]
fn what_programs_write_on_cards_has_a_place() {
    let mail = "BEGIN:VCARD\nVERSION:3.0\nFN:Greg Dartmouth\nNICKNAME:Gman\nX-ICQ:123456789\nEMAIL:greg@example.org\n\
        ORG:TheCompany;Accounting;Cellar\nTITLE:TheJobTitle\nitem3.URL:http\\://profile.example\nitem3.X-ABLabel:PROFILE\n\
        URL:http://blog.example\nitem4.X-ABDATE:1970-06-02\nitem4.X-ABLabel:_$!<Anniversary>!$_\nitem5.X-ABRELATEDNAMES:Jenny\n\
        item5.X-ABLabel:_$!<Spouse>!$_\nitem6.X-ABRELATEDNAMES:Custom\nitem6.X-ABLabel:CustomRelationship\n\
        NOTE:Likes tea.\\nNever before nine.\nCATEGORIES:VIP,Tea\nADR:;;1 Ring;Vienna;;1010;Austria\nADR:;;2 Gate;Linz;;4020;Austria\nEND:VCARD\n";
    let read_mail = read_text("mail.vcf", mail.as_bytes());
    assert_eq!(
        known(&read_mail),
        [
            "anniversary: 1970-06-02",
            "categories: VIP, Tea",
            "city: Vienna",
            "country: Austria",
            "department: Accounting, Cellar",
            "nickname: Gman",
            "note: Likes tea. Never before nine.",
            "organization: TheCompany",
            "postcode: 1010",
            "spouse: Jenny",
            "street: 1 Ring",
            "website: http://profile.example, http://blog.example",
        ]
    );
    assert_eq!(
        read_mail.left_out,
        ["ADR beyond the first", "X-ABRELATEDNAMES", "X-ICQ"]
    );
    let long = "x".repeat(250);
    let four = format!(
        "BEGIN:VCARD\nVERSION:4.0\nFN:Simon\nBDAY:--0203\nANNIVERSARY:20090808T1430-0500\nGENDER:M\nLANG;PREF=1:fr\n\
         LANG;PREF=2:en\nTZ:-0500\nGEO:geo:46.77,-71.28\nHOBBY:sailing\nINTEREST:tea\nNOTE:{long}\nEND:VCARD\n"
    );
    let read_four = read_text("four.vcf", four.as_bytes());
    assert_eq!(
        known(&read_four),
        [
            "anniversary: 2009-08-08".to_owned(),
            "interests: sailing, tea".to_owned(),
            format!("note: {}", &long[..200]),
        ]
    );
    let contact = read_four.rows[0].draft.as_ref().expect("a draft");
    let contact = contact.contact.as_ref().expect("a contact");
    assert_eq!(contact.language.as_deref(), Some("fr"));
    let zone = contact.time_zone.as_ref().map(|zone| zone.as_str());
    assert_eq!(zone, Some("Etc/GMT+5"));
    assert_eq!(
        read_four.left_out,
        ["GENDER", "GEO", "NOTE beyond 200 characters"]
    );
}

#[test]
fn a_table_without_clients_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.csv");
    fs::write(&path, "colour,size\nred,3\n").expect("a file");
    let refused = read(&path, "x.csv").expect_err("refused").to_string();
    assert!(
        refused.contains("No column says who the clients are"),
        "{refused}"
    );
    fs::write(&path, "nothing").expect("a file");
    assert!(read(&path, "x.vcf").is_err());
}
