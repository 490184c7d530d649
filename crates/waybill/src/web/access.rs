//! Who may ask for what on the coordinators' side: the shape of the one declared table, and how a request finds its row.
//!
//! A request without a row is denied, and a denied request gets the answer of an address at which there is nothing.

use crate::store::Role;

/// Looking, or doing something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// GET: changes nothing.
    Get,
    /// POST.
    Post,
}

/// Whose the thing has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// It belongs to nobody, or to everybody.
    Any,
    /// One's own: somebody else's is as if it were not there.
    Own,
    /// Somebody else's: nobody answers for themselves.
    Another,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The path behind the language; `*` is one name.
    pub path: &'static str,
    /// How it is asked for.
    pub method: Method,
    /// Who may.
    pub roles: &'static [Role],
    /// Whose it has to be.
    pub owner: Owner,
    /// Whether it still goes while the operation is locked.
    pub while_locked: bool,
}

impl Access {
    fn fits(&self, method: Method, path: &str) -> bool {
        let mut asked = path.split('/');
        let fits = self
            .path
            .split('/')
            .all(|part| asked.next().is_some_and(|name| part == "*" && !name.is_empty() || part == name));
        self.method == method && fits && asked.next().is_none()
    }
}

/// Everybody who takes part.
pub const ALL: &[Role] = &Role::ALL;

/// The row for a request: one that names the path whole before one with a `*`.
pub fn row_of<'a>(table: &'a [Access], method: Method, path: &str) -> Option<&'a Access> {
    let fitting = || table.iter().filter(|row| row.fits(method, path));
    fitting().min_by_key(|row| row.path.matches('*').count())
}

/// Whether somebody of this role may ask for it.
pub fn may(table: &[Access], role: Role, method: Method, path: &str) -> bool {
    row_of(table, method, path).is_some_and(|row| row.roles.contains(&role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_finds_its_row_or_none() {
        let row = |path, method| Access { path, method, roles: ALL, owner: Owner::Any, while_locked: false };
        let table = [
            row("", Method::Get),
            row("book/*", Method::Get),
            row("book/new", Method::Get),
            row("book/*/*", Method::Post),
        ];
        let found = |method, path: &str| row_of(&table, method, path).map(|row| row.path);
        assert_eq!(found(Method::Get, ""), Some(""));
        assert_eq!(found(Method::Get, "book/17"), Some("book/*"));
        assert_eq!(found(Method::Get, "book/new"), Some("book/new"));
        assert_eq!(found(Method::Post, "book/17/code"), Some("book/*/*"));
        for path in ["book", "book/", "book/17/code", "booking/17", "x"] {
            assert_eq!(found(Method::Get, path), None, "{path}");
        }
        assert_eq!(found(Method::Post, "book/17"), None);
    }
}
