#!/usr/bin/env python3
"""Writes the first inputs of the fuzzers: seeds.py FOLDER [CORPUS]

They come from the fixtures and tests of the package and, where there is one, from the corpus beside the
clone (shared/corpus). Each fuzzer gets a folder of its own."""

import glob
import gzip
import hashlib
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONGEST = 4000


class Seeds:
    def __init__(self, folder):
        self.folder = folder

    def add(self, target, content, *choices):
        """Writes one input for each value of its first byte."""
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        folder = self.folder / target
        folder.mkdir(parents=True, exist_ok=True)
        for choice in choices or (None,):
            data = (b"" if choice is None else bytes([choice])) + content[:LONGEST]
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def literals(text):
    """The string literals of a Swift file, of one line and of several."""
    found = re.findall(r'#?"""\n(.*?)"""#?', text, re.S)
    return found + re.findall(r'#"(.+?)"#', text) + re.findall(r'"((?:[^"\\\n]|\\.)+)"', text)


def windows(page):
    """The parts of a long page around what its extraction turns on."""
    if len(page) <= LONGEST:
        return [page]
    marks = [page.find(mark) for mark in (b"<article", b"<figure", b"<table", b"<blockquote", b"<img")]
    return [page[at:at + LONGEST // 2] for at in sorted({m for m in marks if m >= 0})[:3]]


def add_page(seeds, page, listing=False):
    for number, part in enumerate(windows(page)):
        seeds.add("FuzzHTML", part, number)
        if listing:
            seeds.add("FuzzListing", part, 0)
        else:
            seeds.add("FuzzArticle", part, number)
    for script in re.findall(rb"<script[^>]*ld\+json[^>]*>(.*?)</script>", page, re.S)[:2]:
        seeds.add("FuzzLinkedData", script, 0)


def add_package(seeds):
    vectors = ROOT / "Tests/NewsTests/Fixtures/sanitizer/vectors.json"
    for number, vector in enumerate(json.loads(vectors.read_text())):
        seeds.add("FuzzArticle", vector["html"], number % 10, 2)
    for path in glob.glob(str(ROOT / "Tests/NewsTests/Fixtures/*/*/*.html")):
        add_page(seeds, pathlib.Path(path).read_bytes(), "listings" in path)
    tests = {
        "FuzzArticle": ("NewsTests/*HTML*.swift", "NewsTests/Article*.swift", "NewsTests/Markdown*.swift"),
        "FuzzDates": ("DatesTests/*/*.swift",),
        "FuzzHTML": ("HTMLTests/Builder/*.swift", "HTMLTests/Tokenizer/*.swift"),
        "FuzzLinkedData": ("NewsTests/JSON*.swift",),
        "FuzzListing": ("NewsTests/Feed*.swift",),
        "FuzzText": ("HTMLTests/Selectors/*.swift", "HTMLTests/Encodings/*.swift"),
        "FuzzURL": ("WebURLTests/*.swift",),
    }
    choices = {"FuzzURL": (None,), "FuzzText": (0, 41, 43), "FuzzArticle": (1, 2)}
    for target, patterns in tests.items():
        for pattern in patterns:
            for path in glob.glob(str(ROOT / "Tests" / pattern)):
                for text in literals(pathlib.Path(path).read_text()):
                    for choice in choices.get(target, (0,)):
                        seeds.add(target, text, *(() if choice is None else (choice,)))


def add_corpus(seeds, corpus):
    for name in ("articles", "articles2", "listings", "listings2"):
        for path in sorted(glob.glob(str(corpus / name / "cases/*.gz")))[::8]:
            add_page(seeds, gzip.open(path).read(), name.startswith("listings"))
    for path in glob.glob(str(corpus / "dates/*.jsonl")):
        for line in open(path):
            seeds.add("FuzzDates", json.loads(line).get("text", ""), 0, 3)
    urls = corpus / "url-tests/urltestdata.json"
    for case in json.loads(urls.read_text()) if urls.exists() else ():
        if isinstance(case, dict):
            base = case.get("base")
            seeds.add("FuzzURL", (base + "\x01" if base else "") + case["input"])


def main():
    seeds = Seeds(pathlib.Path(sys.argv[1]))
    add_package(seeds)
    corpus = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT.parent / "shared/corpus"
    if corpus.exists():
        add_corpus(seeds, corpus)
    for folder in sorted(seeds.folder.iterdir()):
        print(folder.name, sum(1 for _ in folder.iterdir()))


if __name__ == "__main__":
    main()
