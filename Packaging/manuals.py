#!/usr/bin/env python3
"""Writes the manual pages of Ledewatch.

    manuals.py BINARY DIRECTORY

The pages of the commands (section 1) come from what BINARY says about its commands, and ledewatch.yaml(5),
ledewatch-hooks(7) and ledewatch.service(8) from docs/*.md. The output depends on these and on the date only, which is
that of SOURCE_DATE_EPOCH, or else of the last commit. `mandoc -T lint` accepts the pages without a message.
"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[1]
WIDTH = 78
CHARACTERS = {"“": r"\(lq", "”": r"\(rq", "‘": r"\(oq", "’": r"\(cq", "–": r"\(en", "—": r"\(em", "…": "...",
              "\\": r"\e", "-": r"\-", "~": r"\(ti", "^": r"\(ha", "`": r"\(ga", "'": r"\(aq"}


def date():
    """Returns the date of the pages."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        seconds = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True).stdout
    if not seconds.strip():
        sys.exit("the date is unknown: set SOURCE_DATE_EPOCH")
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).strftime("%Y-%m-%d")


def escaped(text, prose=False):
    """Returns text for roff. Hyphens of prose remain hyphens."""
    out = []
    for character in text:
        if prose and character in "-'":
            out.append(character)
        elif character in CHARACTERS:
            out.append(CHARACTERS[character])
        elif ord(character) < 128:
            out.append(character)
        else:
            out.append(f"\\[u{ord(character):04X}]")
    return "".join(out)


def inline(text):
    """Returns a line of Markdown for roff."""
    return marked(text).replace("\0", " ")


