//! The books for hledger and Beancount: each transaction is the moves of its fact, each balance the figure of its account.

use std::collections::BTreeMap;

use waybill_journal::{Account, Commodity, Move};

use crate::currency::is_currency;
use crate::exports::Calendar;
use crate::finding::Findings;
use crate::known::{Known, Told};
use crate::written::plain;

/// What differs between the two programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    Hledger,
    Beancount,
}

/// What is read of a book, line by line.
struct Reading<'a> {
    program: Program,
    file: &'a str,
    known: &'a Known,
    calendar: Option<Calendar>,
    /// Beancount's short names.
    names: BTreeMap<Commodity, String>,
    /// The figure that each account's balance is, by account and name of the commodity.
    balanced: BTreeMap<(String, String), (String, Commodity)>,
    /// Facts that moved something and did not come yet.
    rest: std::slice::Iter<'a, Told>,
    /// Postings that must follow.
    expected: Vec<String>,
    about: String,
    /// Balances that were stated, by figure.
    balances: BTreeMap<String, usize>,
}

/// Checks a whole book.
pub(crate) fn check(
    program: Program,
    file: &str,
    text: &str,
    known: &Known,
    calendar: Option<Calendar>,
    findings: &mut Findings,
) {
    let mut reading = Reading {
        program,
        file,
        known,
        calendar,
        names: names(program, text),
        balanced: BTreeMap::new(),
        rest: known.facts.iter(),
        expected: Vec::new(),
        about: String::new(),
        balances: BTreeMap::new(),
    };
    let of = |figure: &String| {
        let (account, commodity) = at(figure)?;
        Some(((reading.path(&account), reading.name(&commodity)), (figure.clone(), commodity)))
    };
    reading.balanced = known.figures.keys().filter_map(of).collect();
    for line in text.lines() {
        reading.line(line, findings);
    }
    reading.finish(findings);
}

/// How commodities are called in the book.
fn names(program: Program, text: &str) -> BTreeMap<Commodity, String> {
    let mut names = BTreeMap::new();
    if program == Program::Beancount {
        let mut short = None;
        for line in text.lines() {
            let words: Vec<&str> = line.split_ascii_whitespace().collect();
            match words.as_slice() {
                [_, "commodity", name] => short = Some((*name).to_owned()),
                ["name:", name] => {
                    let own = Commodity::parse(name.trim_matches('"')).ok();
                    names.extend(own.zip(short.take()));
                }
                _ => {}
            }
        }
    }
    names
}

