#!/usr/bin/env python3
"""Checks the files of entries with readers of others.

Usage: check_entries.py LEDEWATCH [CORPUS] [--every NUMBER] [--pictures DIRECTORY]

LEDEWATCH spools the article pages of a corpus (../shared/corpus beside the clone), or each NUMBERth of them, in all
formats from a server on loopback, and some hostile pages with images. jsonschema compares each record with
docs/article.schema.json, in which no other members are allowed here. Python's email reads the mails, warcio the
archives, with their digests and without the secrets that were sent. Chromium, if it is there, opens some pages: it
must send no request and show the text. It writes pictures of them (light, dark, narrow, on paper) to DIRECTORY. The
exit code is 1 if a check fails, and 77 without jsonschema, warcio (Python's packages) or the corpus.
"""
import argparse
import email
import email.policy
import gzip
import html
import html.parser
import http.server
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import zlib

try:
    import jsonschema
    from warcio.archiveiterator import ArchiveIterator
except ImportError as error:
    ArchiveIterator, missing = None, error.name

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECRET = "s3cret"
FORMATS = ["article.eml", "article.html", "article.json", "article.md", "article.txt", "page.html.gz", "page.warc.gz"]
PAGES_OF_SOURCE = 50
# The browser's own services, which it asks for updates.
OWN_SERVICES = ("google.com", "googleapis.com", "gvt1.com", "gstatic.com")
HOSTILE = ["a\r\nBcc: eve@example.org", "\x1b[31m\u202eabc", "'\"`$(reboot)`", "../../etc/passwd",
           "=?utf-8?B?YQ0KQmNjOiB4?=", "very " * 2000, "😀👩\u200d🚀", "שלום עולם", "]]>", "</style><script>alert(1)</script>",
           "WARC/1.1\r\nWARC-Type: response\r\n\r\n", "\"><svg onload=alert(1)>", "--=_ledewatch--"]
failures = []


def check(name, problems):
    print(("ok    " if not problems else "FAIL  ") + name)
    for problem in problems[:5]:
        print("      " + problem)
    failures.extend([name] * bool(problems))


def picture(number):
    """A PNG image of 64 by 48 pixels whose colour depends on the number."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    row = b"\0" + bytes([number * 40 % 256, 90, 160]) * 64
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(row * 48)) + chunk(b"IEND", b""))


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves listings (/list/N), pages (/p/N) with different codings, pictures, and no robots.txt."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        parts = self.path.split("?")[0].strip("/").split("/")
        if len(parts) != 2 or not parts[1].isdigit():
            return self.answer(404, b"none")
        number = int(parts[1])
        if parts[0] == "i":
            return self.answer(200, picture(number), "image/png")
        if parts[0] == "list":
            return self.answer(200, self.server.listing(number))
        if parts[0] == "p" and number % 5 == 0:
            return self.answer(302, b"elsewhere", fields={"Location": f"/q/{number}"})
        page = self.server.pages[number][0] if number < len(self.server.pages) else None
        if page is None:
            return self.answer(404, b"none")
        self.answer(200, page, "text/html", number)

    def answer(self, status, body, kind="text/html; charset=utf-8", number=0, fields=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", f"session={SECRET}")
        for name, value in (fields or {}).items():
            self.send_header(name, value)
        if number % 3 == 1:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        if number % 7 == 2:
            self.send_header("Transfer-Encoding", "chunked")
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Site(http.server.ThreadingHTTPServer):
    """`pages` has the bytes, the title and the lede of each page."""
    daemon_threads = True

    def __init__(self, pages):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages = pages
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def listing(self, number):
        start = number * PAGES_OF_SOURCE
        items = "".join(
            f"<li><h2><a href='/p/{start + place}'>{html.escape(title)}</a></h2><time>2026-03-{1 + place % 28:02}</time>"
            f"<p>{html.escape(lede)}</p></li>"
            for place, (_, title, lede) in enumerate(self.pages[start:start + PAGES_OF_SOURCE]))
        return f"<title>News</title><h1>News</h1><ul>{items}</ul>".encode()


def corpus_pages(corpus, every):
    pages = []
    for name in ["articles", "articles2"]:
        folder = corpus / name
        lines = (folder / "truth.jsonl").read_text().splitlines() if folder.is_dir() else []
        for line in lines[::every]:
            truth = json.loads(line)
            body = truth.get("body") or ""
            lede = truth.get("lead") or body[:200]
            path = folder / "cases" / (truth["id"] + ".html.gz")
            if path.exists():
                pages.append((gzip.decompress(path.read_bytes()), truth.get("title") or lede[:80], lede))
    return pages


def hostile_pages():
    pages = []
    for number, text in enumerate(HOSTILE):
        safe = html.escape(text)
        body = "".join(f"<p>The board of harbour {number} has met {word} and talked about the tide, the ferries and "
                       f"the price of tickets. {safe}</p><img src=/i/{number * 3 + place} width=640 height=480 alt=\"{safe}\">"
                       for place, word in enumerate(["again", "at last", "in vain"]))
        title = f"Harbour {number} {text[:90]}"
        pages.append((f"<html lang=en><title>{safe}</title><article><h1>{html.escape(title)}</h1>{body}</article>".encode(
            errors="surrogateescape"), title, f"The board of harbour {number} has met again and talked about the tide"))
    return pages


def spool(program, site, directory):
    """Lets the program spool all pages; returns the entries and the lines of its standard output."""
    sources = "".join(
        f"  - {{name: s{number}, url: \"{site.address}/list/{number}\"{', media: keep' if number == 0 else ''}}}\n"
        for number in range(-(-len(site.pages) // PAGES_OF_SOURCE)))
    configuration = directory / "ledewatch.yaml"
    configuration.write_text(f"""\
