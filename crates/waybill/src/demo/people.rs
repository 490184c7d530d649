//! Who keeps the demonstration's book. Their passphrase is printed here: nothing in a demonstration is a secret.

use waybill_seal::Cost;

use crate::factor::CodeSecret;
use crate::store::{Joined, Joining, Operation, Role, StoreError};
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
