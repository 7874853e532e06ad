"""What the figures are wanted to be."""


def goals(found):
    """Each goal that was measured: its name, the ratio or figure, what is wanted, and whether it
    is so."""
    wanted = [
        ("processor time of a decision, to OPA's", ratio(found, "evaluate", "opa evaluate"), "most", 1 / 8, 3),
        ("processor time from start to end, to OPA's", ratio(found, "cpu", "opa all"), "most", 1 / 6, 3),
        ("processor time, to parsing and evaluation alone", above_floor(found), "most", 1.25, 2),
        ("memory for 1,000,000 resources, in MB", found.get(("memory", 1_000_000)), "most", 512, 0),
        ("time of a resource at 1,000,000, to 10,000", growth(found, 1_000_000), "most", 1.1, 2),
        ("speed on 2 threads, to 1", ratio(found, ("threads", 1), ("threads", 2)), "least", 1.8, 2),
        ("instructions for one resource, to loading all", ratio(found, "one", "everything"), "most", 1 / 5, 3),
        ("nothing changed, to an empty cache", ratio(found, "warm", "cold"), "most", 1 / 5, 3),
        ("1% changed, to an empty cache", ratio(found, "changed", "cold"), "most", 1 / 4, 3),
    ]
    for name, figure, sense, limit, digits in wanted:
        if figure is not None:
            is_met = figure <= limit if sense == "most" else figure >= limit
            yield name, f"{figure:.{digits}f}", f"at {sense} {limit:.{digits}f}", is_met


def ratio(found, one, other):
    if one in found and other in found:
        return found[one] / found[other]
    return None


def above_floor(found):
    if {"cpu", "floor", "evaluate"} <= found.keys() and found["has stages"]:
        return found["cpu"] / (found["floor"] + found["evaluate"])
    return None


def growth(found, size):
    return ratio(found, ("each", size), ("each", 10_000))
