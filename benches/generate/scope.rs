//! One subscription that is being written: what it holds, and how many rows are left.

use std::io;

use crate::output::Output;
use crate::random::{Random, guid};
use crate::template::{Filling, Template};

/// The tenant of all subscriptions.
pub(crate) const TENANT: &str = "7f1c3d52-0000-4a47-8e0b-56d21c5e7a90";

/// One inventory that is being written.
pub(crate) struct Inventory {
    /// Where rows go.
    pub(crate) output: Output,
    /// What all of it depends on.
    pub(crate) seed: u64,
    /// How many of a million rows have changed.
    pub(crate) changed_per_million: u64,
    owed: u64,
    buffer: Vec<u8>,
}

/// A subscription.
pub(crate) struct Scope<'a> {
    /// `/subscriptions/<id>`.
    pub(crate) id: String,
    /// Its GUID.
    pub(crate) subscription: String,
    /// Its number, from 0.
    pub(crate) number: u64,
    /// How many rows are to be written yet.
    pub(crate) left: u64,
    /// How many virtual networks it has.
    pub(crate) networks: u64,
    /// Decides what it holds.
    pub(crate) random: Random,
    inventory: &'a mut Inventory,
    names: u64,
    rows: u64,
}

const GROUPS: [&str; 8] = [
    "platform", "payments", "shop", "plant", "reports", "identity", "build", "archive",
];
const REGIONS: [&str; 4] = ["westeurope", "northeurope", "germanywestcentral", "eastus2"];

impl Inventory {
    /// One of which nothing is written.
    pub(crate) fn new(output: Output, seed: u64, changed_per_million: u64) -> Self {
        Self {
            output,
            seed,
            changed_per_million,
            owed: 0,
            buffer: Vec::new(),
        }
    }

    /// Writes a row whose values are known. A change that falls on a row without anything that a
    /// policy reads is made in the next row that has it.
    fn write(&mut self, template: &Template, values: &[(&str, &str)], part: u64) -> io::Result<()> {
        let mut random = Random::of(self.seed, part);
        self.owed += u64::from(random.below(1_000_000) < self.changed_per_million);
        let is_changed = template.is_judged() && self.owed > 0;
        self.owed -= u64::from(is_changed);
        let mut filling = Filling {
            values,
            random,
            is_changed,
        };
        self.buffer.clear();
        template.fill(&mut filling, &mut self.buffer);
        self.output.row(&self.buffer)
    }
}

impl<'a> Scope<'a> {
    /// The subscription of a number, which is to hold so many rows.
    pub(crate) fn new(inventory: &'a mut Inventory, number: u64, rows: u64) -> Self {
        let mut random = Random::of(inventory.seed, number << 32);
        let subscription = guid(random.next(), random.next());
        Self {
            id: format!("/subscriptions/{subscription}"),
            subscription,
            number,
            left: rows,
            networks: 1 + rows / 400,
            random,
            inventory,
            names: 0,
            rows: 0,
        }
    }

    /// The id of a new resource of its own, named with the prefix and a number.
    pub(crate) fn named(&mut self, kind: &str, prefix: &str) -> String {
        self.names += 1;
        let name = format!("{prefix}{:06}", self.names);
        let group = self.random.below(GROUPS.len() as u64);
        self.at(kind, group, &name)
    }

    /// The id of a resource whose name and resource group are known.
    pub(crate) fn at(&self, kind: &str, group: u64, name: &str) -> String {
        let group = group_name(group);
        let scope = &self.id;
        format!("{scope}/resourceGroups/{group}/providers/{kind}/{name}")
    }

    /// The id of one of the virtual networks.
    pub(crate) fn network(&mut self) -> String {
        let number = self.random.below(self.networks);
        self.network_of(number)
    }

    /// The id of the virtual network of a number.
    pub(crate) fn network_of(&self, number: u64) -> String {
        let name = format!("vnet-{number:03}");
        self.at("Microsoft.Network/virtualNetworks", number, &name)
    }

    /// Writes a row. `id` is its id as Azure writes it; its name, type and resource group are
    /// parts of that.
    pub(crate) fn write(
        &mut self,
        template: &Template,
        id: &str,
        values: &[(&str, &str)],
    ) -> io::Result<()> {
        let group = id.split('/').nth(4).unwrap_or_default();
        let parent = id.rsplitn(3, '/').nth(2).unwrap_or_default();
        let place = self.number as usize * 3 + group.len();
        let common = [
            ("id", id),
            ("name", id.rsplit('/').next().unwrap_or_default()),
            ("type", &type_of(id)),
            ("tenant", TENANT),
            ("location", REGIONS[place % REGIONS.len()]),
            ("group", group),
            ("parent", parent),
            ("scope", &self.id),
            ("subscription", &self.subscription),
        ];
        let all: Vec<(&str, &str)> = common.iter().chain(values).copied().collect();
        self.rows += 1;
        self.left = self.left.saturating_sub(1);
        let part = (self.number << 32) + self.rows;
        self.inventory.write(template, &all, part)
    }
}

/// The name of the resource group of a number.
pub(crate) fn group_name(number: u64) -> String {
    let purpose = GROUPS[(number % GROUPS.len() as u64) as usize];
    format!("rg-{purpose}-prod")
}

/// How many resource groups a subscription has.
pub(crate) fn groups() -> u64 {
    GROUPS.len() as u64
}

/// The type of the resource of an id, in lower case: what stands after the last `/providers/`,
/// without the names.
fn type_of(id: &str) -> String {
    let path = id.rsplit("/providers/").next().unwrap_or(id);
    let mut segments = path.split('/');
    let provider = segments.next().unwrap_or_default().to_ascii_lowercase();
    segments.step_by(2).fold(provider, |mut kind, segment| {
        kind.push('/');
        kind.push_str(&segment.to_ascii_lowercase());
        kind
    })
}
