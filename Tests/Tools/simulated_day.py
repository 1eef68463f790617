#!/usr/bin/env python3
"""Lets a service watch many small newspapers with faults that come and go, a hundred times faster than
they would, and compares what it reports with what happened.

    python3 Tests/Tools/simulated_day.py LEDEWATCH [--sources 500] [--seconds 864]

Each newspaper is a site of its own at 127.2.x.y. The site decides by the number of requests how long a
fault lasts, so it knows which changes of health a source goes through. Every 0.6 seconds (a minute of the
simulated day) the metrics are compared with the ledger, and every 15 seconds `status --json`. At the end the
events must be the true changes, each with the stage of its fault, every article must be in the spool once,
and the memory must have stayed flat. The exit status is not 0 if something differs.
"""
import argparse
import asyncio
import collections
import json
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from day_site import FAULTS, Newspaper, serve
from news_site import free_port

INTERVAL = 9  # seconds; a quarter of an hour at 100 × speed
HEALTH = re.compile(r'^ledewatch_source_health\{source="([^"]+)",state="([^"]+)"\} 1$', re.M)
OWED = re.compile(r'^ledewatch_source_owed_articles\{source="([^"]+)"\} (\S+)$', re.M)
ENTRIES = re.compile(r'^ledewatch_source_entries_total\{source="([^"]+)"\} (\S+)$', re.M)


