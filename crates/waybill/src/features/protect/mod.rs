//! How people are protected: what is public, when and how coarse - written from the gate's own table -, what is never stored,
//! and what is not protected yet.

use maud::{Markup, html};

use crate::publish::details::COOLING_DAYS;
use crate::publish::fact::Fact;
use crate::publish::policy::{self, Policy};
use crate::publish::rules::{Dated, Place, RULES, Rule, Told, When, rule_of};
use crate::publish::shown::Shown;
use crate::store::CORRECTION;
use crate::web::layout::{Nav, Page, StripBox, address};
use crate::web::policies;
use crate::web::words::{Arg, Tongue, capital};

mod taken;

pub use taken::page as taken;

/// Who asks whether they can be found, and the kind of entry that tells of them.
const WHO: [(&str, Option<&str>); 4] =
    [("recipients", Some("handover")), ("givers", Some("gift")), ("coordinators", None), ("readers", None)];

/// The page.
pub fn page(w: Tongue, base: &str, shown: &Shown) -> String {
    let policy = &shown.policy;
    let mut page = Page::new(w, base, &shown.card);
    page.nav = Nav::Protect;
    "protect".clone_into(&mut page.here);
    page.title = w.with("protect-title", &[("name", (&shown.card.name).into())]);
    page.description = w.t("protect-lede");
    let hour = format!("{}:00", policy.close_hour);
    let days = |n: i64| w.with("days", &[("n", n.into())]);
    page.strip = vec![
        StripBox::text(w.t("protect-strip-group"), &w.with("protect-strip-people", &[("n", policy.people_min.into())])),
        StripBox::text(w.t("protect-strip-close"), &hour),
        StripBox::text(w.t("protect-strip-delay"), &days(policy.of("arrival").delay_days)),
        StripBox::text(w.t("protect-strip-stale"), &days(policy.stale_days)),
    ];
    let hours = i64::from(COOLING_DAYS) * 24;
    let args = vec![
        ("k", policy.people_min.into()),
        ("fresh", days(policy.stale_days).into()),
        ("hour", hour.into()),
        ("hours", hours.into()),
    ];
    let said = Said { w, policy: *policy, args };
    let content = html! {
        div.hero.plain-hero {
            h1 { (w.t("protect-heading")) }
            p.lede { (w.t("protect-lede")) }
        }
        (said.found())
        (said.public(RULES))
        (in_force(w, shown))
        div.band.cols {
            div.read {
                h2 { (w.t("protect-never")) }
                (said.list(&["never-names", "never-places", "never-ways", "never-address", "never-code"]))
                h2 { (w.t("protect-code")) }
                p { (w.t("protect-code-text")) }
                h2 { (w.t("protect-log")) }
                p { (w.t("protect-log-text")) }
                p { a href=(address(base, w, "check")) { (w.t("protect-log-link")) } }
                h2 { (w.t("protect-taken")) }
                p { (w.t("protect-taken-lede")) }
                p { a href=(address(base, w, "protect/taken")) { (w.t("protect-taken-link")) } }
            }
            section.note-box #not-yet aria-labelledby="h-not-yet" {
                h2 #h-not-yet { (w.t("protect-not-yet")) }
                (said.list(&["not-yet-sealing", "not-yet-keys", "not-yet-witness", "not-yet-people"]))
                p { (w.t("protect-not-yet-why")) }
            }
        }
    };
    page.render(&content)
}

