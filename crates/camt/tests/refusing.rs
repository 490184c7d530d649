//! What is refused, and in which words: a whole file, a statement, or one line and nothing but that line.

#![allow(clippy::unwrap_used, reason = "a failing unwrap fails the test")]

mod aloud;

use aloud::{aloud, minor_unit, sample};
use waybill_camt::{BYTES_MAX, Fault, LINES_MAX, read};

fn text() -> String {
    String::from_utf8(sample("three-accounts.v08.xml")).unwrap()
}

/// The sample with something replaced once, read aloud.
fn with(was: &str, is: &str) -> String {
    let text = text();
    assert!(text.contains(was), "{was}");
    aloud(text.replacen(was, is, 1).as_bytes())
}

/// The first entry of the sample, which most replacements hit.
const FIRST: &str = "  in 40.00 on 2022-03-07, from 2022-03-08, bank B-0001, for RF290VEST00001, of DE: A Giver · for the vests RF29 0VES T000 01 thank you\n";

#[test]
fn a_file_that_is_no_statement_says_what_it_is_instead() {
    let latin = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document>f\xFCr</Document>";
    let cases: [(&[u8], &str); 20] = [
        (b"", "the file is not well-formed XML at line 1"),
        (b"\xEF\xBB\xBF", "the file is not well-formed XML at line 1"),
        (b"Date;Amount\n2022-03-07;40,00\n", "the file is not well-formed XML at line 1"),
        (b"%PDF-1.7\n\x00\x01", "the file is not well-formed XML at line 2"),
        (b"PK\x03\x04", "the file is not well-formed XML at line 1"),
        (b"<a/>", "the document is of the kind \"\""),
        (b"<a xmlns='urn:b'/>", "the document is of the kind \"urn:b\""),
        (
            b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'/>",
            "the document is of the kind \"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"",
        ),
        (
            b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.13'/>",
            "the document is of the kind \"urn:iso:std:iso:20022:tech:xsd:camt.053.001.13\"",
        ),
        (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>", "there is no statement in the file"),
        (b"<Statement xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>", "there is no statement in the file"),
        (b"<!DOCTYPE a><a/>", "the file declares entities or a document type at line 1"),
        (b"<?xml version='1.0'?>\n<a", "the file is cut off at line 2"),
        (b"<?xml version='1.0'", "the file is cut off at line 1"),
        (latin, "the bytes of the file are not UTF-8"),
        (b"<?xml version='1.0' encoding='UTF-16'?><a/>", "the bytes of the file are not UTF-16"),
        (b"<?xml version='1.0' encoding='us-ascii'?><a>\xC3\xA4</a>", "the bytes of the file are not us-ascii"),
        (b"<?xml version='1.0' encoding='x\xE2\x80\xAEy'?><a/>", "the bytes of the file are not xy"),
        (b"\xFF\xFE<\x00?\x00x\x00m\x00l\x00", "the bytes of the file are not UTF-8"),
        (b"<a>\x01</a>", "the file is not well-formed XML at line 1"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(aloud(bytes).trim_end(), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_breaks_the_rules_of_xml_is_refused_whole() {
    for (was, is, expected) in [
        ("</Nm>", "</Mn>", "the file is not well-formed XML at line 47"),
        ("<Nm>A", "<Nm>&giver; A", "the file declares entities or a document type at line 47"),
        ("<Nm>A", "<Nm>&#0; A", "the file is not well-formed XML at line 47"),
        ("<Nm>A", "<Nm>&#x1F; A", "the file is not well-formed XML at line 47"),
        ("<Nm>A", "<Nm>& A", "the file is not well-formed XML at line 47"),
        ("<Amt Ccy=\"EUR\">40", "<Amt Ccy=\"EUR\" Ccy=\"PLN\">40", "the file is not well-formed XML at line 36"),
        ("<Amt Ccy=\"EUR\">40", "<Amt Ccy=EUR>40", "the file is not well-formed XML at line 36"),
        (
            "<Document ",
            "<!DOCTYPE Document [<!ENTITY a 'aaaa'>]>\n<Document ",
            "the file declares entities or a document type at line 3",
        ),
        ("</Document>", "</Document><Document/>", "the file is not well-formed XML at line 168"),
        ("</Document>", "</Document>and more", "the file is not well-formed XML at line 168"),
        ("<Document ", "<?xml version=\"1.0\"?><Document ", "the file is not well-formed XML at line 3"),
    ] {
        assert_eq!(with(was, is).trim_end(), expected, "{is}");
    }
}

#[test]
fn an_entity_bomb_and_an_entity_from_elsewhere_are_refused_at_once() {
    let tenfold = |n: u32| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10));
    let bomb = (1..20).map(tenfold).collect::<Vec<_>>().concat();
    for doctype in [
        format!("<!DOCTYPE Document [<!ENTITY e0 \"ha\">{bomb}]>"),
        "<!DOCTYPE Document [<!ENTITY e19 SYSTEM \"file:///etc/passwd\">]>".to_owned(),
        "<!DOCTYPE Document SYSTEM \"https://example.org/a.dtd\">".to_owned(),
    ] {
        let text = text().replacen("<Document", &format!("{doctype}\n<Document"), 1).replacen("A Giver", "&e19;", 1);
        assert_eq!(read(text.as_bytes(), &minor_unit), Err(Fault::Entities { line: 3 }));
    }
}

#[test]
fn a_file_cut_off_anywhere_is_never_taken_for_a_whole_one() {
    // The long one costs as much as all the others even where only some of its bytes are tried.
    for (file, step) in
        [("cyrillic.v02.xml", 1), ("latin-1.v04.xml", 1), ("prefixed.v02.xml", 1), ("three-accounts.v08.xml", 11)]
    {
        let bytes = sample(file);
        let whole = read(&bytes, &minor_unit).unwrap();
        let end = bytes.trim_ascii_end().len();
        for at in (0..bytes.len()).step_by(step) {
            match read(&bytes[..at], &minor_unit) {
                Ok(read) => assert!(at >= end && read == whole, "{file} cut at byte {at} of {end}"),
                Err(_) => assert!(at < end, "{file} cut in the blanks after its end"),
            }
        }
    }
}

#[test]
fn a_byte_changed_anywhere_never_loses_a_line_in_silence() {
    let bytes = sample("cyrillic.v02.xml");
    for at in 0..bytes.len() {
        for byte in [b'<', b'>', b'/', b'"', 0xFF] {
            let mut changed = bytes.clone();
            changed[at] = byte;
            let Ok(read) = read(&changed, &minor_unit) else { continue };
            let lines: usize = read.iter().map(|s| s.lines.len()).sum();
            let complains = read.iter().any(|s| s.complaint.is_some());
            assert!(lines == 1 || complains, "{at}: {}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn a_file_too_large_is_not_even_looked_at() {
    let bytes = vec![b'<'; 200 << 20];
    assert_eq!(read(&bytes, &minor_unit), Err(Fault::TooLarge { bytes: 200 << 20, max: BYTES_MAX }));
}

#[test]
fn more_lines_than_a_file_may_have_are_refused_and_as_many_are_read() {
    let text = text();
    let begin = text.find("<Ntry>").unwrap();
    let end = begin + text[begin..].find("</Stmt>").unwrap();
    let entries = |count: usize| format!("{}{}{}", &text[..begin], "<Ntry/>".repeat(count), &text[end..]);
    // Beside them: three statements, seven balances, and the one entry of the second with its payment.
    let room = LINES_MAX - 3 - 7 - 2;
    assert_eq!(read(entries(room).as_bytes(), &minor_unit).unwrap()[0].lines.len(), room);
    let refused = read(entries(room + 1).as_bytes(), &minor_unit);
    assert_eq!(refused, Err(Fault::TooManyLines { max: LINES_MAX }));
}

#[test]
fn elements_without_end_are_refused() {
    let deep = with("<Nm>A Giver", &format!("{}<Nm>A Giver", "<Nm>".repeat(100_000)));
    assert_eq!(deep, "line 47 stands deeper than 64 elements\n");
}

#[test]
fn one_bad_line_is_told_and_keeps_no_other_out() {
    let amount = "<Amt Ccy=\"EUR\">40.00</Amt>\n        <CdtDbtInd>";
    let amount_of = |text: &str| format!("<Amt Ccy=\"EUR\">{text}</Amt>\n        <CdtDbtInd>");
    let sts = "<Sts><Cd>BOOK</Cd></Sts>\n        <BookgDt><Dt>2022-03-07</Dt></BookgDt>\n        <ValDt>";
    let sts_of = |text: &str| sts.replace("<Sts><Cd>BOOK</Cd></Sts>", text);
    let booked = "<BookgDt><Dt>2022-03-07</Dt></BookgDt>\n        <ValDt><Dt>2022-03-08</Dt></ValDt>";
    let direction = "<CdtDbtInd>CRDT</CdtDbtInd>\n        <Sts>";
    let words = "for the vests";
    for (was, is, why) in [
        (amount, amount_of("12.34567"), "its amount has 5 decimals; EUR has 2"),
        (amount, amount_of("40.001"), "its amount has 3 decimals; EUR has 2"),
        (amount, amount_of("40,00"), "its amount is not a number"),
        (amount, amount_of("-40.00"), "its amount is not a number"),
        (amount, amount_of("0.00"), "its amount is zero"),
        (amount, amount_of("9999999999999.00"), "its amount is too large"),
        (amount, amount_of("40<b/>.00"), "it has no amount"),
        (amount, "<CdtDbtInd>".into(), "it has no amount"),
        (
            amount,
            amount.repeat(2).replace("<CdtDbtInd>\n", "\n").replace("<CdtDbtInd><", "<"),
            "it says twice what it may say once",
        ),
        (amount, amount.replace("EUR", "PLN"), "it is in PLN; the account is in EUR"),
        (amount, amount.replace(" Ccy=\"EUR\"", ""), "it is in ; the account is in EUR"),
        (booked, String::new(), "it has no date"),
        (booked, booked.replace("2022-03-07", "07.03.2022"), "its date is not a date"),
        (booked, booked.replace("2022-03-08", "2022-02-30"), "its date is not a date"),
        (direction, "<Sts>".into(), "it does not say whether money came or went"),
        (direction, direction.replace("CRDT", "BOTH"), "it does not say whether money came or went"),
        (sts, sts_of(""), "it does not say whether it is booked"),
        (sts, sts_of("<Sts><Cd>PDNG</Cd></Sts>"), "it is not booked: pending"),
        (sts, sts_of("<Sts><Cd>FUTR</Cd></Sts>"), "it is not booked: of a later day"),
        (sts, sts_of("<Sts><Cd>INFO</Cd></Sts>"), "it is not booked: for information"),
        (sts, sts_of("<Sts><Prtry>BOOK</Prtry></Sts>"), "it is not booked: of a kind of the bank's own"),
        (words, "long ".repeat(2000), "one of its texts has more than 2000 characters"),
        (
            words,
            format!("</Ustrd>{}<Ustrd>", "<Ustrd>more and more words</Ustrd>".repeat(500)),
            "one of its texts has more than 2000 characters",
        ),
    ] {
        let told = with(was, &is);
        let expected = aloud(text().as_bytes()).replace(FIRST, &format!("  entry 1: {why}\n"));
        // The one that is missing is also why the statement does not add up.
        let but = "  but the statement does not add up: 100000 and 14849 make 114849, not 118849\n";
        let expected =
            expected.replace("makes 1188.49 on 2022-03-07\n", &format!("makes 1188.49 on 2022-03-07\n{but}"));
        assert_eq!(told, expected, "{is}");
    }
}

#[test]
fn payments_that_do_not_make_their_entry_are_told() {
    let told = with("<Amt Ccy=\"EUR\">100.00", "<Amt Ccy=\"EUR\">99.00");
    assert!(told.contains("\n  entry 3: its 2 payments make 11900, not 12000\n"), "{told}");
    assert!(told.contains("but the statement does not add up: 100000 and 6849 make 106849, not 118849"), "{told}");
    // One that went the other way is counted that way.
    let told = with("100.00</Amt>\n            <CdtDbtInd>CRDT", "140.00</Amt>\n            <CdtDbtInd>CRDT");
    assert!(told.contains("its 2 payments make 16000, not 12000"), "{told}");
    let text = text()
        .replacen("100.00</Amt>\n            <CdtDbtInd>CRDT", "140.00</Amt>\n            <CdtDbtInd>CRDT", 1)
        .replacen("20.00</Amt>\n            <CdtDbtInd>CRDT", "20.00</Amt>\n            <CdtDbtInd>DBIT", 1);
    let told = aloud(text.as_bytes());
    assert!(told.contains("\n  in 140.00 on") && told.contains("\n  out 20.00 on 2022-03-07, bank B-0003-2"), "{told}");
    assert!(!told.contains("but"), "{told}");
}

#[test]
fn payments_whose_amounts_are_not_told_make_one_line() {
    let told = with(">100.00</Amt>", "></Amt>");
    assert!(told.contains("entry 3: its amount is not a number"), "{told}");
    let told = with("<Amt Ccy=\"EUR\">100.00</Amt>", "");
    let line = "\n  in 120.00 on 2022-03-07, bank B-0003, for RF160SCARF0002, 2 payments: scarves & gloves\n";
    assert!(told.contains(line), "{told}");
    assert!(!told.contains("but"), "{told}");
}

#[test]
fn what_was_sent_in_a_currency_nobody_knows_is_shown_as_it_stands() {
    let told = with("<Amt Ccy=\"CHF\">50</Amt>", "<Amt Ccy=\"XYZ\">50.123</Amt>");
    assert!(
        told.contains("\n  in 48.49 on 2022-03-07, bank T-2, for RF637H2K9M4QXA, of CH: Another Giver · 50.123 XYZ\n"),
        "{told}"
    );
    let told = with("<XchgRate>0.9698</XchgRate>", "<XchgRate>a lot</XchgRate>");
    assert!(told.contains(", sent as 50.00 CHF, of CH"), "{told}");
}

#[test]
fn a_statement_that_does_not_hold_together_says_so_with_its_figures() {
    let account = "<Id><IBAN>XX820000WAYBILL0EUR1</IBAN></Id>";
    for (was, is, but) in [
        ("1188.49", "1188.50", "the statement does not add up: 100000 and 18849 make 118849, not 118850"),
        ("1188.49", "1188.494", "the closing balance cannot be read: its amount has 3 decimals; EUR has 2"),
        (
            "<Amt Ccy=\"EUR\">1000",
            "<Amt Ccy=\"CHF\">1000",
            "the opening balance cannot be read: it is in CHF; the account is in EUR",
        ),
        ("<Dt><Dt>2022-03-06</Dt></Dt>", "", "the opening balance cannot be read: it has no date"),
        (account, "", "the statement names no account"),
        (account, "<Id><IBAN>XX820000WAYBILL0EUR1XX820000WAYBILL0EUR1</IBAN></Id>", "the statement names no account"),
    ] {
        let told = with(was, is);
        let first = told.split("PLN-12").next().unwrap();
        assert!(first.contains(FIRST) && first.ends_with(&format!("\n  but {but}\n")), "{is}: {told}");
        assert_eq!(told.matches("but").count(), 1, "{told}");
    }
}

#[test]
fn a_currency_nobody_knows_stops_its_statement_and_no_other() {
    let told = aloud(text().replace("\"EUR\"", "\"XYZ\"").replace(">EUR<", ">XYZ<").as_bytes());
    let expected = "EUR-12 of XX820000WAYBILL0EUR1, version V08: nothing known
  entry 1: the currency XYZ is not known
  entry 2: the currency XYZ is not known
  entry 3: the currency XYZ is not known
  entry 4: the currency XYZ is not known
  entry 5: the currency XYZ is not known
  but the currency XYZ is not known
PLN-12 of";
    assert!(told.starts_with(expected), "{told}");
    assert!(told.contains("\n  in 200.00 on 2022-03-07: na apteczki\n"), "{told}");
    let told = with("<Ccy>EUR</Ccy>", "");
    assert_eq!(told, aloud(text().as_bytes()), "its balances say the currency as well");
}

#[test]
fn the_pages_of_one_statement_add_up_each() {
    let page = |was: &str| with(was, "ITBD");
    assert_eq!(page("OPBD"), aloud(text().as_bytes()));
    assert_eq!(page("CLBD"), aloud(text().as_bytes()));
}

#[test]
fn the_elements_of_others_are_stepped_over() {
    let others = "<Ntry xmlns=\"urn:others\"><Amt xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\" Ccy=\"EUR\">1.00</Amt></Ntry>";
    let others = format!("<SplmtryData><Envlp>{others}</Envlp></SplmtryData>{others}");
    let told = with("<NtryRef>1</NtryRef>", &others);
    assert_eq!(told, aloud(text().as_bytes()));
}
