#!/usr/bin/env python3
"""Checks the feeds that a hook writes with readers of others.

Usage: check_feeds.py LEDEWATCH

LEDEWATCH watches a small site with hostile text, whose stories appear, change and disappear. feedparser must read
each Atom feed without a complaint, lxml must parse each file as XML, and jsonschema compares each JSON Feed with
the fields that version 1.1 allows. No file may be larger than 1 MB. Readers that follow the archives must find
each story once. The exit code is 1 if a check fails, and 77 without feedparser, jsonschema and lxml (Python's
packages of these names).
"""
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

from news_site import Site, escaped

try:
    import feedparser
    import jsonschema
    import lxml.etree
except ImportError as error:
    feedparser = None
    missing = error.name

STORIES, STEP, ITEMS = 200, 20, 30
MAXIMUM_BYTES = 1_000_000
BASE = "https://example.org/feeds/"
TEXT, URL = {"type": "string"}, {"type": "string", "format": "uri", "pattern": "^https?://"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
ITEM = {
    "type": "object", "required": ["id"], "additionalProperties": False,
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "patternProperties": {"^_": {"type": "object"}},
    "properties": {
        "id": TEXT, "url": URL, "external_url": URL, "title": TEXT, "summary": TEXT, "content_html": TEXT,
        "content_text": TEXT, "image": URL, "date_published": TIME, "date_modified": TIME, "language": TEXT,
        "tags": {"type": "array", "items": TEXT},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
    },
}
FEED = {
    "type": "object", "required": ["version", "title", "items"], "additionalProperties": False,
    "patternProperties": {"^_": {"type": "object"}},
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": TEXT, "home_page_url": URL,
        "feed_url": URL, "next_url": URL, "items": {"type": "array", "items": ITEM},
    },
}
# Controls, reordering, ends of XML sections, characters that XML forbids, and several scripts.
CONTROLS = "\0 \a \x1b[31m \x9b31m \u202e \u2067 ]]> <![CDATA[ &#0; \ufffe \uffff \u2028 😀 עברית 'x' \"y\""
ATOM = "{http://www.w3.org/2005/Atom}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
failures = []


def check(name, is_right, detail=""):
    print(("ok    " if is_right else "FAIL  ") + name + (f": {detail}" if detail and not is_right else ""))
    if not is_right:
        failures.append(name)


class ChangingSite(Site):
    """`gone` holds the paths of stories that are no longer there."""

    def __init__(self):
        super().__init__()
        self.gone = set()

    def page(self, path):
        page = None if path in self.gone else super().page(path.split("?")[0])
        # Each tenth story has a headline of 10 kB.
        return page and re.sub(rb"Story (\d+0):", rb"Story \1: " + b"very " * 2000, page).replace(
            b"matter", escaped(CONTROLS).encode() + b" matter")


class Watch:
    """Rounds of the program LEDEWATCH, whose hook writes feeds."""

    def __init__(self, program, site, archive):
        self.directory = tempfile.TemporaryDirectory(prefix="ledewatch-tool-")
        self.path = pathlib.Path(self.directory.name)
        self.program, self.feeds = program, self.path / "feeds"
        self.configuration = self.path / "ledewatch.yaml"
        self.configuration.write_text(f"""\
spool: {self.path}/spool
state: {self.path}/state
defaults: {{host_pause: 0, first_round: notify, next_pages: 0}}
sources:
  - {{name: council, url: "{site.address}/?key=s3cret"}}
  - {{name: county, url: "{site.address}/"}}
hooks:
  - {{name: feeds, feed: feeds, feed_url: "{BASE[:-1]}", feed_items: {ITEMS}, feed_archive: {archive}}}
""")

    def once(self):
        subprocess.run([self.program, "once", "--force", "--config", str(self.configuration)],
                       stdout=subprocess.DEVNULL, timeout=300)

    def recheck(self, is_done, rounds=30):
        """Fetches articles again until something is done, as if hours had passed between the rounds."""
        for _ in range(rounds):
            if is_done():
                return
            with sqlite3.connect(self.path / "state/ledger.sqlite") as ledger:
                ledger.execute("UPDATE recheck SET due = 0, step = 0, gone_since = gone_since - 7200")
            ledger.close()
            self.once()

    def items(self):
        return json.loads((self.feeds / "council.json").read_text())["items"]

    def revised(self):
        return [item for item in self.items() if item["_ledewatch"]["revision"] > 1]

    def entries(self, source):
        """Returns the titles of the first revisions in the spool by the ids of their articles."""
        records = [json.loads(path.read_text()) for path in self.path.glob("spool/new/*/article.json")]
        return {record["id"]: record["title"] for record in records
                if record["_ledewatch"]["source"] == source and record["_ledewatch"]["revision"] == 1}