/// The policy in force and how it came to be so: each change with the day on which it was told.
fn in_force(w: Tongue, shown: &Shown) -> Markup {
    let told = |up_to: usize| Policy::told_in(shown.facts[..up_to].iter());
    let is_change = |fact: &&(usize, &Fact)| {
        fact.1.kind == policy::KIND || (fact.1.kind == CORRECTION && fact.1.text("kind") == policy::KIND)
    };
    let facts: Vec<(usize, &Fact)> = shown.facts.iter().enumerate().collect();
    let changes: Vec<(i32, Vec<String>)> = facts
        .iter()
        .filter(is_change)
        .map(|(place, fact)| (fact.step, policies::changes(w, &told(*place), &told(place + 1))))
        .collect();
    html! {
        section.band #policy aria-labelledby="h-policy" {
            h2 #h-policy { (w.t("protect-policy")) }
            p.lede { (w.t("protect-policy-lede")) }
            table { tbody {
                @for (what, is) in policies::lines(w, &shown.policy) { tr { th scope="row" { (what) } td { (is) } } }
            } }
            h3 { (w.t("protect-policy-changes")) }
            @if changes.is_empty() { p { (w.t("protect-policy-unchanged")) } }
            ul {
                @for (step, said) in changes.iter().rev() {
                    li {
                        (w.with("protect-policy-on", &[("date", w.date(shown.card.date_of_day(*step)).into()), ("day", (*step).into())]))
                        @if said.is_empty() { " " (w.t("protect-policy-nothing")) }
                        ul { @for change in said { li { (change) } } }
                    }
                }
            }
            p.note.lean { (w.t("policy-promise")) }
        }
    }
}

/// The page's sentences, with the numbers of the policy in them.
struct Said {
    w: Tongue,
    policy: Policy,
    args: Vec<(&'static str, Arg)>,
}

impl Said {
    fn say(&self, key: &str) -> String {
        self.w.with(key, &self.args)
    }

    fn list(&self, keys: &[&str]) -> Markup {
        html! { ul { @for key in keys { li { (self.say(&format!("protect-{key}"))) } } } }
    }

    /// The first question of whoever is afraid, answered first.
    fn found(&self) -> Markup {
        html! {
            section.band #found aria-labelledby="h-found" {
                h2 #h-found { (self.say("protect-found")) }
                p.lede { (self.say("protect-found-lede")) }
                div.found {
                    @for (who, kind) in WHO {
                        div {
                            h3 { (self.say(&format!("protect-found-{who}"))) }
                            p { (self.say(&format!("protect-found-{who}-text"))) }
                            @if let Some(rule) = kind.and_then(rule_of) {
                                p.note { (self.when(rule)) ". " (self.told(rule)) " " (self.precision(rule)) "." }
                            }
                        }
                    }
                }
                p { (self.say("protect-found-not")) " " a href="#not-yet" { (self.say("protect-not-yet")) } }
            }
        }
    }

