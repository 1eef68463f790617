"""Rounds by `once`: what a listing costs when there is nothing new, and when there is."""

import os
import statistics
import subprocess

from processes import run
from watching import configure
from world import World


def add_to(commands):
    parser = commands.add_parser("rounds", help=__doc__)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--times", type=int, default=7, help="rounds of each kind")
    parser.add_argument("--only", help="one kind: 304, same, changed, news")
    parser.set_defaults(run=measure)


def measure(options):
    print("CPU per listing of %d, `once`, median (least):" % options.sources)
    if options.only in (None, "304"):
        with Watched(options, answer="304") as watched:
            watched.play("304", lambda: None)
            watched.compare_reading()
    with Watched(options, answer="200") as watched:
        if options.only in (None, "same"):
            watched.play("200, same body", lambda: None)
        if options.only in (None, "changed"):
            watched.play("200, another body, no news", watched.touch)
    if options.only in (None, "news"):
        with Watched(options, answer="304") as watched:
            watched.play("304, 1 % with a new article", watched.publish)


class Watched:
    def __init__(self, options, answer):
        self.options = options
        self.world = World(options.sources, answer)
        self.config = configure(self.world, [(paper, "") for paper in self.world.papers])
        self.command = [os.path.join(options.bin, "ledewatch"), "once", "--config", self.config]
        self.round = 0
        for _ in range(2):
            subprocess.run(self.command, check=True, stdout=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.world.close()

    def play(self, name, change):
        seconds, walls, lines = [], [], 0
        for _ in range(self.options.times):
            change()
            with open(self.world.folder + "/out", "w+b") as out:
                status, wall, user, system = run(self.command, stdout=out)
                out.seek(0)
                lines += len(out.read().splitlines())
            if status != 0:
                raise SystemExit("once ended with %d" % status)
            seconds.append((user + system) / self.options.sources * 1000)
            walls.append(wall)
        print("  %-28s %.3f ms (%.3f); %.2f s for all, %d articles told" % (
            name, statistics.median(seconds), min(seconds), statistics.median(walls), lines))

    def compare_reading(self):
        command = [self.command[0], "check", "--config", self.config]
        seconds = []
        for _ in range(self.options.times):
            _, _, user, system = run(command, stdout=subprocess.DEVNULL)
            seconds.append((user + system) / self.options.sources * 1000)
        print("  %-28s %.3f ms (%.3f)" % (
            "of it: the configuration", statistics.median(seconds), min(seconds)))

    def touch(self):
        self.round += 1
        for paper in self.world.papers:
            self.world.write(paper, note="round %d" % self.round)

    def publish(self):
        for paper in self.world.papers[::100]:
            self.world.publish(paper)
