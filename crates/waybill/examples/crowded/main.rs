//! A crowded book for the browser tests: everything at its largest, and every address of the house with a real name in it.
//!
//! `cargo run --example crowded -- FOLDER` founds the operation in the folder, fills it through the same forms as
//! anybody's book, and prints its addresses as JSON. It is no part of the shipped program.

mod bank;
mod comments;
mod desk;
mod routes;
mod story;
mod told;

use std::path::PathBuf;

use anyhow::{Context, bail};
use waybill::house::{ROWS, SHAPES};
use waybill::publish::gate::close_days;
use waybill::publish::published::Published;
use waybill::store::{Engine, Store};
use waybill::world::World;

fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("say in which folder: crowded FOLDER")?);
    if folder.join(desk::SLUG).exists() {
        bail!("{} holds a crowded book already", folder.display());
    }
    let store = Store::new(&folder, Engine::Sqlite, ROWS);
    let desk = desk::Desk::founded(&store)?;
    story::tell(&desk)?;
    told::publish(&desk)?;
    comments::write(&desk)?;
    let lines = bank::read(&desk)?;
    let world = World::real();
    close_days(&desk.operation, &world, SHAPES)?;
    let published = Published::open(&desk.operation)?;
    let shown = published.shown(&world)?;
    story::is_crowded(&desk, &shown)?;
    println!("{:#}", routes::of_the_house(&desk, &shown, &published, lines)?);
    Ok(())
}
