#!/usr/bin/env python3
"""Lets receivers of webhooks and mails fail in every way: failing_receivers.py LEDEWATCH [--articles N] [--kills N]

A service watches a site that publishes N articles (default 150), and is killed N times (default 12) while a
webhook receiver and an SMTP server on loopback fail each of the first attempts at every delivery in another
way. Fails if an article is not delivered at last, if a webhook has two ids or a wrong signature, if a mail has
two identifiers, if a redirect is followed, if a receiver with an untrusted certificate gets a request, or if a
receiver that answered 410 gets further ones. Prints how often a delivery was repeated after a success.
"""
import argparse
import asyncio
import base64
import collections
import email
import email.policy
import email.utils
import hashlib
import hmac
import json
import os
import random
import re
import secrets
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time

ATTEMPTS = 3
"""The number of attempts at a delivery that fail."""
PAST = "Fri, 31 Dec 1999 23:59:59 GMT"


def answer(status, *fields, body="no"):
    lines = [f"HTTP/1.1 {status} -", *fields, f"Content-Length: {len(body)}", "Connection: close", "", body]
    return "\r\n".join(lines).encode()


HTTP_FAULTS = {
    "reset": None, "stall": None, "stall in the answer": None, "100 flood": None, "103 flood": None,
    "endless fields": None, "endless body": None, "close without answer": b"", "half a status": b"HTTP/1.1 20",
    "no HTTP": b"220 mail.example ESMTP\r\n", "binary": bytes(range(256)), "half a field": b"HTTP/1.1 500 -\r\nConte",
    "long field": b"HTTP/1.1 500 -\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", "status 999": answer(999),
    "status 0": b"HTTP/1.1 000 -\r\n\r\n", "500": answer(500), "401": answer(401), "404": answer(404), "422": answer(422),
    "short body of 500": b"HTTP/1.1 500 -\r\nContent-Length: 100\r\n\r\nshort",
    "bad chunk": b"HTTP/1.1 500 -\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    "301": answer(301, "Location: /elsewhere"), "302": answer(302, "Location: http://127.0.0.1:{port}/elsewhere"),
    "307": answer(307, "Location: /elsewhere"), "308": answer(308, "Location: //127.0.0.1:{port}/elsewhere"),
    "304": b"HTTP/1.1 304 -\r\n\r\n", "terminal": answer("500 \x1b[31m", body="\x1b]0;x\x07 \u202e".encode().decode("latin-1")),
    "429": answer(429), "503": answer(503), "502": answer(502), "504": answer(504),
    "429 now": answer(429, "Retry-After: 0"), "429 in a second": answer(429, "Retry-After: 1"),
    "503 in the past": answer(503, f"Retry-After: {PAST}"), "503 at a time": answer(503, "Retry-After: {soon}"),
    "429 negative": answer(429, "Retry-After: -5"), "429 fraction": answer(429, "Retry-After: 0.5"),
    "429 words": answer(429, "Retry-After: soon"), "429 empty": answer(429, "Retry-After:"),
    "429 two": answer(429, "Retry-After: 1", "Retry-After: soon"), "500 later": answer(500, "Retry-After: 1"),
}
SMTP_STAGES = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "end"]
SMTP_FAULTS = [(stage, fault) for stage in SMTP_STAGES
               for fault in ("421 4.3.2 later", "450 4.2.1 busy", "550 5.7.1 no", "close", "stall", "garbage", "endless")]
SMTP_FAULTS += [("greeting", "slow"), ("MAIL", "552 5.3.4 too big"), ("RCPT", "452 4.2.2 full"), ("end", "554 5.6.0 bad")]


class Deliveries:
    """What one receiver got: `faults` are given in turn, to the first attempts at each delivery."""

    def __init__(self, faults):
        self.faults, self.turn = list(faults), 0
        self.attempts, self.accepted = collections.Counter(), collections.Counter()
        self.ids, self.given = collections.defaultdict(set), collections.Counter()

    def fault(self, key):
        self.attempts[key] += 1
        if self.attempts[key] > ATTEMPTS:
            return None
        self.turn += 1
        fault = self.faults[self.turn % len(self.faults)]
        self.given[fault] += 1
        return fault


