//! What is read from the samples, as one would read a statement aloud.

#![allow(clippy::unwrap_used, reason = "a failing unwrap fails the test")]

mod aloud;

use aloud::{aloud, sample};
use waybill_camt::read;

#[test]
fn three_accounts_in_three_currencies() {
    let expected = "\
EUR-12 of XX820000WAYBILL0EUR1, version V08: 1000.00 EUR on 2022-03-06
  in 40.00 on 2022-03-07, from 2022-03-08, bank B-0001, for RF290VEST00001, of DE: A Giver · for the vests RF29 0VES T000 01 thank you
  in 48.49 on 2022-03-07, bank T-2, for RF637H2K9M4QXA, sent as 50.00 CHF at 0.9698, of CH: Another Giver
  in 100.00 on 2022-03-07, bank B-0003-1, for RF160SCARF0002, of XX:
  in 20.00 on 2022-03-07, bank B-0003-2: scarves & gloves
  out 20.00 on 2022-03-07, taken back, bank B-0004: returned: account closed
  entry 5: it is not booked: pending
  makes 1188.49 on 2022-03-07
PLN-12 of XX550000WAYBILL0PLN1, version V08: -150.00 PLN on 2022-03-06
  in 200.00 on 2022-03-07: na apteczki
  makes 50.00 on 2022-03-07
UAH-12 of XX840000WAYBILL0UAH1, version V08: 0.00 UAH on 2022-03-06
  makes 0.00 on 2022-03-07
";
    assert_eq!(aloud(&sample("three-accounts.v08.xml")), expected);
}

#[test]
fn version_02_with_a_prefix_a_batch_and_a_fee() {
    let expected = "\
OLD-1 of XX820000WAYBILL0EUR1, version V02: 10.00 EUR on 2022-03-07
  in 50.00 on 2022-03-08, of XX: First of Two
  in 30.50 on 2022-03-08: Second of Two
  out 5.00 on 2022-03-08, from 2022-03-08: fee < of the bank
  makes 85.50 on 2022-03-08
";
    assert_eq!(aloud(&sample("prefixed.v02.xml")), expected);
}

#[test]
fn the_letters_of_the_encoding_that_is_declared() {
    for (file, account, version, words) in [
        ("latin-1.v04.xml", "4711/08", "V04", "für Schlösser und Gewölbe"),
        ("central.v04.xml", "PL-7", "V04", "na apteczki, dziękuję"),
        ("cyrillic.v02.xml", "260070815", "V02", "на аптечки, дякую"),
    ] {
        let told = aloud(&sample(file));
        assert!(told.starts_with(&format!("S-1 of {account}, version {version}: 0.00 ")), "{told}");
        assert!(told.contains(&format!("\n  in 70.00 on 2022-03-08: {words}\n")), "{told}");
    }
}

#[test]
fn an_invisible_mark_at_the_beginning_changes_nothing() {
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(sample("three-accounts.v08.xml"));
    assert_eq!(aloud(&marked), aloud(&sample("three-accounts.v08.xml")));
}

#[test]
fn lines_that_differ_in_anything_have_different_bytes_and_equal_lines_have_the_same() {
    let text = String::from_utf8(sample("three-accounts.v08.xml")).unwrap();
    let first = |text: &str| {
        let statements = read(text.as_bytes(), &aloud::minor_unit).unwrap();
        statements[0].lines[0].as_ref().unwrap().canonical.clone()
    };
    for (was, is) in [
        (">40.00<", ">40.01<"),
        ("<Dt>2022-03-07</Dt></BookgDt>", "<Dt>2022-03-06</Dt></BookgDt>"),
        ("<Dt>2022-03-08</Dt></ValDt>", "<Dt>2022-03-09</Dt></ValDt>"),
        ("<ValDt><Dt>2022-03-08</Dt></ValDt>", ""),
        ("B-0001", "B-0009"),
        ("A Giver", "A Taker"),
        ("XX260000GIVER0000001", "XX960000GIVER0000002"),
        ("thank you", "thank  you all"),
        ("NOTPROVIDED", "E2E-1"),
        ("<CdtDbtInd>CRDT</CdtDbtInd>\n        <Sts>", "<CdtDbtInd>DBIT</CdtDbtInd>\n        <Sts>"),
    ] {
        assert!(text.contains(was), "{was}");
        assert_ne!(first(&text.replacen(was, is, 1)), first(&text), "{was}");
    }
    // The number of a line in its file, blanks, and letters that nobody sees are not the line.
    for (was, is) in [
        ("<NtryRef>1<", "<NtryRef>77<"),
        ("thank you", "thank \n you"),
        ("A Giver", "A\u{200B} Giver"),
        ("B-0001", "b-0001"),
    ] {
        assert_eq!(first(&text.replacen(was, is, 1)), first(&text), "{was}");
    }
}

#[test]
fn words_are_bounded_and_hold_nothing_hidden() {
    let text = String::from_utf8(sample("three-accounts.v08.xml")).unwrap();
    let long = "wörd ".repeat(350);
    let text = text.replacen("A Giver", "\u{202E}revig\u{202C} A&#x200B;b", 1).replacen("thank you", &long, 1);
    let line = read(text.as_bytes(), &aloud::minor_unit).unwrap()[0].lines[0].clone().unwrap();
    assert!(line.words.starts_with("revig Ab · for the vests"), "{}", line.words);
    assert!(line.words.ends_with('…') && line.words.chars().count() <= 1001, "{}", line.words.len());
}
