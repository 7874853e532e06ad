//! What a subscription holds: families of resources that belong together.

mod containers;
mod databases;
mod diagnostics;
mod findings;
mod guests;
mod machines;
mod network;
mod platform;
mod sites;
mod storage;
mod subscription;

use std::io;

use crate::scope::Scope;

/// Writes some resources that belong together.
type Family = fn(&mut Scope<'_>) -> io::Result<()>;

/// Families, and how often each comes in a thousand.
const FAMILIES: [(u64, Family); 21] = [
    (440, machines::machine),
    (440, sites::site),
    (30, storage::accounts),
    (15, guests::arc),
    (8, storage::vault),
    (5, databases::sql),
    (8, guests::scale_set),
    (4, containers::cluster),
    (3, containers::connected),
    (4, containers::registry),
    (5, network::gateway),
    (5, network::balancer),
    (4, databases::redis),
    (4, databases::cosmos),
    (3, databases::open_source),
    (3, databases::instance),
    (20, platform::service),
    (4, platform::hub),
    (4, platform::automation),
    (4, guests::classic),
    (4, storage::classic),
];

/// More rows than any family writes.
const LARGEST: u64 = 32;
/// More rows than a subscription with its networks and the directory takes.
const BASE: u64 = 150;
/// More rows than one of each family takes.
const ONE_OF_EACH: u64 = 250;

/// Writes a subscription, with as many rows as it is to hold.
pub(crate) fn write_scope(scope: &mut Scope<'_>) -> io::Result<()> {
    if scope.left > 0 {
        subscription::row(scope)?;
    }
    if scope.left > BASE {
        if scope.number == 0 {
            subscription::directory(scope)?;
        }
        subscription::settings(scope)?;
        network::networks(scope)?;
    }
    if scope.number == 0 && scope.left > ONE_OF_EACH {
        one_of_each(scope)?;
    }
    while scope.left > LARGEST {
        some_family(scope)?;
    }
    while scope.left > 0 {
        storage::account(scope)?;
    }
    Ok(())
}

/// Every family once, so that a small inventory has all types.
fn one_of_each(scope: &mut Scope<'_>) -> io::Result<()> {
    platform::services(scope)?;
    platform::repositories(scope)?;
    FAMILIES.iter().try_for_each(|(_, family)| family(scope))
}

fn some_family(scope: &mut Scope<'_>) -> io::Result<()> {
    let total = FAMILIES.iter().map(|(share, _)| share).sum();
    let mut number = scope.random.below(total);
    for (share, family) in FAMILIES {
        if number < share {
            return family(scope);
        }
        number -= share;
    }
    Ok(())
}
