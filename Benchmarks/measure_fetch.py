"""The wire alone: pages of 40 kB, many at once, beside `curl --parallel`."""

import base64
import os
import random
import statistics
import subprocess

from processes import instructions, run
from world import World


def add_to(commands):
    parser = commands.add_parser("fetch", help=__doc__)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--times", type=int, default=40, help="runs of each, in turn")
    parser.add_argument("--no-callgrind", action="store_true")
    parser.set_defaults(run=measure)


def measure(options):
    with World(0) as world:
        with open(world.folder + "/page", "wb") as file:
            file.write(base64.b64encode(random.Random(1).randbytes(30_000))[:40_000])
        prefix = "http://127.0.0.1:%d/p" % world.port
        with open(world.folder + "/urls", "w") as file:
            for i in range(options.pages):
                file.write('url = "%s%d"\noutput = "/dev/null"\n' % (prefix, i))
        programs = {
            "curl": ["curl", "--no-progress-meter", "--parallel", "--parallel-max",
                     str(options.width), "-K", world.folder + "/urls"],
            "ledewatch": [os.path.join(options.bin, "fetch-benchmark"), str(options.pages),
                          str(options.width), prefix]}
        compare(programs, options)


def compare(programs, options):
    wall, cpu = {name: [] for name in programs}, {name: [] for name in programs}
    user = {name: [] for name in programs}
    for _ in range(options.times):
        for name, command in programs.items():
            status, seconds, in_user, in_system = run(command, stdout=subprocess.DEVNULL)
            if status != 0:
                raise SystemExit("%s ended with %d" % (name, status))
            wall[name].append(seconds)
            user[name].append(in_user / options.pages * 1e6)
            cpu[name].append((in_user + in_system) / options.pages * 1e6)
    for name in programs:
        print("%-10s %6.0f requests/s   CPU per request %5.1f us (user %5.1f us)" % (
            name, options.pages / statistics.median(wall[name]), statistics.median(cpu[name]),
            statistics.median(user[name])))
    ratio = lambda values: statistics.median(values["ledewatch"]) / statistics.median(values["curl"])
    print("beside curl = 1.00: requests per second %.2f, CPU %.2f, user CPU %.2f" % (
        1 / ratio(wall), ratio(cpu), ratio(user)))
    if not options.no_callgrind:
        counts = {name: instructions(command) for name, command in programs.items()}
        print("user instructions by callgrind: curl %d, ledewatch %d, ratio %.3f" % (
            counts["curl"], counts["ledewatch"], counts["ledewatch"] / counts["curl"]))
