#!/usr/bin/env python3
"""Kills a service with hooks of all kinds: kills_of_all_kinds.py LEDEWATCH [--kills N] [--seed S]

A service that watches a site with ever new articles is killed N times (default 60) at random moments. Fails if
an article is missing in the spool, in the archive, or at a receiver (a program, a program with batches, a
webhook, digests of a webhook, a chat, a mail server, feeds, a store of objects), or if it is
spooled twice. Prints how often each receiver got an article again.
"""
import argparse
import asyncio
import collections
import email
import email.policy
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

from failing_receivers import World

KINDS = ["run", "batch", "post", "digest", "chat", "mail", "feed", "s3"]


class Receivers(World):
    """Receivers that take everything. `got` has the numbers of the articles by kind."""

    def __init__(self):
        super().__init__(limit=1 << 30)
        self.got = {kind: collections.Counter() for kind in KINDS}

    def take(self, kind, text):
        self.got[kind].update(set(re.findall(r"Story (\d+)\b", text)))

    async def serve_hook(self, reader, writer):
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            length = re.search(r"^content-length: ?(\d+)", head, re.M | re.I)
            body = (await reader.readexactly(int(length.group(1)))).decode(errors="replace") if length else ""
            method, path = head.split(" ")[:2]
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            await writer.drain()
            self.sort(method, path, body)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def sort(self, method, path, body):
        if method == "PUT":
            if path.endswith("/article.json"):
                self.take("s3", json.loads(body)["title"])
        elif path in ("/post", "/digest"):
            data = json.loads(body)["data"]
            for record in data.get("entries", [data]):
                self.take(path[1:], record.get("title", ""))
        else:
            self.take("chat", body)

    async def serve_mail(self, reader, writer):
        try:
            writer.write(b"220 localhost ESMTP\r\n")
            while line := await reader.readline():
                if line[:4].upper() == b"DATA":
                    writer.write(b"354 go on\r\n")
                    mail = await self.read_mail(reader)
                    writer.write(b"250 2.0.0 queued\r\n")
                    await writer.drain()
                    message = email.message_from_bytes(mail, policy=email.policy.default)
                    plain = message.get_body(("plain",)).get_content()
                    self.take("mail", (message["subject"] or "") + "\n" + plain)
                    continue
                writer.write(b"221 bye\r\n" if line[:4].upper() == b"QUIT" else b"250 2.0.0 ok\r\n")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def configuration(world, folder):
    server = f"http://127.0.0.1:{world.hook_port}"
    common = {"retry_first": "100ms", "retry_longest": "1s", "concurrency": 3, "events": ["new", "revised"]}
    program = ["/bin/sh", "-c"]
    hooks = [
        {"name": "run", "run": [*program, f'echo "$LEDEWATCH_TITLE" >> {folder}/run.txt']},
        {"name": "batch", "run": [*program, f"cat >> {folder}/batch.txt"], "deliver": "batch"},
        {"name": "post", "post": f"{server}/post"},
        {"name": "digest", "post": f"{server}/digest", "digest": "every 1m"},
        {"name": "chat", "chat": "ntfy", "url": server, "to": "news", "flood": 1},
        {"name": "mail", "mail": {"to": ["editor@example.org"], "from": "ledewatch@example.org",
                                  "smtp": f"smtp://127.0.0.1:{world.mail_port}"}},
        {"name": "feed", "feed": f"{folder}/feeds", "feed_archive": True},
        {"name": "s3", "s3": {"bucket": "news", "prefix": "a/", "region": "eu-1", "endpoint": server, "key_id": "id",
                              "secret_file": f"{folder}/secret"}},
        # The articles are at private addresses, which are not submitted.
        {"name": "archive", "archive": "wayback", "archive_url": f"{server}/"},
    ]
    return {
        "spool": f"{folder}/spool", "state": f"{folder}/state", "formats": ["markdown", "html", "text", "mail", "warc"],
        "defaults": {"interval": "1s", "host_pause": 0, "robots": False, "first_round": "notify"},
        "sources": [{"name": "gazette", "url": f"http://127.0.0.1:{world.site_port}/", "tags": ["town"]}],
        "hooks": [hook | {key: value for key, value in common.items() if key not in hook} for hook in hooks]}


