#!/usr/bin/env python3
"""Writes an object file with the part of ICU's data that Ledewatch uses, and prints the option --defsym for it.

  icu_data.py OBJECT [--library lib_FoundationICU.a] [--list]

Foundation brings ICU with 34 MB of data: names of languages, regions, currencies and units in 600 languages,
converters, dictionaries, transliterations. Ledewatch has its own tables of encodings and of dates in other
languages, and formats nothing for a language. It needs normalisation, time zones, and the rules of the root
locale, which ICU uses for each language without data of its own.

The linker lets the symbol of the library's data stand for that of the object (--defsym), and then leaves out
the data of the library, which nothing refers to (--gc-sections). `--list` prints what is kept and left out.

The format is that of ICU's common data (source/common/ucmndata.h): a header, the number of items, for each the
offsets of its name and of its data in the order of the names, the names, and the data.
"""
import argparse
import fnmatch
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

MEMBER = "icu_packaged_data.cpp.o"
REDUCED = "ledewatch_icu_data"
# The first pattern that fits decides. The names are those without the directory icudt76l/.
RULES = [
    # Normalisation, properties of characters, and the profiles of domain names.
    ("keep", ["*.nrm", "*.spp", "uemoji.icu", "ulayout.icu"]),
    # Time zones: rules, and the names of types and of Windows.
    ("keep", ["zoneinfo64.res", "timezoneTypes.res", "metaZones.res", "windowsZones.res", "zone/root.res",
              "zone/en.res", "zone/pool.res", "zone/res_index.res", "zone/tzdbNames.res"]),
    # Locales: the rules of all of them, and the texts of the root and of English.
    ("keep", ["pool.res", "res_index.res", "root.res", "en.res", "en_001.res", "en_US.res", "en_US_POSIX.res",
              "en_GB.res", "supplementalData.res", "likelySubtags.res", "langInfo.res", "numberingSystems.res",
              "keyTypeData.res", "metadata.res", "plurals.res", "pluralRanges.res", "dayPeriods.res",
              "currencyNumericCodes.res", "genderList.res", "grammaticalFeatures.res", "icustd.res",
              "icuver.res", "units.res"]),
    # Collation and the boundaries of characters, words, lines and sentences, without dictionaries.
    ("keep", ["coll/ucadata.icu", "coll/root.res", "coll/en.res", "coll/en_US.res", "coll/res_index.res",
              "coll/pool.res"]),
    ("keep", ["brkitr/root.res", "brkitr/en.res", "brkitr/res_index.res", "brkitr/pool.res", "brkitr/char.brk",
              "brkitr/word.brk", "brkitr/line.brk", "brkitr/line_normal.brk", "brkitr/sent.brk", "brkitr/title.brk"]),
    ("keep", ["cnvalias.icu"]),
    ("drop", ["*"]),
]


def packaged(library):
    """Returns the data of the library, and the name of its symbol."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["ar", "x", os.path.abspath(library), MEMBER], cwd=folder, check=True)
        member = os.path.join(folder, MEMBER)
        symbols = subprocess.run(["nm", "--defined-only", member], check=True, capture_output=True, text=True).stdout
        found = re.findall(r" R (icudt\d+_dat)$", symbols, re.M)
        if len(found) != 1:
            raise SystemExit(f"{library}: expected one symbol icudt…_dat in {MEMBER}, found {found}")
        data = os.path.join(folder, "data")
        subprocess.run(["objcopy", "-O", "binary", "--only-section=.rodata", member, data], check=True)
        return pathlib.Path(data).read_bytes(), found[0]


def items(data):
    """Returns the header, and pairs of name and bytes."""
    if data[2:4] != b"\xda\x27" or data[12:16] != b"CmnD" or data[16] != 1:
        raise SystemExit("the data of ICU has an unknown format")
    start = struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<I", data, start)[0]
    entries = [struct.unpack_from("<II", data, start + 4 + 8 * index) for index in range(count)]
    ends = [offset for _, offset in entries[1:]] + [len(data) - start]
    result = []
    for (name, offset), end in zip(entries, ends):
        text = data[start + name:data.index(b"\0", start + name)]
        result.append((text, data[start + offset:start + end]))
    return data[:start], result


def is_kept(name):
    short = name.decode().split("/", 1)[1]
    for action, patterns in RULES:
        if any(fnmatch.fnmatchcase(short, pattern) for pattern in patterns):
            return action == "keep"
    return True


def archive(header, kept):
    """Returns the common data of some items."""
    names_start = 4 + 8 * len(kept)
    names, offsets = b"", []
    for name, _ in kept:
        offsets.append(names_start + len(names))
        names += name + b"\0"
    position = (names_start + len(names) + 15) // 16 * 16
    body, entries = b"", b""
    for (_, data), name in zip(kept, offsets):
        entries += struct.pack("<II", name, position + len(body))
        body += data + bytes(-len(data) % 16)
    table = struct.pack("<I", len(kept)) + entries + names
    return header + table + bytes(position - len(table)) + body


def write_object(data, symbol, target):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "data"
        file.write_bytes(data)
        (pathlib.Path(folder) / "data.s").write_text(
            f'.section .rodata,"a",%progbits\n.globl {symbol}\n.hidden {symbol}\n.balign 16\n'
            f'.type {symbol}, %object\n{symbol}:\n.incbin "data"\n.size {symbol}, . - {symbol}\n'
            '.section .note.GNU-stack,"",%progbits\n')
        subprocess.run(["clang", "-c", "data.s", "-o", os.path.abspath(target)], cwd=folder, check=True)


def default_library():
    swift = subprocess.run(["swift", "-print-target-info"], check=True, capture_output=True, text=True).stdout
    resources = re.search(r'"runtimeResourcePath": "(.*)"', swift).group(1)
    return f"{resources}_static/linux/lib_FoundationICU.a"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("object")
    parser.add_argument("--library")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    data, symbol = packaged(options.library or default_library())
    header, everything = items(data)
    kept = [item for item in everything if is_kept(item[0])]
    if options.list:
        for name, content in everything:
            print("keep" if is_kept(name) else "drop", len(content), name.decode())
    reduced = archive(header, kept)
    write_object(reduced, REDUCED, options.object)
    print(f"{symbol}: {len(kept)} of {len(everything)} items, {len(reduced)} of {len(data)} bytes", file=sys.stderr)
    print(f"{symbol}={REDUCED}")


if __name__ == "__main__":
    main()
