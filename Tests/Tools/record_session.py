#!/usr/bin/env python3
"""Records `ledewatch demo` on a terminal and writes it as a picture.

    record_session.py BINARY > docs/demo.svg

The picture has the true output. The home directory is a temporary one and is written as “~”, and lines
wider than the picture are cut. The picture is text without scripts, fonts or references.
"""
import html
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

COLUMNS, ROWS, SECONDS = 104, 90, 90
LINE, CHARACTER = 18, 7.82


def record(binary, home):
    """Returns the output of the demo on a terminal of its own. The program is found by PATH, like an installed one."""
    master, slave = pty.openpty()
    os.mkdir(home + "/bin")
    os.symlink(binary, home + "/bin/ledewatch")
    environment = {"HOME": home, "PATH": home + "/bin:/usr/bin:/bin", "TERM": "dumb", "TZ": "UTC", "COLUMNS": str(COLUMNS)}
    process = subprocess.Popen(["ledewatch", "demo"], stdin=slave, stdout=slave, stderr=slave, env=environment,
                               start_new_session=True)
    os.close(slave)
    output, end = b"", time.monotonic() + SECONDS
    try:
        while time.monotonic() < end:
            if not select.select([master], [], [], 1)[0]:
                continue
            try:
                output += os.read(master, 65536)
            except OSError:  # The other side is closed.
                break
    finally:
        if process.poll() is None:
            process.terminate()
        status = process.wait(10)
    if status != 0:
        sys.exit(f"the demo ended with {status}: {output.decode(errors='replace')}")
    return output.decode()


def lines(output, home):
    """Returns the lines that the terminal shows at the end of the session, without escape sequences."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", output).replace(home, "~")
    shown = [line.rstrip("\r").rsplit("\r", 1)[-1].rstrip() for line in text.split("\n")]
    while shown and not shown[-1]:
        shown.pop()
    return [line if len(line) <= COLUMNS else line[:COLUMNS - 1] + "…" for line in shown]


def picture(shown):
    """Returns an SVG with the lines. The first one is the command."""
    width, height = round(COLUMNS * CHARACTER) + 32, len(shown) * LINE + 56
    rows = []
    for number, line in enumerate(shown):
        style = ' fill="#7ee787"' if number == 0 else ' fill="#8b949e"' if line.startswith("  ") else ""
        # Browsers join blanks, even those that are to be preserved.
        text = html.escape(line, quote=False).replace("  ", "\u00a0\u00a0")
        if line:
            rows.append(f'<text x="16" y="{52 + number * LINE}"{style}>{text}</text>')
    dots = "".join(f'<circle cx="{20 + 18 * n}" cy="18" r="5" fill="#484f58"/>' for n in range(3))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img">\n<title>A session of “ledewatch demo”</title>\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>{dots}\n'
        '<g font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="13" fill="#e6edf3">'
        '\n' + "\n".join(rows) + "\n</g>\n</svg>\n")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as home:
        shown = lines(record(os.path.abspath(sys.argv[1]), home), home)
    if len(shown) > ROWS:
        # The last paragraph belongs to the picture, too, and no other one is cut.
        last = len(shown) - shown[::-1].index("")
        head = shown[:ROWS - 2 - len(shown[last:])]
        shown = head[:len(head) - head[::-1].index("")] + ["…", ""] + shown[last:]
    sys.stdout.write(picture(["$ ledewatch demo"] + shown))


main()
