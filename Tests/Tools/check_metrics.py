#!/usr/bin/env python3
"""Checks the metrics, the alerts and the dashboard with promtool.

Usage: check_metrics.py LEDEWATCH

LEDEWATCH watches a small site, once and as a service. promtool (Debian's package prometheus) must accept
the metrics file and what the service serves, and the rules in Config/prometheus must pass their tests.
Each metric that the rules and the dashboard name must exist. The exit code is 1 if a check fails, and 77
if there is no promtool.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import time

from news_site import Service, Site

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "Config/prometheus"
OPEN_METRICS = "application/openmetrics-text; version=1.0.0"
failures = []


def check(name, is_right, detail=""):
    print(("ok    " if is_right else "FAIL  ") + name + (f": {detail}" if detail and not is_right else ""))
    if not is_right:
        failures.append(name)


def promtool(name, *words, text=None, directory=None):
    result = subprocess.run(["promtool", *words], input=text, capture_output=True, cwd=directory)
    check(name, result.returncode == 0, (result.stdout + result.stderr).decode())


def names(text):
    return set(re.findall(r"^(ledewatch_\w+)", text, re.M))


def check_open_metrics(text):
    lines = text.splitlines()
    check("OpenMetrics ends with EOF", lines[-1] == "# EOF")
    try:
        from prometheus_client.openmetrics.parser import text_string_to_metric_families
    except ImportError:
        return print("SKIPPED: the parser of OpenMetrics (Python's prometheus_client) is not installed")
    try:
        list(text_string_to_metric_families(text))
        check("OpenMetrics is parsed", True)
    except ValueError as error:
        check("OpenMetrics is parsed", False, str(error))


def check_service(service):
    plain = service.get("/metrics")
    promtool("the metrics of the service", "check", "metrics", text=plain[2])
    check("plain text is the default", plain[1]["Content-Type"].startswith("text/plain; version=0.0.4"))
    open_metrics = service.get("/metrics", Accept=OPEN_METRICS)
    check("OpenMetrics is negotiated", open_metrics[1]["Content-Type"].startswith(OPEN_METRICS))
    check_open_metrics(open_metrics[2].decode())
    check("both formats have the same metrics",
          names(plain[2].decode()) == names(open_metrics[2].decode()))
    check("nothing secret is served", b"s3cret" not in plain[2] + open_metrics[2])
    return plain[2].decode()


def check_names(text):
    known = names(text)
    for path in [RULES / "alerts.yaml", ROOT / "Config/grafana/dashboard.json"]:
        used = set(re.findall(r"ledewatch_\w+", path.read_text()))
        check(f"{path.name} names metrics that exist", used <= known, str(used - known))
    json.loads((ROOT / "Config/grafana/dashboard.json").read_text())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not shutil.which("promtool"):
        print("SKIPPED: promtool is not installed (apt-get install prometheus)")
        return 77
    promtool("the rules", "check", "rules", "alerts.yaml", directory=RULES)
    promtool("the tests of the rules", "test", "rules", "alerts_test.yaml", directory=RULES)
    service = Service(sys.argv[1], Site())
    service.once()
    file = (service.path / "once.prom").read_bytes()
    promtool("the metrics file of “once”", "check", "metrics", text=file)
    check("“once” leaves out what it does not count", b"_rounds_total" not in file)
    service.start()
    try:
        text = check_service(service)
        deadline = time.monotonic() + 30
        path = service.path / "once.prom"
        while b"_rounds_total" not in path.read_bytes() and time.monotonic() < deadline:
            time.sleep(0.5)
        promtool("the metrics file of “run”", "check", "metrics", text=path.read_bytes())
        check("“run” replaces the metrics file", b"_rounds_total" in path.read_bytes())
    finally:
        seconds = service.stop()
    check("the service stops within five seconds", seconds < 5, f"{seconds:.1f} s")
    # The number of teasers is unknown to a service that finds the listing unchanged.
    check_names(text + file.decode())
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
