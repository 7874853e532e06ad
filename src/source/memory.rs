//! How much memory the machine has left.

use std::fs;

/// How many bytes this program may still take: what Linux says is available, and no more than
/// its control group has left. Nothing where nobody says.
pub(super) fn available() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo").ok();
    let machine = machine.and_then(|text| of_machine(&text));
    match (machine, of_group()) {
        (Some(machine), Some(group)) => Some(machine.min(group)),
        (machine, group) => machine.or(group),
    }
}

/// What `/proc/meminfo` says is available.
fn of_machine(text: &str) -> Option<u64> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1 << 10)
}

/// What the control group and those above it leave.
fn of_group() -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").ok()?;
    let path = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let mut left: Option<u64> = None;
    let mut path = Some(path);
    while let Some(group) = path {
        let here = of_one(group);
        left = left.into_iter().chain(here).min();
        path = match group.rsplit_once('/') {
            Some((above, _)) => Some(above),
            None => (!group.is_empty()).then_some(""),
        };
    }
    left
}

fn of_one(group: &str) -> Option<u64> {
    let value = |name: &str| {
        let text = fs::read_to_string(format!("/sys/fs/cgroup/{group}/{name}")).ok()?;
        text.trim().parse::<u64>().ok()
    };
    let most = value("memory.max")?;
    // Files that are only remembered give way.
    let stat = fs::read_to_string(format!("/sys/fs/cgroup/{group}/memory.stat"));
    let remembered = stat.ok().and_then(|text| {
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("inactive_file "));
        line?.parse::<u64>().ok()
    });
    let taken = value("memory.current")?.saturating_sub(remembered.unwrap_or_default());
    Some(most.saturating_sub(taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_says_what_is_available() {
        let text = "MemTotal:       24683840 kB\nMemAvailable:   23482368 kB\nBuffers: 8 kB\n";
        assert_eq!(of_machine(text), Some(23_482_368 * 1024));
        assert_eq!(of_machine("MemTotal: 1 kB\n"), None);
    }
}
