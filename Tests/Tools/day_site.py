"""The newspapers of simulated_day.py: what they publish, and the faults that their listings have."""
import asyncio
import dataclasses
import gzip
import struct
import socket
import time

TEASERS = 12
VERBS = ["repairs", "opens", "closes", "plans", "paints", "measures", "sells", "moves"]
THINGS = ["the old bridge", "a second library", "the ferry landing", "its town hall", "the water tower",
          "a tram line", "the harbour wall", "the museum"]


@dataclasses.dataclass
class Fault:
    """`stage` is what the reason of the event must contain; `event` the one that the fault causes."""
    stage: str
    event: str = "source-broken"


FAULTS = {
    "s500": Fault(r"^HTTP 500"), "s404": Fault(r"^HTTP 404"), "s410": Fault(r"^HTTP 410"),
    "s403": Fault(r"HTTP 403", "source-blocked"),
    "reset": Fault(r"^fetch: (connect|http|body):"), "truncate": Fault(r"^fetch: body:"),
    "badgzip": Fault(r"^(fetch: body|page):"), "loop": Fault(r"^fetch: .*redirect"),
    "empty": Fault(r"^list:"), "zero": Fault(r"^page: .*empty"), "pdf": Fault(r"^page: .*(pdf|PDF)"),
    "errorpage": Fault(r"^list:"), "few": Fault(r"teasers", "source-degraded"),
    # The articles answer 404. The source is degraded, which is no event.
    "articles": Fault("", ""),
}
# Pages that must be known before a small number of teasers counts, and polls until it does.
LEARNED, POLLS = 6, 3


class Newspaper:
    def __init__(self, number, port, chance):
        self.name = f"paper-{number}"
        self.host = f"127.2.{number // 250}.{number % 250 + 1}"
        self.address = f"http://{self.host}:{port}"
        self.number, self.chance = number, chance
        self.newest, self.changes = TEASERS, 0
        self.start = time.time()
        self.layout = "item"
        self.fault, self.left, self.failed = None, 0, 0
        self.is_calm = True
        # Events with the fault that caused each, faults, and the addresses of new articles.
        self.truth, self.faults, self.published = [], [], []

    # Publishing

    def lede(self, serial):
        verb, thing = VERBS[(serial * 7 + self.number) % 8], THINGS[(serial * 3 + self.number) % 8]
        return (f"Report {serial} of desk {self.number}: the town {verb} {thing} after talks that took "
                f"{serial % 90 + 10} days, and the council voted on it in the evening.")

    def item(self, serial):
        day = time.strftime("%d %B %Y", time.gmtime(self.start - 3600 * (self.newest - serial)))
        link = f"/news/{serial}.html"
        return (f'<div class="{self.layout}"><span class="{self.layout}-date">{day}</span>'
                f'<p class="{self.layout}-lede"><a href="{link}">{self.lede(serial)}</a></p></div>')

    def listing(self, count=TEASERS):
        items = "".join(self.item(serial) for serial in range(self.newest, self.newest - count, -1))
        return (f"<title>Paper {self.number}</title><body><h1>News</h1><div class='{self.layout}s'>{items}"
                f"</div>").encode()

    def article(self, serial):
        return (f"<title>Report {serial}</title><body><article><h1>Report {serial} of desk {self.number}</h1>"
                f"<p>{self.lede(serial)}</p><p>The second paragraph of report {serial} names those who spoke, "
                f"what they asked for, and why the decision came only now.</p><p>The third paragraph of report "
                f"{serial} says what happens next month and who pays for it.</p></article>").encode()

    # Faults

    def next_answer(self):
        """Decides what the next request for the listing gets, and notes what follows from it."""
        if self.left == 0 and self.fault:
            self.end_fault()
        elif not self.is_calm and not self.fault and self.chance.random() < 0.05:
            self.begin_fault()
        if self.fault:
            self.left -= 1
            self.failed += 1
            if self.failed == POLLS and FAULTS[self.fault].event:
                self.truth.append((FAULTS[self.fault].event, self.fault))
        elif not self.is_calm and self.chance.random() < 0.1:
            self.publish()
        return self.fault

    def begin_fault(self):
        kinds = [kind for kind in FAULTS if kind != "few" or self.changes >= LEARNED]
        self.fault, self.left = self.chance.choice(kinds), self.chance.choice([1, 2, 3, 4, 8])
        self.faults.append((self.fault, self.left))
        if self.fault == "articles":
            self.publish(2)

    def end_fault(self):
        if self.failed >= POLLS and FAULTS[self.fault].event:
            self.truth.append(("source-recovered", None))
        self.fault, self.failed = None, 0

    def publish(self, count=1):
        self.changes += 1
        for _ in range(count):
            self.newest += 1
            self.published.append(f"{self.address}/news/{self.newest}.html")

    # Answers

    def answer(self, path):
        """Returns status, header lines and body; None for a reset."""
        if path == "/robots.txt":
            return 404, [], b"none"
        if path.startswith("/news/"):
            if self.fault == "articles":
                return 404, [], b"not here"
            return 200, [], self.article(int(path[len("/news/"):].split(".")[0]))
        if path != "/":
            return 302, [f"Location: {path}x"[:200]], b""
        fault = self.next_answer()
        match fault:
            case None | "articles":
                return 200, [], self.listing()
            case "reset":
                return None
            case "s500" | "s404" | "s403" | "s410":
                return int(fault[1:]), [], b"<title>Error</title><p>Not available</p>"
            case "truncate":
                return 200, ["Content-Length: 99999"], self.listing()
            case "badgzip":
                return 200, ["Content-Encoding: gzip"], gzip.compress(self.listing())[:300] + b"x" * 200
            case "loop":
                return 302, ["Location: /loop"], b""
            case "empty":
                return 200, [], b"<title>Paper</title><body><h1>News</h1><div class='items'></div>"
            case "zero":
                return 200, [], b""
            case "pdf":
                return 200, ["Content-Type: application/pdf"], b"%PDF-1.7\n" + b"1 0 obj\n" * 40
            case "errorpage":
                return 200, [], b"<title>Error</title><body><h1>Database error</h1><p>Please come back later.</p>"
            case "few":
                return 200, [], self.listing(3)


async def handle(paper, reader, writer):
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
        path = head.split(b" ", 2)[1].decode("ascii", "replace")
        answer = paper.answer(path)
        if answer is None:
            # A reset instead of an orderly end.
            writer.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        status, fields, body = answer
        names = {field.split(":")[0] for field in fields}
        if "Content-Length" not in names:
            fields = fields + [f"Content-Length: {len(body)}"]
        if "Content-Type" not in names:
            fields = fields + ["Content-Type: text/html; charset=utf-8"]
        lines = [f"HTTP/1.1 {status} X", "Connection: close", *fields, "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()
    except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
        pass
    finally:
        writer.close()


def serve(loop, papers, ready):
    """Serves the newspapers until the process ends."""
    async def start():
        for paper in papers:
            await asyncio.start_server(
                lambda reader, writer, paper=paper: handle(paper, reader, writer), paper.host,
                int(paper.address.rsplit(":", 1)[1]))
        ready.set()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(start())
    loop.run_forever()
