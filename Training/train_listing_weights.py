#!/usr/bin/env python3
"""Learns the weights that decide whether a page is a listing, from features that the command prints.

    pip install scikit-learn
    swift build -c release
    python3 Training/train_listing_weights.py --binary .build/release/ledewatch \\
        --listings FOLDER... --articles FOLDER... --write Sources/News/Detection/ListingFeatures+Weights.swift

A FOLDER holds truth.jsonl, one page per line with `id` and `url`, and `items` (each with `url`) for
listings; and cases/ID.html.gz. The features are those of the best group of each page. A page of --listings
is an example of a listing if that group has at least half of its items; a page of --articles is an example
of an article. Each site counts once. The figures are by cross-validation: no site is in both parts.
Without --write the weights are only printed.
"""
import argparse
import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib
from urllib.parse import urljoin, urlsplit

FOLDS = 10


def address(url, base=""):
    """The address without what does not identify a page."""
    parts = urlsplit(urljoin(base, url.strip()))
    host = re.sub(r"^www\.", "", parts.netloc.lower())
    return host + (parts.path.rstrip("/") or "/") + ("?" + parts.query if parts.query else "")


def site(url):
    """The last two labels of the host; three below short labels such as co.uk."""
    labels = (urlsplit(url).hostname or "").split(".")
    return ".".join(labels[-3 if len(labels) > 2 and len(labels[-2]) <= 3 else -2:])


def pages(folders, kind):
    for folder in folders:
        with open(os.path.join(folder, "truth.jsonl"), encoding="utf-8") as lines:
            for line in lines:
                page = json.loads(line)
                file = os.path.join(folder, page.get("file") or f"cases/{page['id']}.html.gz")
                if page.get("url"):
                    yield {"kind": kind, "url": page["url"], "file": file,
                           "charset": page.get("charset"), "items": page.get("items")}


def candidates(binary, examples):
    """Adds the best group of each page, as `ledewatch teasers --batch --candidates` prints it."""
    with tempfile.TemporaryDirectory() as folder:
        requests = []
        for number, example in enumerate(examples):
            path = os.path.join(folder, str(number))
            with gzip.open(example["file"]) as packed, open(path, "wb") as page:
                page.write(packed.read())
            request = {"id": number, "url": example["url"], "path": path}
            if example["charset"]:
                request["charset"] = example["charset"]
            requests.append(json.dumps(request))
        answer = subprocess.run([binary, "teasers", "--batch", "--candidates"], check=True,
                                input="\n".join(requests).encode(), stdout=subprocess.PIPE).stdout
    for line in answer.splitlines():
        record = json.loads(line)
        groups = record.get("candidates")
        if groups:
            examples[record["id"]]["group"] = groups[0]
    return [example for example in examples if "group" in example]


def is_found(example):
    """Whether the best group has half of the items of a listing (F1 of their addresses)."""
    want = {address(item["url"], example["url"]) for item in example["items"] if item.get("url")}
    got = {address(link) for link in example["group"]["links"]}
    return 4 * len(want & got) >= len(want) + len(got)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--listings", nargs="+", required=True)
    parser.add_argument("--articles", nargs="+", required=True)
    parser.add_argument("--write")
    options = parser.parse_args()
    try:
        import numpy
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        sys.exit("scikit-learn is missing: pip install scikit-learn")

    examples = [*pages(options.listings, "listing"), *pages(options.articles, "article")]
    examples = [example for example in candidates(options.binary, examples)
                if example["kind"] == "article" or is_found(example)]
    names = list(examples[0]["group"]["verdict"])
    values = numpy.array([[example["group"]["verdict"][name] for name in names] for example in examples])
    labels = numpy.array([example["kind"] == "listing" for example in examples])
    sites = [(site(example["url"]), example["kind"]) for example in examples]
    counts = collections.Counter(sites)
    weights = numpy.array([1 / counts[key] for key in sites])
    for label in (False, True):
        weights[labels == label] *= len(labels) / 2 / weights[labels == label].sum()

    def model(rows):
        return LogisticRegression(C=1, max_iter=5000).fit(values[rows], labels[rows], sample_weight=weights[rows])

    fold = numpy.array([zlib.crc32(name.encode()) % FOLDS for name, _ in sites])
    odds = numpy.zeros(len(labels))
    for number in range(FOLDS):
        odds[fold == number] = model(fold != number).decision_function(values[fold == number])
    print(f"{labels.sum()} listings, {(~labels).sum()} articles, {len(counts)} sites")
    for minimum in (-3, -2.5, -2, -1.73, -1.5, -1, 0):
        kept = odds >= minimum
        print(f"minimum {minimum}: by site, {numpy.average(kept[labels], weights=weights[labels]):.1%} of the listings "
              f"are kept, {numpy.average(kept[~labels], weights=weights[~labels]):.1%} of the articles are taken")

    final = model(numpy.ones(len(labels), dtype=bool))
    rows = "\n".join(f"    {weight:.2f},  // {name}" for name, weight in zip(names, final.coef_[0]))
    table = f"""/// Learned weights; `Training/train_listing_weights.py` writes this file.
extension ListingFeatures {{
  static let intercept = {final.intercept_[0]:.2f}
  /// The weights, in the order of `ListingFeature`.
  static let weights = [
{rows}
  ]
}}
"""
    if options.write:
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(table)
    else:
        print(table)


if __name__ == "__main__":
    main()
