#!/usr/bin/env python3
"""Lets others judge webhooks: webhook_judges.py LEDEWATCH

Sends samples by “ledewatch hook test” to a server on loopback, with hostile text and with two secrets, and
lets the reference library of Standard Webhooks verify them with each of the secrets, and CloudEvents' own
library parse both of its forms. Fails if one of them refuses a message, or accepts a message that was changed.
Exits with 77 if standardwebhooks or cloudevents is not installed.
"""
import base64
import http.server
import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading

try:
    import standardwebhooks
    try:
        from cloudevents.v1.http import from_http
    except ImportError:
        from cloudevents.http import from_http
except ImportError:
    print("skipped: the Python packages standardwebhooks and cloudevents are not installed")
    sys.exit(77)

TEXTS = ["Ferries sail again", "a\r\nwebhook-id: x", "a\0b\x1b[31m\u202e", "\" \\ ' $(id) ../ {{headline}}",
         "😀 שלום 新しい", "x" * 10_000, "</script>]]>&amp;"]


class Receiver(http.server.BaseHTTPRequestHandler):
    messages = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.messages.append((dict(self.headers.items()), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def record(folder, number, text):
    path = f"{folder}/entry-{number}/article.json"
    os.makedirs(os.path.dirname(path))
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"id": f"a{number}", "url": "https://news.example/1", "title": text, "summary": text,
                   "content_text": text, "content_html": "<p>x</p>",
                   "_ledewatch": {"version": 2, "event": "new", "revision": 1, "source": "gazette",
                                  "first_seen": "2026-03-14T10:15:00Z"}}, file)
    return os.path.dirname(path)


def send(program, folder, hook, entry, count=None):
    """Calls the hook once and returns what arrived."""
    with open(f"{folder}/ledewatch.yaml", "w", encoding="utf-8") as file:
        json.dump({"spool": f"{folder}/spool", "state": f"{folder}/state", "sources": [], "hooks": [hook]}, file)
    arguments = ["--count", str(count)] if count else ["--entry", entry]
    result = subprocess.run([program, "hook", "test", "desk", *arguments, "--config", f"{folder}/ledewatch.yaml"],
                            capture_output=True, text=True, timeout=60)
    if result.returncode != 0 or not Receiver.messages:
        raise SystemExit(f"FAILED: {result.stdout}{result.stderr}")
    return Receiver.messages.pop()


def refuses(verifier, body, header):
    try:
        verifier.verify(body, header)
        return False
    except standardwebhooks.WebhookVerificationError:
        return True


def judge_standard(program, folder, url, entry, text, keys):
    failures = 0
    hook = {"name": "desk", "post": url, "secret_file": f"{folder}/secret"}
    for count in (None, 3):
        header, body = send(program, folder, hook, entry, count)
        header = {name.lower(): value for name, value in header.items()}
        for key in keys:
            verifier = standardwebhooks.Webhook("whsec_" + key)
            message = verifier.verify(body, header)
            if count is None and not message["type"] == "article.new":
                failures += 1
            failures += not refuses(verifier, body + b" ", header)
            failures += not refuses(verifier, body, header | {"webhook-id": header["webhook-id"] + "x"})
        failures += not refuses(standardwebhooks.Webhook(base64.b64encode(bytes(32)).decode()), body, header)
        if count is None and [c for c in json.loads(body)["data"]["title"] if ord(c) < 32 and c not in "\t\n\r"]:
            failures += text.isprintable()
    return failures


def judge_cloudevents(program, folder, url, entry):
    failures = 0
    for form in ("cloudevents", "cloudevents-binary"):
        header, body = send(program, folder, {"name": "desk", "post": url, "format": form}, entry)
        event = from_http(header, body)
        failures += event["type"] != "ledewatch.article.new" or event["specversion"] != "1.0" or not event["id"]
        data = event.data if isinstance(event.data, dict) else json.loads(event.data)
        failures += data["_ledewatch"]["source"] != "gazette"
    return failures


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/hook"
    program = os.path.abspath(sys.argv[1])
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        keys = [base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2)]
        with open(f"{folder}/secret", "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write("".join(f"whsec_{key}\n" for key in keys))
        for number, text in enumerate(TEXTS):
            entry = record(folder, number, text)
            failures += judge_standard(program, folder, url, entry, text, keys)
            failures += judge_cloudevents(program, folder, url, entry)
    print(f"{len(TEXTS)} records in 4 messages each, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
