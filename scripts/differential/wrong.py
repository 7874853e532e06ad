"""Type confusion: values of inventories replaced, moved, wrapped, misspelt and left out."""

import copy

ODD = [
    None, True, False, 0, 1, -1, 0.1, 1e16, 1e308, -1e308, 2**31, 2**53 + 1, 2**63, 2**64,
    10**30, "", " ", "0", "1", "true", "false", "True", "null", "None", "*", "Any", "Internet",
    "0.0.0.0/0", "::/0", "10.0.0.0/33", "1.2.3.4", "0-65535", "22-", "-22", "1e400", "NaN",
    "2020-01-01", "2999-12-31T00:00:00Z", "0001-01-01T00:00:00Z", "P1D", "1.2", "1.10", "TLS1_2",
    "é", "\u212a", "ı", "İ", "ß", "\u200b", "\u202e", "\x00", "\x1b[31m", "\U0001f600",
    "a" * 5000, "[", "(", "\\", "%d%s", "{}", "x/y", "/", [], {}, [None], [[]], [{}], ["", ""],
    [1, "a", None, True], ["*"], {"": ""}, {"value": []}, {"a": {"a": {"a": []}}},
    [["a", "b"], ["c"]], {"0": "a"}, [0], [True, False],
]  # fmt: skip


def places(value, path=()):
    """The path of every value inside a value."""
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        inner = ()
    for key, element in inner:
        yield (*path, key)
        yield from places(element, (*path, key))


def recased(text, random):
    return random.choice([text.upper(), text.lower(), text.swapcase(), text.title()])


def confused(value, random, words):
    """A value that is not what it was."""
    choice = random.random()
    if choice < 0.4:
        return copy.deepcopy(random.choice(ODD))
    if choice < 0.5:
        return random.choice(words)
    if choice < 0.6:
        return random.choice([[value], {"value": value}, [value, value], [[value]], {"0": value}])
    if choice < 0.62:
        for _ in range(40):
            value = [value] if random.random() < 0.5 else {"a": value}
        return value
    return bent(value, random, words)


def bent(value, random, words):
    """A value of another kind or form that resembles the old one."""
    match value:
        case bool():
            return random.choice([not value, str(value), str(value).lower(), int(value)])
        case int() | float():
            return random.choice([str(value), -value, value + 1, value + 0.5, value * 10**12])
        case str():
            forms = [recased(value, random), f" {value}", f"{value} ", value[:-1], f"{value}\u200b"]
            forms += [value.split(","), value.replace("k", "\u212a"), list(value[:9]), value[::-1]]
            return random.choice([*forms, int(value) if value.isdecimal() else value + "x"])
        case list():
            odd = copy.deepcopy(random.choice(ODD))
            forms = [[*value, odd], [odd, *value], value[1:], value[:-1], value[::-1], value * 2]
            forms += [dict(zip(map(str, range(len(value))), value)), ",".join(map(str, value))]
            return random.choice([*forms, value[0] if value else random.choice(words)])
        case dict():
            kept = list(value.items())
            random.shuffle(kept)
            forms = [list(value.values()), list(value), dict(kept[: len(kept) // 2]), [value, {}]]
            forms += [{recased(key, random): element for key, element in kept}]
            return random.choice([*forms, {**value, random.choice(words): True}])
    return random.choice([False, 0, "", "null", {}])


def change(row, random, words):
    """Changes one place of a row. Its id and type stay what they are, but for their case."""
    if random.random() < 0.05:
        row["id"] = recased(row["id"], random)
        return
    found = [path for path in places(row) if path[0] not in ("id", "type", "tenantId")]
    if not found:
        row["properties"] = copy.deepcopy(random.choice(ODD))
        return
    *outer, key = random.choice(found)
    holder = row
    for step in outer:
        holder = holder[step]
    choice = random.random()
    if choice < 0.2:
        del holder[key]
    elif choice < 0.25 and isinstance(holder, dict):
        holder[recased(key, random)] = holder.pop(key)
    elif choice < 0.3:
        holder[key] = copy.deepcopy(reached(row, random.choice(found)))
    else:
        holder[key] = confused(holder[key], random, words)


def reached(row, path):
    for step in path:
        row = row[step]
    return row


def change_relations(rows, random):
    """Loses, doubles or moves one of the rows that a verdict may depend on."""
    if not rows:
        return
    row = random.choice(rows)
    match random.randrange(4):
        case 0:
            rows.remove(row)
        case 1:
            rows.append({**copy.deepcopy(row), "id": row["id"] + "2"})
        case 2:
            row["type"] = random.choice(rows)["type"]
        case 3:
            owner = random.choice(rows)["id"]
            row["id"] = f"{owner}/providers/{row['type']}/moved"


def mutated(case, random, words):
    """A copy of a case, of which the first row is judged, with a few things wrong."""
    rows = copy.deepcopy(case)
    for _ in range(random.choices([0, 1, 2, 3, 6], [1, 5, 3, 2, 1])[0]):
        choice = random.random()
        if choice < 0.55 or len(rows) == 1:
            change(rows[0], random, words)
        elif choice < 0.9:
            change(random.choice(rows[1:]), random, words)
        else:
            related = rows[1:]
            change_relations(related, random)
            rows[1:] = related
    return rows
