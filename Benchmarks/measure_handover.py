"""New articles: CPU, time and synced files per article with hooks of five kinds, beside the bare files."""

import asyncio
import collections
import os
import re
import shutil
import statistics
import subprocess
import threading
import time

from processes import run
from watching import configure
from world import World

HOOKS = {
    "run": "run: [/bin/true]",
    "post": "post: {receiver}",
    "raw": "{{post: \"{receiver}\", format: raw}}",
    "mail": '{{mail: {{to: [editor@example.org], from: ledewatch@example.org, smtp: "smtp://127.0.0.1:{smtp}"}}}}',
    "feed": "feed: {folder}/feeds",
}


def add_to(commands):
    parser = commands.add_parser("handover", help=__doc__)
    parser.add_argument("--sources", type=int, default=50)
    parser.add_argument("--articles", type=int, default=20, help="new articles of each source, at most 24")
    parser.add_argument("--times", type=int, default=3, help="rounds of each kind")
    parser.add_argument("--only", help="none, all, or the kind of a hook: " + ", ".join(HOOKS))
    parser.set_defaults(run=measure)


def measure(options):
    count = options.sources * options.articles
    print("%d new articles, `once`, CPU and wall time per article, median; synced files and directories:" % count)
    for name, kinds in [("none", []), *((kind, [kind]) for kind in HOOKS), ("all", list(HOOKS))]:
        if options.only in (None, name):
            with Handover(options, kinds) as handover:
                handover.play(name)


class Handover:
    def __init__(self, options, kinds):
        self.options = options
        self.count = options.sources * options.articles
        self.world = World(options.sources)
        self.mails = MailSink()
        places = {"smtp": self.mails.port, "receiver": "http://127.0.0.1:%d/receiver" % self.world.port, 
                  "folder": self.world.folder}
        hooks = "hooks:\n" + "".join(
            "  - %s\n    name: %s\n    concurrency: 4\n" % (HOOKS[kind].format(**places), kind)
            if not HOOKS[kind].startswith("{") else
            "  - {name: %s, concurrency: 4, %s\n" % (kind, HOOKS[kind].format(**places)[1:]) for kind in kinds)
        self.config = configure(self.world, [(paper, "") for paper in self.world.papers])
        with open(self.config, "a") as file:
            file.write(hooks if kinds else "")
        self.command = [os.path.join(options.bin, "ledewatch"), "once", "--config", self.config]
        subprocess.run(self.command, check=True, stdout=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.world.close()

    def publish(self):
        # The validators of nginx count seconds.
        time.sleep(1.1)
        for paper in self.world.papers:
            for _ in range(self.options.articles):
                self.world.publish(paper)

    def play(self, name):
        seconds, walls, bare_seconds, bare_walls = [], [], [], []
        for _ in range(self.options.times):
            self.publish()
            before = set(os.listdir(self.world.folder + "/spool/new"))
            wall, cpu = self.once(self.command)
            seconds.append(cpu)
            walls.append(wall)
            entries = sorted(set(os.listdir(self.world.folder + "/spool/new")) - before)
            if len(entries) != self.count:
                raise SystemExit("%d entries instead of %d" % (len(entries), self.count))
            wall, cpu = self.write_bare(entries)
            bare_seconds.append(cpu)
            bare_walls.append(wall)
        print("  %-5s %.2f ms CPU, %.2f ms; the bare files %.2f ms CPU, %.2f ms; per article: %s" % (
            name, *(statistics.median(values) / self.count * 1000
                    for values in (seconds, walls, bare_seconds, bare_walls)), self.count_syncs()))

    def once(self, command):
        status, wall, user, system = run(command, stdout=subprocess.DEVNULL)
        if status != 0:
            raise SystemExit("once ended with %d" % status)
        return wall, user + system

    def write_bare(self, entries):
        """Writes the files of entries as a program would that only hands them over durably."""
        spool, bare = self.world.folder + "/spool/new/", self.world.folder + "/bare/"
        contents = {entry: {name: open(spool + entry + "/" + name, "rb").read() for name in os.listdir(spool + entry)}
                    for entry in entries}
        shutil.rmtree(bare, ignore_errors=True)
        for area in ("tmp", "new"):
            os.makedirs(bare + area)
        begun, used = time.monotonic(), time.process_time()
        for entry, files in contents.items():
            os.mkdir(bare + "tmp/" + entry)
            for name, content in files.items():
                descriptor = os.open(bare + "tmp/" + entry + "/" + name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
                os.write(descriptor, content)
                os.fsync(descriptor)
                os.close(descriptor)
            sync_folders(bare + "tmp/" + entry, bare + "tmp")
            os.rename(bare + "tmp/" + entry, bare + "new/" + entry)
            sync_folders(bare + "new", bare + "tmp")
        return time.monotonic() - begun, time.process_time() - used

    def count_syncs(self):
        """Returns what is synced per article, by the kind of file, as strace tells it."""
        if not shutil.which("strace"):
            return "strace is not installed"
        self.publish()
        log = self.world.folder + "/strace"
        self.once(["strace", "-f", "-qq", "-y", "-e", "trace=fsync,fdatasync,sync_file_range", "-o", log] + self.command)
        kinds = collections.Counter()
        with open(log) as file:
            for line in file:
                if found := re.search(r"sync\(\d+<([^>]*)>", line):
                    kinds[self.kind(found.group(1))] += 1
        return ", ".join("%.2f %s" % (number / self.count, kind) for kind, number in kinds.most_common())

    def kind(self, path):
        name = path.removeprefix(self.world.folder + "/")
        if re.match(r"spool/tmp/[^/]+/", name):
            return "files"
        if re.match(r"spool/tmp/[^/]+$", name):
            return "entries"
        if name.startswith("feeds/"):
            return "files of feeds"
        return name.split("/")[-1] if name.startswith("state/") else "/".join(name.split("/")[:2])


def sync_folders(*paths):
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(descriptor)
        os.close(descriptor)


class MailSink:
    """An SMTP server that takes every mail."""

    def __init__(self):
        ready = threading.Event()

        async def serve():
            server = await asyncio.start_server(self.take, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            ready.set()
            await asyncio.Event().wait()

        threading.Thread(target=asyncio.run, args=(serve(),), daemon=True).start()
        ready.wait()

    async def take(self, reader, writer):
        writer.write(b"220 localhost\r\n")
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                writer.write(b"354 go on\r\n")
                while await reader.readline() not in (b".\r\n", b""):
                    pass
            writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                break
        writer.close()
