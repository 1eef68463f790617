#!/usr/bin/env python3
"""Shows Chromium the status page of a service that watches a hostile site, and reports what it finds.

Usage: status_page_in_browser.py LEDEWATCH [DIRECTORY]

Each page is loaded at 360 and at 1280 pixels, light and dark. The pictures are written to DIRECTORY. The
exit code is 1 if the browser logs anything, requests anything from elsewhere, runs a script of a page, or
if a page is wider than the window, has headings out of order, unlabelled controls or tables, or text with
too little contrast; it is 77 if there is no Chromium.
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from news_site import Service, Site

SIZES = [(360, 780), (1280, 900)]
CHECKS = r"""
(() => {
  const found = [];
  const luminance = c => {
    const [r, g, b] = c.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const color = text => (text.match(/[\d.]+/g) || []).map(Number);
  const back = element => {
    for (let e = element; e; e = e.parentElement) {
      const c = color(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("title")) continue;
    const isDrawn = element.closest("svg");
    const style = getComputedStyle(element);
    const [a, b] = [color(isDrawn ? style.fill : style.color).slice(0, 3), back(element)].map(luminance);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) found.push(`contrast ${ratio.toFixed(2)}: ${texts.currentNode.data.trim().slice(0, 40)}`);
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) found.push(`heading ${heading.tagName} after level ${level}`);
    level = next;
  }
  if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) found.push("not one main");
  if (!document.documentElement.lang || !document.title) found.push("no language or title");
  for (const table of document.querySelectorAll("table"))
    if (!document.getElementById(table.getAttribute("aria-labelledby"))) found.push("table without a label");
  for (const image of document.querySelectorAll("svg, img"))
    if (!image.getAttribute("aria-label") && !image.alt) found.push("image without a label");
  for (const link of document.querySelectorAll("a")) if (!link.textContent.trim()) found.push("empty link");
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  if (new Set(ids).size !== ids.length) found.push("repeated id");
  if (document.documentElement.scrollWidth > innerWidth) found.push(`width ${document.documentElement.scrollWidth}`);
  if (document.querySelector("script, iframe, object, [onerror], [style], main img")) found.push("foreign markup");
  return found;
})()
"""
problems = []


def report(text):
    print("FAIL  " + text)
    problems.append(text)


class Browser:
    """Chromium, controlled by the DevTools protocol over a pipe."""

    def __init__(self, program):
        self.profile = tempfile.TemporaryDirectory(prefix="ledewatch-browser-", ignore_cleanup_errors=True)
        command_read, self.command_write = os.pipe()
        self.answer_read, answer_write = os.pipe()

        def place():
            # Chromium reads commands from 3 and writes answers to 4.
            first, second = os.dup(command_read), os.dup(answer_write)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", f"--user-data-dir={self.profile.name}"],
            preexec_fn=place, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(command_read)
        os.close(answer_write)
        self.buffer, self.number, self.events = b"", 0, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(domain + ".enable")

    def read(self):
        while b"\0" not in self.buffer:
            part = os.read(self.answer_read, 1 << 16)
            if not part:
                raise SystemExit("the browser has ended")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        os.write(self.command_write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def load(self, address):
        self.events = []
        self.call("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())
        return self.call("Runtime.evaluate", expression=CHECKS, returnByValue=True)["result"].get("value")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def check(browser, service, name, path, directory):
    for width, height in SIZES:
        for scheme in ["light", "dark"]:
            label = f"{name}-{width}-{scheme}"
            browser.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                         mobile=width < 600)
            browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            for problem in browser.load(service.address + path):
                report(f"{label}: {problem}")
            for event in browser.events:
                method, values = event.get("method"), event.get("params", {})
                if method == "Log.entryAdded":
                    if name == "missing" and "404" in values["entry"]["text"]:
                        continue
                    report(f"{label}: log: {values['entry']['text']}")
                elif method in ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Page.javascriptDialogOpening"]:
                    report(f"{label}: {method}")
                elif method == "Network.requestWillBeSent":
                    if not values["request"]["url"].startswith(service.address + "/"):
                        report(f"{label}: requested {values['request']['url']}")
            if directory:
                picture = browser.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
                (directory / f"{label}.png").write_bytes(base64.b64decode(picture))
    print(f"checked {path}")


def pages(service):
    """The pages, and the ids of articles that the page of a source links to."""
    links = service.get("/source/council")[2].decode().split('href="/article/')[1:]
    articles = [link.split('"')[0] for link in links]
    article = next((id for id in articles if b"<ins>" in service.get(f"/article/{id}")[2]), articles[0])
    return [("overview", "/"), ("source", "/source/council"), ("broken", "/source/moved"),
            ("article", f"/article/{article}"), ("deliveries", "/deliveries"), ("missing", "/source/none")]


def main():
    if len(sys.argv) not in [2, 3]:
        sys.exit(__doc__)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        print("SKIPPED: Chromium is not installed (apt-get install chromium)")
        return 77
    directory = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else None
    if directory:
        directory.mkdir(parents=True, exist_ok=True)
    site = Site()
    service = Service(sys.argv[1], site)
    service.once()
    service.age()
    # The next run finds revisions.
    site.extra = " The council later corrected the number to 47 & apologised to <b>all</b> residents."
    service.once()
    site.count += 3
    service.start()
    browser = Browser(program)
    try:
        for name, path in pages(service):
            check(browser, service, name, path, directory)
    finally:
        browser.stop()
        service.stop()
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
