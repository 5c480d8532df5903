//! A made-up, believable set of data in two languages, the same for the same seed and business day.
//!
//! Every customer has a `role`: what it is to show. From it a `story` is made up, the year that
//! led there, and written through the one write path. The rules are asked for due days and rates,
//! never told: what the demo shows is what they say of its facts.
//!
//! Its place: above `command`; it names env, domain, change, store and command, and only the
//! command line names it.

mod activity;
mod catalogue;
mod chance;
mod names;
mod role;
mod story;
mod texts;
mod trade;
mod world;
mod write;

use crate::command::{self, CommandError, Session};

/// The most customers of a demo.
pub const MOST_CUSTOMERS: u32 = 1_000_000;

/// How many customers one step writes: as many as keep the memory of a step small.
const STEP: u64 = 500;

/// Writes `customers` made-up customers with their year into the file of `session`, in steps named
/// `demo`. After each step `progress` is told how many there are so far.
///
/// The facts depend on `seed` and the business day alone, the ids on the session's world.
///
/// # Errors
/// Fails when the file cannot be written; the steps before are in it then.
pub fn write(
    session: &mut Session,
    customers: u32,
    seed: u64,
    mut progress: impl FnMut(u64),
) -> Result<(), CommandError> {
    let customers = u64::from(customers.min(MOST_CUSTOMERS));
    let mut written = 0;
    while written < customers {
        let end = customers.min(written + STEP);
        let world = world::World::of(session, seed);
        let mut set = world.step();
        if written == 0 {
            world.enter_members(&mut set);
        }
        for index in written..end {
            story::Story::of(&world, index).write(&mut set);
        }
        command::seed(session, set)?;
        written = end;
        progress(written);
    }
    Ok(())
}
