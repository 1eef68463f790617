"""The archive: the CPU of adding and finding articles, and the size of the database and its index."""

import os
import sqlite3
import subprocess
import tempfile


def add_to(commands):
    parser = commands.add_parser("search", help="the archive, full of made-up articles")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--folder", help="an empty directory; 5 kB for each article")
    parser.set_defaults(run=run)


def run(options):
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        program = os.path.join(options.bin, "search-benchmark")
        subprocess.run([program, folder, str(options.articles)], check=True)
        database = sqlite3.connect(os.path.join(folder, "archive.sqlite"))
        size = os.path.getsize(os.path.join(folder, "archive.sqlite"))
        (index,) = database.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'words%'").fetchone()
        print(f"bytes_per_article {size / options.articles:.0f}, "
              f"of which the search index {index / options.articles:.0f}")
