//! `waybill keys`: which keys sign an operation's log, and a new one where the old one may be in other hands.

use clap::Args;
use waybill::publish::ticks::{origin, signers};
use waybill::world::World;

use super::people::chosen;
use crate::{Place, store_at};

/// The keys of an operation's log.
#[derive(Args)]
pub struct Keys {
    /// Make a new key: from the next close of a day on it signs beside the ones before.
    #[arg(long)]
    new: bool,
    /// Sign again although this book came back from an older copy, and what was entered after that is lost. Whoever kept a
    /// later checkpoint or receipt will see that.
    #[arg(long)]
    accept_loss: bool,
    /// The operation's short name; may be left out where there is only one.
    operation: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Prints the keys as checkers take them, the newest last.
pub fn show(asked: &Keys) -> anyhow::Result<()> {
    let world = World::real();
    let store = store_at(&asked.place);
    let slug = chosen(&store, asked.operation.as_deref(), &asked.place)?;
    if asked.accept_loss {
        for made in store.replace_lost_keys(&slug, &world)? {
            println!(
                "Made a new key: {}. Nobody who trusts the one before can follow; tell people by another way.",
                made.display()
            );
        }
    }
    if asked.new {
        store.new_log_key(&slug, &world)?;
    }
    let operation = store.open(&slug, &world)?;
    if asked.accept_loss {
        let lost = operation.accept_loss()?;
        println!(
            "{}",
            if lost { "The log is signed again from the next close of a day on." } else { "Nothing is lost." }
        );
    }
    println!("The log {} is signed with:", origin(&operation));
    for key in signers(&operation)? {
        println!("    {}", key.verifier());
    }
    if asked.new {
        println!(
            "The new key signs from the next close of a day on, beside the ones before, which vouch for it: whoever knows an old \
             one can go on. A server that runs now takes it after a restart. Tell people by another way as well."
        );
    }
    Ok(())
}
