#!/usr/bin/env python3
"""Writes the software bill of materials of a program, as CycloneDX 1.6.

  sbom.py BINARY [--resolved Package.resolved] [--checkouts .build/checkouts] [--output FILE]

It lists the Swift packages and the Swift runtime, which are linked in, and the shared libraries with the Debian
packages of this machine. The same input gives the same bytes; SOURCE_DATE_EPOCH is the time of it.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import urllib.parse
import uuid

import components


def licence(expression):
    return [{"expression": expression}] if " " in expression else [{"license": {"id": expression}}]


def component(kind, name, version, expression, purl, **more):
    result = {"type": kind, "bom-ref": purl, "name": name}
    if version:
        result["version"] = version
    if expression:
        result["licenses"] = licence(expression)
    return {**result, "purl": purl, **more}


def swift_package(package):
    purl = f"pkg:swift/{package.url.removeprefix('https://')}@{package.version}"
    more = {"externalReferences": [{"type": "vcs", "url": package.url, "comment": package.revision}]}
    if package.name == "Yams":
        # Yams does not say which version of libyaml it contains.
        more["components"] = [component("library", "libyaml", "", "MIT", "pkg:github/yaml/libyaml")]
    return component("library", package.name, package.version, package.licence, purl, **more)


def runtime(name, expression, version):
    return component("library", name, version, expression, f"pkg:github/swiftlang/{name}@swift-{version}-RELEASE")


def shared_library(library):
    release = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines() if "=" in line)
    distribution = "-".join(release.get(key, "").strip('"') for key in ("ID", "VERSION_ID"))
    version = urllib.parse.quote(library.version, safe="")
    purl = f"pkg:deb/{release.get('ID', 'debian')}/{library.package}@{version}?distro={distribution}"
    name = library.package or library.soname
    return component(
        "library", name, library.version, "", purl if library.package else f"pkg:generic/{library.soname}",
        scope="required", properties=[{"name": "ledewatch:linkage", "value": "shared"}])


def timestamp():
    if "SOURCE_DATE_EPOCH" not in os.environ:
        return {}
    time = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    return {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ")}


def document(binary, resolved, checkouts):
    version = components.output(binary, "--version").strip()
    toolchain = components.toolchain_version()
    shared = {item["bom-ref"]: item for item in map(shared_library, components.shared_libraries(binary))}
    parts = [swift_package(package) for package in components.swift_packages(resolved, checkouts)]
    parts += [runtime(name, expression, toolchain) for name, expression in components.RUNTIME]
    parts += shared.values()
    digest = hashlib.sha256(pathlib.Path(binary).read_bytes()).hexdigest()
    program = component(
        "application", "ledewatch", version, "Apache-2.0", f"pkg:generic/ledewatch@{version}",
        hashes=[{"alg": "SHA-256", "content": digest}])
    result = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {**timestamp(), "component": program},
        "components": parts,
        "dependencies": [{"ref": program["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    # The serial number is a hash of the content, so that it repeats with it.
    identity = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(result, sort_keys=True))
    return {**result, "serialNumber": f"urn:uuid:{identity}"}


def text(binary, resolved, checkouts):
    """Returns the bill of a program as JSON."""
    return json.dumps(document(binary, resolved, checkouts), indent=2, ensure_ascii=False) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("binary")
    parser.add_argument("--resolved", default=root / "Package.resolved")
    parser.add_argument("--checkouts", default=root / ".build/checkouts")
    parser.add_argument("--output", default="/dev/stdout")
    options = parser.parse_args()
    pathlib.Path(options.output).write_text(text(options.binary, options.resolved, options.checkouts))


if __name__ == "__main__":
    main()
