//! Who keeps the demonstration's book. Their passphrase is printed here: nothing in a demonstration is a secret.

use std::sync::Arc;

use waybill_seal::Cost;

use crate::factor::CodeSecret;
use crate::house::FOUR_EYES;
use crate::store::{Behind, Joined, Joining, Operation, Person, Role, Sitting, StoreError};
use crate::world::World;

/// Everybody's passphrase.
pub const PASSPHRASE: &str = "seven lamps under a cold bridge";
/// Stretching it costs nothing: whoever wants it reads it above.
pub const COST: Cost = Cost { memory_kib: 8, passes: 1 };
/// The people, in the order in which they joined.
pub const PEOPLE: [(&str, Role); 6] = [
    ("heron", Role::Coordinator),
    ("abacus", Role::Treasurer),
    ("ferry", Role::Logistics),
    ("quill", Role::Editor),
    ("sieve", Role::Moderator),
    ("lens", Role::Auditor),
];

/// Seats somebody who has the demonstration's passphrase: invited at the machine, confirmed where that is asked for, joined.
pub fn seat(operation: &Operation, world: &World, name: &str, role: Role) -> Result<(Joined, CodeSecret), StoreError> {
    let failed = || StoreError::Damaged(0, format!("{name} could not join"));
    let (id, token) = operation.invite(world, name, role, 0)?.ok_or_else(failed)?;
    operation.confirm_invitation(id, 1)?;
    let secret = CodeSecret::draw(world);
    let code = secret.code_at(world.now_for_people());
    let joining = Joining { passphrase: PASSPHRASE, secret: &secret, code: &code };
    let joined = operation.join(world, &token, &joining, COST)?.map_err(|_| failed())?;
    Ok((joined, secret))
}

/// Who writes down what comes through a form: whoever's work it is.
pub fn author(form: &str) -> i32 {
    let role = match form {
        "gift" | "opening-money" | "decision" | "change" | "advance" | "payment" | "giving-details" => Role::Treasurer,
        "need" => Role::Coordinator,
        "dispatch" => Role::Editor,
        _ => Role::Logistics,
    };
    id_of(role)
}

/// Who stands behind what comes through a form: where two have to, the coordinator is the second.
pub fn behind(form: &str) -> Behind {
    let checkers =
        if FOUR_EYES.iter().any(|one| one.form == form) { vec![id_of(Role::Coordinator)] } else { Vec::new() };
    Behind { checkers, ..Behind::one(author(form)) }
}

/// Somebody of the demonstration, as the story writes for them.
pub fn sitting(id: i32) -> Arc<Sitting> {
    let Sitting { person, unlocked: _, mark, proved_at } = &*Sitting::at_the_machine();
    let person = Person { id, ..person.clone() };
    Arc::new(Sitting { person, unlocked: None, mark: mark.clone(), proved_at: *proved_at })
}

/// Ids follow the order in which people joined.
fn id_of(role: Role) -> i32 {
    PEOPLE.iter().zip(1..).find(|((_, known), _)| *known == role).map_or(1, |(_, id)| id)
}
