"""A small news site on loopback with hostile text, and a service that watches it, for the tools here."""
import http.server
import pathlib
import random
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

HOSTILE = "<img src=x onerror=alert(1)> & \"locks\" </title><script>alert(2)</script>"


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


class Site:
    """`count` is the number of stories, `extra` a sentence that makes a revision of each."""

    def __init__(self):
        self.count, self.extra, self.start = 40, "", time.time()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def do_GET(self):
                body = site.page(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def day(self, number):
        return time.strftime("%d %B %Y", time.gmtime(self.start - 86400 * number))

    def page(self, path):
        if path.startswith("/moved"):
            return (f"<title>Moved</title><body><h1>We have moved {escaped(HOSTILE)}</h1><p>This page has no "
                    f"list any longer. {escaped(HOSTILE)}</p><script>evil()</script>").encode()
        if path.startswith("/story/"):
            number = int(path.rsplit("/", 1)[1])
            return (f"<title>Story {number}</title><body><article><h1>Story {number}: {escaped(HOSTILE)}</h1>"
                    f"<p>The council decided on matter {number} that {30 + number} bridges are to be repaired "
                    f"before winter comes to the valley.{self.extra}</p><p>A second paragraph {escaped(HOSTILE)} "
                    f"tells of the vote, the objections and the budget that was agreed after long talks.</p><p>A "
                    f"third paragraph closes the report and says what happens next month.</p></article>").encode()
        if path != "/":
            return None
        items = "".join(
            f"<li><h2><a href='/story/{n}'>Story {n}: {escaped(HOSTILE)}</a></h2><span>{self.day(n)}</span>"
            f"<p>The council decided on matter {n} that {30 + n} bridges are to be repaired before winter comes "
            f"to the valley.</p></li>" for n in range(self.count, 0, -1))
        return f"<title>News</title><body><h1>News</h1><ul>{items}</ul>".encode()


class Service:
    """A service of the program LEDEWATCH that watches the site and serves its status page on a port."""

    def __init__(self, program, site):
        self.directory = tempfile.TemporaryDirectory(prefix="ledewatch-tool-")
        self.path = pathlib.Path(self.directory.name)
        self.program, self.port = program, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.configuration = self.path / "ledewatch.yaml"
        self.configuration.write_text(f"""\
spool: {self.path}/spool
state: {self.path}/state
metrics_file: {self.path}/once.prom
status_page: 127.0.0.1:{self.port}
defaults:
  host_pause: 0
sources:
  - {{name: council, url: "{site.address}/", first_round: notify}}
  - {{name: moved, url: "{site.address}/moved?key=s3cret"}}
  - {{name: resting, url: "{site.address}/rest", paused: true}}
hooks:
  - {{name: failing, run: [/bin/false]}}
  - {{name: working, run: [/bin/true]}}
""")
        self.process = None

    def command(self, *words):
        return [self.program, *words, "--config", str(self.configuration)]

    def once(self):
        subprocess.run(self.command("once", "--force"), stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=120)

    def age(self):
        """Makes the ledger four weeks older, as if the articles had come one after the other."""
        with sqlite3.connect(self.path / "state/ledger.sqlite") as ledger:
            ids = [row[0] for row in ledger.execute("SELECT id FROM article ORDER BY id")]
            chance = random.Random(1)
            times = sorted(time.time() - 86400 * day - 3600 * chance.choice([8, 9, 9, 10, 14, 16, 17])
                           for day in (chance.uniform(0, 28) // 1 for _ in ids))
            ledger.executemany("UPDATE article SET first_seen = ? WHERE id = ?",
                               [(int(moment), number) for moment, number in zip(times, ids)])
            ledger.execute("UPDATE recheck SET due = 0")
        ledger.close()

    def start(self):
        self.process = subprocess.Popen(self.command("run"), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if self.get("/readyz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise SystemExit("the service is not ready after a minute")

    def get(self, path, **fields):
        request = urllib.request.Request(self.address + path, headers=fields)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def stop(self):
        """Stops the service and returns the seconds that it took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        return time.monotonic() - start


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
