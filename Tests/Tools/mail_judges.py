#!/usr/bin/env python3
"""Lets others judge the mails of hooks: mail_judges.py LEDEWATCH

Sends hostile records through “ledewatch hook test” to the SMTP server of aiosmtpd, with and without TLS and
a login, and parses what arrives with Python's email package. Fails if a mail has a defect, another field,
or another subject or text than its record. Exits with 77 if aiosmtpd or openssl is not installed.
"""

import email
import email.policy
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
except ImportError:
    print("skipped: the Python package aiosmtpd is not installed")
    sys.exit(77)

FIELDS = {
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "Precedence",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "In-Reply-To", "References",
}
HOSTILE = [
    "Ferries sail again", "a\r\nBcc: eve@example.org", "a\n\nbody\n.\nQUIT", ".", "..", "\n.\n.\n",
    "a\0b\x1b[31mc\u202ed\u2066e", 'quotes " \\ <x@y> (c), ; : [', "=?utf-8?B?YQ0KQmNjOiBlQHg=?=",
    "=?utf-8?q?=0D=0ABcc:_e?= x", "x" * 10_000, "ä" * 10_000, "word " * 2000, "w" * 2000 + " " + "v" * 2000,
    "😀👩‍👩‍👧‍👦 flag 🇩🇪", "שלום עולם", "مرحبا بالعالم", "新しい船が出る " * 30, "From x\nFrom y", " leading and trailing ",
    "a\u0300" + "\u0300" * 3000, "tab\tseparated", "a=3D=\n=20", "\ufeffbom", "--=_ledewatch\n--=_ledewatch--",
    "", "&lt;b&gt; <script>alert(1)</script>",
]
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")


class Inbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope, session.ssl is not None, session.authenticated))
        return "250 2.0.0 queued"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    return context


def record(text, revision):
    return {
        "id": "a1", "url": "https://news.example/1?a=1&b=2", "title": text, "summary": text,
        "authors": [{"name": text}], "content_text": text, "content_html": f"<p>{len(text)} ok</p>",
        "_ledewatch": {"version": 2, "event": "new" if revision == 1 else "revised",
                       "revision": revision, "source": "gazette",
                       "first_seen": "2026-03-14T10:15:00Z"}}


def send(program, folder, mail, entry=None):
    with open(f"{folder}/ledewatch.yaml", "w", encoding="utf-8") as file:
        file.write(json.dumps({
            "spool": f"{folder}/spool", "state": f"{folder}/state",
            "sources": [{"name": "gazette", "url": "http://127.0.0.1:9/"}],
            "hooks": [{"name": "letters", "timeout": "5s", "mail": {
                "to": ["ann@example.org", "bob@example.org"], "from": "ledewatch@example.org", **mail}}]}))
    arguments = ["--entry", entry] if entry else []
    return subprocess.run(
        [program, "hook", "test", "letters", "--config", f"{folder}/ledewatch.yaml"] + arguments,
        capture_output=True, text=True, timeout=60)


def normal(text):
    """Returns a text as the mail should show it on one line."""
    return " ".join(CONTROLS.sub("", re.sub("[\0-\x1f\x7f-\x9f\u2028\u2029]", " ", text)).split())


def letters(text):
    return re.sub(r"\s+", "", CONTROLS.sub("", text))


def judge(envelope, text, revision):
    faults = []
    raw = envelope.content
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    parts = list(mail.walk())
    for part in parts:
        faults += [f"defect {defect!r}" for defect in part.defects]
        for name, value in part.items():
            faults += [f"defect of {name}: {defect!r}" for defect in value.defects]
            if name not in FIELDS:
                faults.append(f"the field {name}")
    if any(len(line) > 998 for line in raw.split(b"\r\n")) or re.search(rb"[^\r]\n|\r[^\n]", raw):
        faults.append("a line is too long, or has another end than CRLF")
    if not raw.isascii():
        faults.append("the mail is not ASCII")
    subject = str(mail["Subject"])
    expected = ("[gazette] " + ("revised: " if revision > 1 else "") + normal(text)).strip()
    isSame = subject.strip() == expected or subject.endswith("…") and expected.startswith(subject[:-1])
    if not isSame and len(expected.encode()) < 800:
        faults.append(f"the subject {subject[:80]!r} in place of {expected[:80]!r}")
    if [part.get_content_type() for part in parts] != ["multipart/alternative", "text/plain", "text/html"]:
        faults.append("the parts")
    elif letters(text) not in letters(parts[1].get_content()):
        faults.append(f"the text {parts[1].get_content()[-80:]!r}")
    elif f"<p>{len(text)} ok</p>" not in parts[2].get_content():
        faults.append("the HTML")
    if (mail["References"] is not None) != (revision > 1):
        faults.append("the references")
    if envelope.rcpt_tos != ["ann@example.org", "bob@example.org"]:
        faults.append("the recipients")
    return faults


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: mail_judges.py LEDEWATCH")
    if not shutil.which("openssl"):
        print("skipped: openssl is not installed")
        sys.exit(77)
    program, folder, failures = sys.argv[1], tempfile.mkdtemp(), 0
    try:
        context = certificate(folder)
        with open(f"{folder}/password", "w", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write("s3cret")
        inbox = Inbox()

        def check(name, isGood, output):
            nonlocal failures
            failures += not isGood
            if not isGood:
                print(f"FAILED {name}: {output.stdout}{output.stderr}")

        plain = Controller(inbox, hostname="127.0.0.1", port=free_port())
        plain.start()
        port = plain.server.sockets[0].getsockname()[1]
        for number, text in enumerate(HOSTILE):
            revision = 1 + number % 2
            path = f"{folder}/spool/new/e{number}"
            os.makedirs(path)
            with open(f"{path}/article.json", "w", encoding="utf-8") as file:
                json.dump(record(text, revision), file)
            before = len(inbox.mails)
            output = send(program, folder, {"smtp": f"smtp://127.0.0.1:{port}"}, f"e{number}")
            isSent = output.returncode == 0 and len(inbox.mails) == before + 1
            check(f"record {number}", isSent, output)
            for fault in judge(inbox.mails[-1][0], text, revision) if isSent else []:
                failures += 1
                print(f"FAILED record {number} ({text[:30]!r}): {fault}")
        output = send(
            program, folder, {"smtp": f"smtp://127.0.0.1:{port}", "starttls": "required"})
        check("no STARTTLS", output.returncode == 1 and "does not offer STARTTLS" in output.stderr, output)
        plain.stop()

        def authenticate(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (b"ann", b"s3cret"), handled=False)

        tls = Controller(
            inbox, hostname="127.0.0.1", port=free_port(), tls_context=context, require_starttls=True,
            auth_required=True, authenticator=authenticate)
        tls.start()
        port = tls.server.sockets[0].getsockname()[1]
        login = {"smtp": f"smtp://localhost:{port}", "starttls": "required", "user": "ann",
                 "password_file": f"{folder}/password", "ca_file": f"{folder}/cert.pem"}
        output = send(program, folder, login)
        check("STARTTLS and login", output.returncode == 0 and inbox.mails[-1][1:] == (True, True), output)
        output = send(program, folder, login | {"user": "eve"})
        check("a wrong login", output.returncode == 1 and "auth: " in output.stderr, output)
        del login["ca_file"]
        output = send(program, folder, login)
        check("an unknown certificate", output.returncode == 1 and "tls: " in output.stderr, output)
        tls.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(HOSTILE)} records, {failures} failures")
    sys.exit(1 if failures else 0)


main()
