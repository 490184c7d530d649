//! The front page is kept while nothing else is shown: whatever happens, it is the page of a program that has just started.

use waybill::house::SHAPES;
use waybill::publish::gate::close_days;
use waybill::store::Settings;
use waybill::web::public::{App, Request};

use crate::ground::{Ground, HOST, On, on_both_engines};
use crate::page::Page;

on_both_engines!(the_front_page_is_always_that_of_a_program_that_has_just_started);

/// The front page in two languages, and under the operation's other address.
fn fronts(app: &App) -> Vec<String> {
    let addresses = [("/o/ours/en/", "localhost"), ("/o/ours/uk/", "localhost"), ("/en/", HOST)];
    let ask = |(path, host): (&str, &str)| {
        let request = Request { path: path.into(), host: host.into(), languages: "en".into(), form: None };
        let page = Page::of(app.public(&request));
        assert_eq!(page.status, 200, "{path}");
        page.body
    };
    addresses.map(ask).to_vec()
}

fn the_front_page_is_always_that_of_a_program_that_has_just_started(on: On) {
    let ground = Ground::small(on);
    let mut before = Vec::new();
    let mut seen = |what: &str, differs: bool| {
        let now = fronts(&ground.app);
        assert_eq!(now, fronts(&ground.app), "{what}");
        assert_eq!(now, fronts(&ground.beside()), "{what}");
        assert!(now[0] != now[1] && now[0] != now[2], "each language and address has its own");
        assert!(now.iter().zip(&before).all(|(now, before)| (now != before) == differs), "{what}");
        before = now;
    };
    seen("at first", true);
    ground.record("gift", &[]);
    seen("a gift is not told before its day", false);
    ground.pass_to("2022-03-18T18:01:00+02:00");
    seen("the day has closed", true);
    // Only the calendar turns; nobody has written.
    ground.app.world.set_now("2022-03-19T12:00:00+02:00".parse().unwrap());
    seen("the next day", true);
    let settings = ground.operation().settings().unwrap();
    ground.operation().change_settings(&Settings { name: "River aid".into(), ..settings }).unwrap();
    seen("another name", true);
    // Another program on the same books tells what is due.
    ground.app.world.set_now("2022-03-28T18:01:00+03:00".parse().unwrap());
    let beside = ground.beside();
    seen("days that nobody has closed", true);
    close_days(&beside.operations[0].operation, &beside.world, SHAPES).unwrap();
    seen("days that another program closed", true);
}
