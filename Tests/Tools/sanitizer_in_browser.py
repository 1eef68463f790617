#!/usr/bin/env python3
"""Shows a browser the article HTML of every sanitiser vector and reports what it does.

Usage: sanitizer_in_browser.py LEDEWATCH [BROWSER]

The vectors are those of Tests/NewsTests/Fixtures/sanitizer. LEDEWATCH extracts them (`article --batch`).
The browser, Chromium by default, sends every request to a proxy on loopback, which answers all of them
and leaves nothing through. A driver in the page fires events at all elements and follows the links that
do not lead to the web. The exit code is 1 if a script ran, if anything but an image of the output was
requested, or if the browser changes the output; it is 77 if there is no browser. The same vectors without
the sanitiser show that the judge sees what they do.
"""
import html
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse
from html.parser import HTMLParser

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "Tests/NewsTests/Fixtures/sanitizer/vectors.json"
PROSE = ["The harbour board of Lindmar voted on Friday to keep the old ferry running for another year.",
         "A petition had asked for it, with more names than the town has people, and it was heard."]
FRAMES = [("<article><h1>Ferry stays</h1><p>{0}</p>", "<p>{1}</p></article>"),
          ("<article><h1>Ferry stays</h1><p>{0} ", " {1}</p><p>{0}</p></article>"),
          ("<main><p>{0}</p><table><tr><td>{1}", "</table><p>{1}</main>")]
HOST = "judge.example"
# The hosts of images in the vectors that are not in private networks.
PUBLIC = {"evil.example", "a.example", "news.example"}
# The browser's own services, which it asks for updates.
OWN_SERVICES = ("google.com", "googleapis.com", "gvt1.com", "gstatic.com")
GIF = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")

DRIVER = """
const ran = [];
window.ran = n => ran.push(n === undefined ? document.title : n);
const allowed = new Set("A BLOCKQUOTE BR CAPTION CITE CODE DD DEL DL DT EM FIGCAPTION FIGURE H2 H3 H4 H5 H6 IMG INS LI \
OL P PRE Q RUBY S STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "));
const attributes = new Set("href src alt start colspan rowspan".split(" "));
const events = "click dblclick mouseover mouseenter mousedown focus focusin blur error load input change submit \
pointerenter wheel keydown toggle beforetoggle animationstart begin end scroll".split(" ");
onload = () => setTimeout(() => {
  const report = {ran, mutated: [], foreign: [], sections: 0};
  for (const section of document.querySelectorAll("section")) {
    report.sections += section.parentNode === document.body ? 1 : 0;
    const first = section.innerHTML, again = document.createElement("section");
    again.innerHTML = first;
    // The server's escapes and the browser's differ for quotes and no-break spaces only.
    const sent = JSON.parse(section.dataset.sent).replaceAll("&quot;", '"').replaceAll("\\u00a0", "&nbsp;");
    if (again.innerHTML !== first || first.replaceAll("&quot;", '"') !== sent) report.mutated.push(section.id);
    for (const element of section.querySelectorAll("*")) {
      if (!allowed.has(element.tagName)) report.foreign.push(section.id + " " + element.tagName);
      for (const name of element.getAttributeNames())
        if (!attributes.has(name)) report.foreign.push(section.id + " " + name);
      for (const event of events)
        element.dispatchEvent(new Event(event, {bubbles: false, cancelable: true}));
      if (element.focus) element.focus();
      if (element.tagName === "A" && !/^(https?|mailto):$/.test(element.protocol)) {
        report.foreign.push(section.id + " " + element.href);
        element.click();
      }
    }
  }
  setTimeout(() => fetch("/report", {method: "POST", body: JSON.stringify(report)}), 1500);
}, 1500);
"""

CONTROL = """
const ran = new Set();
window.ran = n => ran.add(n);
onload = () => setTimeout(() => {
  for (const frame of document.querySelectorAll("iframe")) {
    try {
      for (const element of frame.contentDocument.querySelectorAll("*")) {
        for (const event of ["click", "mouseover", "focus", "pointerenter", "wheel"])
          element.dispatchEvent(new Event(event, {cancelable: true}));
        if (element.tagName === "A" && element.protocol === "javascript:") element.click();
      }
    } catch (error) {}
  }
  setTimeout(() => fetch("/report", {method: "POST", body: JSON.stringify({ran: [...ran]})}), 2000);
}, 3000);
"""


