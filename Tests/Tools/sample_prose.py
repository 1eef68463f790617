#!/usr/bin/env python3
"""Prints doc comments, log messages and error messages picked at random, for review.

Usage: sample_prose.py [--seed N] [--count N] [--openings]
With --openings it lists instead the doc comments that open with a preposition or a conjunction;
the exit code is 1 if there is one.
"""
import argparse
import random
import re
import sys

from swift_source import ROOT, swift_files

OPENING = re.compile(
    r"^(About|After|Although|And|As|At|Because|Before|But|By|For|From|How|If|In|Into|Like|Of|On|Or"
    r"|Since|So|Than|That|Till|To|Until|What|When|Where|Which|While|Who|Whom|Whose|Why|With"
    r"|Within|Without)\b"
)
STRING = r'"(?:[^"\\\n]|\\.)*"'
LOG = re.compile(r"(?:\blog\w*\.(?:debug|info|notice|warning|error|critical)\(|\blog\(\s*[^\n\"]*?,)\s*(" + STRING + ")", re.S)
ERROR = re.compile(r"(?:\w*(?:Error|Diagnostic|diagnostic|error|failure|reason)\w*\s*(?:\(|:|=)[^\n\"]*?)(" + STRING + ")")


def doc_comments(path, source):
    """Yields the doc comments of a file, each as one text."""
    block, first = [], 0
    for number, line in enumerate(source.split("\n") + [""], 1):
        text = line.strip()
        if text.startswith("///"):
            first = first or number
            block.append(text[3:].strip())
        elif block:
            yield f"{path.relative_to(ROOT)}:{first}", " ".join(block)
            block, first = [], 0


def matches(pattern, path, source):
    for match in pattern.finditer(source):
        text = match.group(1)
        if len(text) > 14 and " " in text:
            yield f"{path.relative_to(ROOT)}:{source.count(chr(10), 0, match.start(1)) + 1}", text


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--openings", action="store_true")
    options = parser.parse_args()
    comments, logs, errors = [], [], []
    for path in swift_files("Sources"):
        source = path.read_text()
        comments += doc_comments(path, source)
        logs += matches(LOG, path, source)
        errors += matches(ERROR, path, source)
    if options.openings:
        found = [(place, text) for place, text in comments if OPENING.match(text)]
        for place, text in found:
            print(f"{place}: {text[:100]}")
        print(f"{len(found)} of {len(comments)} doc comments open with a preposition or a conjunction")
        return 1 if found else 0
    chooser = random.Random(options.seed)
    for title, items in (("doc comments", comments), ("log messages", logs), ("error messages", errors)):
        print(f"# {title}: {min(options.count, len(items))} of {len(items)}")
        for place, text in sorted(chooser.sample(items, min(options.count, len(items)))):
            print(f"{place}\n    {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
