//! The store's own tables, as the migrations in `migrations/` make them.

#![allow(missing_docs, reason = "the columns are explained where the migrations make them")]

diesel::table! {
    operations (operation) {
        operation -> Text, name -> Text, day_one -> Text, zone -> Text, accounts -> Text, demo -> Integer, clock -> BigInt,
        last_entry -> BigInt, head -> Binary, languages -> Text, address -> Text, onion -> Text, locked_at -> BigInt,
        generation -> Text,
    }
}
diesel::table! {
    entry (operation, number) {
        operation -> Text, number -> BigInt, kind -> Text, happened_on -> Text, recorded_at -> BigInt,
        public_part -> Binary, private_part -> Binary,
        salt_public -> Binary, salt_private -> Binary, salt_sealed -> Binary,
        commitment_public -> Binary, commitment_private -> Binary, commitment_sealed -> Binary, head -> Binary,
    }
}
diesel::table! {
    pool (operation, account, commodity) {
        operation -> Text, account -> Text, commodity -> Text, balance -> BigInt, next_out -> BigInt,
    }
}
diesel::table! {
    arrival (operation, entry, r#move) {
        operation -> Text, entry -> BigInt, r#move -> BigInt, account -> Text, commodity -> Text, start -> BigInt, amount -> BigInt,
    }
}
diesel::table! {
    departure (operation, entry, r#move) {
        operation -> Text, entry -> BigInt, r#move -> BigInt, account -> Text, commodity -> Text, start -> Nullable<BigInt>,
        amount -> BigInt,
    }
}
diesel::table! { corrected (operation, entry) { operation -> Text, entry -> BigInt, by_entry -> BigInt, } }
diesel::table! { form_key (operation, key) { operation -> Text, key -> Text, entry -> BigInt, } }
diesel::table! {
    form_done (operation, key) { operation -> Text, key -> Text, digest -> Text, said -> Text, sent_on -> Text, }
}
diesel::table! { outbox (operation, entry) { operation -> Text, entry -> BigInt, opened -> Nullable<Integer>, fact -> Nullable<Text>, } }
diesel::table! {
    session (operation, token) {
        operation -> Text, token -> Binary, mark -> Text, person -> Integer, r#box -> Binary, begun_at -> BigInt,
        used_at -> BigInt, proved_at -> BigInt,
    }
}
diesel::table! {
    person (operation, id) {
        operation -> Text, id -> Integer, name -> Text, known_as -> Text, role -> Text, status -> Text, recipient -> Text,
        salt -> Binary, locked -> Binary, code_step -> BigInt, seen_on -> Text,
    }
}
diesel::table! { recovery_code (operation, person, hash) { operation -> Text, person -> Integer, hash -> Binary, } }
diesel::table! {
    invitation (operation, token) {
        operation -> Text, token -> Binary, person -> Integer, made_by -> Integer, confirmed_by -> Integer, used -> Integer,
        ends_at -> BigInt,
    }
}
diesel::table! { seal_key (operation, class, epoch) { operation -> Text, class -> Text, epoch -> Integer, recipient -> Text, } }
diesel::table! {
    seal_share (operation, class, epoch, person) {
        operation -> Text, class -> Text, epoch -> Integer, person -> Integer, envelope -> Binary,
    }
}
diesel::table! {
    sealed (operation, subject) { operation -> Text, subject -> Text, class -> Text, epoch -> Integer, envelope -> Binary, }
}
diesel::table! { erased (operation, subject) { operation -> Text, subject -> Text, erased_on -> Text, } }
diesel::table! {
    proposal (operation, id) {
        operation -> Text, id -> Text, form -> Text, key -> Text, payload -> Text, digest -> Binary, maker -> Integer,
        made_at -> BigInt, state -> Text, entry -> Nullable<BigInt>,
    }
}
diesel::table! {
    approval (operation, proposal, person) { operation -> Text, proposal -> Text, person -> Integer, digest -> Binary, }
}
diesel::table! { unlock_vote (operation, person) { operation -> Text, person -> Integer, } }
diesel::table! {
    deed (operation, n) {
        operation -> Text, n -> Integer, done_on -> Text, made_by -> Integer, about -> Integer, what -> Text,
    }
}
diesel::table! {
    card (operation) {
        operation -> Text, name -> Text, day_one -> Text, zone -> Text, demo -> Integer,
        languages -> Text, address -> Text, onion -> Text,
    }
}
diesel::table! { snapshot (operation, step) { operation -> Text, step -> Integer, closed_at -> BigInt, } }
diesel::table! {
    fact (operation, position) {
        operation -> Text, position -> BigInt, id -> Text, step -> Integer, kind -> Text, body -> Text, moves -> Text,
    }
}
diesel::table! {
    text (operation, position) {
        operation -> Text, position -> BigInt, id -> Text, name -> Text, published_at -> BigInt, snapshot -> Integer,
        heads -> Text, body -> Text,
    }
}
diesel::table! {
    comment (operation, id) {
        operation -> Text, id -> Text, about -> Text, position -> BigInt, written_on -> Text, lang -> Text,
        author -> Text, words -> Text, reply -> Text, replied_on -> Text, removed -> Integer, version -> Integer,
    }
}
diesel::table! {
    tick (operation, step) {
        operation -> Text, step -> Integer, entries -> BigInt, head -> Binary, facts -> BigInt, texts -> BigInt,
        size -> BigInt, root -> Binary, edge -> Binary,
    }
}
diesel::table! { log_place (operation, entry) { operation -> Text, entry -> BigInt, place -> BigInt, } }
diesel::table! {
    tile (operation, level, place) { operation -> Text, level -> Integer, place -> BigInt, bytes -> Binary, }
}
diesel::table! { signed (operation) { operation -> Text, tiles -> BigInt, checkpoint -> Text, keys -> Text, } }
diesel::table! {
    witnessed (operation, origin) {
        operation -> Text, origin -> Text, keys -> Text, size -> BigInt, root -> Binary, signed_at -> BigInt,
    }
}
diesel::table! {
    witness (operation, name) {
        operation -> Text, name -> Text, key -> Text, address -> Text, seen -> BigInt, cosigned_at -> BigInt, said -> Text,
        since -> BigInt, next_at -> BigInt, ahead -> BigInt,
    }
}
diesel::allow_tables_to_appear_in_same_query!(entry, outbox, corrected, departure, arrival);