impl Reading<'_> {
    fn line(&mut self, line: &str, findings: &mut Findings) {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        if self.declares(&words) {
            return;
        }
        match (self.program, words.as_slice()) {
            (Program::Beancount, ["fact:", id]) => {
                if id.trim_matches('"') != self.about {
                    findings.number(self.file, "fact", id, &self.about);
                }
            }
            (Program::Hledger, [_, "*", "balances"]) => self.done(findings),
            (Program::Beancount, [_, "balance", account, amount, "~", zero, name]) => {
                self.balance(account, (amount, zero), name, findings);
            }
            (Program::Hledger, [account, zero, name, "=", amount, again]) if name == again => {
                self.balance(account, (amount, zero), name, findings);
            }
            (Program::Hledger, [date, "*", id, kind]) => self.begin(date, kind, Some(id), findings),
            (Program::Beancount, [date, "*", kind]) => self.begin(date, kind.trim_matches('"'), None, findings),
            _ if line.starts_with("  ") => self.posting(&words.join(" "), findings),
            _ => findings.file(self.file, format!("A line is none that docs/FACTS.md describes: {line:?}.")),
        }
    }

    /// A comment or a declaration: no number of the books.
    fn declares(&self, words: &[&str]) -> bool {
        let Some(first) = words.first() else { return true };
        let second = words.get(1).copied().unwrap_or_default();
        let named = match self.program {
            Program::Hledger => ["decimal-mark", "commodity", "account"].contains(first),
            Program::Beancount => ["option", "name:"].contains(first) || ["commodity", "open"].contains(&second),
        };
        named || first.starts_with(';')
    }

    fn begin(&mut self, date: &str, kind: &str, id: Option<&str>, findings: &mut Findings) {
        self.done(findings);
        let Some(told) = self.rest.find(|told| !told.moves.is_empty()) else {
            return findings.file(self.file, format!("A transaction of {date} is that of no fact."));
        };
        self.about.clone_from(&told.id);
        let should = format!("({})", told.id);
        if kind != told.kind || id.is_some_and(|id| id != should) {
            let said = format!("{kind} {}", id.unwrap_or_default());
            findings.number(self.file, &told.id, &said, format!("{} {should}", told.kind));
        }
        if self.calendar.is_some_and(|calendar| !calendar.is(date, told.step)) {
            findings.number(
                self.file,
                &format!("the date of {}", told.id),
                date,
                format!("the day of step {}", told.step),
            );
        }
        self.expected = told.moves.iter().flat_map(|said| self.postings(said)).rev().collect();
    }

    fn posting(&mut self, said: &str, findings: &mut Findings) {
        match self.expected.pop() {
            Some(should) if should == said => {}
            Some(should) => findings.number(self.file, &self.about, said, should),
            None => findings.number(self.file, &self.about, said, "nothing"),
        }
    }

    /// The transaction is over: nothing of it may be missing.
    fn done(&mut self, findings: &mut Findings) {
        for should in std::mem::take(&mut self.expected) {
            findings.number(self.file, &self.about, "nothing", should);
        }
    }

    fn balance(&mut self, account: &str, (amount, zero): (&str, &str), name: &str, findings: &mut Findings) {
        let Some((figure, commodity)) = self.balanced.get(&(account.to_owned(), name.to_owned())) else {
            return findings
                .file(self.file, format!("It states a balance of {account} in {name}, which is no figure."));
        };
        let value = self.known.figure(figure, self.known.snapshot).map_or(0, |(value, _)| value);
        let (should, nothing) = (plain(value, commodity), plain(0, commodity));
        if amount != should || zero != nothing {
            findings.number(self.file, figure, amount, should);
        }
        *self.balances.entry(figure.clone()).or_default() += 1;
    }

    fn finish(mut self, findings: &mut Findings) {
        self.done(findings);
        if let Some(told) = self.rest.find(|told| !told.moves.is_empty()) {
            findings.file(self.file, format!("The fact {} is missing, or one behind it.", told.id));
        }
        for figure in self.known.figures.keys().filter(|figure| at(figure).is_some()) {
            if self.balances.get(figure) != Some(&1) {
                findings.number(self.file, figure, "no balance, or two", "one");
            }
        }
    }

    /// The two postings of a move, as words. In an exchange the goods carry the cost; where money is changed, what was got.
    fn postings(&self, said: &Move) -> [String; 2] {
        let (given, got) = (said.commodity(), said.gets_commodity());
        let exchanged = matches!(said, Move::Exchange { .. });
        let given_is_priced = exchanged && !is_currency(given) && is_currency(got);
        let amount = |amount: i64, of: &Commodity| format!("{} {}", plain(amount, of), self.name(of));
        let mut from = format!("{} {}", self.path(said.from()), amount(-said.amount(), given));
        let mut to = format!("{} {}", self.path(said.to()), amount(said.gets_amount(), got));
        if given_is_priced {
            from = format!("{from} @@ {}", amount(said.gets_amount(), got));
        } else if exchanged {
            to = format!("{to} @@ {}", amount(said.amount(), given));
        }
        [from, to]
    }

    fn path(&self, account: &Account) -> String {
        let (holder, fund) = (account.holder(), account.fund());
        match self.program {
            Program::Hledger => match fund {
                Some(fund) => format!("assets:{holder}:{fund}"),
                None => format!("{}:{holder}", kind_of(holder)),
            },
            Program::Beancount => match fund {
                Some(fund) => format!("Assets:{}:{}", capital(holder), capital(fund)),
                None => format!("{}:{}", capital(kind_of(holder)), capital(holder)),
            },
        }
    }

    fn name(&self, commodity: &Commodity) -> String {
        match self.program {
            Program::Hledger if is_currency(commodity) => commodity.to_string(),
            Program::Hledger => format!("\"{commodity}\""),
            Program::Beancount => self.names.get(commodity).cloned().unwrap_or_else(|| commodity.to_string()),
        }
    }
}

fn kind_of(world: &str) -> &'static str {
    match world {
        "before" => "equity",
        "givers" => "income",
        _ => "expenses",
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Account and commodity of a figure `at.<holder>.<fund>.<commodity>`.
fn at(figure: &str) -> Option<(Account, Commodity)> {
    let (holder, rest) = figure.strip_prefix("at.")?.split_once('.')?;
    let (fund, commodity) = rest.split_once('.')?;
    Some((Account::ours(holder, fund).ok()?, Commodity::parse(commodity).ok()?))
}