class Day:
    def __init__(self, options):
        self.options = options
        self.directory = tempfile.TemporaryDirectory(prefix="ledewatch-day-")
        self.path = pathlib.Path(self.directory.name)
        self.port, self.page = free_port(), free_port()
        chance = random.Random(options.seed)
        self.papers = [Newspaper(number, self.port, random.Random(chance.random()))
                       for number in range(options.sources)]
        self.problems = collections.Counter()
        self.examples = {}
        self.memory, self.checked = [], collections.Counter()

    def problem(self, kind, text):
        self.problems[kind] += 1
        self.examples.setdefault(kind, []).append(text)

    # The service

    def configure(self):
        sources = "".join(f"  - {{name: {paper.name}, url: \"{paper.address}/\"}}\n" for paper in self.papers)
        (self.path / "config.yaml").write_text(f"""\
spool: {self.path}/spool
state: {self.path}/state
status_page: 127.0.0.1:{self.page}
defaults:
  interval: {INTERVAL}s
  first_round: skip
  host_pause: 0
  fetch_limit: 8s
  retry_first: 1s
  retry_longest: 9s
  back_off_first: 3s
  back_off_longest: 9s
hooks:
  - name: events
    run: [/bin/sh, -c, "cat >> '{self.path}/events.txt'"]
    events: [redesign, gap, source-degraded, source-broken, source-blocked, source-quiet, source-recovered]
sources:
{sources}""")

    def start(self):
        self.process = subprocess.Popen(
            [self.options.ledewatch, "run", "--config", str(self.path / "config.yaml")],
            stdout=subprocess.DEVNULL, stderr=open(self.path / "run.log", "w"))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=60):
            self.problem("exit", f"run ended with {self.process.returncode}")

    # The comparison of metrics, status and ledger

    def ledger(self):
        """For each source: health, owed articles, spooled entries."""
        with sqlite3.connect(f"file:{self.path}/state/ledger.sqlite?mode=ro", uri=True) as ledger:
            rows = ledger.execute("""
                SELECT name, health, (SELECT count(*) FROM article WHERE source = source.id AND state < 2),
                  spooled FROM source""").fetchall()
        ledger.close()
        return {name: values for name, *values in rows}

    def scrape(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.page}/metrics", timeout=30) as answer:
            text = answer.read().decode()
        owed, entries = dict(OWED.findall(text)), dict(ENTRIES.findall(text))
        return {name: [health, int(float(owed.get(name, -1))), int(float(entries.get(name, -1)))]
                for name, health in HEALTH.findall(text)}

    def status(self):
        result = subprocess.run(
            [self.options.ledewatch, "status", "--json", "--config", str(self.path / "config.yaml")],
            capture_output=True, timeout=60, check=True)
        return {source["name"]: [source.get("health"), source["owed"], source["spooled"]]
                for source in json.loads(result.stdout)["sources"]}

    def differences(self, read):
        """Returns the number of compared sources, and those that differ. Sources that change while they
        are read are left out."""
        before, found, after = self.ledger(), read(), self.ledger()
        same = [name for name, values in before.items()
                if values == after.get(name) and found.get(name, [None])[0] is not None]
        return len(same), {name: f"{found[name]}, ledger {before[name]}" for name in same
                           if found[name] != before[name]}

    def compare(self, kind, read):
        """A change reaches the metrics a moment after the ledger, so a difference must last to count."""
        count, differences = self.differences(read)
        self.checked[kind] += count
        if differences:
            time.sleep(0.2)
            for name, text in self.differences(read)[1].items():
                if name in differences:
                    self.problem(kind, f"{name}: {differences[name]}, later {text}")

    def resident(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("RssAnon"):
                return int(line.split()[1]) / 1024
        return 0

    def watch(self, seconds):
        end = time.monotonic() + seconds
        status = time.monotonic() + 15
        while time.monotonic() < end:
            moment = time.monotonic()
            self.compare("metrics", self.scrape)
            if moment >= status:
                status = moment + 15
                self.compare("status", self.status)
                self.memory.append(self.resident())
            if self.process.poll() is not None:
                raise SystemExit(f"run ended: {(self.path / 'run.log').read_text()[-2000:]}")
            time.sleep(max(0, 0.6 - (time.monotonic() - moment)))

    def settle(self):
        """Waits until no source is ill, no article is owed and no event waits."""
        for paper in self.papers:
            paper.is_calm = True
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            time.sleep(3)
            with sqlite3.connect(f"file:{self.path}/state/ledger.sqlite?mode=ro", uri=True) as ledger:
                waiting = ledger.execute("SELECT count(*) FROM delivery WHERE state = 0").fetchone()[0]
            ledger.close()
            if not waiting and all(values[:2] == ["ok", 0] for values in self.ledger().values()):
                return

    # The judgement

    def judge(self):
        text = (self.path / "events.txt").read_text() if (self.path / "events.txt").exists() else ""
        decoder, place, events = json.JSONDecoder(), 0, collections.defaultdict(list)
        while place < len(text.rstrip()):
            record, place = decoder.raw_decode(text, place)
            while place < len(text) and text[place].isspace():
                place += 1
            events[record["_ledewatch"]["source"]].append(record)
        named = told = 0
        for paper in self.papers:
            found = [record["_ledewatch"]["event"] for record in events[paper.name]]
            true = [event for event, _ in paper.truth]
            told += len(true)
            if found != true:
                self.problem("events", f"{paper.name}: {found}, true {true}; faults {paper.faults}")
                continue
            for record, (event, fault) in zip(events[paper.name], paper.truth):
                if fault is None:
                    continue
                right = re.search(FAULTS[fault].stage, record["content_text"])
                named += bool(right)
                if not right:
                    self.problem("stage", f"{fault}: {record['content_text'][:200]}")
        faults = sum(fault is not None for paper in self.papers for _, fault in paper.truth)
        self.judge_spool()
        print(f"{sum(len(paper.faults) for paper in self.papers)} faults, {told} true changes; "
              f"{named} of {faults} breaks named with the right stage")

    def judge_spool(self):
        urls = collections.Counter(
            json.loads((entry / "article.json").read_text())["url"]
            for entry in (self.path / "spool/new").iterdir())
        published = {url for paper in self.papers for url in paper.published}
        for url in published - set(urls):
            self.problem("lost", url)
        for url, count in urls.items():
            if count > 1 or url not in published:
                self.problem("twice or foreign", f"{url}: {count}")
        print(f"{len(published)} articles published, {sum(urls.values())} entries")

    def judge_memory(self):
        size = max(1, len(self.memory) // 8)
        parts = [sum(part) / len(part) for part in
                 (self.memory[at:at + size] for at in range(0, size * 8, size)) if part]
        print("memory (anonymous, resident), by eighths: " + ", ".join(f"{part:.1f}" for part in parts) + " MB")
        if parts[-1] > parts[len(parts) // 2] * 1.1 + 1:
            self.problem("memory", f"{parts[len(parts) // 2]:.1f} MB, later {parts[-1]:.1f} MB")

    def run(self):
        loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=serve, args=(loop, self.papers, ready), daemon=True).start()
        ready.wait(30)
        self.configure()
        self.start()
        try:
            time.sleep(2 * INTERVAL)
            for paper in self.papers:
                paper.is_calm = False
            self.watch(self.options.seconds)
            self.settle()
        finally:
            self.stop()
        self.judge()
        self.judge_memory()
        print("compared: " + ", ".join(f"{count} values of {kind}" for kind, count in self.checked.items()))
        for kind, count in self.problems.items():
            print(f"BAD {kind}: {count}")
            for text in self.examples[kind][:8]:
                print(f"  {text}")
        print("ok" if not self.problems else "not ok")
        return 1 if self.problems else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("ledewatch")
    parser.add_argument("--sources", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=864)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(Day(parser.parse_args()).run())
