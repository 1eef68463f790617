#!/usr/bin/env python3
"""Lets jsonschema judge the JSON Schema of the configuration.

    check_configuration_schema.py BINARY

The schema that the program writes must be the committed one. It must accept Config/ledewatch.yaml, also with all
settings that are comments, and each configuration of the README and of docs. Each of the faulty configurations below
must be refused by the schema and by `ledewatch check`. Ends with 77 if jsonschema or PyYAML is missing.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError:
    print("skipped: jsonschema or PyYAML is missing")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = "sources: [{name: a, url: 'https://a.example/'}]\n"


class CoreLoader(yaml.SafeLoader):
    """The core schema of YAML 1.2, as editors read it."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(f"^(?:{pattern})$"),
                                     list(first.replace("\0", "")) + ([""] if tag == "null" else []))
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def hook(text):
    return SOURCE + "hooks:\n  - {name: h, " + text + "}\n"


def source(text):
    return "sources:\n  - {name: a, url: 'https://a.example/', " + text + "}\n"


FAULTY = {
    "an unknown key": SOURCE + "spol: /x\n",
    "a key of a source in the main file": SOURCE + "interval: 15m\n",
    "an unknown key of a source": source("intervall: 15m"),
    "an unknown key of defaults": SOURCE + "defaults: {name: x}\n",
    "a source without a URL": "sources: [{name: a}]\n",
    "a source without a name": "sources: [{url: 'https://a.example/'}]\n",
    "sources that are no list": "sources: {name: a, url: 'https://a.example/'}\n",
    "a name with capitals": "sources: [{name: Gazette, url: 'https://a.example/'}]\n",
    "a URL without a scheme": "sources: [{name: a, url: a.example}]\n",
    "a URL with a password": "sources: [{name: a, url: 'https://u:p@a.example/'}]\n",
    "a URL of another scheme": "sources: [{name: a, url: 'ftp://a.example/'}]\n",
    "an interval without a unit of time": source("interval: 15 minutes"),
    "an interval that is a list": source("interval: [15m]"),
    "another word than adaptive": source("interval: automatic"),
    "pages beyond the bound": source("next_pages: 1001"),
    "a flag that is neither true nor false": source("paused: sometimes"),
    "an unknown policy of the first round": source("first_round: everything"),
    "an unknown part of teasers": source("teasers: {titel: h2}"),
    "an unknown key of a part": source("teasers: {link: {selekt: a}}"),
    "an unknown key of fetch": source("fetch: {program: [chromium]}"),
    "a program that is no list": source("fetch: {command: chromium}"),
    "an unknown format": SOURCE + "formats: [pdf]\n",
    "a size with a wrong unit": SOURCE + "min_free: 16 miles\n",
    "a number that is too small": SOURCE + "concurrency: 0\n",
    "an unknown collection of keep": SOURCE + "keep: {old: 3d}\n",
    "a date that is no day": source("since: March"),
    "a version of TLS that is too old": source("tls_minimum: 1.0"),
    "a proxy of an unknown scheme": source("proxy: 'ftp://proxy.example'"),
    "too many rechecks": source("revisions: [" + ", ".join(["1h"] * 21) + "]"),
    "a recheck that is no duration": source("revisions: [soon]"),
    "a hook without a kind": hook("timeout: 1m"),
    "a hook of two kinds": hook("run: [/bin/true], post: 'https://b.example/'"),
    "a key of another kind of hook": hook("run: [/bin/true], format: raw"),
    "a hook without a name": SOURCE + "hooks: [{run: [/bin/true]}]\n",
    "a command line as one text": hook("run: /bin/true -x"),
    "an empty command line": hook("run: []"),
    "an unknown event": hook("run: [/bin/true], events: [newest]"),
    "a reserved variable": hook("run: [/bin/true], environment: {LEDEWATCH_X: y}"),
    "an unknown chat": hook("chat: telegraph, to: x"),
    "a mail without a sender": hook("mail: {to: [a@b.example], smtp: 'smtp://127.0.0.1'}"),
    "a bucket without a region": hook("s3: {bucket: news, key_id: k, secret_file: s}"),
    "a feed with too many articles": hook("feed: /f, feed_items: 1001"),
    "an unknown archive": hook("archive: attic"),
}


def uncommented(text):
    """Returns the example configuration with its settings that are comments, which have no space after the “#”."""
    return "\n".join(re.sub(r"^( *)#(?=[a-z-])", r"\1", line) for line in text.split("\n"))


def accepted():
    example = (ROOT / "Config/ledewatch.yaml").read_text()
    yield "Config/ledewatch.yaml", example
    yield "Config/ledewatch.yaml with all settings", uncommented(example)
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for block in re.findall(r"```yaml\n(.*?)```", page.read_text(), re.S):
            yield f"a block of {page.name}", block


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary = os.path.abspath(sys.argv[1])
    text = subprocess.run([binary, "schema"], check=True, capture_output=True, text=True, timeout=60).stdout
    faults = []
    if text != (ROOT / "docs/configuration.schema.json").read_text():
        faults.append("docs/configuration.schema.json is not what the program writes")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = 0
    for name, configuration in accepted():
        count += 1
        for error in validator.iter_errors(yaml.load(configuration, CoreLoader)):
            faults.append(f"{name} is refused: {error.json_path}: {error.message[:200]}")
    with tempfile.TemporaryDirectory() as directory:
        file = pathlib.Path(directory) / "ledewatch.yaml"
        (pathlib.Path(directory) / "s").write_text("secret\n")
        for name, configuration in FAULTY.items():
            if validator.is_valid(yaml.load(configuration, CoreLoader)):
                faults.append(f"the schema accepts {name}")
            file.write_text(configuration)
            result = subprocess.run([binary, "check", "--config", str(file)], capture_output=True, text=True, timeout=60)
            if result.returncode != 78:
                faults.append(f"check accepts {name}: {result.returncode} {result.stderr[:200]}")
    for fault in faults:
        print("FAULT", fault)
    print(f"{count} configurations accepted, {len(FAULTY)} faulty ones refused" if not faults else f"{len(faults)} faults")
    sys.exit(bool(faults))


main()