    /// What is public, by when and how it is told.
    fn public(&self, rules: &[Rule]) -> Markup {
        let mut groups: Vec<Vec<&Rule>> = Vec::new();
        for rule in rules {
            let how = |rule: &Rule| (rule.when, rule.told, self.policy.of(rule.kind).delay_days);
            let same = |group: &&mut Vec<&Rule>| how(group[0]) == how(rule);
            match groups.iter_mut().find(same) {
                Some(group) => group.push(rule),
                None => groups.push(vec![rule]),
            }
        }
        html! {
            section.band #public aria-labelledby="h-public" {
                h2 #h-public { (self.say("protect-public")) }
                p.lede { (self.say("protect-public-lede")) }
                @for group in &groups {
                    section.rule {
                        h3 { (self.when(group[0])) }
                        p { (self.told(group[0])) }
                        ul.plain { @for rule in group { (self.kind(rule)) } }
                    }
                }
                p.note { (self.say("protect-public-moves")) }
            }
        }
    }

    /// One kind: its name, what is public of it, how exactly where and when.
    fn kind(&self, rule: &Rule) -> Markup {
        let w = self.w;
        let members: Vec<String> = rule.members.iter().map(|member| self.member(rule, member)).collect();
        let note = format!("protect-note-{}", rule.kind);
        html! {
            li {
                h4 { (w.t(&format!("kind-{}", rule.fact))) }
                div {
                    @if rule.told != Told::Never { p { (capital(&members.join("; "))) "." } }
                    @if w.known(&note).is_some() { p.note { (self.say(&note)) } }
                }
                @if matches!(rule.told, Told::Singly | Told::InTotals | Told::FromFacts) { p.note { (self.precision(rule)) "." } }
            }
        }
    }

    /// A member's name in words; where one name means something else in one kind of fact, that kind has its own.
    fn member(&self, rule: &Rule, member: &str) -> String {
        let member = member.replace('_', "-");
        let own = format!("member-{}-{member}", rule.kind);
        if self.w.known(&own).is_some() { self.say(&own) } else { self.say(&format!("member-{member}")) }
    }

    fn when(&self, rule: &Rule) -> String {
        self.say(match rule.when {
            When::AtOnce => "protect-when-at-once",
            When::Approved => "protect-when-approved",
            When::NextClose => "protect-when-next-close",
            When::Cooling => "protect-when-cooling",
            When::Monday => {
                let days = self.w.with("days", &[("n", self.policy.of(rule.kind).delay_days.into())]);
                return self.w.with("protect-when-monday", &[("days", days.into())]);
            }
            When::AsCorrected => "protect-when-as-corrected",
            When::Never => "protect-when-never",
        })
    }

    fn told(&self, rule: &Rule) -> String {
        self.say(match rule.told {
            Told::Singly => "protect-told-singly",
            Told::InTotals => "protect-told-in-totals",
            Told::InWords => "protect-told-in-words",
            Told::AsCorrected => "protect-told-as-corrected",
            Told::FromFacts => "protect-told-from-facts",
            Told::FromReaders => "protect-told-from-readers",
            Told::Never => "protect-told-never",
        })
    }

    fn precision(&self, rule: &Rule) -> String {
        let late = rule.when == When::Monday;
        let place = if late { rule.place.min(self.policy.of(rule.kind).place) } else { rule.place };
        let place = self.say(match place {
            Place::None => "protect-place-none",
            Place::Country => "protect-place-country",
            Place::Region => "protect-place-region",
        });
        let date = self.say(match rule.dated {
            Dated::None => "protect-date-none",
            Dated::Week => "protect-date-week",
            Dated::Day => "protect-date-day",
        });
        self.w.with("protect-precision", &[("place", place.into()), ("date", date.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::policy::POLICY;
    use crate::web::pieces::sample;
    use crate::web::words::Lang;

    #[test]
    fn the_page_says_what_is_public_and_what_is_not_protected_yet() {
        for lang in Lang::ALL {
            let w = Tongue::new(lang);
            let page = page(w, "/o/demo", &sample::day_23());
            assert!(page.contains("id=\"not-yet\"") && page.contains("id=\"found\""));
            for name in ["protect-", "member-", "kept-", "kind-"] {
                assert!(!page.to_lowercase().contains(&format!(">{name}")), "{name} in {}", lang.code());
            }
            for rule in RULES {
                let said = Said { w, policy: POLICY, args: vec![("k", 5.into())] };
                for member in rule.members {
                    let word = said.member(rule, member);
                    assert!(!word.starts_with("member-"), "{member} of {} in {}", rule.kind, lang.code());
                }
            }
            sample::keep("protect", lang, &page);
        }
    }

    #[test]
    fn the_page_follows_the_table() {
        let said = Said { w: Tongue::new(Lang::En), policy: POLICY, args: vec![("k", 5.into())] };
        let of = |rule: Rule| said.public(&[rule]).into_string();
        let arrival = *rule_of("arrival").expect("there is a row");
        let told = of(arrival);
        assert!(
            told.contains("first Monday that comes 7 days or more") && told.contains("finer than a region"),
            "{told}"
        );
        let coarser = of(Rule { told: Told::InTotals, place: Place::None, members: &["week"], ..arrival });
        assert!(coarser.contains("Never one alone") && coarser.contains("No place"), "{coarser}");
        let never = of(Rule { told: Told::Never, when: When::Never, ..arrival });
        assert!(never.contains("told to nobody") && !never.contains("line by line"), "{never}");
    }
}
