#!/usr/bin/env python3
"""Runs the service beside a hostile member of the spool's group, who plants, replaces, locks and starves.

  hostile_consumer.py BINARY [--seconds 60] [--seed 1]

The service runs as one user, the consumer as another one with the group of the spool. The consumer first
tries each way once, then all of them at random until the time is over, while the service polls a newspaper
on loopback that publishes an article each second. Afterwards: nothing outside the spool was touched, the
ledger is intact, the service is still the same process, every article was delivered once, and the next
start works. Needs root, to be two users; it is skipped without. Exit status 1: something failed.
"""
import argparse
import fcntl
import http.server
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

SERVICE, CONSUMER, GROUP = 64001, 64002, 64010
DAY = time.strftime("%Y-%m-%d", time.gmtime())


class Newspaper:
    """Articles on loopback; `publish` adds one to the listing."""

    def __init__(self):
        self.names = []
        paper = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                body = paper.page(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write((body or "no such page").encode())

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, path):
        if path == "/news":
            return "<!doctype html><title>Mill Post</title><main>" + "".join(
                f'<article><h2><a href="/story/{name}">The {name} mill reopens</a></h2><time datetime="{DAY}">{DAY}</time>'
                f"<p>After years of silence the {name} mill by the canal grinds corn for the town again.</p></article>"
                for name in reversed(self.names[-60:])) + "</main>"
        if path.startswith("/story/"):
            name = path[7:]
            text = "".join(f"<p>Part {i}: the miller of {name} told the council what the wheel had cost and who had paid.</p>" for i in range(6))
            return (f'<!doctype html><html lang="en"><title>The {name} mill reopens</title><article><h1>The {name} mill reopens</h1>'
                    f'<time datetime="{DAY}">{DAY}</time>{text}</article></html>')
        return None

    def publish(self):
        number, word = len(self.names), ""
        while True:
            word = "abcdefghijklmnopqrstuvwxyz"[number % 26] + word
            number //= 26
            if not number:
                break
        self.names.append("mill" + word)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/news"


