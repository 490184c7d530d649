//! One Rust file read as tokens: which paths it names, what its string literals say, which tables it declares.
//!
//! Tokens, not a syntax tree, because half of our code stands inside macros (`table!`, `format!`, `html!`), where a
//! syntax tree stops. Comments never become tokens, and doc comments are passed over.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, TokenStream, TokenTree};

/// Everything the rules ask of one file.
#[derive(Default)]
pub struct Scan {
    pub mentions: Vec<Mention>,
    pub aliases: Vec<Alias>,
    pub modules: Vec<Module>,
    pub strings: Vec<Text>,
    pub tables: Vec<Table>,
    pub calls: Vec<Call>,
    /// Single words with their line: `unsafe`, `extern crate`, `#[path]` and their like are found here.
    pub idents: Vec<(usize, String)>,
    /// The words of each attribute: `#[allow(clippy::x)]` is `["allow", "clippy", "x"]`.
    pub attributes: Vec<(usize, Vec<String>, bool)>,
}

/// A path of two words or more, wherever it stands, or one leaf of a `use`.
pub struct Mention {
    pub line: usize,
    /// The inline modules around it, from the file's own module on.
    pub inside: Vec<String>,
    pub path: Vec<String>,
    /// Part of a `pub use` or a `pub type`.
    pub exported: bool,
    pub in_test: bool,
}

/// A name that a `use` or a `type` gives to a path; `*` for a glob.
pub struct Alias {
    pub inside: Vec<String>,
    pub name: String,
    pub path: Vec<String>,
}

pub struct Module {
    pub inside: Vec<String>,
    pub name: String,
    pub in_test: bool,
}

pub struct Text {
    pub line: usize,
    pub value: String,
    pub in_test: bool,
}

pub struct Table {
    pub line: usize,
    pub name: String,
}

/// A call `.name("first", ...)` or `name("first", ...)` with the string literals among its own arguments.
pub struct Call {
    pub line: usize,
    pub name: String,
    pub strings: Vec<String>,
    /// Where the first of them stands among the arguments, if it is a whole argument: 0 for the first.
    pub literal_at: Option<usize>,
    /// In `name("first", &[("a", 1), ("b", 2)])` the names `a` and `b`; `None` where no such list is written out.
    pub named: Option<Vec<String>>,
}

impl Scan {
    pub fn of(path: &str, text: &str) -> Scan {
        Scan::of_code(text).unwrap_or_else(|e| panic!("{path} is not Rust: {e}"))
    }

    /// A piece of code, as it stands in a template; its lines are counted from 1.
    pub fn of_code(text: &str) -> Result<Scan, String> {
        let tokens = TokenStream::from_str(text).map_err(|e| e.to_string())?;
        let mut scan = Scan::default();
        scan.read(tokens, &Around::default());
        Ok(scan)
    }

