#!/bin/sh
# Builds the release program that packages contain, and prints its path.
#
#   Packaging/build.sh [SCRATCH_PATH]     .build by default
#
# The Swift runtime is linked in, with the part of ICU's data that Ledewatch uses (icu_data.py) and without tables for
# unwinding (no_unwind_tables.ld). The program has no RUNPATH, resolves all symbols at its start, and contains no path of
# this machine, so that the same source gives the same bytes in every directory.
set -eu
cd "$(dirname "$0")/.."
scratch=${1:-.build}
mkdir -p "$scratch"
data=$(cd "$scratch" && pwd)/icu_data.o
symbols=$(python3 Packaging/icu_data.py "$data")
set -- -c release --static-swift-stdlib --disable-local-rpath -debug-info-format none \
  --scratch-path "$scratch" --product ledewatch \
  -Xswiftc -file-prefix-map -Xswiftc "$PWD=." -Xcc "-ffile-prefix-map=$PWD=." \
  -Xlinker "$data" -Xlinker --defsym -Xlinker "$symbols" -Xlinker -z -Xlinker now \
  -Xlinker -T -Xlinker "$PWD/Packaging/no_unwind_tables.ld" -Xlinker --no-eh-frame-hdr
program=$(swift build "$@" --show-bin-path)/ledewatch
# SwiftPM does not see that the data or the script has changed, and links only what is missing.
rm -f "$program"
swift build "$@" >&2
echo "$program"
