#!/usr/bin/env python3
"""Lets moto judge the requests of a hook with “s3”: s3_judge.py LEDEWATCH

Watches a small site with “ledewatch once” and puts its entries into a bucket of moto, which verifies each
signature. Compares the objects with the files in the spool. Fails if an object is missing or different, if a
wrong secret or a missing bucket is accepted, or if an entry that a consumer has taken or changed loses its
record. Exits with 77 if moto or boto3 is not installed.
"""

import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

# moto verifies every request after those that make the user.
os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "4"
try:
    import boto3
    from moto.server import ThreadedMotoServer
except ImportError:
    print("skipped: the Python packages moto[server] and boto3 are not installed")
    sys.exit(77)

REGION = "eu-central-1"
TYPES = {
    "article.json": "application/json", "article.md": "text/markdown; charset=utf-8",
    "page.html.gz": "application/gzip",
}


class Site(http.server.BaseHTTPRequestHandler):
    count = 2

    def do_GET(self):
        if self.path == "/":
            items = "".join(
                f'<li><a href="/a/{i}">Story number {i}: the council of town {i} decided about ferry {i}</a>'
                f' <time datetime="2026-03-{i:02}T10:00:00Z">March {i}</time></li>'
                for i in range(Site.count, 0, -1))
            page = f"<title>News</title><h1>News</h1><ul>{items}</ul>"
        elif self.path.startswith("/a/"):
            number = self.path[3:]
            text = "".join(
                f"<p>The council of town {number} decided in paragraph {i} that the ferry sails on, said the mayor.</p>"
                for i in range(6))
            page = f"<title>Story {number}</title><article><h1>Story number {number} “ä”</h1>{text}</article>"
        else:
            page = ""
        data = page.encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


def administrator(endpoint):
    """Returns the key of a user who may do everything, by four requests."""
    iam = boto3.client(
        "iam", region_name=REGION, endpoint_url=endpoint, aws_access_key_id="x", aws_secret_access_key="x")
    iam.create_user(UserName="ledewatch")
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    policy = iam.create_policy(PolicyName="all", PolicyDocument=json.dumps(document))
    iam.attach_user_policy(UserName="ledewatch", PolicyArn=policy["Policy"]["Arn"])
    key = iam.create_access_key(UserName="ledewatch")["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


class Judge:
    def __init__(self, binary, folder, site, endpoint):
        self.binary, self.folder, self.site, self.endpoint = binary, folder, site, endpoint
        self.faults = 0
        self.key, self.secret = administrator(endpoint)
        self.s3 = boto3.client(
            "s3", region_name=REGION, endpoint_url=endpoint, aws_access_key_id=self.key,
            aws_secret_access_key=self.secret)
        self.s3.create_bucket(
            Bucket="news", CreateBucketConfiguration={"LocationConstraint": REGION})

    def expect(self, condition, text):
        print("ok  " if condition else "FAIL", text)
        self.faults += not condition

    def run(self, *arguments, secret=None, bucket="news"):
        with open(f"{self.folder}/secret", "w") as file:
            file.write((secret or self.secret) + "\n")
        os.chmod(f"{self.folder}/secret", 0o600)
        with open(f"{self.folder}/ledewatch.yaml", "w") as file:
            file.write(f"""
spool: {self.folder}/spool
state: {self.folder}/state
formats: [markdown, page]
defaults: {{host_pause: 0s, robots: false, first_round: notify}}
sources: [{{name: gazette, url: "{self.site}"}}]
hooks:
- name: copies
  s3: {{bucket: {bucket}, prefix: a.b/c, region: {REGION}, endpoint: "{self.endpoint}", key_id: {self.key}, secret_file: secret}}
  retry_first: 0.01
  retry_longest: 0.01
""")
        return subprocess.run(
            [self.binary, *arguments, "--config", f"{self.folder}/ledewatch.yaml"],
            capture_output=True, text=True, timeout=120, env={"PATH": os.environ["PATH"], "HOME": self.folder})

    def objects(self):
        return {
            item["Key"]: self.s3.get_object(Bucket="news", Key=item["Key"])
            for item in self.s3.list_objects_v2(Bucket="news").get("Contents", [])
        }

    def pending(self):
        status = json.loads(self.run("status", "--json").stdout)
        return status["hooks"][0]["pending"]

    def judge(self):
        result = self.run("once", secret="wrong" * 8)
        self.expect(not self.objects() and self.pending() == 2, "a wrong secret is refused, and nothing is lost")
        self.expect("403" in result.stderr, f"the refusal is told: {result.stderr.strip()[:200]}")
        time.sleep(0.1)
        self.run("once", "--force")
        new = f"{self.folder}/spool/new"
        objects = self.objects()
        files = {
            f"a.b/c/gazette/{entry}/{name}": open(f"{new}/{entry}/{name}", "rb").read()
            for entry in os.listdir(new) for name in os.listdir(f"{new}/{entry}")
        }
        self.expect(len(files) == 6 and objects.keys() == files.keys(), f"{len(objects)} objects are there")
        self.expect(
            all(files[name] == item["Body"].read() for name, item in objects.items()), "they are the files")
        self.expect(
            all(item["ContentType"] == TYPES[name.split("/")[-1]] for name, item in objects.items()),
            "they have their types")
        self.expect(self.pending() == 0, "nothing is pending")
        self.changed_entries(new)
        test = self.run("hook", "test", "copies")
        self.expect(test.returncode == 0, f"hook test: {(test.stdout + test.stderr).strip()}")
        test = self.run("hook", "test", "copies", bucket="missing")
        self.expect(test.returncode == 1 and "404" in test.stderr, f"hook test: {test.stderr.strip()[:200]}")

    def changed_entries(self, new):
        """Entries that a consumer changes or takes before they are stored."""
        Site.count = 4
        known = set(os.listdir(new))
        self.run("once", secret="wrong" * 8)
        first, second = set(os.listdir(new)) - known
        os.remove(f"{new}/{first}/article.md")
        os.symlink("/etc/passwd", f"{new}/{first}/article.md")
        os.remove(f"{new}/{first}/page.html.gz")
        os.mkfifo(f"{new}/{first}/page.html.gz")
        with open(f"{new}/{first}/evil.sh", "w") as file:
            file.write("x")
        shutil.rmtree(f"{new}/{second}")
        time.sleep(0.1)
        result = self.run("once", "--force")
        names = {name for name in self.objects() if first in name or second in name}
        self.expect(
            names == {f"a.b/c/gazette/{entry}/article.json" for entry in (first, second)},
            f"only the records of changed entries are stored: {sorted(names)}")
        self.expect("a consumer has taken the entry" in result.stderr, "that is told")
        self.expect(result.stderr.count("was replaced and is not stored") == 2, "each replaced file is told")
        self.expect(self.pending() == 0, "nothing is pending")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.splitlines()[0])
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    host, port = store.get_host_and_port()
    try:
        with tempfile.TemporaryDirectory() as folder:
            judge = Judge(
                os.path.abspath(sys.argv[1]), folder, f"http://127.0.0.1:{site.server_port}/",
                f"http://{host}:{port}")
            judge.judge()
    finally:
        store.stop()
        site.shutdown()
    sys.exit(1 if judge.faults else 0)


if __name__ == "__main__":
    main()