    fn read(&mut self, tokens: TokenStream, around: &Around) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut reader = Reader { tokens: &tokens, at: 0 };
        let mut item = Item::default();
        while let Some(token) = reader.next() {
            match token {
                TokenTree::Group(group) => {
                    let in_test = around.in_test || item.test;
                    self.read(group.stream(), &Around { in_test, at_module_level: false, ..around.clone() });
                    if group.delimiter() == Delimiter::Brace {
                        item = Item::default();
                    }
                }
                TokenTree::Literal(literal) => self.literal(literal, around),
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.attribute(&mut reader, around, &mut item),
                TokenTree::Punct(punct) if punct.as_char() == '\'' => reader.pass(1),
                TokenTree::Punct(punct) if punct.as_char() == ';' => item = Item::default(),
                TokenTree::Punct(_) => {}
                TokenTree::Ident(word) => self.word(word, &mut reader, around, &mut item),
            }
        }
    }

    fn word(&mut self, word: &Ident, reader: &mut Reader<'_>, around: &Around, item: &mut Item) {
        let line = line_of(word);
        self.idents.push((line, word.to_string()));
        match word.to_string().as_str() {
            "pub" => {
                item.public = true;
                reader.pass_group(Delimiter::Parenthesis);
            }
            "use" if !reader.is_punct('<') => {
                let leaves = use_leaves(reader.until_semicolon());
                for (path, name) in leaves {
                    self.mention(line, path.clone(), around, item, item.public);
                    self.aliases.push(Alias { inside: around.inside.clone(), name, path });
                }
                *item = Item::default();
            }
            "type" if around.at_module_level => self.type_alias(line, reader, around, item),
            "mod" => self.module(reader, around, item),
            _ => self.path(word, reader, around, item),
        }
    }

    fn mention(&mut self, line: usize, path: Vec<String>, around: &Around, item: &Item, exported: bool) {
        let in_test = around.in_test || item.test;
        self.mentions.push(Mention { line, inside: around.inside.clone(), path, exported, in_test });
    }

    /// `type New = some::Path;`: a new name for a path, as good as a `use`.
    fn type_alias(&mut self, line: usize, reader: &mut Reader<'_>, around: &Around, item: &mut Item) {
        let tokens = reader.until_semicolon();
        let name = tokens.first().map(ToString::to_string).unwrap_or_default();
        let Some(equals) = tokens.iter().position(|t| is_punct(t, '=')) else { return };
        let mut inner = Scan::default();
        inner.read(tokens[equals + 1..].iter().cloned().collect(), around);
        for mention in inner.mentions {
            self.aliases.push(Alias { inside: around.inside.clone(), name: name.clone(), path: mention.path.clone() });
            self.mention(line, mention.path, around, item, item.public);
        }
        *item = Item::default();
    }

    fn module(&mut self, reader: &mut Reader<'_>, around: &Around, item: &mut Item) {
        let Some(TokenTree::Ident(name)) = reader.next() else { return };
        let in_test = around.in_test || item.test;
        self.modules.push(Module { inside: around.inside.clone(), name: name.to_string(), in_test });
        if let Some(group) = reader.pass_group(Delimiter::Brace) {
            let mut inside = around.inside.clone();
            inside.push(name.to_string());
            self.read(group.stream(), &Around { inside, in_test, at_module_level: true });
        }
        *item = Item::default();
    }

    /// `a::b::c`, and what follows it: a macro's body, or a call's arguments.
    fn path(&mut self, first: &Ident, reader: &mut Reader<'_>, around: &Around, item: &Item) {
        let line = line_of(first);
        let preceded_by = |back, wanted| reader.before(back).is_some_and(|token| is_punct(token, wanted));
        // `Vec::<u8>::new` goes on where a type ended; `.len` is a field or a method.
        let continues = preceded_by(2, ':') && preceded_by(3, ':') && preceded_by(4, '>');
        let method = preceded_by(2, '.');
        let mut path = vec![first.to_string()];
        while reader.is_double_colon()
            && let Some(TokenTree::Ident(next)) = reader.tokens.get(reader.at + 2)
        {
            path.push(next.to_string());
            reader.pass(3);
        }
        let last = path.last().cloned().unwrap_or_default();
        if path.len() > 1 && !method && !continues {
            self.mention(line, path, around, item, false);
        }
        self.after_path(&last, line, reader, around);
    }

    fn after_path(&mut self, last: &str, line: usize, reader: &Reader<'_>, around: &Around) {
        let (group, is_macro) = match (reader.tokens.get(reader.at), reader.tokens.get(reader.at + 1)) {
            (Some(TokenTree::Group(group)), _) if group.delimiter() == Delimiter::Parenthesis => (group, false),
            (Some(bang), Some(TokenTree::Group(group))) if is_punct(bang, '!') => (group, true),
            _ => return,
        };
        match (last, is_macro) {
            ("table", true) => self.tables.push(table_of(group, line)),
            ("concat", true) => {
                let value = strings_of(group).concat();
                self.strings.push(Text { line, value, in_test: around.in_test });
            }
            (_, true) => {}
            (name, false) => {
                let strings = strings_of(group);
                let literal_at = literal_at(group);
                let named = named_arguments(group);
                self.calls.push(Call { line, name: name.to_string(), strings, literal_at, named });
            }
        }
    }

    fn literal(&mut self, literal: &Literal, around: &Around) {
        if let Some(value) = string_value(&literal.to_string()) {
            self.strings.push(Text { line: literal.span().start().line, value, in_test: around.in_test });
        }
    }

    fn attribute(&mut self, reader: &mut Reader<'_>, around: &Around, item: &mut Item) {
        if reader.is_punct('!') {
            reader.pass(1);
        }
        let Some(group) = reader.pass_group(Delimiter::Bracket) else { return };
        let words = words_of(group.stream());
        if words.first().is_some_and(|word| word == "doc") {
            return;
        }
        let line = group.span_open().start().line;
        if words == ["cfg", "test"] || words == ["test"] {
            item.test = true;
        }
        self.attributes.push((line, words, around.in_test || item.test));
        self.read(group.stream(), around);
    }
}

/// Where a token stands.
#[derive(Clone)]
struct Around {
    inside: Vec<String>,
    in_test: bool,
    at_module_level: bool,
}

impl Default for Around {
    fn default() -> Around {
        Around { inside: Vec::new(), in_test: false, at_module_level: true }
    }
}

/// What is known of the item being read: forgotten at its end.
#[derive(Default)]
struct Item {
    public: bool,
    test: bool,
}

/// A place in a row of tokens.
struct Reader<'a> {
    tokens: &'a [TokenTree],
    at: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a TokenTree> {
        self.at += 1;
        self.tokens.get(self.at - 1)
    }

    fn pass(&mut self, count: usize) {
        self.at += count;
    }

    /// The token `back` places before the next one; 1 is the token just read.
    fn before(&self, back: usize) -> Option<&'a TokenTree> {
        self.at.checked_sub(back).and_then(|at| self.tokens.get(at))
    }

    fn is_punct(&self, wanted: char) -> bool {
        self.tokens.get(self.at).is_some_and(|token| is_punct(token, wanted))
    }

    fn is_double_colon(&self) -> bool {
        let joint = matches!(self.tokens.get(self.at), Some(TokenTree::Punct(p)) if p.as_char() == ':' && p.spacing() == Spacing::Joint);
        joint && self.tokens.get(self.at + 1).is_some_and(|token| is_punct(token, ':'))
    }

    fn pass_group(&mut self, delimiter: Delimiter) -> Option<&'a Group> {
        match self.tokens.get(self.at) {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
                self.at += 1;
                Some(group)
            }
            _ => None,
        }
    }

    fn until_semicolon(&mut self) -> &'a [TokenTree] {
        let start = self.at.min(self.tokens.len());
        let rest = &self.tokens[start..];
        let length = rest.iter().position(|token| is_punct(token, ';')).unwrap_or(rest.len());
        self.at = start + length + 1;
        &rest[..length]
    }
}

