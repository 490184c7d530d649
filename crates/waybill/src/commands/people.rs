//! `waybill invite` and `waybill lock`: the two things about people that can be done at the machine itself.

use anyhow::{Context, bail};
use clap::Args;
use waybill::store::{FormKey, NotInvited, Operation, PERSON_NAME_MAX, Role, Store};
use waybill::web::typed::is_hidden;
use waybill::world::World;

use super::init::{program, where_it_is};
use crate::{Place, store_at};

/// Inviting at the machine; while two or more people take part, one of them confirms.
#[derive(Args)]
pub struct Invite {
    /// What they go by here; not their real name.
    name: String,
    /// coordinator, treasurer, logistics, editor, moderator or auditor.
    role: String,
    /// The operation's short name; may be left out where there is only one.
    operation: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Throwing the lock switch at the machine.
#[derive(Args)]
pub struct Lock {
    /// The operation's short name; may be left out where there is only one.
    operation: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// The one operation that is meant.
pub fn chosen(store: &Store, named: Option<&str>, place: &Place) -> anyhow::Result<String> {
    let slugs = store.slugs()?;
    match (named, slugs.as_slice()) {
        (Some(slug), known) if known.iter().any(|one| one == slug) => Ok(slug.to_owned()),
        (None, [only]) => Ok(only.clone()),
        (_, []) => bail!("there is no operation in {}", place.data.display()),
        (Some(slug), _) => bail!("there is no operation called {slug}; there are: {}", slugs.join(", ")),
        (None, _) => bail!("say which operation you mean: {}", slugs.join(", ")),
    }
}

/// A name somebody goes by, or what is wrong with it.
pub fn read_person(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !name.is_empty() && name.chars().count() <= PERSON_NAME_MAX && !name.chars().any(is_hidden);
    if fits { Ok(name) } else { Err(format!("The name has 1 to {PERSON_NAME_MAX} visible characters.")) }
}

/// Writes an invitation and prints its link.
pub fn invite(asked: &Invite) -> anyhow::Result<()> {
    let world = World::real();
    let store = store_at(&asked.place);
    let name = read_person(&asked.name).map_err(anyhow::Error::msg)?;
    let all = Role::ALL.map(Role::code).join(", ");
    let role = Role::parse(&asked.role).with_context(|| format!("{} is not a role; choose of {all}", asked.role))?;
    let operation = store.open(&chosen(&store, asked.operation.as_deref(), &asked.place)?, &world)?;
    invite_to(&operation, &world, &name, role, &asked.place)
}

/// The link of somebody who is invited at the machine, and what to do with it.
pub fn invite_to(operation: &Operation, world: &World, name: &str, role: Role, place: &Place) -> anyhow::Result<()> {
    match operation.invite_by(world, &FormKey::draw(world), 0, name, role)? {
        Ok(token) => {
            println!(
                "{name} is invited as {}. The link works once, for three days; it stands nowhere else:\n",
                role.code()
            );
            println!("    /d/{}/enter/{token}\n", operation.slug());
            let people = operation.people()?;
            let of = people.iter().find(|one| one.name == name).map(|one| one.id);
            if operation.links(world)?.iter().any(|link| Some(link.person) == of && !link.confirmed) {
                println!(
                    "Somebody who takes part has to confirm it on the page \"People\"; until then it opens nothing.\n"
                );
            }
            println!(
                "Open it behind the coordinators' address, which this prints: {} serve{}",
                program(),
                where_it_is(place)
            );
            Ok(())
        }
        Err(NotInvited::Name) => bail!("somebody has the name {name}, or had it; choose another"),
        Err(NotInvited::Key | NotInvited::NotYou) => bail!("nobody was invited; try again"),
    }
}

/// Throws the switch.
pub fn lock(asked: &Lock) -> anyhow::Result<()> {
    let world = World::real();
    let store = store_at(&asked.place);
    let operation = store.open(&chosen(&store, asked.operation.as_deref(), &asked.place)?, &world)?;
    operation.throw_lock(&world, 0)?;
    println!(
        "{} is locked: every session has ended, nothing is entered or told. Two people undo it on the page \"Lock\", or one \
         with a code on paper.",
        operation.slug()
    );
    Ok(())
}
