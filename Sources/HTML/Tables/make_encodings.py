#!/usr/bin/env python3
"""Writes the tables of the legacy encodings as headless Chromium's TextDecoder decodes them:

  Encodings/SingleByteTables.swift      the characters of 0x80 to 0xFF in each single-byte encoding
  Encodings/CodeIndexCorrections.swift  where glibc's iconv differs from the standard's indexes
  Tests/HTMLTests/Fixtures/encodings.json  checksums of text that Chromium decodes, for the tests

    python3 Sources/HTML/Tables/make_encodings.py [chromium]

Run the script again after the standard changes an index, or if the tests fail with a newer glibc.
"""

import ctypes
import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ENCODINGS = ROOT / "Sources/HTML/Encodings"
FIXTURE = ROOT / "Tests/HTMLTests/Fixtures/encodings.json"

SINGLE = """ibm866 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8
iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u macintosh windows-874
windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256
windows-1257 windows-1258 x-mac-cyrillic""".split()
CASES = {
    "iso-8859-2": "latin2", "iso-8859-3": "latin3", "iso-8859-4": "latin4",
    "iso-8859-5": "isoCyrillic", "iso-8859-6": "isoArabic", "iso-8859-7": "isoGreek",
    "iso-8859-8": "isoHebrew", "iso-8859-10": "latin6", "iso-8859-13": "latin7",
    "iso-8859-14": "latin8", "iso-8859-15": "latin9", "iso-8859-16": "latin10",
    "koi8-r": "koi8r", "koi8-u": "koi8u", "x-mac-cyrillic": "xMacCyrillic",
}
DOUBLE = "gbk big5 euc-jp shift_jis euc-kr".split()
STREAMS = SINGLE + ["iso-8859-8-i", "x-user-defined", "gb18030", "iso-2022-jp", "utf-8",
                    "utf-16le", "utf-16be"] + DOUBLE

PAGE = """<!doctype html><pre id=o></pre><script>
const single = %s, double = %s, streams = %s, out = {};
const fatal = label => new TextDecoder(label, {fatal: true, ignoreBOM: true});
function one(decoder, bytes) {
  try {
    return Array.from(decoder.decode(new Uint8Array(bytes)))
      .map(c => c.codePointAt(0).toString(16)).join('+');
  } catch (e) { return ''; }
}
for (const label of single) {
  const decoder = fatal(label), row = [];
  for (let b = 128; b < 256; b++) row.push(one(decoder, [b]));
  out[label] = row;
}
for (const label of double) {
  const decoder = fatal(label), row = [];
  for (let l = 0x81; l <= 0xfe; l++)
    for (let t = 0x40; t <= 0xfe; t++) row.push(one(decoder, [l, t]));
  out[label] = row;
}
{ const decoder = fatal('euc-jp'), row = [];
  for (let l = 0xa1; l <= 0xfe; l++)
    for (let t = 0xa1; t <= 0xfe; t++) row.push(one(decoder, [0x8f, l, t]));
  out['jis0212'] = row; }
{ const decoder = fatal('gb18030'), row = [];
  for (let p = 0; p < 39420; p++)
    row.push(one(decoder, [0x81 + Math.floor(p / 12600), 0x30 + Math.floor(p / 1260) %% 10,
                           0x81 + Math.floor(p / 10) %% 126, 0x30 + p %% 10]));
  out['gb18030-four'] = row; }
// The stream is the same as in LegacyDecoderTests: bytes of a linear congruential generator, a
// quarter of them ASCII, with occasional escapes of ISO-2022-JP.
// Some bytes are avoided because Chromium differs from the standard: it remembers 0x8F after an error
// in EUC-JP, loses bytes after a malformed escape of ISO-2022-JP, and decodes four codes of Big5 that
// begin with 0x88 wrongly.
const avoided = {'euc-jp': 0x8f, 'iso-2022-jp': 0x1b, 'big5': 0x88};
function stream(label, seed, count) {
  const bytes = new Uint8Array(count); let state = seed >>> 0;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 16;
  for (let i = 0; i < count; i++) {
    const kind = next() %% 16, value = next();
    bytes[i] = kind < 4 ? value %% 128 : kind < 8 ? 0x30 + value %% 10
      : kind < 9 ? [0x1b, 0x24, 0x28, 0x40, 0x42, 0x49, 0x4a, 0x8e, 0x8f][value %% 9]
      : 128 + value %% 128;
    if (bytes[i] == avoided[label]) bytes[i]--;
  }
  // Complete escapes are added because random ones are rare.
  const escapes = [[0x1b,0x28,0x42],[0x1b,0x28,0x4a],[0x1b,0x28,0x49],[0x1b,0x24,0x40],[0x1b,0x24,0x42]];
  for (let i = 0; i + 64 < count; i += 40 + next() %% 24) bytes.set(escapes[next() %% 5], i);
  return bytes;
}
function checksum(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
out.streams = {};
for (const label of streams) {
  const decoder = new TextDecoder(label, {ignoreBOM: true}), sums = [];
  for (let seed = 1; seed <= 8; seed++)
    sums.push(checksum(decoder.decode(stream(label, seed, 20000))));
  // ISO-2022-JP consists of seven-bit bytes, so the streams are also decoded without high bits.
  for (let seed = 1; seed <= 4; seed++)
    sums.push(checksum(decoder.decode(stream(label, seed, 20000).map(b => b & 127))));
  out.streams[label] = sums;
}
o.textContent = JSON.stringify(out);
</script>"""


