#!/usr/bin/env python3
"""Builds the Debian package of a release build.

  debian.py [BINARY] [--output DIR] [--version VERSION] [--checkouts .build/checkouts]

Build the program first, on Debian 12, so that the package works on Debian 12 and 13: Packaging/build.sh. The
package is the same, byte for byte, for the same commit, program and machine. It needs dpkg-dev, binutils and
xz-utils. Packaging/install.sh has the list of files.
"""
import argparse
import gzip
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import components
import sbom

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "Packaging"
MAINTAINER = os.environ.get("DEBMAINTAINER", "Ledewatch maintainers <ledewatch@packages.invalid>")
DESCRIPTION = """watcher of news listing pages that have no feed
 Ledewatch polls pages that list news, recognizes new items by their date and
 lede (lead text), fetches and reads each article, writes it to a spool
 directory and calls programs, webhooks, chats or mailboxes.
 .
 It runs as a service or once from a timer. No article is lost or delivered
 twice, and a page that can no longer be read is reported.
 .
 The service is not enabled by the installation, because it watches nothing
 until a source is configured in /etc/ledewatch/ledewatch.yaml."""


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def epoch():
    """Returns the time of the last commit, which is the time of all files of the package."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    return int(components.output("git", "-C", str(ROOT), "log", "-1", "--format=%ct"))


def verify(binary):
    """Ends with a message if the program cannot be packaged."""
    lines = "\n".join(components.dynamic_section(binary))
    faults = []
    if re.search(r"\(NEEDED\).*\[lib(swift|Foundation|_Foundation)", lines):
        faults.append("it needs the shared Swift runtime (build with --static-swift-stdlib)")
    if re.search(r"\((RUNPATH|RPATH)\)", lines):
        faults.append("it has a RUNPATH (build with --disable-local-rpath)")
    if not re.search(r"BIND_NOW|Flags:.*NOW", lines):
        faults.append("it resolves symbols lazily (link with -z now)")
    if faults:
        raise SystemExit(f"{binary}: " + "; ".join(faults) + "; use Packaging/build.sh")


def compress(path, target=None):
    target = target or path.with_name(path.name + ".gz")
    with open(target, "wb") as file, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as out:
        out.write(path.read_bytes())
    path.unlink()


def copyright_file(packages):
    """Returns the copyright file in the format of DEP 5."""
    names = {components.APACHE_WITH_EXCEPTION: "Apache-2.0-with-Swift-exception", "MIT": "Expat"}
    paragraphs = ""
    for package in packages:
        holders = "\n ".join(dict.fromkeys(package.copyright)) or f"the contributors of {package.name}"
        paragraphs += (f"Files: linked-in/{package.name}/*\nCopyright: {holders}\n"
                       f"License: {names.get(package.licence, package.licence)}\n"
                       f"Comment: Version {package.version} of {package.url} is linked in.\n")
        if package.notice:
            paragraphs += indented("The notice of the package:\n\n" + package.notice)
        paragraphs += "\n"
    return (HERE / "debian/copyright").read_text().replace("@PACKAGES@\n", paragraphs)


def indented(text):
    """Returns the lines of a field that goes on."""
    return "".join(" " + (line.rstrip() or ".") + "\n" for line in text.strip().splitlines())


def write_documents(stage, options, packages):
    folder = stage / "usr/share/doc/ledewatch"
    compress(folder / "CHANGELOG.md", folder / "changelog.gz")
    (folder / "copyright").write_text(copyright_file(packages))
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(epoch()))
    news = folder / "changelog.Debian"
    news.write_text(f"ledewatch ({options.version}) unstable; urgency=medium\n\n"
                    f"  * Package of Ledewatch {options.version.rsplit('-', 1)[0]}; changelog.gz lists the changes.\n\n"
                    f" -- {MAINTAINER}  {date}\n")
    compress(news)
    for page in sorted((stage / "usr/share/man").glob("man?/*")):
        compress(page)
    overrides = stage / "usr/share/lintian/overrides/ledewatch"
    overrides.parent.mkdir(parents=True)
    shutil.copy(HERE / "debian/lintian-overrides", overrides)


def dependencies(stage, work):
    """Returns what dpkg-shlibdeps computes, and what the program uses without being linked to it."""
    (work / "debian").mkdir()
    (work / "debian/control").write_text("Source: ledewatch\n\nPackage: ledewatch\nArchitecture: any\n")
    found = components.output("env", "-C", str(work), "dpkg-shlibdeps", "-O", "--ignore-missing-info",
                              str(stage / "usr/bin/ledewatch"))
    libraries = found.strip().split("shlibs:Depends=", 1)[1]
    return libraries + ", ca-certificates, tzdata, " \
        "systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles"


def write_control(stage, options, architecture, depends):
    control = stage / "DEBIAN"
    control.mkdir()
    files = sorted(path for path in stage.rglob("*") if path.is_file() and control not in path.parents)
    size = sum((path.lstat().st_size + 1023) // 1024 for path in files) + sum(1 for path in stage.rglob("*") if path.is_dir())
    control.joinpath("control").write_text(
        f"Package: ledewatch\nVersion: {options.version}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {size}\nDepends: {depends}\nSection: web\nPriority: optional\nDescription: {DESCRIPTION}\n")
    control.joinpath("conffiles").write_text(
        "".join(f"/{path.relative_to(stage)}\n" for path in files if path.is_relative_to(stage / "etc")))
    control.joinpath("md5sums").write_text("".join(
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(stage)}\n"
        for path in files if not path.is_relative_to(stage / "etc")))
    for name in ("postinst", "prerm", "postrm"):
        shutil.copy(HERE / "debian" / name, control / name)
        control.joinpath(name).chmod(0o755)


def build(options, stage, work):
    verify(options.binary)
    environment = {**os.environ, "DESTDIR": str(stage), "PREFIX": "/usr", "SYSCONFDIR": "/etc"}
    run(HERE / "install.sh", "install", options.binary, env=environment)
    program = stage / "usr/bin/ledewatch"
    run("strip", "--strip-all", "--remove-section=.comment", "--remove-section=.note", program)
    packages = components.swift_packages(options.resolved, options.checkouts)
    write_documents(stage, options, packages)
    bill = sbom.text(program, options.resolved, options.checkouts)
    (stage / "usr/share/doc/ledewatch/sbom.cdx.json").write_text(bill)
    architecture = components.output("dpkg", "--print-architecture").strip()
    write_control(stage, options, architecture, dependencies(stage, work))
    for path in stage.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    package = options.output / f"ledewatch_{options.version}_{architecture}.deb"
    # Several threads would compress in blocks, whose size depends on the machine.
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", stage, package, stdout=subprocess.DEVNULL)
    return package


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", nargs="?", type=pathlib.Path, default=ROOT / ".build/release/ledewatch")
    parser.add_argument("--output", type=pathlib.Path, default=pathlib.Path.cwd())
    parser.add_argument("--version", help="version and revision of the package; that of the program and -1 by default")
    parser.add_argument("--resolved", default=ROOT / "Package.resolved")
    parser.add_argument("--checkouts", default=ROOT / ".build/checkouts")
    options = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch())
    os.umask(0o022)
    options.version = options.version or components.output(str(options.binary), "--version").strip() + "-1"
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        stage = work / "stage"
        stage.mkdir()
        package = build(options, stage, work)
    print(f"{package}  {package.stat().st_size / 1e6:.1f} MB  sha256 {hashlib.sha256(package.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
