"""What the program is made of: Swift packages, the Swift runtime, and shared libraries."""
import dataclasses
import json
import pathlib
import re
import subprocess

APACHE_WITH_EXCEPTION = "Apache-2.0 WITH Swift-exception"
# The parts of the toolchain that a static link takes, and the licence of each.
RUNTIME = [
    ("swift", APACHE_WITH_EXCEPTION),
    ("swift-corelibs-foundation", APACHE_WITH_EXCEPTION),
    ("swift-corelibs-libdispatch", APACHE_WITH_EXCEPTION),
    ("swift-foundation", APACHE_WITH_EXCEPTION),
    ("swift-foundation-icu", "Unicode-3.0"),
]


@dataclasses.dataclass
class SwiftPackage:
    name: str
    version: str
    revision: str
    url: str
    licence: str
    licence_text: str
    notice: str
    copyright: list


@dataclasses.dataclass
class SharedLibrary:
    soname: str
    package: str  # empty if no Debian package has it
    version: str


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def licence_of(text, where):
    """Returns the SPDX expression of a licence text."""
    if "Apache License" in text:
        return APACHE_WITH_EXCEPTION if "Runtime Library Exception" in text else "Apache-2.0"
    if "Permission is hereby granted, free of charge" in text:
        return "MIT"
    raise SystemExit(f"{where}: unknown licence; add it to Packaging/components.py")


def swift_packages(resolved, checkouts):
    """Returns the packages of a Package.resolved, whose licences are read from the checkouts."""
    packages = []
    for pin in json.loads(pathlib.Path(resolved).read_text())["pins"]:
        url = pin["location"].removesuffix(".git")
        name = url.rsplit("/", 1)[1]
        folder = pathlib.Path(checkouts) / name
        files = sorted(folder.glob("LICENSE*"))
        if not files:
            raise SystemExit(f"{folder}: no licence; run `swift package resolve`")
        text = files[0].read_text()
        notice = "".join(file.read_text() for file in sorted(folder.glob("NOTICE*")))
        packages.append(SwiftPackage(
            name=name, version=pin["state"].get("version", pin["state"]["revision"]),
            revision=pin["state"]["revision"], url=url, licence=licence_of(text, files[0]),
            licence_text=text, notice=notice,
            copyright=re.findall(r"^ *(Copyright (?:\([cC]\) )?\d[^\n]*)", notice + text, re.M)))
    return sorted(packages, key=lambda package: package.name.lower())


def toolchain_version():
    """Returns the version of the Swift toolchain, such as 6.3.1."""
    found = re.search(r"Swift version (\S+)", output("swift", "--version"))
    return found.group(1) if found else "unknown"


def dynamic_section(binary):
    """Returns the lines of the dynamic section of an ELF file."""
    return output("readelf", "--wide", "--dynamic", binary).splitlines()


def shared_libraries(binary):
    """Returns the libraries that the program is linked to, with their Debian packages on this machine."""
    libraries = []
    for line in dynamic_section(binary):
        found = re.search(r"\(NEEDED\).*\[(.*)\]", line)
        if not found:
            continue
        owner = subprocess.run(["dpkg-query", "--search", f"*/{found.group(1)}"], capture_output=True, text=True)
        package = owner.stdout.split(":")[0] if owner.returncode == 0 else ""
        version = output("dpkg-query", "--show", "--showformat=${Version}\n", package).split()[0] if package else ""
        libraries.append(SharedLibrary(found.group(1), package, version))
    return sorted(libraries, key=lambda library: library.soname)