def check_atom(path):
    data = path.read_bytes()
    tree = lxml.etree.fromstring(data, lxml.etree.XMLParser(resolve_entities=False))
    feed = feedparser.parse(data, response_headers={"content-type": "application/atom+xml"})
    problem = str(feed.get("bozo_exception", ""))
    texts = [tree.find(ATOM + name) is not None for name in ("id", "title", "updated", "author")]
    entries = [all(entry.find(ATOM + name) is not None for name in ("id", "title", "updated", "content"))
               for entry in tree.findall(ATOM + "entry")]
    return [problem] * bool(feed.bozo) + ["an element is missing"] * (not all(texts + entries)) + [
        "feedparser reads another number of entries"] * (len(feed.entries) != len(entries))


def check_json(path):
    try:
        jsonschema.validate(json.loads(path.read_text()), FEED)
        return []
    except jsonschema.ValidationError as error:
        return [error.message[:200]]


def check_files(feeds):
    problems = {}
    for path in sorted(feeds.iterdir()):
        found = []
        if path.stat().st_size > MAXIMUM_BYTES:
            found.append("too large")
        if b"s3cret" in path.read_bytes():
            found.append("has a secret")
        if path.suffix == ".atom":
            found += check_atom(path)
        elif path.suffix == ".json":
            found += check_json(path)
        elif path.suffix == ".opml":
            outlines = lxml.etree.fromstring(path.read_bytes()).findall("body/outline")
            found += ["wrong outlines"] * ([o.get("xmlUrl") for o in outlines] != [
                BASE + "council.atom", BASE + "county.atom"])
        if found:
            problems[path.name] = found
    return problems


def follow_atom(feeds, name):
    """Returns the ids of the entries of a feed and its archives, as a reader by RFC 5005 and RFC 6721 does."""
    ids, deleted, file, older = [], set(), name + ".atom", True
    while older is not None:
        tree = lxml.etree.parse(str(feeds / file)).getroot()
        deleted |= {element.get("ref") for element in tree.findall(DELETED)}
        ids += [entry.find(ATOM + "id").text for entry in tree.findall(ATOM + "entry")]
        older = next((link.get("href") for link in tree.findall(ATOM + "link")
                      if link.get("rel") == "prev-archive"), None)
        file = older and older.removeprefix(BASE)
    return [identifier.removeprefix("urn:ledewatch:") for identifier in ids], deleted


def follow_json(feeds, name):
    ids, file = [], name + ".json"
    while file:
        feed = json.loads((feeds / file).read_text())
        ids += [item["id"] for item in feed["items"]]
        file = feed.get("next_url", "").removeprefix(BASE)
    return ids


def check_site(program, archive):
    mode = "with archives" if archive else "without archives"
    site = ChangingSite()
    watch = Watch(program, site, str(archive).lower())
    for count in range(STEP, STORIES + 1, STEP):
        site.count = count
        watch.once()
    problems = check_files(watch.feeds)
    check(f"{len(list(watch.feeds.iterdir()))} files {mode} are valid", not problems, problems)
    for source in ["council", "county"]:
        known = watch.entries(source)
        check(f"{source} {mode}: {STORIES} stories are spooled", len(known) == STORIES, len(known))
        atom, _ = follow_atom(watch.feeds, source)
        check(f"{source} {mode}: both formats have the same items", atom == follow_json(watch.feeds, source))
        if archive:
            check(f"{source} {mode}: each story is there once", sorted(atom) == sorted(known), len(atom))
        else:
            check(f"{source} {mode}: {ITEMS} stories are there", len(set(atom)) == ITEMS, len(atom))
    check_revisions(watch, site, mode)


def check_revisions(watch, site, mode):
    before = {path.name: path.read_bytes() for path in watch.feeds.iterdir()}
    watch.once()
    same = {path.name: path.read_bytes() for path in watch.feeds.iterdir()}
    check(f"{mode}: a round without news changes no file", before == same)
    site.extra = " Prices rose by 17 percent."
    watch.recheck(watch.revised)
    items, revised = watch.items(), watch.revised()
    check(f"{mode}: revisions replace their articles", revised and all(
        "17 percent" in item["content_html"] and "date_modified" in item for item in revised))
    check(f"{mode}: each article is there once", len({item["id"] for item in items}) == len(items))
    victim = revised[0]
    site.gone = {victim["url"].removeprefix(site.address)}
    reference = "urn:ledewatch:" + victim["id"]
    watch.recheck(lambda: reference in follow_atom(watch.feeds, "all")[1])
    check(f"{mode}: a withdrawn article is deleted", reference in follow_atom(watch.feeds, "all")[1])
    text = (watch.feeds / "all.json").read_text() + (watch.feeds / "all.atom").read_text()
    check(f"{mode}: a withdrawn article is no longer readable", victim["url"] + '"' not in text)
    problems = check_files(watch.feeds)
    check(f"{mode}: the files with revisions and deletions are valid", not problems, problems)
    site.gone = set()
    watch.recheck(lambda: reference not in follow_atom(watch.feeds, "all")[1])
    check(f"{mode}: a restored article has its text",
          [item for item in watch.items() if item["id"] == victim["id"] and item["content_html"]])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if feedparser is None:
        print(f"SKIPPED: {missing} is not installed (pip install feedparser jsonschema lxml)")
        return 77
    for archive in [True, False]:
        check_site(sys.argv[1], archive)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
