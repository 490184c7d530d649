//! What every story needs: a place for its book on either engine, forms entered as a coordinator enters them, and the
//! public side as an outsider reads it.

mod book;
mod place;
pub mod prose;

pub use book::{DAY_ONE, Gift, NotEntered, Story, bytes_below, lines, order_of_blankets};
pub use place::Place;

/// A test on each engine for every story named: `a_story::on_sqlite` and `a_story::on_postgres`.
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        $(mod $name {
            #[test]
            fn on_sqlite() {
                super::$name(&crate::common::Place::sqlite());
            }

            #[test]
            fn on_postgres() {
                super::$name(&crate::common::Place::postgres());
            }
        })+
    };
}