def start_servers(world):
    ready = threading.Event()

    async def serve():
        servers = [await asyncio.start_server(handler, "127.0.0.1", 0, limit=1 << 22)
                   for handler in (world.serve_site, world.serve_hook, world.serve_mail)]
        world.site_port, world.hook_port, world.mail_port = (s.sockets[0].getsockname()[1] for s in servers)
        ready.set()
        while True:
            await asyncio.sleep(0.3)
            if world.publishes:
                world.published += 1

    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)
    world.publishes = True
    threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True).start()
    ready.wait()


def read_files(world, folder):
    """Counts what programs and feeds have."""
    for kind in ("run", "batch"):
        path = pathlib.Path(folder, kind + ".txt")
        world.got[kind].clear()
        for line in path.read_text().splitlines() if path.exists() else []:
            if kind == "run":
                world.take(kind, line)
            else:
                try:
                    world.take(kind, json.loads(line)["title"])
                except ValueError:
                    # A kill during the write left a part of a line, which the next attempt has again.
                    continue
    world.got["feed"].clear()
    for path in pathlib.Path(folder, "feeds").glob("gazette*.json"):
        for item in json.loads(path.read_text())["items"]:
            world.take("feed", item["title"])


def run(program, world, folder, kills, chance):
    command = [program, "run", "--config", f"{folder}/ledewatch.yaml"]
    with open(f"{folder}/log", "w", encoding="utf-8") as log:
        for _ in range(kills):
            process = subprocess.Popen(command, stderr=log, stdout=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.05, 1.2))
            if process.poll() is not None:
                raise SystemExit(f"the service ended with {process.returncode}: {folder}/log")
            process.kill()
            process.wait()
        world.publishes = False
        process = subprocess.Popen(command, stderr=log, stdout=subprocess.DEVNULL)
        end = time.time() + 240
        while time.time() < end and missing(world, folder):
            time.sleep(1)
        process.terminate()
        process.wait(timeout=30)


def missing(world, folder):
    read_files(world, folder)
    wanted = {str(number) for number in range(1, world.published + 1)}
    result = {kind: wanted - set(got) for kind, got in world.got.items()}
    return {kind: numbers for kind, numbers in result.items() if numbers}


def check(world, program, folder):
    errors = [f"{kind}: {len(numbers)} articles are missing, such as {sorted(numbers)[0]}"
              for kind, numbers in missing(world, folder).items()]
    titles = collections.Counter(json.loads((entry / "article.json").read_text())["title"]
                                 for entry in pathlib.Path(folder, "spool/new").iterdir())
    if len(titles) != world.published or set(titles.values()) != {1}:
        errors.append(f"the spool has {sum(titles.values())} entries of {len(titles)} articles of {world.published}")
    for entry in pathlib.Path(folder, "spool/new").iterdir():
        if len(list(entry.iterdir())) != 6:
            errors.append(f"{entry.name} has {sorted(path.name for path in entry.iterdir())}")
    lines = subprocess.run([program, "export", "--format", "jsonl", "--config", f"{folder}/ledewatch.yaml"],
                           capture_output=True, text=True, check=True).stdout.splitlines()
    archived = collections.Counter(json.loads(line)["title"] for line in lines)
    if archived != titles:
        errors.append(f"the archive has {len(lines)} records of {len(archived)} articles")
    if pathlib.Path(folder, "spool/tmp").exists() and list(pathlib.Path(folder, "spool/tmp").iterdir()):
        errors.append("tmp/ is not empty")
    repeats = {kind: sum(count - 1 for count in got.values()) for kind, got in world.got.items()}
    print(f"{world.published} articles; repeats: {repeats}")
    if "Fatal" in open(f"{folder}/log", encoding="utf-8").read():
        errors.append("the log contains a crash")
    return errors


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    world = Receivers()
    with tempfile.TemporaryDirectory() as folder:
        start_servers(world)
        with open(f"{folder}/secret", "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write("key\n")
        with open(f"{folder}/ledewatch.yaml", "w", encoding="utf-8") as file:
            json.dump(configuration(world, folder), file)
        program = os.path.abspath(arguments.program)
        run(program, world, folder, arguments.kills, random.Random(arguments.seed))
        errors = check(world, program, folder)
        for error in errors[:20]:
            print(f"FAILED: {error}")
        if errors and os.environ.get("KEEP"):
            subprocess.run(["cp", "-r", folder, os.environ["KEEP"]], check=False)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