spool: {directory}/spool
state: {directory}/state
formats: [markdown, html, text, mail, page, warc]
defaults: {{host_pause: 0, first_round: notify, next_pages: 0, headers: {{X-Key: {SECRET}}}}}
sources:
  - {{name: gone, url: "{site.address}/gone"}}
{sources}hooks:
  - {{name: x, run: [/bin/true], concurrency: 4}}
""")
    done = subprocess.run([program, "once", "--json", "--config", str(configuration)], capture_output=True, text=True)
    return sorted((directory / "spool/new").iterdir()), done.stdout.splitlines()


def strict(schema):
    """Returns a schema that allows no members but those that it names."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if made.get("type") == "object" and "properties" in made:
        made["additionalProperties"] = False
    return made


def check_records(entries, lines):
    schema = json.loads((ROOT / "docs/article.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(strict(schema))
    texts = {entry.name: (entry / "article.json").read_text() for entry in entries}
    events = {f"line {number}": line for number, line in enumerate(lines)}
    for kind, found in [("records", texts), ("events", events)]:
        problems = [f"{name}: {problem.json_path}: {problem.message[:160]}" for name, text in found.items()
                    for problem in validator.iter_errors(json.loads(text))]
        check(f"{len(found)} {kind} conform to the schema", problems)


def check_mail(entry):
    mail = email.message_from_bytes((entry / "article.eml").read_bytes(), policy=email.policy.default)
    found = [str(defect) for part in mail.walk() for defect in part.defects]
    names = {"From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "List-Id", "Auto-Submitted",
             "Precedence", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    found += [f"an unexpected field {name}" for name in mail.keys() if name not in names]
    if "\n" in mail["subject"] or not mail.get_body(("plain",)).get_content().strip():
        found.append("the subject or the text is wrong")
    return found


def check_archive(entry):
    path, page = entry / "page.warc.gz", gzip.decompress((entry / "page.html.gz").read_bytes())
    found, kinds, last = [], [], b""
    content = gzip.decompress(path.read_bytes())
    if SECRET.encode() in content or b"\nSet-Cookie:" in content:
        found.append("a secret is in the archive")
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            kinds.append(record.rec_type)
            body = record.content_stream().read()
            if record.digest_checker.passed is not True and record.rec_type != "warcinfo":
                found.append(f"the digests of a {record.rec_type} were not checked: {record.digest_checker.problems}")
            if record.rec_type == "response":
                last = body
                if not record.rec_headers["WARC-IP-Address"] == "127.0.0.1":
                    found.append("no address of the server")
    exchanges = (len(kinds) - 2) // 2
    if kinds != ["warcinfo"] + ["request", "response"] * exchanges + ["metadata"] or exchanges < 1:
        found.append(f"records: {kinds}")
    if last != page and exchanges < 3:
        found.append("the last response is not the page")
    return found


class Images(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.images = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.images += [value for name, value in attributes if name in ("src", "srcset", "background", "poster")]


def check_page(entry):
    page = Images((entry / "article.html").read_text())
    found = [f"an image elsewhere: {name}" for name in page.images if not (entry / name).is_file()]
    return found + [f"the element {tag}" for tag in page.tags & {"script", "iframe", "link", "form", "svg", "object"}]


class Proxy(http.server.BaseHTTPRequestHandler):
    requests = []

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        host = urllib.parse.urlsplit(self.path).hostname or self.path.split(":")[0]
        if not host.endswith(OWN_SERVICES):
            Proxy.requests.append(self.path)
        self.send_error(502)

    do_CONNECT = do_POST = do_HEAD = do_GET


def browse(browser, entry, pictures):
    """Lets the browser open the page of an entry; returns what is wrong."""
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    page = (entry / "article.html").as_uri()

    def run(*arguments, page=page):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            return subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
                 "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
                 "--hide-scrollbars", f"--user-data-dir={profile}", "--proxy-bypass-list=<-loopback>",
                 f"--proxy-server=http://127.0.0.1:{proxy.server_port}", *arguments, page],
                capture_output=True, text=True, timeout=120)
    Proxy.requests.clear()
    done = run("--dump-dom", "--enable-logging=stderr")
    found = [f"a request: {request}" for request in Proxy.requests]
    found += [line[:200] for line in done.stderr.splitlines() if "CONSOLE" in line]
    text = json.loads((entry / "article.json").read_text())["content_text"].split("\n")[0][:40]
    shown = html.unescape(re.sub("<[^>]*>", "", done.stdout))
    if "".join(text.split()) not in "".join(shown.split()):
        found.append(f"the text is missing: {text}")
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        base = pictures / entry.name
        for name, arguments in [("light", ["--window-size=900,1000"]),
                                ("dark", ["--window-size=900,1000", "--blink-settings=preferredColorScheme=0"])]:
            run(f"--screenshot={base}-{name}.png", *arguments)
        # No window of Chromium is as narrow as a telephone.
        frame = pictures / "frame.html"
        frame.write_text(f"<iframe width=360 height=800 src='{page}'></iframe>")
        run(f"--screenshot={base}-narrow.png", "--window-size=500,850", "--allow-file-access-from-files", page=frame.as_uri())
        run(f"--print-to-pdf={base}.pdf", "--no-pdf-header-footer")
    proxy.shutdown()
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("corpus", nargs="?", type=pathlib.Path, default=ROOT.parent / "shared/corpus")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    if ArchiveIterator is None or not (options.corpus / "articles").is_dir():
        print("skipped: " + (f"there is no {missing}" if ArchiveIterator is None else "there is no corpus"))
        return 77
    hostile = hostile_pages()
    hostile += [(None, f"Page {number}", "A page that is gone") for number in range(PAGES_OF_SOURCE - len(hostile))]
    site = Site(hostile + corpus_pages(options.corpus, options.every))
    with tempfile.TemporaryDirectory(prefix="ledewatch-tool-") as directory:
        entries, lines = spool(options.program, site, pathlib.Path(directory))
        count = sum(page is not None for page, _, _ in site.pages)
        check(f"{len(entries)} of {count} pages are spooled", ["fewer than two thirds"] * (len(entries) < count * 2 // 3))
        check_records(entries, lines)
        check("each entry has all formats", [entry.name for entry in entries if sorted(
            path.name for path in entry.iterdir() if not path.name.startswith("media-")) != FORMATS])
        check("hostile entries have images", [entry.name for entry in entries if "-s0-" in entry.name
                                              and len(list(entry.glob("media-*"))) < 2])
        for name, judge in [("mails", check_mail), ("archives", check_archive), ("pages", check_page)]:
            problems = []
            for entry in entries:
                try:
                    problems += [f"{entry.name}: {problem}" for problem in judge(entry)]
                except Exception as error:
                    problems.append(f"{entry.name}: {error!r}")
            check(f"the {name} are valid", problems)
        browser = shutil.which("chromium")
        chosen = [entry for entry in entries if "-s0-" in entry.name] + entries[::max(1, len(entries) // 8)]
        if browser:
            check(f"Chromium opens {len(chosen)} pages without a request",
                  [f"{entry.name}: {problem}" for entry in chosen for problem in browse(browser, entry, options.pictures)])
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
