#!/usr/bin/env python3
"""Completes command lines in bash, zsh and fish.

    complete_in_shells.py BINARY

Each shell reads the completion script that the program writes, runs on a terminal of its own, and completes words:
commands, names of sources and hooks, values and files. A configuration with hostile names and a faulty one must
neither print nor run anything. A shell that is not installed is skipped; ends with 77 if there is none.
"""
import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import termios
import time

GOOD = """
sources:
  - {name: gazette, url: 'https://gazette.example/'}
  - {name: harbour, url: 'https://harbour.example/'}
hooks:
  - {name: desk, run: [/bin/true]}
"""
HOSTILE = """
sources:
  - {name: "$(touch planted)", url: 'https://a.example/'}
  - {name: "`touch planted`", url: 'https://a.example/'}
  - {name: "a; touch planted", url: 'https://a.example/'}
  - {name: "\\e[2J\\e]0;x\\a", url: 'https://a.example/'}
  - {name: zebra, url: 'https://zebra.example/'}
"""
# The line, and the word that its last word becomes.
CASES = [
    ("ledewatch stat", "status"),
    ("ledewatch doc", "doctor"),
    ("ledewatch export --format mb", "mbox"),
    ("ledewatch date --order DM", "DMY"),
    ("ledewatch check --config goo", "good.yaml"),
    ("ledewatch teasers pag", "page.html"),
    ("ledewatch once --config good.yaml gaz", "gazette"),
    ("ledewatch status --config good.yaml harb", "harbour"),
    ("ledewatch pause --config good.yaml gazette harb", "harbour"),
    ("ledewatch hook test --config good.yaml de", "desk"),
    ("ledewatch retry --config good.yaml --hook de", "desk"),
    ("ledewatch list --config hostile.yaml zebr", None),
    ("ledewatch once --config hostile.yaml '$(", None),
    ("ledewatch once --config faulty.yaml gaz", None),
    ("ledewatch once --config missing.yaml gaz", None),
]


class Terminal:
    """A shell on a terminal."""

    def __init__(self, command, directory, environment):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=directory,
                                        env=environment, start_new_session=True,
                                        preexec_fn=lambda: fcntl.ioctl(slave, termios.TIOCSCTTY, 0))
        os.close(slave)

    def send(self, text):
        os.write(self.master, text.encode())

    def read(self, until, seconds):
        """Returns the output up to a text, or what has arrived in time."""
        output, end = "", time.monotonic() + seconds
        while until not in output and time.monotonic() < end:
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    output += os.read(self.master, 65536).decode(errors="replace")
                except OSError:
                    break
        return output

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def complete_on_terminal(shell, script, directory, environment):
    """Yields for each case the last line that the terminal has after a tab."""
    setup = {
        "bash": f"source {script}",
        "zsh": f"autoload -Uz compinit; compinit -u; source {script}; compdef _ledewatch ledewatch",
        "fish": f"set -g fish_autosuggestion_enabled 0; source {script}",
    }[shell]
    command = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"],
               "fish": ["fish", "--no-config", "-i"]}[shell]
    terminal = Terminal(command, directory, environment)
    try:
        terminal.send(setup + "; printf 'REA%s\\n' DY\n")
        if "READY\r\n" not in terminal.read("READY\r\n", 30):
            yield from ("the shell does not start" for _ in CASES)
            return
        terminal.read("\0", 0.5)
        for line, word in CASES:
            terminal.send(line)
            terminal.read(line[-1], 0.3)
            terminal.send("\t")
            # Without a word, nothing is to appear.
            yield terminal.read(word[len(line.split(" ")[-1]):] if word else "\0", 10 if word else 1.5)
            terminal.read("\0", 0.2)
            terminal.send("\x15\x0b")
            terminal.read("\0", 0.2)
    finally:
        terminal.close()


def plain(output):
    """Returns what a terminal shows, without escape sequences."""
    return re.sub(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\a]*\a|[()=>].?)", "", output).replace("\a", "").replace("\x08", "")


def judge(shell, script, directory, environment):
    faults = []
    for (line, word), output in zip(CASES, complete_on_terminal(shell, script, directory, environment)):
        shown = plain(output)
        if word is not None:
            if word[len(line.split(" ")[-1]):] not in shown:
                faults.append(f"{line!r} does not become {word!r}: {shown!r}")
        elif re.search(r"error|ledewatch: |touch|planted|configuration:", shown.replace(line.split(" ")[-1], "")):
            faults.append(f"{line!r} shows {shown!r}")
        if "\x1b]0;" in output and "zebra" in output:
            faults.append(f"{line!r} sets the title of the terminal")
    if (directory / "planted").exists():
        faults.append("text of a configuration was run as a command")
    return faults


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary = os.path.abspath(sys.argv[1])
    shells = [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell)]
    if not shells:
        print("skipped: there is no bash, zsh or fish")
        sys.exit(77)
    failed = False
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        (directory / "bin").mkdir()
        (directory / "bin/ledewatch").symlink_to(binary)
        for file, text in [("good.yaml", GOOD), ("hostile.yaml", HOSTILE), ("faulty.yaml", "sources: ["),
                           ("page.html", "<html>")]:
            (directory / file).write_text(text)
        environment = {"HOME": name, "PATH": f"{name}/bin:/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8",
                       "TZ": "UTC"}
        for shell in shells:
            script = directory / f"completion.{shell}"
            script.write_bytes(subprocess.run([binary, "--generate-completion-script", shell], check=True,
                                              capture_output=True, timeout=60).stdout)
            faults = judge(shell, script, directory, environment)
            for fault in faults:
                print("FAULT", shell, fault)
            print(f"{shell}: {len(CASES)} lines, {len(faults)} faults")
            failed = failed or bool(faults)
    sys.exit(failed)


main()
