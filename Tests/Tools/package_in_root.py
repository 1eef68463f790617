#!/usr/bin/env python3
"""Installs the Debian package in a clean root, boots it, and removes it again.

  package_in_root.py PACKAGE.deb [--suite bookworm] [--root ROOT.tar] [--work DIR]

A newspaper on loopback publishes an article while the service of the package watches it: the article is in the
spool and the hook was called, and the commands and seconds until then are printed. Afterwards, the package is
upgraded with a changed configuration, removed and purged, and what is left is compared. Needs root, mmdebstrap and
systemd-nspawn, and the mirror of Debian; it is skipped (77) without them. --root is a root that mmdebstrap has
made earlier, with the packages of INCLUDED. Exit status 1: something failed.
"""
import argparse
import http.server
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

INCLUDED = "systemd,systemd-sysv,dbus"
NAME = "harbour"
DAY = time.strftime("%Y-%m-%d", time.gmtime())


class Newspaper:
    """A listing and its articles on loopback."""

    def __init__(self):
        self.names = ["first", "second", "third", "old"]
        paper = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                body = paper.page(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write((body or "no such page").encode())

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/news"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, path):
        if path == "/news":
            return "<!doctype html><title>Mill Post</title><main>" + "".join(
                f'<article><h2><a href="/story/{name}">The {name} mill reopens</a></h2><time datetime="{DAY}">{DAY}</time>'
                f"<p>After years of silence the {name} mill by the canal grinds corn for the town again.</p></article>"
                for name in reversed(self.names)) + "</main>"
        if path.startswith("/story/") and path[7:] in self.names:
            return (f'<!doctype html><title>x</title><article><h1>The {path[7:]} mill reopens</h1><time datetime="{DAY}">{DAY}</time>'
                    + f"<p>After years of silence the {path[7:]} mill by the canal grinds corn for the town again.</p>" * 4
                    + "</article>")
        return None


class Unavailable(Exception):
    """The surroundings of the test are missing, such as the mirror of Debian or the right to boot a container."""


class Machine:
    """A root directory, which is booted."""

    def __init__(self, root, log):
        self.root, self.log = root, log
        self.process = None

    def boot(self):
        self.process = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--console=pipe", "--resolv-conf=copy-host",
             "--timezone=off", "-D", self.root, "--boot", "systemd.show_status=0"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        if not wait(lambda: self.leader() and self.run("systemctl is-system-running | grep -E 'running|degraded'")[0] == 0, 60):
            raise Unavailable("no container can be booted here")

    def leader(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return text.split()[0] if text.split() else None

    def run(self, command):
        """Returns the exit status and the output of a shell command in the machine."""
        done = subprocess.run(
            ["nsenter", "--target", self.leader(), "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wdns=/",
             "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "DEBIAN_FRONTEND=noninteractive",
             "sh", "-c", command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
        self.log.write(f"$ {command}\n{done.stdout}\n".encode())
        self.log.flush()
        return done.returncode, done.stdout.strip()

    def power_off(self):
        if self.process and self.process.poll() is None:
            if self.leader():
                self.run("systemctl poweroff --no-block")
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def wait(condition, seconds):
    end = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return True
        except (OSError, subprocess.SubprocessError):
            pass
        if time.monotonic() > end:
            return False
        time.sleep(0.1)


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, holds, detail=""):
        print(("ok   " if holds else "BAD  ") + name + (f": {detail}" if detail else ""), flush=True)
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)


def next_version(package, work, configuration_too):
    """Builds the same package with a higher version, and a changed configuration if wanted."""
    folder = work / f"next-{configuration_too}"
    subprocess.run(["dpkg-deb", "--raw-extract", package, folder], check=True)
    control = folder / "DEBIAN/control"
    lines = control.read_text().splitlines()
    lines = [line + ("+2" if configuration_too else "+1") if line.startswith("Version: ") else line for line in lines]
    control.write_text("\n".join(lines) + "\n")
    if configuration_too:
        with open(folder / "etc/ledewatch/ledewatch.yaml", "a") as file:
            file.write("# A comment of the next version.\n")
    target = work / f"{folder.name}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "--build", folder, target], check=True,
                   stdout=subprocess.DEVNULL)
    return target


def first_article(machine, paper, report):
    """From the package file to the hook, as a user would."""
    commands = [
        "apt-get install -y /ledewatch.deb",
        f"""printf '%s\\n' 'sources: [{{name: {NAME}, url: "{paper.url}", interval: 2s, host_pause: 0s}}]' """
        """'hooks: [{name: desk, run: [/usr/bin/tee, -a, /var/lib/ledewatch/desk.log]}]' """
        f"> /etc/ledewatch/sources.d/{NAME}.yaml",
        "systemctl enable --now ledewatch",
    ]
    start, taken = time.monotonic(), []
    for command in commands:
        begin = time.monotonic()
        status, output = machine.run(command)
        taken.append(time.monotonic() - begin)
        report.check(command[:60], status == 0, f"{taken[-1]:.1f} s" if status == 0 else output[-600:])
    wait(lambda: spooled(machine, "old"), 30)
    ready = time.monotonic()
    paper.names.append("new")
    report.check("the next article is in the spool", wait(lambda: spooled(machine, "new"), 30))
    called = wait(lambda: machine.run("grep -c 'new mill' /var/lib/ledewatch/desk.log")[0] == 0, 30)
    report.check("the hook was called for it", called, f"{time.monotonic() - ready:.1f} s after its publication")
    print(f"     {len(commands)} commands, {ready - start:.1f} s until the service has read the listing; "
          f"installation {taken[0]:.1f} s", flush=True)


def spooled(machine, word):
    return machine.run(f"grep -l 'The {word} mill' /var/spool/ledewatch/new/*/article.json")[0] == 0


def installed_files(machine, report):
    report.check("the program runs", machine.run("ledewatch --version")[0] == 0, machine.run("ledewatch --version")[1])
    size = machine.run("dpkg-query --show --showformat='${Installed-Size}' ledewatch")[1]
    report.check("the size is known", size.isdigit(), f"{int(size) / 1000:.1f} MB installed" if size.isdigit() else size)
    status, output = machine.run("dpkg --verify ledewatch")
    report.check("all files are as in the package", status == 0 and not output, output)
    status, output = machine.run("cd / && runuser -u ledewatch -- ledewatch doctor")
    faults = [line for line in output.splitlines() if "units" in line and "differs" in line]
    report.check("doctor knows the units", not faults, "; ".join(faults))
    report.check("the spool belongs to the service",
                 machine.run("stat -c '%U:%G %a' /var/spool/ledewatch")[1] == "ledewatch:ledewatch 2750")
    report.check("the user of the service memory", True,
                 machine.run("grep VmRSS /proc/$(systemctl show -P MainPID ledewatch)/status")[1])


def upgrade(machine, package, work, report):
    own = "# A comment of the administrator.\n"
    configuration = pathlib.Path(machine.root, "etc/ledewatch/ledewatch.yaml")
    configuration.write_text(configuration.read_text() + own)
    before = machine.run("systemctl show -P MainPID ledewatch")[1]
    for configuration_too in (False, True):
        shutil.copy(next_version(package, work, configuration_too), f"{machine.root}/next.deb")
        keep = "-o Dpkg::Options::=--force-confold " if configuration_too else ""
        status, output = machine.run(f"apt-get install {keep}-y /next.deb")
        what = "with a new default configuration" if configuration_too else "with the same default configuration"
        report.check(f"upgrade {what}", status == 0, "" if status == 0 else output[-600:])
        report.check("it keeps the changed configuration", own in configuration.read_text())
        after = machine.run("systemctl show -P MainPID ledewatch")[1]
        report.check("it restarts the service", after not in ("0", before), f"process {before}, then {after}")
        before = after
    report.check("the service is enabled", machine.run("systemctl is-enabled ledewatch")[1] == "enabled")


def left(machine):
    paths = ["etc/ledewatch/ledewatch.yaml", f"etc/ledewatch/sources.d/{NAME}.yaml", "var/lib/ledewatch",
             "var/spool/ledewatch/new", "usr/bin/ledewatch", "usr/share/doc/ledewatch",
             "etc/systemd/system/multi-user.target.wants/ledewatch.service"]
    return [path for path in paths if os.path.lexists(os.path.join(machine.root, path))]


def removal(machine, report):
    status, output = machine.run("apt-get remove -y ledewatch")
    report.check("remove", status == 0, "" if status == 0 else output[-600:])
    report.check("the service is stopped", machine.run("systemctl is-active ledewatch")[1] in ("inactive", "failed"))
    kept = left(machine)
    report.check("configuration, ledger and spool are kept, the program is not",
                 set(kept) >= {"etc/ledewatch/ledewatch.yaml", "var/lib/ledewatch", "var/spool/ledewatch/new"}
                 and "usr/bin/ledewatch" not in kept, ", ".join(kept))
    status, output = machine.run("apt-get purge -y ledewatch")
    report.check("purge", status == 0, "" if status == 0 else output[-600:])
    kept = left(machine)
    report.check("only own sources and the articles of the spool are left",
                 kept == [f"etc/ledewatch/sources.d/{NAME}.yaml", "var/spool/ledewatch/new"], ", ".join(kept))
    machine.run("rm -rf /var/spool/ledewatch/new/*")
    status, output = machine.run("apt-get install -y /ledewatch.deb && apt-get purge -y ledewatch")
    report.check("a purge without articles removes the spool",
                 status == 0 and not os.path.exists(f"{machine.root}/var/spool/ledewatch"), "" if status == 0 else output[-600:])


def make_root(options, root):
    if options.root:
        root.mkdir()
        subprocess.run(["tar", "-C", root, "-xf", options.root], check=True)
    else:
        try:
            subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", f"--include={INCLUDED}", options.suite, root],
                           check=True, timeout=600)
        except (OSError, subprocess.SubprocessError) as error:
            raise Unavailable(f"mmdebstrap makes no root: {error}") from error
    shutil.copy(options.package, root / "ledewatch.deb")
    # The mirror is reached through the network of this machine.
    (root / "etc/apt/apt.conf.d/99-no-questions").write_text('Dpkg::Use-Pty "false";\nAPT::Install-Recommends "false";\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=pathlib.Path)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--root")
    parser.add_argument("--work", type=pathlib.Path)
    options = parser.parse_args()
    missing = [name for name in ("mmdebstrap", "systemd-nspawn", "nsenter") if not shutil.which(name)]
    if missing or os.geteuid() != 0:
        print("skipped: " + (f"no {', '.join(missing)}" if missing else "not root"))
        return 77
    report, paper = Report(), Newspaper()
    work = options.work or pathlib.Path(tempfile.mkdtemp(prefix="ledewatch-root-"))
    work.mkdir(parents=True, exist_ok=True)
    machine = Machine(str(work / "root"), open(work / "log", "wb"))
    try:
        make_root(options, work / "root")
        machine.boot()
        if machine.run("apt-get update")[0] != 0:
            raise Unavailable("the root has no mirror of Debian")
        first_article(machine, paper, report)
        installed_files(machine, report)
        upgrade(machine, options.package, work, report)
        removal(machine, report)
    except Unavailable as error:
        print(f"skipped: {error}")
        return 77
    finally:
        machine.power_off()
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
