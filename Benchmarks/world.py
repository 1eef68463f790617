"""The newspapers that the benchmarks watch: static pages below one folder, served by nginx on
loopback, each newspaper at an address of its own (127.1.x.y)."""

import os
import random
import shutil
import socket
import subprocess
import tempfile
import time

WHO = ["The harbour office", "A ferry company", "The town library", "The school board", "A baker",
       "The weather station", "The choir of the old mill", "A farmer from the east", "The museum",
       "The lighthouse keeper", "A party of hikers", "The water works", "The tram drivers"]
DID = ["opened a second counter", "asked for more time", "counted fewer visitors", "found a letter",
       "repaired the bridge", "closed for the winter", "won a prize", "planted forty trees",
       "published the accounts", "lost a court case", "began to hire", "moved to a new house"]
WHERE = ["by the market", "on the north bank", "near the station", "in the upper town",
         "behind the old wall", "at the foot of the hill", "on the island", "in the valley"]
WHY = ["after months of talks", "because of the rain", "to the surprise of neighbours",
       "as had been promised in spring", "for the first time in nine years",
       "against the advice of the council", "with money from a lottery", "without saying why"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]
TEASERS = 24
LISTING_BYTES = 13_000


def sentence(chance):
    return " ".join(chance.choice(words) for words in (WHO, DID, WHERE, WHY)) + "."


class Newspaper:
    """Its listing shows the newest articles; all that is told follows from the numbers."""

    def __init__(self, number):
        self.number = number
        self.host = "127.1.%d.%d" % (number // 250, number % 250 + 1)
        self.newest = TEASERS

    def lede(self, serial):
        chance = random.Random("%d/%d" % (self.number, serial))
        return "%s Report %d of desk %d." % (sentence(chance), serial, self.number)

    def day(self, serial):
        month, day = divmod(serial // 3 + 40, 28)
        return "%s %d, 2026" % (MONTHS[month % 12], day + 1)

    def listing(self, note=""):
        items = []
        for serial in range(self.newest, self.newest - TEASERS, -1):
            lede = self.lede(serial)
            items.append(
                '<li class="item"><a href="/news/%d.html"><img src="/img/%d.jpg" alt=""></a>'
                '<div class="when"><time>%s</time></div>'
                '<p class="lede"><a href="/news/%d.html">%s</a></p></li>'
                % (serial, serial, self.day(serial), serial, lede))
        page = (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Courier %d</title>'
            '<!-- %s --><style>%%s</style></head><body><nav><a href="/">Home</a> '
            '<a href="/about">About</a></nav><main><h1>Latest news</h1><ul class="latest">\n%s\n'
            '</ul></main><footer>The Courier, desk %d</footer></body></html>\n'
            % (self.number, note, "\n".join(items), self.number))
        filler = ".c%d { margin: 0 }\n" % self.number
        missing = max(0, LISTING_BYTES - len(page.encode()))
        return page % (filler * (missing // len(filler)))

    def article(self, serial):
        chance = random.Random("%d/%d/body" % (self.number, serial))
        body = "".join(
            "<p>%s</p>\n" % " ".join(sentence(chance) for _ in range(4)) for _ in range(6))
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            "<title>Report %d</title></head><body><nav><a href=\"/\">Home</a></nav><article>"
            "<h1>Report %d of desk %d</h1><time>%s</time>\n<p>%s</p>\n%s</article></body></html>\n"
            % (serial, serial, self.number, self.day(serial), self.lede(serial), body))


class World:
    """nginx and its pages, in a scratch folder that goes with it."""

    def __init__(self, count, answer="304", rate=None, log=False, tls=False, keepalive=True):
        """answer: "304" to those who send validators, or "200", always, without validators.
        rate: bytes a second, so that a request takes its time.
        keepalive: whether connections are kept, as most servers do, for a minute or so."""
        self.tls = tls
        self.folder = tempfile.mkdtemp(prefix="ledewatch-bench-")
        os.chmod(self.folder, 0o755)
        self.papers = [Newspaper(number) for number in range(count)]
        self.port = free_port()
        self.log = self.folder + "/access.log"
        for paper in self.papers:
            os.makedirs("%s/sites/%s/news" % (self.folder, paper.host))
            self.write(paper)
        self.start(answer, rate, log, keepalive)

    def path(self, paper, name):
        return "%s/sites/%s/news/%s" % (self.folder, paper.host, name)

    def write(self, paper, note=""):
        path = self.path(paper, "index.html")
        with open(path + "~", "w") as file:
            file.write(paper.listing(note))
        os.rename(path + "~", path)

    def publish(self, paper):
        paper.newest += 1
        with open(self.path(paper, "%d.html" % paper.newest), "w") as file:
            file.write(paper.article(paper.newest))
        self.write(paper)

    def url(self, paper):
        return "http%s://%s:%d/news/" % ("s" * self.tls, paper.host, self.port)

    def certify(self):
        """One certificate for all newspapers, which is its own authority."""
        names = ",".join("IP:" + paper.host for paper in self.papers)
        self.certificate = self.folder + "/cert.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-keyout", self.folder + "/key.pem", "-out", self.certificate, "-days", "2",
             "-subj", "/CN=newspapers", "-addext", "subjectAltName=" + names],
            check=True, stderr=subprocess.DEVNULL)
        return "ssl_certificate %s; ssl_certificate_key %s/key.pem;" % (
            self.certificate, self.folder)

    def start(self, answer, rate, log, keepalive):
        bare = 'etag off; if_modified_since off; add_header Last-Modified "";'
        with open(self.folder + "/nginx.conf", "w") as file:
            file.write("""
worker_processes 1; pid %(folder)s/nginx.pid; error_log %(folder)s/error.log;
events { worker_connections 4096; }
http {
  log_format times '$host $msec $request_time $status $uri';
  access_log %(log)s; default_type text/html; keepalive_requests 1000000;
  keepalive_timeout %(keepalive)s;
  client_body_temp_path %(folder)s/body; proxy_temp_path %(folder)s/proxy;
  fastcgi_temp_path %(folder)s/fastcgi; uwsgi_temp_path %(folder)s/uwsgi;
  scgi_temp_path %(folder)s/scgi;
  server {
    # All of 127.0.0.0/8 is reached by way of any address only.
    listen %(port)d%(ssl)s; %(certificate)s allow 127.0.0.0/8; deny all;
    root %(folder)s/sites/$host; index index.html; %(bare)s %(rate)s
    location = /robots.txt { return 404; }
    location = /receiver { return 204; }
    location = /page { root %(folder)s; }
    location /p { rewrite ^ /page; }
  }
}
""" % {"folder": self.folder, "port": self.port, "ssl": " ssl" * self.tls,
                "certificate": self.certify() if self.tls else "",
                "bare": bare if answer == "200" else "",
                "rate": "limit_rate %d;" % rate if rate else "",
                "keepalive": "75s" if keepalive else "0",
                "log": self.log + " times" if log else "off"})
        # A master that no service manager knows, ended by its own process id.
        self.process = subprocess.Popen(
            ["nginx", "-c", self.folder + "/nginx.conf", "-p", self.folder, "-g", "daemon off;",
             "-e", self.folder + "/error.log"])
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise SystemExit("nginx does not answer; is it installed?")

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
