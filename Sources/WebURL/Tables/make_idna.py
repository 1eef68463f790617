#!/usr/bin/env python3
"""Writes IDNA/IDNATables.swift: what domain names outside ASCII need of Unicode.

    pip install unicodedata2==17.0.0 idna==3.13
    python3 Sources/WebURL/Tables/make_idna.py      (from the package's root)

`idna` carries the mapping table of UTS #46 and the joining types, `unicodedata2` the rest of the Unicode
Character Database. Both must have the Unicode version of Swift's standard library, which supplies general
categories and combining classes at run time.

All tables are sorted lists of records of fixed width in string literals, so that a look-up is a binary search
in read-only memory. A character of a literal carries six bits: 0x30 ("0") is added to them.
"""
import pathlib

import unicodedata2
from idna import idnadata, uts46data

VERSION = "17.0.0"
assert unicodedata2.unidata_version == VERSION and idnadata.__version__ == VERSION

VALID, DISALLOWED, IGNORED, OFFSET, SEQUENCE, ALTERNATING = range(6)
BIDI_CLASSES = ["L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"]
JOINING_TYPES = ["U", "L", "R", "D", "T"]
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def digits(value, count):
    """The value in `count` characters, six bits each, the highest first."""
    assert 0 <= value < 1 << (6 * count)
    return "".join(chr(0x30 + (value >> (6 * i) & 63)) for i in reversed(range(count)))


def statuses():
    """Code point -> (kind, target) of UTS #46, section 5, without transitional processing."""
    out = {}
    table = uts46data.uts46data
    for i, entry in enumerate(table):
        end = table[i + 1][0] if i + 1 < len(table) else 0x110000
        for c in range(max(entry[0], 0x80), end):
            if entry[1] in "VD":
                out[c] = (VALID, None)
            elif entry[1] == "X":
                out[c] = (DISALLOWED, None)
            elif entry[1] == "I":
                out[c] = (IGNORED, None)
            elif len(entry[2]) == 1:
                out[c] = (OFFSET, ord(entry[2]) - c)
            else:
                out[c] = (SEQUENCE, entry[2])
    return out


def mapping_runs(status):
    """Runs of code points with one status: [first, last, kind, target]."""
    runs = []
    for c, (kind, target) in sorted(status.items()):
        if runs:
            run = runs[-1]
            if run[2:] == [kind, target] and run[1] == c - 1:
                run[1] = c
                continue
        runs.append([c, c, kind, target])
    out = []
    for run in runs:
        first, last, kind, target = run
        # Capital and small letters in turn: the even ones of the run are mapped to the odd ones.
        if kind == OFFSET and target == 1 and first == last:
            if out and out[-1][2] == ALTERNATING and out[-1][1] == first - 1:
                out[-1][1] = first
            else:
                out.append([first, last, ALTERNATING, None])
        elif (kind == VALID and first == last and out and out[-1][2] == ALTERNATING
              and out[-1][1] == first - 1 and (first - out[-1][0]) % 2 == 1):
            out[-1][1] = first
        else:
            out.append(run)
    return out


def mapping(status):
    """The table of runs, and the sequences that some of them are mapped to."""
    pool = []
    records = []
    for first, _, kind, target in mapping_runs(status):
        value = 0
        if kind == OFFSET:
            value = first + target
        elif kind == SEQUENCE:
            scalars = [ord(c) for c in target]
            at = next((i for i in range(len(pool)) if pool[i:i + len(scalars)] == scalars), None)
            if at is None:
                at = len(pool)
                pool += scalars
            assert len(scalars) < 32 and at < 1 << 16
            value = at << 5 | len(scalars)
        records.append(digits(first, 4) + digits(kind << 21 | value, 4))
    return records, [digits(c, 4) for c in pool]


def compositions(status):
    """The primary composites as (first, second, composite), sorted by the composite.

    Hangul syllables are computed. Composites that never occur after the mapping of UTS #46 are left out.
    """
    out = []
    for c in SCALARS:
        parts = unicodedata2.decomposition(chr(c)).split()
        if not parts or parts[0].startswith("<"):
            continue
        is_composite = len(parts) == 2 and unicodedata2.normalize("NFC", chr(c)) == chr(c)
        # Everything else that has a decomposition is mapped to it or disallowed.
        assert is_composite or status[c][0] != VALID, hex(c)
        if is_composite:
            out.append((int(parts[0], 16), int(parts[1], 16), c))
    return sorted(out, key=lambda x: x[2])


def properties(status):
    """Runs of valid code points with one bidirectional class and joining type."""
    joining = idnadata.joining_types()
    records = []
    previous = None
    for c in SCALARS:
        if c >= 0x80 and status[c][0] in (DISALLOWED, IGNORED):
            continue
        bidi = unicodedata2.bidirectional(chr(c)) or "L"
        join = joining.get(c, "U")
        join = chr(join) if isinstance(join, int) else join
        join = "U" if join == "C" else join  # no rule of RFC 5892 mentions "join causing"
        # Separators and controls of ASCII are refused as host code points anyway.
        bidi = "ON" if bidi in ("B", "S", "WS") else bidi
        key = (BIDI_CLASSES.index(bidi), JOINING_TYPES.index(join))
        if key != previous:
            records.append(digits(c, 4) + digits(key[0], 1) + digits(key[1], 1))
            previous = key
    return records


def literal(name, comment, records, width=100):
    text = "".join(records).replace("\\", "\\\\")
    lines = []
    room = width - 5
    while text:
        end = min(room, len(text))
        # Never between a backslash and the character that it escapes.
        while (len(text[:end]) - len(text[:end].rstrip("\\"))) % 2:
            end -= 1
        lines.append(text[:end])
        text = text[end:]
    body = "\\\n    ".join(lines)
    doc = "\n".join(f"  /// {line}" for line in comment.splitlines())
    return f'{doc}\n  static let {name}: StaticString =\n    """\n    {body}\n    """\n'


def main():
    status = statuses()
    records, pool = mapping(status)
    pairs = compositions(status)
    order = sorted(range(len(pairs)), key=lambda i: pairs[i][:2])
    parts = [
        literal("mappings", "The mapping table of UTS #46 from U+0080 on: per run of code points its first "
                "(4 characters),\nthe kind and its value (4 characters).", records),
        literal("sequences", "The scalars that ``mappings`` refers to, 4 characters each.", pool),
        literal("composites", "The primary composites: first and second scalar and the composite, 4 characters "
                "each, sorted\nby the composite.", [digits(x, 4) for p in pairs for x in p]),
        literal("compositions", "The places in ``composites``, 2 characters each, sorted by first and second "
                "scalar.", [digits(i, 2) for i in order]),
        literal("properties", "Bidirectional classes and joining types: per run its first code point "
                "(4 characters) and the\nraw values of both (1 character each).", properties(status)),
    ]
    root = pathlib.Path(__file__).resolve().parent.parent
    (root / "IDNA/IDNATables.swift").write_text(
        f"// Generated by Tables/make_idna.py from Unicode {VERSION}; do not edit.\n\n"
        "enum IDNATables {\n" + "\n".join(parts) + "}\n")


main()