class World:
    def __init__(self, limit):
        self.limit, self.published, self.errors = limit, 12, []
        self.hooks, self.mails = Deliveries(HTTP_FAULTS), Deliveries(SMTP_FAULTS)
        self.counts = collections.Counter()
        self.secret = secrets.token_bytes(32)

    # The site

    async def serve_site(self, reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1].decode()
            body = self.page(path).encode()
            writer.write(b"HTTP/1.1 %d -\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n"
                         b"Connection: close\r\n\r\n" % (200 if body else 404, len(body)) + body)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def lede(self, number):
        return (f"Report {number}: the council of the valley decided on matter {number} that {30 + number} bridges "
                f"are to be repaired before the winter of plan {number * 7} comes.")

    def page(self, path):
        day = time.strftime("%d %B %Y")
        if path.startswith("/news/"):
            number = int(path.split("/")[2])
            return (f"<title>Story {number}</title><body><article><h1>Story {number}</h1><p>{self.lede(number)}</p>"
                    f"<p>A second paragraph tells of the vote, the objections and the budget of report {number} that "
                    f"was agreed after long talks.</p><p>A third one says what happens next month.</p></article>")
        if path == "/":
            return "<title>News</title><body><ul>" + "".join(
                f"<li><span class=date>{day}</span> <a href=/news/{number}>{self.lede(number)}</a></li>"
                for number in range(self.published, max(0, self.published - 60), -1)) + "</ul>"
        return ""

    # The webhook receiver

    async def serve_hook(self, reader, writer):
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            fields = dict(re.findall(r"^([\w-]+): ?(.*?)\r$", head.split("\r\n", 1)[1].lower(), re.M))
            fields = {name: re.search(rf"^{name}: ?(.*?)\r$", head, re.M | re.I).group(1) for name in fields}
            body = await reader.readexactly(int(fields.get("content-length", "0")))
            await self.answer_hook(head.split(" ")[1], fields, body, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer_hook(self, path, fields, body, writer):
        self.counts[path] += 1
        if path == "/gone":
            writer.write(answer(410))
            return await writer.drain()
        if path == "/far":
            writer.write(answer(429, "Retry-After: 99999999999999999999"))
            return await writer.drain()
        if path != "/hook":
            self.errors.append(f"a request for {path}")
            return
        data = json.loads(body)
        if not data["type"].startswith("article."):
            writer.write(answer(200))
            return await writer.drain()
        key = data["data"]["id"]
        signed = f"{fields['webhook-id']}.{fields['webhook-timestamp']}.".encode() + body
        own = "v1," + base64.b64encode(hmac.digest(self.secret, signed, hashlib.sha256)).decode()
        if own not in fields["webhook-signature"].split(" "):
            self.errors.append(f"{key}: wrong signature")
        self.hooks.ids[key].add(fields["webhook-id"])
        fault = self.hooks.fault(key)
        if fault is None:
            writer.write(answer(random.choice([200, 201, 202, 204]), body=""))
            await writer.drain()
            self.hooks.accepted[key] += 1
        else:
            await self.fail_hook(fault, writer)

    async def fail_hook(self, fault, writer):
        if fault == "reset":
            return writer.transport.abort()
        if fault == "stall":
            return await asyncio.sleep(20)
        if fault == "stall in the answer":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab")
            await writer.drain()
            return await asyncio.sleep(20)
        endless = {"100 flood": b"HTTP/1.1 100 Continue\r\n\r\n", "103 flood": b"HTTP/1.1 103 -\r\nLink: x\r\n\r\n",
                   "endless fields": b"X-Field: value\r\n", "endless body": b"x" * 4096}.get(fault)
        if endless:
            if fault.startswith("endless"):
                writer.write(b"HTTP/1.1 500 -\r\n" + (b"\r\n" if fault == "endless body" else b""))
            for _ in range(20_000):
                writer.write(endless)
                await writer.drain()
            return
        text = HTTP_FAULTS[fault]
        text = text.replace(b"{port}", str(self.hook_port).encode())
        writer.write(text.replace(b"{soon}", email.utils.formatdate(time.time() + 1, usegmt=True).encode()))
        await writer.drain()

    # The SMTP server

    async def serve_mail(self, reader, writer):
        try:
            # A mail is known only at its end, so the fault of its next attempt is drawn before.
            self.mails.turn += 1
            is_failing = self.mails.turn % 4 != 0
            stage, fault = self.mails.faults[self.mails.turn % len(self.mails.faults)] if is_failing else (None, None)
            extensions = random.choice(["PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8", "8BITMIME", "SIZE 100000000", "HELP"])
            if await self.fails("greeting", stage, fault, writer):
                return
            writer.write(b"220 localhost ESMTP\r\n")
            while line := await reader.readline():
                verb = line[:4].decode("latin-1").upper()
                if verb in SMTP_STAGES and await self.fails(verb, stage, fault, writer):
                    return
                if verb == "EHLO":
                    writer.write(f"250-localhost\r\n250-{extensions}\r\n".replace("250-HELP", "250 HELP").encode()
                                 if "\r\n" in extensions else f"250-localhost\r\n250 {extensions}\r\n".encode())
                elif verb == "DATA":
                    writer.write(b"354 go on\r\n")
                    mail = await self.read_mail(reader)
                    if await self.fails("end", stage, fault, writer):
                        return
                    writer.write(b"250 2.0.0 queued\r\n")
                    await writer.drain()
                    self.take(mail)
                elif verb == "QUIT":
                    writer.write(b"221 bye\r\n")
                    return
                else:
                    writer.write(b"250 2.0.0 ok\r\n")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def fails(self, here, stage, fault, writer):
        """Returns whether the connection ends because of the fault."""
        if here != stage:
            return False
        self.mails.given[stage, fault] += 1
        if fault == "slow":
            await asyncio.sleep(1)
            return False
        if fault == "stall":
            await asyncio.sleep(20)
        elif fault == "garbage":
            writer.write(bytes(range(256)) + b"\r\n")
        elif fault == "endless":
            for _ in range(20_000):
                writer.write(b"250-more\r\n")
                await writer.drain()
        elif fault != "close":
            writer.write(f"{fault}\r\n".encode())
            await writer.drain()
            await asyncio.sleep(0.2)
        await writer.drain()
        return True

    async def read_mail(self, reader):
        lines = []
        while (line := await reader.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def take(self, mail):
        message = email.message_from_bytes(mail, policy=email.policy.default)
        number = re.search(r"Story (\d+)", message["subject"] or "")
        if not number:
            return self.counts.update(["other mails"])
        if message.defects:
            self.errors.append(f"a mail with defects: {message.defects}")
        self.mails.ids[number.group(1)].add(message["message-id"])
        self.mails.accepted[number.group(1)] += 1


def configuration(world, folder):
    retry = {"timeout": "3s", "retry_first": "100ms", "retry_longest": "1s", "concurrency": 6, "give_up_after": "7d"}
    hook = f"http://127.0.0.1:{world.hook_port}"
    events = {"events": ["new", "revised"]}
    return {
        "spool": f"{folder}/spool", "state": f"{folder}/state", "ping_interval": "10s",
        "defaults": {"interval": "1s", "host_pause": 0, "robots": False, "first_round": "notify"},
        "sources": [{"name": "gazette", "url": f"http://127.0.0.1:{world.site_port}/"}],
        "hooks": [
            {"name": "desk", "post": f"{hook}/hook", "secret_file": f"{folder}/secret", **retry, **events},
            {"name": "gone", "post": f"{hook}/gone", **retry, **events, "concurrency": 1},
            {"name": "far", "post": f"{hook}/far", **retry, **events, "concurrency": 1},
            {"name": "untrusted", "post": f"https://127.0.0.1:{world.tls_port}/tls", **retry, **events},
            {"name": "refused", "post": f"http://127.0.0.1:{world.closed_port}/", **retry, **events},
            {"name": "letters", "mail": {"to": ["editor@example.org"], "from": "ledewatch@example.org",
                                         "smtp": f"smtp://127.0.0.1:{world.mail_port}"},
             # A mail for each article, however many are due at once.
             "flood": "off", **retry, **events},
        ]}


def start_servers(world, folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem", "-days", "2", "-subj", "/CN=x"],
                   check=True, capture_output=True)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    ready = threading.Event()

    async def serve():
        servers = [await asyncio.start_server(handler, "127.0.0.1", 0, ssl=context, limit=1 << 20)
                   for handler, context in ((world.serve_site, None), (world.serve_hook, None), (world.serve_mail, None),
                                            (world.serve_hook, tls), (world.serve_hook, None))]
        ports = [server.sockets[0].getsockname()[1] for server in servers]
        world.site_port, world.hook_port, world.mail_port, world.tls_port, world.closed_port = ports
        servers[4].close()
        ready.set()
        while True:
            await asyncio.sleep(0.25)
            world.published = min(world.limit, world.published + 1)

    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)
    threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True).start()
    ready.wait()