def marked(text):
    """Returns a paragraph of Markdown for roff, without its emphasis and its links to other files. NUL stands for the
    blanks of code."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\((https?://[^)\s]*)\)", r"\1 (\2)", text)
    text = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", text)
    text = re.sub(r"<(https?://[^>]*)>", r"\1", text)
    parts = []
    for number, part in enumerate(re.split(r"`([^`]*)`", text.replace("**", ""))):
        # No sentence ends within code.
        parts.append(escaped(part, prose=True) if number % 2 == 0
                     else "\\fB" + escaped(part).replace(" ", "\0") + "\\fR" if part else "")
    return "".join(parts)


def filled(text):
    """Returns the lines of a paragraph: each sentence begins a line, and none begins with a control character."""
    lines = []
    for sentence in re.split(r"(?<=[.!?])[)\"]?\s+(?=\S)", " ".join(text.split())):
        for line in textwrap.wrap(sentence.replace("\0", " "), WIDTH, break_long_words=False, break_on_hyphens=False):
            lines.append("\\&" + line if line[0] in ".'" else line)
    return lines


def paragraph(text):
    return filled(marked(text))


def literal(lines):
    """Returns a block whose lines are kept."""
    body = []
    for line in lines:
        line = escaped(line)
        body.append("\\&" + line if line[:1] in (".", "'") else line)
    return [".RS 4", ".EX", *body, ".EE", ".RE"]


def tagged(tag, *texts):
    """Returns an item of a list: a tag, and paragraphs."""
    lines = [".TP", tag]
    for number, text in enumerate(text for text in texts if text):
        lines += ([".IP"] if number else []) + paragraph(text)
    return lines if len(lines) > 2 else lines + ["\\&"]


def cells(row):
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def table(rows):
    """Returns the rows of a table as a list. The last column is the text, and those between have their heading."""
    heading, lines = cells(rows[0]), []
    for row in rows[2:]:
        first, *between, last = cells(row)
        notes = [f"{heading[n + 1].capitalize()}: {text}." for n, text in enumerate(between) if text not in ("", "–")]
        if last and last[-1] not in ".:…":
            last += "."
        lines += tagged(inline(first), last, " ".join(notes))
    return lines


def item(lines):
    return [".IP \\(bu 3", *paragraph(" ".join(lines))]


def markdown(text):
    """Returns a page of Markdown as lines of roff. Headings of level 2 are sections."""
    lines, out, at, is_first = text.split("\n"), [], 0, True

    def take(condition):
        nonlocal at
        start = at
        while at < len(lines) and condition(lines[at]):
            at += 1
        return lines[start:at]

    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        if line.startswith("```"):
            at += 1
            out += ([] if is_first else [".PP"]) + literal(take(lambda other: not other.startswith("```")))
            at += 1
        elif line.startswith("## "):
            out.append(".SH " + quoted(line[3:].upper()))
            at, is_first = at + 1, True
            continue
        elif line.startswith("### "):
            out.append(".SS " + quoted(line[4:]))
            at, is_first = at + 1, True
            continue
        elif line.startswith("# "):
            at += 1
            continue
        elif line.startswith("|"):
            out += table(take(lambda other: other.startswith("|")))
        elif line.startswith("- "):
            at += 1
            out += item([line[2:], *take(lambda other: other.startswith("  "))])
        else:
            block = take(lambda other: other.strip() and not re.match(r"#|\||```|- ", other))
            out += ([] if is_first else [".PP"]) + paragraph(" ".join(block))
        is_first = False
    return out


def quoted(text):
    return '"' + inline(text).replace('"', '\\(dq') + '"'


def page(name, section, summary, body, see, version, day):
    see = ",\n".join(f".BR {escaped(other)} ({number})" for other, number in see if other != name)
    # A macro ends with its line, so the comma is an argument.
    see = see.replace("),\n", ") ,\n").replace(") ,", "),")
    head = [f'.TH {escaped(name).upper()} {section} "{day}" "Ledewatch {version}" "Ledewatch"',
            ".SH NAME", *filled(f"{escaped(name)} \\- {inline(summary)}")]
    return "\n".join(head + body + ([".SH SEE ALSO", see] if see else [])) + "\n"


def names(argument):
    """Returns the names of an option: `-v`, `--verbose`."""
    found = [("-" if name["kind"] == "short" else "--") + name["name"] for name in argument.get("names", [])]
    return sorted(found, key=len)


def value(argument):
    text = "\\fI" + escaped(argument["valueName"]) + "\\fR"
    return text + " ..." if argument["isRepeating"] else text


def synopsis(words, command):
    """Returns the synopsis of a command."""
    parts = ["\\fB" + escaped(" ".join(words)) + "\\fR"]
    for argument in command.get("arguments", []):
        if not argument["shouldDisplay"]:
            continue
        if argument["kind"] == "positional":
            text = value(argument)
        else:
            text = "\\fB" + escaped(names(argument)[-1]) + "\\fR"
            if argument["kind"] == "option":
                text += " \\fI" + escaped(argument["valueName"]) + "\\fR"
        parts.append(f"[{text}]" if argument["isOptional"] else text)
    return filled(" ".join(parts))


def options(command):
    """Returns the arguments and options as a list."""
    lines = []
    for argument in command.get("arguments", []):
        if not argument["shouldDisplay"]:
            continue
        if argument["kind"] == "positional":
            tag = value(argument)
        else:
            tag = ", ".join("\\fB" + escaped(name) + "\\fR" for name in names(argument))
            if argument["kind"] == "option":
                tag += " \\fI" + escaped(argument["valueName"]) + "\\fR"
        choices = argument.get("allValues") or []
        note = "Values: " + ", ".join(f"`{choice}`" for choice in choices) + "." if choices else ""
        lines += tagged(tag, argument.get("abstract", ""), note)
    return lines


def described(command):
    """Returns the description of a command, and its examples."""
    text, _, examples = command.get("discussion", "").partition("Examples:\n")
    lines = []
    for number, block in enumerate(block for block in text.split("\n\n") if block.strip()):
        lines += ([".PP"] if number else []) + paragraph(re.sub(r"'([^' ]+(?: [A-Za-z-]+)*)'", r"`\1`", block))
    examples = [line.strip() for line in examples.split("\n") if line.strip()]
    return lines, examples


def command_page(command, version, day):
    """Returns the page of a command, with its subcommands as sections."""
    name = command["commandName"]
    parts = [sub for sub in command.get("subcommands", []) if sub["commandName"] != "help"]
    body = [".SH SYNOPSIS"]
    for number, sub in enumerate(parts or [command]):
        words = ["ledewatch", name] + ([sub["commandName"]] if parts else [])
        body += ([".br"] if number else []) + synopsis(words, sub)
    body.append(".SH DESCRIPTION")
    body += paragraph(command["abstract"])
    text, examples = described(command)
    body += ([".PP"] + text) if text else []
    for sub in parts:
        text, more = described(sub)
        examples += more
        body += [f".SS \"ledewatch {name} {escaped(sub['commandName'])}\"", *paragraph(sub["abstract"])]
        body += ([".PP"] + text) if text else []
        body += options(sub)
    body += ([".SH OPTIONS"] + options(command)) if not parts else []
    body += ([".SH EXAMPLES"] + literal(examples)) if examples else []
    summary = command["abstract"].rstrip(".")
    return page(f"ledewatch-{name}", 1, summary[0].lower() + summary[1:], body,
                [("ledewatch", 1), ("ledewatch.yaml", 5)], version, day)


def section_of(text, heading):
    """Returns a section of a page of Markdown, without its heading."""
    return re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.S | re.M).group(1)


def root_page(root, docs, version, day):
    body = [".SH SYNOPSIS", "\\fBledewatch\\fR \\fIcommand\\fR [\\fIoption\\fR ...] [\\fIargument\\fR ...]",
            ".SH DESCRIPTION", *described(root)[0], ".SH COMMANDS"]
    commands = [sub for sub in root["subcommands"] if sub["commandName"] != "help"]
    for sub in commands:
        body += tagged(f"\\fBledewatch\\-{escaped(sub['commandName'])}\\fR(1)", sub["abstract"])
    body += [".SH OPTIONS", *options(root)]
    body += [".SH FILES", *markdown(section_of(docs["operating"], "Files"))]
    body += [".SH EXIT STATUS", *markdown(section_of(docs["operating"], "Exit codes"))]
    see = [(f"ledewatch-{sub['commandName']}", 1) for sub in commands]
    see += [("ledewatch.yaml", 5), ("ledewatch-hooks", 7), ("ledewatch.service", 8)]
    return page("ledewatch", 1, "watch news listing pages that have no feed", body, see, version, day)


def document_page(name, section, summary, text, version, day):
    lines = markdown(text)
    body = ([".SH DESCRIPTION"] if not lines or not lines[0].startswith(".SH") else []) + lines
    see = [("ledewatch", 1), ("ledewatch.yaml", 5), ("ledewatch-hooks", 7), ("ledewatch.service", 8)]
    return page(name, section, summary, body, see, version, day)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binary, directory = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])

    def output(option):
        return subprocess.run([binary, option], check=True, capture_output=True, text=True, timeout=60).stdout

    root, version, day = json.loads(output("--experimental-dump-help"))["command"], output("--version").strip(), date()
    docs = {path.stem: path.read_text() for path in (ROOT / "docs").glob("*.md")}
    pages = {"ledewatch.1": root_page(root, docs, version, day)}
    for command in root["subcommands"]:
        if command["commandName"] != "help":
            pages[f"ledewatch-{command['commandName']}.1"] = command_page(command, version, day)
    for name, section, summary, text in [
        ("ledewatch.yaml", 5, "the configuration of Ledewatch", docs["configuration"]),
        ("ledewatch-hooks", 7, "programs and addresses that Ledewatch calls", docs["hooks"]),
        ("ledewatch.service", 8, "the systemd service of Ledewatch", docs["service"]),
    ]:
        pages[f"{name}.{section}"] = document_page(name, section, summary, text, version, day)
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(pages.items()):
        (directory / name).write_text(text)
    print(f"{len(pages)} pages in {directory}")


main()
