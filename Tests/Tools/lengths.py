#!/usr/bin/env python3
"""Reports the lengths of the source files and functions of each module.

Usage: lengths.py [--strict]
With --strict the exit code is 1 if a file has more than 300 lines or a function more than 40.
Tables and word lists, the files named in TABLES, are left out of both rules.
"""
import re
import sys

from swift_source import ROOT, functions, swift_files

MAXIMUM_FILE, MAXIMUM_FUNCTION = 300, 40
TABLES = re.compile(r"(Tables?|Words|Names|Constants|DateWords\+\w+|LanguagesTests|IdentityCases)\.swift$|/Fixtures/|/Tables/")


def quantile(values, share):
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0


def main():
    rows, long_files, long_functions = {}, [], []
    for path in swift_files("Sources", "Tests", "Benchmarks"):
        name = str(path.relative_to(ROOT))
        module = "/".join(name.split("/")[:2])
        source = path.read_text()
        lines = source.count("\n")
        files, lengths = rows.setdefault(module, ([], []))
        files.append(lines)
        is_table = bool(TABLES.search(name))
        if lines > MAXIMUM_FILE and not is_table:
            long_files.append((lines, name))
        for function, first, count in functions(source):
            lengths.append(count)
            if count > MAXIMUM_FUNCTION and not is_table:
                long_functions.append((count, f"{name}:{first} {function}"))
    print(f"{'module':24} {'files':>5} {'lines':>6} {'p50':>4} {'p90':>4} {'max':>5}"
          f" {'functions':>9} {'p50':>4} {'p90':>4} {'max':>4}")
    for module, (files, lengths) in sorted(rows.items()):
        files.sort()
        lengths.sort()
        print(f"{module:24} {len(files):5} {sum(files):6} {quantile(files, .5):4}"
              f" {quantile(files, .9):4} {files[-1]:5} {len(lengths):9} {quantile(lengths, .5):4}"
              f" {quantile(lengths, .9):4} {lengths[-1] if lengths else 0:4}")
    print(f"\n{len(long_files)} files over {MAXIMUM_FILE} lines, tables aside")
    for lines, name in sorted(long_files, reverse=True):
        print(f"  {lines:5} {name}")
    print(f"{len(long_functions)} functions over {MAXIMUM_FUNCTION} lines, tables aside")
    for count, name in sorted(long_functions, reverse=True):
        print(f"  {count:5} {name}")
    is_strict = "--strict" in sys.argv[1:]
    return 1 if is_strict and (long_files or long_functions) else 0


if __name__ == "__main__":
    sys.exit(main())