def decode_in_chromium(program):
    """Returns the tables and checksums that the page computes in headless Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(PAGE % (json.dumps(SINGLE), json.dumps(DOUBLE), json.dumps(STREAMS)))
        dom = subprocess.run(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             f"--user-data-dir={folder}/profile", "--virtual-time-budget=120000", page.as_uri()],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout
    return json.loads(html.unescape(re.search(r'<pre id="o">(.*?)</pre>', dom, re.S)[1]))


class Iconv:
    """A converter of single byte sequences by glibc's iconv."""

    libc = ctypes.CDLL("libc.so.6")
    libc.iconv_open.restype = ctypes.c_void_p
    libc.iconv.argtypes = [ctypes.c_void_p] * 5
    libc.iconv.restype = ctypes.c_size_t

    def __init__(self, name):
        self.descriptor = self.libc.iconv_open(b"UCS-4LE", name.encode())
        assert self.descriptor != 2**64 - 1, name

    def one(self, sequence):
        """Returns the code point of a sequence in hexadecimal, "" if it is not one character."""
        self.libc.iconv(self.descriptor, None, None, None, None)
        source = ctypes.create_string_buffer(bytes(sequence), len(sequence))
        target = ctypes.create_string_buffer(64)
        source_at = ctypes.c_void_p(ctypes.addressof(source))
        target_at = ctypes.c_void_p(ctypes.addressof(target))
        source_left = ctypes.c_size_t(len(sequence))
        target_left = ctypes.c_size_t(64)
        result = self.libc.iconv(
            self.descriptor, ctypes.byref(source_at), ctypes.byref(source_left),
            ctypes.byref(target_at), ctypes.byref(target_left))
        self.libc.iconv(
            self.descriptor, None, None, ctypes.byref(target_at), ctypes.byref(target_left))
        if result == 2**64 - 1 or source_left.value or target_left.value != 60:
            return ""
        return "%x" % int.from_bytes(target.raw[:4], "little")


def character(code):
    """Returns a character for a Swift literal, escaped unless it is a left-to-right letter."""
    value = int(code, 16)
    text = chr(value)
    plain = text.isprintable() and not re.match(r"\s", text) and text.isalpha()
    plain = plain and not 0x590 <= value < 0x700  # right-to-left letters reorder the line in editors
    return text if plain else "\\u{%X}" % value


