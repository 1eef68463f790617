"""Rounds over ledgers of many sizes: CPU of a round, bytes of a teaser, what is left of them later."""

import contextlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import tempfile

START = 1_773_480_000
DAY = 86_400


def add_to(commands):
    parser = commands.add_parser("ledger", help=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10**4, 10**6, 10**7])
    parser.add_argument("--sources", type=int, default=100)
    parser.add_argument("--times", type=int, default=15, help="runs over each ledger")
    parser.add_argument("--compact", type=int, default=10**5, help="teasers to be forgotten")
    parser.add_argument("--only", choices=["stable", "tokens", "compact"])
    parser.add_argument("--folder", help="where to build the ledgers; 6 GB for 10,000,000 teasers")
    parser.set_defaults(run=measure)


def measure(options):
    folder = tempfile.mkdtemp(prefix="ledewatch-bench-", dir=options.folder)
    try:
        for links in ("stable", "tokens"):
            if options.only in (None, links):
                compare(Bench(options, folder, links))
        if options.only in (None, "compact"):
            compact(Bench(options, folder, "stable"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Bench:
    """Newspapers that are known, and ledgers that know more or fewer others beside them."""

    def __init__(self, options, folder, links):
        self.options, self.links = options, links
        self.folder = "%s/%s" % (folder, links)
        self.state = self.folder + "/state"
        self.ledger = self.state + "/ledger.sqlite"
        self.command = os.path.join(options.bin, "ledger-benchmark")
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.clock = START
        # The second run learns how links are treated.
        self.run(runs=3)

    def run(self, runs=1, days=0.0):
        """Milliseconds of CPU a round, for each run over all sources."""
        self.clock += 1
        lines = subprocess.run(
            [self.command, self.folder, str(self.options.sources), str(runs), repr(days),
             repr(float(self.clock)), self.links],
            check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
        self.clock += runs * max(1, round(days * DAY))
        return [float(line.split()[0]) for line in lines]

    @contextlib.contextmanager
    def using(self, size):
        """The state directory that is kept for a size, in its place."""
        kept = "%s/state-%d" % (self.folder, size)
        os.rename(kept, self.state)
        yield
        os.rename(self.state, kept)


def compare(bench):
    sizes = bench.options.sizes
    for size in sizes:
        shutil.copytree(bench.state, "%s/state-%d" % (bench.folder, size))
    shutil.rmtree(bench.state)
    weights = {}
    for size in sizes:
        with bench.using(size):
            fill(bench.ledger, size)
            # Looks through the pages once, and seals.
            bench.run()
            weights[size] = weigh(bench.ledger)
    results = {size: [] for size in sizes}
    for _ in range(bench.options.times):
        for size in sizes:
            with bench.using(size):
                results[size] += bench.run(runs=3)[1:]
    print("CPU of a round of 24 teasers, %s links: median (least); size" % bench.links)
    least = min(statistics.median(times) for times in results.values())
    for size, times in results.items():
        middle = statistics.median(times)
        print("  %10d teasers  %.3f ms (%.3f), %+.0f %%; %d bytes a teaser" % (
            weights[size][0], middle, min(times), (middle / least - 1) * 100, weights[size][1]))
    show(weights[sizes[-1]][2])
    for size in sizes:
        shutil.rmtree("%s/state-%d" % (bench.folder, size))


def fill(ledger, size):
    """Repeats what the ledger knows until it has so many teasers: other keys, other days."""
    base = sqlite3.connect(ledger, isolation_level=None)
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA cache_size = -1000000")
    known, stride = base.execute("SELECT count(*), max(id) FROM article").fetchone()
    indexes = base.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    base.execute("BEGIN")
    for name, _ in indexes:
        base.execute("DROP INDEX %s" % name)
    other = {
        "opening": "random()", "link_key": "random()", "day": "day - n % 1500",
        "public_id": "substr(lower(hex(randomblob(7))), 1, length(public_id))",
    }
    for table, key in (("article", "id"), ("story", "id"), ("recheck", "article")):
        columns = [row[1] for row in base.execute("PRAGMA table_info(%s)" % table)]
        values = ["%s + n * %d" % (key, stride) if column == key else other.get(column, column)
                  for column in columns]
        base.execute(
            "WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < %d) "
            "INSERT INTO %s (%s) SELECT %s FROM copy CROSS JOIN "
            "(SELECT * FROM %s WHERE %s <= %d ORDER BY %s)" % (
                max(1, size // known - 1), table, ", ".join(columns), ", ".join(values), table, key,
                stride, key))
    for _, sql in indexes:
        base.execute(sql)
    base.execute("COMMIT")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def weigh(ledger):
    """Teasers, bytes of the file for each, and of its tables and indexes."""
    base = sqlite3.connect(ledger)
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    count = base.execute("SELECT count(*) FROM article").fetchone()[0]
    parts = base.execute(
        "SELECT name, sum(pgsize), sum(payload) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 7"
    ).fetchall()
    base.close()
    return count, os.path.getsize(ledger) / count, [
        (name, size / count, payload / count) for name, size, payload in parts]


def show(parts):
    for name, size, payload in parts:
        print("    %-20s %6.1f bytes a teaser, of it payload %6.1f" % (name, size, payload))


def compact(bench):
    """Days pass, and nothing but the newspapers' newest teasers is listed any more."""
    fill(bench.ledger, bench.options.compact)
    bench.run()
    count, size, parts = weigh(bench.ledger)
    print("%d teasers that are not listed any more: %d bytes each" % (count, size))
    show(parts)
    days = 0
    for until in (61, 90, 120, 210, 240, 300, 399, 430, 470):
        spent = bench.run(runs=until - days, days=1.0001)
        days = until
        count, size, parts = weigh(bench.ledger)
        print("  after %3d days %7d teasers, %4d bytes each; a day costs %.0f ms, %.0f at most" % (
            days, count, size, statistics.median(spent) * bench.options.sources,
            max(spent) * bench.options.sources))
        show(parts[:5])
