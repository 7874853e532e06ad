"""The documents that policies read, made from rows as the policy contract says: `by_id`,
`by_type` and `children`. Written from the contract, not from the program's source."""

from collections import defaultdict


def parents(identifier):
    """The ids that an id is under: parents up to the top-level resource, what an extension
    extends, the group or subscription of a top-level resource."""
    if identifier.startswith("//") and not identifier.startswith("//projects/"):
        words = identifier[2:].split("/")
        # //host/organisation/repository/…: the organisation, and the repository.
        return ["//" + "/".join(words[:length]) for length in (2, 3) if len(words) > length]
    if "/providers/" not in identifier:
        owner, group, _ = identifier.rpartition("/resourcegroups/")
        return [owner] if group else []
    owner, _, path = identifier.rpartition("/providers/")
    found = [owner] if owner else []
    words = path.split("/")
    for length in range(3, len(words), 2):
        found.append(f"{owner}/providers/" + "/".join(words[:length]))
    return found


def inventory(rows, above):
    """`data.inventory` of a scope, with what stands above it."""
    by_id, by_type = {}, defaultdict(list)
    children = defaultdict(lambda: defaultdict(list))
    for row in [*rows, *above]:
        by_id[row["id"]] = row
        by_type[row["type"]].append(row)
        for parent in parents(row["id"]):
            children[parent][row["type"]].append(row)
    return {"by_id": by_id, "by_type": by_type, "children": children}


def parameters(recommendations):
    """`data.parameters`, everything at its default."""
    tree = {}
    for known in recommendations:
        if known["parameters"]:
            node = tree
            for word in known["recommendation"].split("."):
                node = node.setdefault(word, {})
            node.update(known["parameters"])
    return tree
