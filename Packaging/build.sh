#!/bin/sh
# Builds the release program that packages contain, and prints its path.
#
# The Swift runtime is linked in, with the part of ICU's data that Ledewatch uses (icu_data.py) and without tables for
# unwinding (discarded.ld). The program has no RUNPATH, resolves all symbols at its start, and contains no path of this
# machine.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .build
data=$PWD/.build/icu_data.o
symbols=$(python3 Packaging/icu_data.py "$data")
set -- -c release --product ledewatch --static-swift-stdlib --disable-local-rpath -debug-info-format none \
  -Xswiftc -file-prefix-map -Xswiftc "$PWD=." -Xcc "-ffile-prefix-map=$PWD=." \
  -Xlinker "$data" -Xlinker --defsym -Xlinker "$symbols" -Xlinker -z -Xlinker now \
  -Xlinker -T -Xlinker "$PWD/Packaging/discarded.ld" -Xlinker --no-eh-frame-hdr
program=$(swift build "$@" --show-bin-path)/ledewatch
# SwiftPM does not see that the data or the script has changed, and links only what is missing.
rm -f "$program"
swift build "$@" >&2
echo "$program"
