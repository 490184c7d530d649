//! The flow from gifts to hands: told when it changes, the same when it is told again, and true of what is told alone.

use serde_json::Value;

use crate::common::{Place, Story};

stories![the_flow_is_told_as_far_as_the_gifts_have_come, too_few_gifts_have_no_flow];

/// The newest flow in euros, a cell a line.
fn flow(story: &Story) -> Vec<String> {
    let shown = story.shown();
    let of_euros = |body: &Value| body["currency"] == "EUR";
    let newest = shown.facts.iter().rfind(|fact| fact.kind == "flow" && of_euros(&fact.body));
    let cells = newest.and_then(|fact| fact.body["cells"].as_array().cloned()).unwrap_or_default();
    let order = story.operation.entries_of_kind("order").unwrap().len();
    let code = if order > 0 { story.order(1) } else { "no order".to_owned() };
    cells.iter().map(|cell| cell.to_string().replace(&code, "order-*")).collect()
}

fn the_flow_is_told_as_far_as_the_gifts_have_come(place: &Place) {
    let story = Story::founded(place);
    story.need_blankets("90");
    story.gifts(5, "60", "DE", "open");
    story.gifts(5, "10", "FR", "open");
    story.close(1);
    assert_eq!(flow(&story), [r#"["DE","open","none","bank",30000]"#, r#"["FR","open","none","bank",5000]"#]);

    let moved = [("from", "bank-eur-1/open/EUR"), ("fund", "blanket-1"), ("amount", "320")];
    story.on(2, 9).enter("decision", &moved);
    story.order_blankets("blanket-1", "31", "10", "");
    story.enter("payment", &[("order", &story.order(1)), ("holder", "bank-eur-1")]);
    story.close(2);
    let paid = [
        r#"["DE","blanket-1","order-*","order",30000]"#,
        r#"["FR","blanket-1","none","bank",1000]"#,
        r#"["FR","blanket-1","order-*","order",1000]"#,
        r#"["FR","open","none","bank",3000]"#,
    ];
    assert_eq!(flow(&story), paid);

    story.close(3).on(4, 9).arrive("29", "UA-46", "1");
    story.on(5, 9).hand_over("place-ua-46-1/BLANKET", "20", "UA-46");
    story.close(11);
    assert_eq!(story.told_of("flow"), 2, "what arrived is not told, so the flow is as it was");
    assert_eq!(flow(&story), paid);
    // The Monday for the first week, then for the second.
    story.close(12).close(19);
    let now = [
        r#"["DE","blanket-1","order-*","claim",1000]"#,
        r#"["DE","blanket-1","order-*","hands",20000]"#,
        r#"["DE","blanket-1","order-*","stock",9000]"#,
        r#"["FR","blanket-1","none","bank",1000]"#,
        r#"["FR","blanket-1","order-*","claim",1000]"#,
        r#"["FR","open","none","bank",3000]"#,
    ];
    assert_eq!(flow(&story), now);
    assert_eq!((story.figure("flow.EUR.hands"), story.figure("flow.EUR.bank")), (20000, 4000));
    story.sound();
    let told = story.told();
    story.operation.close_all().unwrap();
    story.close(19);
    assert_eq!(story.told(), told);
}

/// Below five people nothing of a gift is told, and so there is nothing to follow.
fn too_few_gifts_have_no_flow(place: &Place) {
    let story = Story::founded(place);
    story.gifts(4, "60", "DE", "open");
    story.close(3);
    assert_eq!((story.told_of("gifts"), story.told_of("flow")), (0, 0));
    story.gift("60", "FR", "open");
    story.close(4);
    assert_eq!(flow(&story), [r#"["others","open","none","bank",30000]"#]);
}
