"""The service: memory at rest, CPU per round, and a start with everything overdue."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request

from processes import cpu, cpu_by_kind, memory
from watching import configure
from world import World


def add_to(commands):
    parser = commands.add_parser("idle", help="memory and CPU at rest")
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--tls", action="store_true", help="over https")
    parser.add_argument("--page", action="store_true", help="with status page and metrics file")
    parser.set_defaults(run=idle)
    parser = commands.add_parser("scrape", help="CPU of a scrape of the metrics of many sources")
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--scrapes", type=int, default=40)
    parser.set_defaults(run=scrape)
    parser = commands.add_parser("many", help="10,000 sources beside 100: memory, CPU per round")
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--rate", type=float, default=200, help="rounds a second, of both")
    parser.add_argument("--rounds", type=int, default=2, help="of each of the many sources")
    parser.add_argument("--connect", action="store_true",
                        help="the servers keep no connection: each round opens one")
    parser.set_defaults(run=many)
    parser = commands.add_parser("overdue", help="a start with everything overdue")
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=2_500)
    parser.add_argument("--seconds", type=int, default=60, help="that are looked at")
    parser.set_defaults(run=overdue)


class Service:
    """`ledewatch run`, ended by SIGTERM."""

    def __init__(self, options, config):
        self.log = os.path.dirname(config) + "/run.log"
        self.process = subprocess.Popen(
            [os.path.join(options.bin, "ledewatch"), "run", "--config", config],
            stdin=subprocess.DEVNULL, stderr=open(self.log, "w"))
        self.pid = self.process.pid

    def told(self):
        """The end of what it wrote."""
        with open(self.log) as file:
            return file.read()[-2000:].strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait() != 0:
            print("BAD: run ended with %d" % self.process.returncode)


def tell(label, found):
    print("%s: %s" % (label, ", ".join(
        "%s %.1f MB" % (key, value) if key != "threads" else "%d threads" % value
        for key, value in found.items())))


def requests(world):
    """(host, begin, end, status, path) of each request so far."""
    with open(world.log) as file:
        for line in file:
            host, end, lasted, status, path = line.split()
            yield host, float(end) - float(lasted), float(end), int(status), path


def listings(world):
    with open(world.log) as file:
        return sum(1 for line in file if line.endswith("/index.html\n"))


def wait_for(world, count, service, limit=600):
    for _ in range(limit * 5):
        if listings(world) >= count:
            return
        if service.process.poll() is not None:
            raise SystemExit("run ended: %s" % service.told())
        time.sleep(0.2)
    raise SystemExit("only %d of %d listings were asked for" % (listings(world), count))


def idle(options):
    with World(options.sources, log=True, tls=options.tls) as world:
        for paper in world.papers:
            for serial in range(1, paper.newest + 1):
                with open(world.path(paper, "%d.html" % serial), "w") as file:
                    file.write(paper.article(serial))
        config = configure(
            world, [(paper, "") for paper in world.papers], first_round="spool",
            page=free_port() if options.page else None)
        with Service(options, config) as service:
            wait_for(world, options.sources, service)
            spool = world.folder + "/spool/new"
            wanted = sum(paper.newest for paper in world.papers)
            while not os.path.isdir(spool) or len(os.listdir(spool)) < wanted:
                time.sleep(0.5)
            time.sleep(5)
            tell("at rest after %d articles" % wanted, memory(service.pid))
            before = cpu(service.pid)
            time.sleep(options.seconds)
            used = cpu(service.pid) - before
            tell("%d s later" % options.seconds, memory(service.pid))
            print("CPU at rest: %.2f s an hour" % (used * 3600 / options.seconds))
        with Service(options, config) as service:
            time.sleep(10)
            tell("started anew, nothing due", memory(service.pid))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def scrape(options):
    with World(options.sources, log=True) as world:
        page = free_port()
        config = configure(world, [(paper, "") for paper in world.papers], interval="6h", page=page)
        with Service(options, config) as service:
            wait_for(world, options.sources, service)
            time.sleep(70)
            tell("%d sources at rest" % options.sources, memory(service.pid))

            # Less what the service uses in the same time anyway.
            before = cpu(service.pid)
            time.sleep(options.scrapes * 0.25)
            idle = cpu(service.pid) - before
            before = cpu(service.pid)
            for _ in range(options.scrapes):
                address = "http://127.0.0.1:%d/metrics" % page
                with urllib.request.urlopen(address, timeout=60) as answer:
                    size = len(answer.read())
                time.sleep(0.2)
            used = cpu(service.pid) - before
            print("%.1f ms of CPU per scrape of %.1f MB (%.2f s less %.2f s at rest)" % (
                (used - idle) / options.scrapes * 1000, size / 1e6, used, idle))
            tell("after %d scrapes" % options.scrapes, memory(service.pid))


class Watched:
    """A world and the service that watches it."""

    def __init__(self, stack, options, count):
        self.count = count
        self.world = stack.enter_context(World(count, log=True, keepalive=not options.connect))
        config = configure(
            self.world, [(paper, "") for paper in self.world.papers],
            "%.3fs" % (count / options.rate))
        self.service = stack.enter_context(Service(options, config))
        wait_for(self.world, count, self.service)
        tell("%d sources, all looked at once" % count, memory(self.service.pid))

    def begin(self):
        # The rounds of the start were bunched.
        wait_for(self.world, 2 * self.count, self.service)
        self.first, self.before = listings(self.world), cpu_by_kind(self.service.pid)

    def end(self):
        """Milliseconds of CPU per round: user and system."""
        rounds = listings(self.world) - self.first
        used = [now - before for now, before in zip(cpu_by_kind(self.service.pid), self.before)]
        tell("%d sources" % self.count, memory(self.service.pid))
        cost = [seconds / rounds * 1000 for seconds in used]
        print("  %d rounds, CPU per round %.3f ms: user %.3f, system %.3f" % (
            rounds, sum(cost), *cost), flush=True)
        return cost


def many(options):
    with contextlib.ExitStack() as stack:
        # Side by side: a machine is not as fast at one time as at another.
        both = [Watched(stack, options, count) for count in (options.sources, options.few)]
        for watched in both:
            watched.begin()
        time.sleep(options.sources / options.rate * options.rounds)
        many, few = [watched.end() for watched in both]
    print("CPU per round, %d beside %d sources: %.2f (user %.2f, system %.2f)" % (
        options.sources, options.few, sum(many) / sum(few), many[0] / few[0], many[1] / few[1]))


def overdue(options):
    # Slow enough for requests of a host to be seen side by side, if there are any.
    with World(options.hosts, rate=300_000, log=True) as world:
        papers = [
            (world.papers[number % options.hosts], "index.html?%d" % (number // options.hosts))
            for number in range(options.sources)]
        config = configure(world, papers)
        begun = time.time()
        with Service(options, config) as service:
            while not os.path.getsize(world.log):
                time.sleep(0.01)
            used = cpu(service.pid)
            time.sleep(options.seconds)
            tell("%d s after the first answer" % options.seconds, memory(service.pid))
        by_host = {}
        for host, begin, end, _, _ in requests(world):
            by_host.setdefault(host, []).append((begin, end))
        first = min(begin for times in by_host.values() for begin, _ in times)
        overlaps = 0
        for times in by_host.values():
            times.sort()
            # The log's clock is exact to a millisecond.
            overlaps += sum(1 for a, b in zip(times, times[1:]) if b[0] < a[1] - 0.002)
        print("first request %.2f s after the start (CPU until then is less than %.2f s; load %.1f)" % (
            first - begun, used, os.getloadavg()[0]))
        print("%d requests to %d hosts, %d overlapping" % (
            sum(map(len, by_host.values())), len(by_host), overlaps))