def run(program, world, folder, kills):
    """Runs the service until everything is delivered, and kills it now and then."""
    with open(f"{folder}/secret", "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as file:
        file.write("whsec_" + base64.b64encode(world.secret).decode() + "\n")
    with open(f"{folder}/ledewatch.yaml", "w", encoding="utf-8") as file:
        json.dump(configuration(world, folder), file)
    command = [program, "run", "--config", f"{folder}/ledewatch.yaml"]
    end, killed = time.time() + 300, 0
    with open(f"{folder}/log", "w", encoding="utf-8") as log:
        while True:
            process = subprocess.Popen(command, stderr=log, stdout=subprocess.DEVNULL)
            pause = time.time() + (random.uniform(1.5, 5) if killed < kills else 300)
            while time.time() < min(pause, end) and process.poll() is None and not is_done(world, killed, kills):
                time.sleep(0.1)
            if process.poll() is not None:
                world.errors.append(f"the service ended with {process.returncode}")
            process.kill() if killed < kills else process.terminate()
            process.wait(timeout=30)
            killed += 1
            if time.time() >= end or world.errors or is_done(world, killed, kills):
                return killed - 1


def is_done(world, killed, kills):
    return (killed >= kills and len(world.hooks.accepted) >= world.limit
            and len(world.mails.accepted) >= world.limit)


def report(world, program, folder, kills):
    errors = world.errors
    for name, deliveries in (("desk", world.hooks), ("letters", world.mails)):
        if missing := world.limit - len(deliveries.accepted):
            errors.append(f"{name}: {missing} articles were not delivered")
        errors += [f"{name}: {key} has the ids {ids}" for key, ids in deliveries.ids.items() if len(ids) != 1]
        repeats = sum(count - 1 for count in deliveries.accepted.values())
        print(f"{name}: {len(deliveries.accepted)} of {world.limit} articles delivered, {repeats} of them again after a "
              f"success; {sum(deliveries.given.values())} attempts failed in {len(deliveries.given)} of "
              f"{len(deliveries.faults)} ways")
    # One request may be under way at each kill.
    for path in ("/gone", "/far"):
        if not 1 <= world.counts[path] <= 1 + kills:
            errors.append(f"{world.counts[path]} requests for {path}")
    lines = subprocess.run([program, "queue", "--config", f"{folder}/ledewatch.yaml", "--json"],
                           capture_output=True, check=True, text=True).stdout.splitlines()
    pending = collections.Counter(json.loads(line).get("hook") for line in lines)
    for hook in ("gone", "far", "untrusted", "refused"):
        if pending[hook] != world.limit:
            errors.append(f"{hook}: {pending[hook]} deliveries are pending")
    print(f"{kills} kills; requests: {dict(world.counts)}")
    text = open(f"{folder}/log", encoding="utf-8", errors="replace").read()
    if "\x1b" in text or "\u202e" in text or "Fatal" in text:
        errors.append("the log contains control characters or a crash")
    return errors


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--kills", type=int, default=12)
    arguments = parser.parse_args()
    if not shutil.which("openssl"):
        print("skipped: openssl is not installed")
        return 77
    world = World(arguments.articles)
    with tempfile.TemporaryDirectory() as folder:
        start_servers(world, folder)
        program = os.path.abspath(arguments.program)
        errors = report(world, program, folder, run(program, world, folder, arguments.kills))
        for error in errors[:20]:
            print(f"FAILED: {error}")
        if errors:
            kept = tempfile.mkstemp(suffix=".log")[1]
            shutil.copy(f"{folder}/log", kept)
            print(f"the log is in {kept}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
