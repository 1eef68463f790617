#!/usr/bin/env python3
"""Reports which folders of each module use declarations of which other folders.

Usage: folder_dependencies.py [--strict] [--verbose] [MODULE...]
A folder depends on another if its code names a type declared there, or a member that an extension
there adds to a type of another folder. With --strict the exit code is 1 if two folders depend on
each other, directly or through others; --verbose names the identifiers behind each edge.
"""
import re
import sys

from swift_source import ACCESS, ATTRIBUTES, FUNCTION, MODIFIERS, ROOT, TYPE, closing_brace, swift_files, without_text

EXTENSION = re.compile(r"^(?:@\w+\s+)*(?:package |public |private |fileprivate )?extension\s+([\w.]+)[^{\n]*\{", re.M)
MEMBER = re.compile(rf"^\s*{ATTRIBUTES}{ACCESS}{MODIFIERS}{ACCESS}(?:func|var|let|case)\s+([A-Za-z_]\w*)", re.M)
PRIVATE = re.compile(r"^\s*(?:@\w+\s+)*(?:private|fileprivate)\s")


def read_module(module):
    """Returns a map from folder to [(path, code)]."""
    folders = {}
    for path in swift_files(f"Sources/{module}"):
        parts = path.relative_to(ROOT / "Sources" / module).parts
        folder = parts[0] if len(parts) > 1 else "."
        folders.setdefault(folder, []).append((path, without_text(path.read_text())))
    return folders


def declarations(folders):
    """Returns a map from identifier to the folders that declare it at file level or in extensions."""
    owners, members = {}, {}
    for folder, files in folders.items():
        for _, code in files:
            for match in TYPE.finditer(code):
                if not PRIVATE.match(match.group()):
                    owners.setdefault(match.group(1), set()).add(folder)
    for folder, files in folders.items():
        for _, code in files:
            for match in MEMBER.finditer(code):
                members.setdefault(match.group(1), set()).add(folder)
    extended = {}
    for folder, files in folders.items():
        for _, code in files:
            for match in EXTENSION.finditer(code):
                owner = owners.get(match.group(1).split(".")[0])
                if owner is None or folder in owner:
                    continue
                body = code[match.end() : closing_brace(code, match.end() - 1)]
                for member in MEMBER.finditer(body):
                    if not PRIVATE.match(member.group().lstrip("\n")) and len(members[member.group(1)]) == 1:
                        extended.setdefault(member.group(1), set()).add(folder)
    return owners, extended


def edges(folders):
    owners, extended = declarations(folders)
    found = {}
    for folder, files in folders.items():
        for _, code in files:
            for word in set(re.findall(r"\b[A-Z]\w*", code)):
                declaring = owners.get(word, set())
                if len(declaring) == 1 and folder not in declaring:
                    found.setdefault((folder, next(iter(declaring))), set()).add(word)
            for word in set(re.findall(r"\.([a-z]\w*)", code)):
                declaring = extended.get(word, set())
                if len(declaring) == 1 and folder not in declaring:
                    found.setdefault((folder, next(iter(declaring))), set()).add("." + word)
    return found


def cycles(graph):
    """Returns the strongly connected groups of more than one folder."""

    def reachable(start):
        seen, waiting = set(), [start]
        while waiting:
            for after in graph.get(waiting.pop(), ()):
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return seen

    reach = {node: reachable(node) for node in graph}
    groups = {frozenset({a} | {b for b in reach[a] if a in reach.get(b, ())}) for a in graph}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def main():
    arguments = sys.argv[1:]
    names = [a for a in arguments if not a.startswith("--")]
    modules = names or sorted(p.name for p in (ROOT / "Sources").iterdir() if p.is_dir())
    has_cycle = False
    for module in modules:
        folders = read_module(module)
        if len(folders) < 2:
            continue
        found = edges(folders)
        graph = {}
        for a, b in found:
            graph.setdefault(a, set()).add(b)
        print(module)
        for folder in sorted(folders):
            print(f"  {folder:14} -> {' '.join(sorted(graph.get(folder, ()))) or '-'}")
        groups = cycles(graph)
        for group in groups:
            has_cycle = True
            print(f"  cycle: {' '.join(group)}")
            for a in group:
                for b in group:
                    if (a, b) in found and "--verbose" in arguments:
                        print(f"    {a} -> {b}: {' '.join(sorted(found[a, b]))}")
    return 1 if has_cycle and "--strict" in arguments else 0


if __name__ == "__main__":
    sys.exit(main())