class Ways:
    """What a consumer can try. A way that the system refuses raises OSError."""

    def __init__(self, spool, state, treasure, seed):
        self.spool, self.state, self.treasure = spool, state, treasure
        self.new, self.cur, self.tmp = (os.path.join(spool, name) for name in ("new", "cur", "tmp"))
        self.random, self.count, self.held = random.Random(seed), 0, []

    def name(self):
        self.count += 1
        return f"x{os.getpid()}-{self.count}"

    def entry(self):
        names = [name for name in os.listdir(self.new) if name.startswith("20")]
        if not names:
            raise FileNotFoundError("no entry")
        return os.path.join(self.new, self.random.choice(names))

    # The spool and tmp/
    def file_in_spool(self): open(os.path.join(self.spool, self.name()), "w").close()
    def link_in_spool(self): os.symlink(self.state, os.path.join(self.spool, self.name()))
    def rename_tmp(self): os.rename(self.tmp, os.path.join(self.new, self.name()))
    def rename_new(self): os.rename(self.new, os.path.join(self.cur, self.name()))
    def rename_cur(self): os.rename(self.cur, os.path.join(self.new, self.name()))
    def remove_id(self): os.unlink(os.path.join(self.spool, ".ledewatch"))
    def replace_status(self): os.symlink(self.state, os.path.join(self.spool, ".ledewatch-status.json"))
    def link_in_tmp(self): os.symlink(self.state, os.path.join(self.tmp, self.name()))
    def file_in_tmp(self): open(os.path.join(self.tmp, self.name()), "w").close()
    def list_tmp(self): os.listdir(self.tmp)
    def change_modes(self):
        for path in (self.spool, self.new, self.cur, self.tmp):
            os.chmod(path, 0o777)

    # new/ and cur/
    def link_to_state(self): os.symlink(self.state, os.path.join(self.new, self.name()))
    def link_like_entry(self): os.symlink(self.treasure, os.path.join(self.new, f"20260314T101500Z-mill-{self.count:013d}-r1"))
    def pipe(self): os.mkfifo(os.path.join(self.new, self.name()))
    def socket(self):
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(os.path.join(self.new, self.name()))
    def odd_names(self):
        for name in ("CON", "-rf", "$(id)", "a\nb", "\x1b[31m", "x" * 255, "..."):
            open(os.path.join(self.new, name), "w").close()
    def deep_directories(self):
        path = os.path.join(self.new, self.name())
        for _ in range(40):
            path += "/d"
        os.makedirs(path)
    def many_files(self):
        folder = os.path.join(self.cur, self.name())
        os.mkdir(folder)
        for number in range(200):
            open(os.path.join(folder, str(number)), "w").close()
    def private_directory(self): os.mkdir(os.path.join(self.new, self.name()), 0o700)
    def hard_link_to_ledger(self): os.link(os.path.join(self.state, "ledger.sqlite"), os.path.join(self.new, self.name()))
    def hard_link_to_record(self): os.link(os.path.join(self.entry(), "article.json"), os.path.join(self.new, self.name()))

    # Entries
    def next_revision(self):
        path = self.entry()
        if path.endswith("-r1"):
            os.makedirs(path[:-1] + "2/in-the-way")
    def in_the_way_in_cur(self): os.makedirs(os.path.join(self.cur, os.path.basename(self.entry()), "in-the-way"))
    def take(self): os.rename(entry := self.entry(), os.path.join(self.cur, os.path.basename(entry)))
    def delete(self): shutil.rmtree(self.entry())
    def exchange_for_link(self):
        entry = self.entry()
        os.rename(entry, os.path.join(self.cur, self.name()))
        os.symlink(self.state, entry)
    def record_to_link(self):
        record = os.path.join(self.entry(), "article.json")
        os.unlink(record)
        os.symlink(os.path.join(self.state, "ledger.sqlite"), record)
    def record_to_pipe(self):
        record = os.path.join(self.entry(), "article.json")
        os.unlink(record)
        os.mkfifo(record)
    def forge_record(self):
        # Not blocking: the record may have become a pipe.
        descriptor = os.open(os.path.join(self.entry(), "article.json"), os.O_WRONLY | os.O_TRUNC | os.O_NONBLOCK)
        os.write(descriptor, b'{"id": "../../state", "_ledewatch": {"source": "mill"}}')
        os.close(descriptor)
    def entry_to_file(self):
        entry = self.entry()
        os.rename(entry, os.path.join(self.cur, self.name()))
        open(entry, "w").close()

    # Locks, and what is outside
    def lock_spool(self):
        for path in (self.spool, self.new, self.cur, os.path.join(self.spool, ".ledewatch")):
            self.hold(path)
    def lock_ledger(self):
        for name in ("lock", "ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal"):
            self.hold(os.path.join(self.state, name))
    def list_state(self): os.listdir(self.state)
    def write_treasure(self): open(os.path.join(self.treasure, "kept"), "w").close()

    def hold(self, path):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        if len(self.held) < 50:
            self.held.append(descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            os.close(descriptor)

    def all(self):
        return [way for name in dir(Ways) if not name.startswith("_") and name not in ("all", "name", "entry", "hold")
                for way in [getattr(self, name)]]


def as_user(user, groups):
    def change():
        os.setgroups(groups)
        os.setgid(groups[0])
        os.setuid(user)
    return change


def can_be(user):
    """Whether a process can become a user; a user namespace may lack it."""
    pid = os.fork()
    if not pid:
        status = 1
        try:
            as_user(user, [GROUP])()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(pid, 0)[1] == 0


def attack(spool, state, treasure, seconds, seed):
    """Runs in the process of the consumer. Prints how many ways succeeded at least once."""
    ways, succeeded, end = Ways(spool, state, treasure, seed), set(), time.monotonic() + seconds
    queue = ways.all()
    total = len(queue)
    while time.monotonic() < end:
        way = queue.pop(0) if queue else ways.random.choice(ways.all())
        try:
            way()
            succeeded.add(way.__name__)
        except OSError:
            pass
    print(f"{total} ways, {len(succeeded)} did something: {' '.join(sorted(succeeded))}", flush=True)


def snapshot(folder):
    return sorted((name, os.lstat(os.path.join(folder, name)).st_ino) for name in os.listdir(folder))


class Test:
    def __init__(self, options):
        self.options, self.failed, self.started = options, 0, []
        self.folder = tempfile.mkdtemp(prefix="hostile-", dir="/tmp")
        os.chmod(self.folder, 0o755)
        self.spool, self.state, self.treasure, self.private = (
            os.path.join(self.folder, name) for name in ("spool", "state", "treasure", "private"))
        # The layout of earlier versions: the group may write everywhere.
        for folder, mode in ((self.spool, 0o2770), (self.state, 0o750), (self.treasure, 0o700), (self.private, 0o700)):
            os.mkdir(folder)
            os.chown(folder, SERVICE, GROUP)
            os.chmod(folder, mode)
        with open(os.path.join(self.treasure, "kept"), "w") as file:
            file.write("kept")
        # The checkout may be in a directory that only its owner can pass.
        self.binary = os.path.join(self.folder, "ledewatch")
        shutil.copy(options.binary, self.binary)
        self.paper = Newspaper()
        self.told = os.path.join(self.private, "told")
        hook = os.path.join(self.folder, "hook")
        with open(hook, "w") as file:
            file.write(f'#!/bin/sh\necho "$LEDEWATCH_TITLE" >> {self.told}\n')
        os.chmod(hook, 0o755)
        self.config = os.path.join(self.folder, "ledewatch.yaml")
        with open(self.config, "w") as file:
            file.write(f"spool: {self.spool}\nstate: {self.state}\nsources:\n  - {{name: mill, url: {self.paper.url!r}, interval: 1s, host_pause: 0, "
                       f"first_round: notify}}\nhooks:\n  - {{name: tell, run: [{hook}], events: [new]}}\n")
        self.log = open(os.path.join(self.folder, "log"), "w+")

    def row(self, what, good, detail=""):
        print(("ok   " if good else "BAD  ") + what + ("" if good else f": {detail}"), flush=True)
        self.failed += not good

    def start(self):
        service = subprocess.Popen([self.binary, "run", "--config", self.config], stderr=self.log, stdout=self.log, umask=0o077,
                                preexec_fn=as_user(SERVICE, [GROUP]), env={"PATH": os.environ["PATH"], "HOME": "/"})
        self.started.append(service)
        return service

    def start_consumer(self, seed):
        # Without exec, because the user may not be able to reach the interpreter.
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            signal.alarm(int(self.options.seconds) + 20)
            as_user(CONSUMER, [CONSUMER, GROUP])()
            attack(self.spool, self.state, self.treasure, self.options.seconds, seed)
            status = 0
        finally:
            os._exit(status)

    def delivered(self):
        return sorted(open(self.told).read().split("\n")[:-1]) if os.path.exists(self.told) else []

    def expected(self):
        return sorted(f"The {name} mill reopens" for name in self.paper.names)

    def wait(self, seconds):
        end = time.monotonic() + seconds
        while self.delivered() != self.expected() and time.monotonic() < end:
            time.sleep(0.2)

    def run(self):
        for _ in range(3):
            self.paper.publish()
        service = self.start()
        self.wait(30)
        self.row("the first articles are delivered", self.delivered() == self.expected(), self.tail())
        ledger = os.stat(os.path.join(self.state, "ledger.sqlite")).st_ino
        treasure = snapshot(self.treasure)
        consumers = [self.start_consumer(self.options.seed + number) for number in range(2)]
        end = time.monotonic() + self.options.seconds
        while time.monotonic() < end:
            self.paper.publish()
            time.sleep(1)
        for consumer in consumers:
            self.row("the consumer ran to its end", os.waitpid(consumer, 0)[1] == 0)
        self.row("the service is still running", service.poll() is None, self.tail())
        self.paper.publish()
        self.wait(60)
        got, want = self.delivered(), self.expected()
        self.row(f"each of the {len(want)} articles was delivered once", got == want, (len(got), len(want), self.tail()))
        service.send_signal(signal.SIGTERM)
        self.row("the service stops with status 0", service.wait(30) == 0, service.returncode)
        self.paper.publish()
        service = self.start()
        self.wait(30)
        self.row("the next start works and delivers", service.poll() is None and self.delivered() == self.expected(), self.tail())
        service.send_signal(signal.SIGTERM)
        service.wait(30)
        path = os.path.join(self.state, "ledger.sqlite")
        self.row("the ledger is the same file", os.stat(path).st_ino == ledger)
        with sqlite3.connect(path) as db:
            self.row("the ledger is intact", db.execute("PRAGMA integrity_check").fetchone() == ("ok",))
        self.row("nothing outside the spool was touched", snapshot(self.treasure) == treasure, snapshot(self.treasure))
        foreign = [name for name, _ in snapshot(self.state) if not name.startswith(("ledger", "texts", "archive", "lock", "told", "mode", "pages"))]
        self.row("nothing was written to the state directory", not foreign, foreign)
        self.row("the spool's own directory holds nothing else",
                 sorted(os.listdir(self.spool)) == [".ledewatch", ".ledewatch-status.json", "cur", "new", "tmp"], os.listdir(self.spool))

    def tail(self):
        self.log.flush()
        return open(self.log.name).read()[-1500:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if os.getuid() or not can_be(SERVICE) or not can_be(CONSUMER):
        print("skipped: only root can run two processes as two other users")
        return 0
    test = Test(options)
    try:
        test.run()
    finally:
        for service in test.started:
            if service.poll() is None:
                service.kill()
        shutil.rmtree(test.folder, ignore_errors=True)
    print(f"{test.failed} failed")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main())
