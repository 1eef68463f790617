#!/bin/sh
# Builds a fuzzer: build.sh FuzzHTML|FuzzText OUTPUT. Run from the package's root.
set -eu
exec swiftc -O -wmo -parse-as-library -swift-version 6 -module-name HTML -sanitize=fuzzer,address \
  $(find Sources/HTML -name '*.swift') "Tests/Fuzz/$1.swift" -o "$2"