def write_single(data):
    """Writes SingleByteTables.swift."""
    rows = []
    for label in SINGLE:
        case = CASES.get(label) or label.replace("windows-", "windows")
        pieces = [character(code) if code else "\\u{FFFD}" for code in data[label]]
        lines, line = [], ""
        for piece in pieces:
            if len(line) + len(piece) > 86:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
        body = "\\\n".join("      " + line for line in lines)
        rows.append(f'    case .{case}:\n      """\n{body}\n      """\n')
    (ENCODINGS / "SingleByteTables.swift").write_text(
        "// Generated by Tables/make_encodings.py; do not edit.\n\n"
        "extension SingleByteDecoder {\n"
        "  /// Returns the characters of the bytes 0x80 to 0xFF: 128 scalars, U+FFFD for undefined bytes.\n"
        "  static func upperHalf(_ encoding: Encoding) -> StaticString? {\n"
        "    switch encoding {\n" + "".join(rows) + "    default: nil\n    }\n  }\n}\n")


def corrections(data, label, name, sequences):
    """Yields the code and the character of each sequence that iconv converts differently."""
    iconv = Iconv(name)
    for sequence, expected in zip(sequences, data[label]):
        if "+" in expected:  # The decoder itself handles codes for two characters.
            continue
        if iconv.one(sequence) != expected:
            yield bytes(sequence).hex().upper(), expected


def write_corrections(data):
    """Writes CodeIndexCorrections.swift."""
    pairs = [(lead, trail) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    katakana = range(0xA1, 0xE0)  # single-byte characters of Shift_JIS
    found = {
        "gb18030": list(corrections(data, "gbk", "GB18030", pairs)),
        "gb18030FourBytes": list(corrections(
            data, "gb18030-four", "GB18030",
            [(0x81 + p // 12600, 0x30 + p // 1260 % 10, 0x81 + p // 10 % 126, 0x30 + p % 10)
             for p in range(39420)])),
        "big5": list(corrections(data, "big5", "BIG5-HKSCS", pairs)),
        "jis0208": [c for c in corrections(data, "shift_jis", "CP932", pairs)
                    if int(c[0][:2], 16) not in katakana],
        "jis0212": list(corrections(
            data, "jis0212", "EUC-JP",
            [(0x8F, lead, trail) for lead in range(0xA1, 0xFF) for trail in range(0xA1, 0xFF)])),
        "eucKR": list(corrections(data, "euc-kr", "UHC", pairs)),
    }
    members = []
    for name, entries in found.items():
        print(name, len(entries), "corrections")
        if not entries:
            continue
        lines, line = [], ""
        for code, expected in entries:
            assert expected, (name, code)
            piece = f"{code} {int(expected, 16):04X} "
            if len(line) + len(piece) > 90:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line.rstrip())
        body = "\\\n".join("    " + line for line in lines)
        members.append(f'  static let {name} =\n    """\n{body}\n    """\n')
    (ENCODINGS / "CodeIndexCorrections.swift").write_text(
        "// Generated by Tables/make_encodings.py; do not edit.\n\n"
        "/// The differences between glibc and the standard's indexes: pairs of a code and its code point.\n"
        "enum CodeIndexCorrections {\n" + "\n".join(members) + "}\n")


def fnv(values):
    """Returns the 32-bit FNV-1a hash of the values, each followed by a space."""
    result = 0x811C9DC5
    for value in values:
        for byte in (value + " ").encode():
            result = (result ^ byte) * 0x01000193 & 0xFFFFFFFF
    return result


def main():
    data = decode_in_chromium(sys.argv[1] if len(sys.argv) > 1 else "chromium")
    # Four codes of Big5 stand for two characters each (Encoding standard, 11.1.1), which this
    # version of Chromium decodes differently.
    for code, value in {0x8862: "ca+304", 0x8864: "ca+30c", 0x88A3: "ea+304", 0x88A5: "ea+30c"}.items():
        data["big5"][((code >> 8) - 0x81) * 191 + (code & 0xFF) - 0x40] = value
    write_single(data)
    write_corrections(data)
    FIXTURE.write_text(json.dumps({
        "pairs": {label: fnv(data[label]) for label in DOUBLE},
        "jis0212": fnv(data["jis0212"]),
        "gb18030-four": fnv(data["gb18030-four"]),
        "streams": data["streams"],
    }, indent=1) + "\n")


main()