class Judge(http.server.ThreadingHTTPServer):
    """A proxy that answers every request itself and records it."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.page, self.requests, self.report, self.done = b"", [], None, threading.Event()

    def handle_error(self, request, client_address):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_CONNECT(self):
        self.server.requests.append("https://" + self.path)
        self.send_error(502)

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.hostname == HOST and url.path == "/":
            return self.answer(self.server.page, "text/html; charset=utf-8")
        self.server.requests.append(self.path)
        if url.path.endswith(".js"):
            return self.answer(b"ran('script')", "text/javascript")
        self.answer(GIF, "image/gif")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if urllib.parse.urlsplit(self.path).path != "/report":
            return self.server.requests.append(self.path)
        self.server.report = json.loads(body)
        self.answer(b"", "text/plain")
        self.server.done.set()

    do_HEAD = do_PUT = do_OPTIONS = do_GET

    def answer(self, body, media_type):
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def show(browser, page):
    """Lets the browser open a page; returns its report and the requests that it sent."""
    judge = Judge()
    judge.page = page.encode()
    threading.Thread(target=judge.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--disable-default-apps", "--user-data-dir=" + profile,
             f"--proxy-server=http://127.0.0.1:{judge.server_port}", "--proxy-bypass-list=<-loopback>",
             "--remote-debugging-port=0", f"http://{HOST}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        finished = judge.done.wait(120)
        process.terminate()
        process.wait()
    judge.shutdown()
    if not finished:
        sys.exit("the browser did not finish the page")
    own = [r for r in judge.requests
           if (urllib.parse.urlsplit(r).hostname or "").endswith(OWN_SERVICES)]
    return judge.report, [r for r in judge.requests if r not in own]


def extract(program, vectors):
    """The article HTML of every vector in every frame."""
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for number, vector in enumerate(vectors):
            for frame, (before, after) in enumerate(FRAMES):
                path = pathlib.Path(folder) / f"{number}-{frame}.html"
                path.write_text(before.format(*PROSE) + vector["html"] + after.format(*PROSE),
                                encoding="utf-8", newline="")
                lines.append(json.dumps({"id": path.stem, "path": str(path),
                                         "url": f"http://news.example/story/{number}"}))
        done = subprocess.run([program, "article", "--batch"], input="\n".join(lines) + "\n",
                              capture_output=True, text=True, check=True)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    return {result["id"]: result.get("content_html", "") for result in results}


class Images(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.found.add(dict(attributes)["src"])


def main():
    browser = shutil.which(sys.argv[2] if len(sys.argv) > 2 else "chromium")
    if not browser:
        print("skipped: there is no Chromium")
        return 77
    vectors = json.loads(VECTORS.read_text())
    outputs = extract(sys.argv[1], vectors)
    sections = "".join(
        f'<section id="v{name}" data-sent="{html.escape(json.dumps(text))}">{text}</section>\n'
        for name, text in outputs.items())
    page = f"<!DOCTYPE html><meta charset=utf-8><title>judge</title><script>{DRIVER}</script><body>{sections}"
    report, requests = show(browser, page)
    images = set().union(*(Images(text).found for text in outputs.values()))
    unwanted = sorted({r for r in requests if r not in images and not r.endswith("/favicon.ico")})
    unwanted += sorted(i for i in images if urllib.parse.urlsplit(i).hostname not in PUBLIC)
    missing = len(outputs) - report["sections"]
    print(f"{len(vectors)} vectors in {len(FRAMES)} places: {len(outputs)} outputs, {len(images)} images")
    print(f"executions {len(report['ran'])}, requests other than these images {len(unwanted)}, "
          f"changed by the browser {len(report['mutated'])}, "
          f"foreign elements, attributes and links {len(report['foreign'])}, broken out {missing}")
    for fault in report["ran"] + unwanted + report["mutated"] + report["foreign"]:
        print("  fault:", fault)
    frames = "".join(
        '<iframe srcdoc="' + html.escape(f"<script>function ran(){{parent.ran({n})}}</script>" + v["html"]) + '"></iframe>\n'
        for n, v in enumerate(vectors))
    control, contacts = show(browser, f"<!DOCTYPE html><meta charset=utf-8><script>{CONTROL}</script><body>{frames}")
    print(f"without the sanitiser: {len(control['ran'])} vectors execute, {len(set(contacts))} addresses are requested")
    faults = report["ran"] or unwanted or report["mutated"] or report["foreign"] or missing
    return 1 if faults or not control["ran"] else 0


if __name__ == "__main__":
    sys.exit(main())