/// The leaves of a use tree: `a::{b, c as d, e::*}` is `a::b` named `b`, `a::c` named `d`, `a::e` named `*`.
fn use_leaves(tokens: &[TokenTree]) -> Vec<(Vec<String>, String)> {
    let mut leaves = Vec::new();
    for branch in tokens.split(|token| is_punct(token, ',')) {
        let mut path: Vec<String> = Vec::new();
        let mut name = None;
        let mut grouped = false;
        let mut tokens = branch.iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => name = tokens.next().map(ToString::to_string),
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == '*' => name = Some("*".to_string()),
                TokenTree::Group(group) => {
                    grouped = true;
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for (rest, name) in use_leaves(&inner) {
                        leaves.push((path.iter().cloned().chain(rest).collect(), name));
                    }
                }
                _ => {}
            }
        }
        // `use a::{self}` names `a`.
        if path.len() > 1 && path.last().is_some_and(|word| word == "self") {
            path.pop();
        }
        if !grouped && !path.is_empty() {
            let last = path.last().cloned().unwrap_or_default();
            leaves.push((path, name.unwrap_or(last)));
        }
    }
    leaves.into_iter().map(self_is_its_parent).collect()
}

/// Inside a group `self` is the path before it, which is known only once the group has been joined to that path.
fn self_is_its_parent((mut path, mut name): (Vec<String>, String)) -> (Vec<String>, String) {
    if path.len() > 1 && path.last().is_some_and(|word| word == "self") {
        path.pop();
        if name == "self" {
            name = path.last().cloned().unwrap_or_default();
        }
    }
    (path, name)
}

/// The name in `table! { #[..] schema.name (key) { .. } }`, or its `sql_name`.
fn table_of(group: &Group, line: usize) -> Table {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut reader = Reader { tokens: &tokens, at: 0 };
    let mut name = String::new();
    while let Some(token) = reader.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let attribute = reader.pass_group(Delimiter::Bracket);
                let is_name = attribute.is_some_and(|group| words_of(group.stream()) == ["sql_name"]);
                if let (true, Some(group)) = (is_name, attribute) {
                    return Table { line, name: strings_of(group).concat() };
                }
            }
            TokenTree::Ident(word) if word == "use" => {
                reader.until_semicolon();
            }
            TokenTree::Ident(word) => name = word.to_string(),
            TokenTree::Group(_) => break,
            _ => {}
        }
    }
    Table { line, name }
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn line_of(word: &Ident) -> usize {
    word.span().start().line
}

fn words_of(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(word) => words.push(word.to_string()),
            TokenTree::Group(group) => words.extend(words_of(group.stream())),
            _ => {}
        }
    }
    words
}

fn strings_of(group: &Group) -> Vec<String> {
    let literals = group.stream().into_iter().filter_map(|token| match token {
        TokenTree::Literal(literal) => string_value(&literal.to_string()),
        _ => None,
    });
    literals.collect()
}

fn literal_at(group: &Group) -> Option<usize> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_text = |token: &TokenTree| matches!(token, TokenTree::Literal(l) if string_value(&l.to_string()).is_some());
    let arguments = tokens.split(|token| is_punct(token, ','));
    arguments
        .into_iter()
        .position(|argument| argument.iter().any(is_text))
        .filter(|at| tokens.split(|token| is_punct(token, ',')).nth(*at).is_some_and(|argument| argument.len() == 1))
}

/// The first literal of each pair in the list that a call is given.
fn named_arguments(group: &Group) -> Option<Vec<String>> {
    let list = group.stream().into_iter().find_map(|token| match token {
        TokenTree::Group(list) if list.delimiter() == Delimiter::Bracket => Some(list),
        _ => None,
    })?;
    let pairs = list.stream().into_iter().filter_map(|token| match token {
        TokenTree::Group(pair) => Some(strings_of(&pair).into_iter().next()),
        _ => None,
    });
    pairs.collect()
}

/// The text inside a string literal as it is written; `None` for numbers, characters and bytes.
fn string_value(written: &str) -> Option<String> {
    if let Some(raw) = written.strip_prefix("r") {
        let inner = raw.trim_matches('#');
        return Some(inner.strip_prefix('"')?.strip_suffix('"')?.to_string());
    }
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = String::new();
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n' | 't' | 'r')) => value.push(' '),
            ('\\', Some('\n')) => while chars.next_if(|c| c.is_whitespace()).is_some() {},
            ('\\', Some(other)) => value.push(other),
            (plain, _) => value.push(plain),
        }
    }
    Some(value)
}
