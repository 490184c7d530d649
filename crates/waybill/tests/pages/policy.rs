//! The forms for what is told and when, and the page on which everybody reads the policy in force.

use crate::ground::{Ground, On, on_both_engines};
use crate::refused::{Case, refused};

on_both_engines!(
    a_policy_beyond_its_bounds_is_refused,
    a_policy_says_what_it_changes_before_and_after_it_is_entered,
    what_is_told_early_is_chosen_from_what_waits,
);

fn a_policy_beyond_its_bounds_is_refused(on: On) {
    let ground = Ground::small(on);
    for (typed, at, says, figures) in [
        (("people", "4"), "people", "a group smaller than 5 could point to a person", &["4", "5", "50"][..]),
        (("people", "51"), "people", "from 5 to 50", &["51"]),
        (("people", "many"), "people", "", &[]),
        (("stale", "61"), "stale", "an old need as today", &["61", "3", "60"]),
        (("delay-arrival", "6"), "delay-arrival", "no delay may be shorter than 7 days", &["6", "7", "90"]),
        (("delay-gift-in-kind", "91"), "delay-gift-in-kind", "none longer than 90", &["91"]),
        (("delay-loss", ""), "delay-loss", "Fill this in", &[]),
    ] {
        let echoes = &["many"][..];
        refused(&ground, &Case { form: "policy", typed: &[typed], at, says, figures, echoes, ..Case::default() });
    }
    let finer = [("place-arrival", "street")];
    let off_list = &["place-arrival"][..];
    refused(&ground, &Case { form: "policy", typed: &finer, at: "place-arrival", off_list, ..Case::default() });
    let same = [("people", "5")];
    let says = "the policy that holds already";
    refused(&ground, &Case { form: "policy", typed: &same, at: "people", says, ..Case::default() });
}

fn a_policy_says_what_it_changes_before_and_after_it_is_entered(on: On) {
    let ground = Ground::small(on);
    ground.record("arrival", &[("received1", "3"), ("region", "UA-46")]);
    let unchanged = ground.read("en/protect").main();
    assert!(unchanged.contains("It was never changed.") && unchanged.contains("Arrival: days of waiting 7 days"));
    let typed = [("people", "6"), ("delay-arrival", "14"), ("place-arrival", "country")];
    let page = ground.look("en", "policy", &typed).main();
    for part in [
        "What changes from Friday, 18 March 2022 on",
        "Smallest group told: 6 people instead of 5 people",
        "Arrival: days of waiting: 14 days instead of 7 days",
        "Arrival: finest place told: a country instead of a region",
        "Arrival: 1 waiting until 28 March 2022; with this change until 4 April 2022",
        "New policy of what is told. Smallest group told: 6 people",
    ] {
        assert!(page.contains(part), "`{part}` is not in: {page}");
    }
    ground.record("policy", &typed);
    assert_eq!(ground.read("en/protect").main(), unchanged, "nothing is told before the close");
    let hint = ground.look("en", "gift", &[]).main();
    assert!(hint.contains("at least 6 people"), "{hint}");
    ground.pass_to("2022-03-18T18:00:00+02:00");
    let told = ground.read("en/protect").main();
    for part in ["Told on 18 March 2022", "6 people instead of 5 people", "14 days or more after the end of its week"] {
        assert!(told.contains(part), "`{part}` is not in: {told}");
    }
    for lang in ["uk", "de", "pl"] {
        let page = ground.read(&format!("{lang}/protect"));
        assert!(!page.main().contains("policy-"), "a phrase is missing in {lang}");
    }
    ground.pass_to("2022-03-28T18:00:00+03:00");
    assert_eq!(ground.read("facts.jsonl").body.matches("\"kind\":\"arrival\",\"body\"").count(), 0);
    ground.pass_to("2022-04-04T18:00:00+03:00");
    assert!(ground.read("facts.jsonl").body.contains("\"region\":\"UA\""));
}

fn what_is_told_early_is_chosen_from_what_waits(on: On) {
    let ground = Ground::small(on);
    let asked = ("reason", "asked");
    refused(&ground, &Case { form: "early", typed: &[asked], at: "what", ..Case::default() });
    ground.record("loss", &[]);
    ground.record("handover", &[("people", "3")]);
    let choices = ground.open("en/record/early").field("what").unwrap().choices.clone();
    let waits: Vec<&String> = choices.iter().filter(|code| !code.is_empty()).collect();
    assert_eq!(waits.len(), 1, "a loss, and no handover: {choices:?}");
    let what = ("what", waits[0].as_str());
    refused(&ground, &Case { form: "early", typed: &[what, ("reason", "")], at: "reason", ..Case::default() });
    let (typed, off_list) = ([("what", "nothing"), asked], &["what"][..]);
    refused(&ground, &Case { form: "early", typed: &typed, at: "what", off_list, ..Case::default() });
    let page = ground.look("en", "early", &[what, asked]).main();
    for part in ["at the close of Friday, 18 March 2022", "28 March 2022 at the earliest", "told before its Monday"] {
        assert!(page.contains(part), "`{part}` is not in: {page}");
    }
    ground.record("early", &[what, asked]);
    ground.pass_to("2022-03-18T18:00:00+02:00");
    let facts = ground.read("facts.jsonl").body;
    assert_eq!((facts.matches("\"kind\":\"early\"").count(), facts.matches("\"kind\":\"handover\"").count()), (1, 0));
    assert!(facts.contains("\"reason\":\"asked\"") && facts.contains("w:loss"), "{facts}");
}
