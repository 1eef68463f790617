#!/usr/bin/env python3
"""Measures how often the proposal of `ledewatch add` is right, and how often after one `--like`.

usage: measure_add.py BINARY SCORER CORPUS... [--every N]

Every page of a corpus of listings (truth.jsonl and cases/*.html.gz) is served at its own address by a proxy on
loopback, and added to an empty configuration by `add --json`. SCORER (score_listings.py) judges the teasers. A page
that is judged wrong is added again with `--like` and the headline, lede or address of the middle item of its truth.
"""
import argparse
import collections
import concurrent.futures
import gzip
import http.server
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import urllib.parse


def case_key(url):
    parts = urllib.parse.urlsplit(url)
    host = (parts.hostname or "") + (":%d" % parts.port if parts.port not in (None, 80, 443) else "")
    path = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    return host, urllib.parse.unquote_plus(path)


class Proxy(http.server.ThreadingHTTPServer):
    """A proxy that answers for all hosts; it does not connect to any."""

    daemon_threads = True

    def __init__(self, context):
        self.pages, self.context = {}, context
        self.locks = collections.defaultdict(threading.Lock)
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(http.server.BaseHTTPRequestHandler):
    tunnel = None

    def log_message(self, *arguments):
        pass

    def do_CONNECT(self):
        self.send_response(200)
        self.end_headers()
        try:
            self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            self.close_connection = True
            return
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.tunnel = self.path.removesuffix(":443")
        self.close_connection = False

    def do_GET(self):
        url = "https://" + self.tunnel + self.path if self.tunnel else self.path
        page = self.server.pages.get(case_key(url))
        status, body = (200, gzip.open(page[0]).read()) if page else (404, b"not in the corpus")
        self.send_response(status)
        charset = "; charset=" + page[1] if page and page[1] else ""
        self.send_header("Content-Type", "text/html" + charset)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def certificate(hosts, folder):
    """A certificate for all hosts, which is its own authority."""
    names = ",".join("DNS:" + host for host in sorted(hosts))
    with open(folder + "/openssl.cnf", "w") as file:
        file.write("[req]\ndistinguished_name=dn\nx509_extensions=v3\nprompt=no\n[dn]\nCN=corpus\n"
                   "[v3]\nbasicConstraints=CA:TRUE\nsubjectAltName=%s\n" % names)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "30", "-config", folder + "/openssl.cnf", "-keyout", folder + "/key.pem",
         "-out", folder + "/cert.pem"], check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
    return context


def add(binary, config, proxy, case, like=None):
    """The record of `add --json`. Pages that have the same address are added one after the other."""
    command = [binary, "add", "--json", "--config", config]
    command += ["--like", like] if like else []
    key = case_key(case["url"])
    with proxy.locks[key]:
        proxy.pages[key] = (case["file"], case.get("charset"))
        result = subprocess.run(
            command + ["--", case["url"]], capture_output=True, text=True, timeout=120)
    try:
        return json.loads(result.stdout)
    except ValueError:
        return {"teasers": [], "summary": result.stderr.strip()[-300:]}


def example(case):
    items = case["items"]
    if not items:
        return None
    item = items[len(items) // 2]
    return item.get("title") or item.get("lede") or item.get("lead") or item.get("url")


def score(scorer, corpora, results, folder):
    """The scorer's table, and the ids of the pages that are not right."""
    predictions, pages = folder + "/predictions.jsonl", folder + "/pages.jsonl"
    with open(predictions, "w") as file:
        for key, record in results.items():
            print(json.dumps({"id": key, "items": record["teasers"], "next_page": None}), file=file)
    table = subprocess.run(
        [sys.executable, scorer] + corpora + ["--pred", predictions, "--pages", pages],
        capture_output=True, text=True, check=True).stdout
    with open(pages) as file:
        rows = [json.loads(line) for line in file]
    return table, rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("scorer")
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    cases = {}
    for number, corpus in enumerate(options.corpora):
        with open(corpus + "/truth.jsonl") as file:
            for line in file:
                case = json.loads(line)
                key = case["id"] if case["id"] not in cases else "%d:%s" % (number + 1, case["id"])
                cases[key] = case
                case["file"] = "%s/cases/%s.html.gz" % (corpus, case["id"])
    cases = dict(list(cases.items())[::options.every])
    hosts = {case_key(case["url"])[0].split(":")[0] for case in cases.values()}
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        proxy = Proxy(certificate(hosts, folder))
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        config = folder + "/ledewatch.yaml"
        with open(config, "w") as file:
            file.write("spool: %s/spool\nstate: %s/state\ndefaults:\n  proxy: http://127.0.0.1:%d\n"
                       "  ca_file: %s/cert.pem\n" % (folder, folder, proxy.server_address[1], folder))
        found = pool.map(lambda case: add(options.binary, config, proxy, case), cases.values())
        results = dict(zip(cases, found))
        table, rows = score(options.scorer, options.corpora, results, folder)
        judged = {row["id"]: row for row in rows if row["id"] in cases}
        wrong = [key for key, row in judged.items() if row["f1"] < 0.9]
        print("proposed: %d of %d pages right (%.1f %%)" % (
            len(judged) - len(wrong), len(judged), 100 * (1 - len(wrong) / len(judged))))
        uncertain = [key for key in cases if results[key].get("uncertain")]
        print("uncertain: %d pages, %d of the wrong ones" % (
            len(uncertain), len(set(uncertain) & set(wrong))))
        again = pool.map(
            lambda key: add(options.binary, config, proxy, cases[key], example(cases[key])), wrong)
        for key, record in zip(wrong, again):
            results[key] = record if record["teasers"] else results[key]
            results[key]["retried"] = record.get("summary")
        table, rows = score(options.scorer, options.corpora, results, folder)
        left = [row for row in rows if row["id"] in cases and row["f1"] < 0.9]
        print("after one --like: %d of %d pages right (%.1f %%)" % (
            len(judged) - len(left), len(judged), 100 * (1 - len(left) / len(judged))))
        for row in left:
            print("  %s f1 %.2f: %s" % (row["id"], row["f1"], results[row["id"]].get("retried")))
        proxy.shutdown()


if __name__ == "__main__":
    main()
