#!/bin/sh
# Builds fuzzers: build.sh FOLDER [FuzzHTML …]. Without names, all of them. Run from the package's root.
#
# The modules below News are compiled once, with coverage counters and AddressSanitizer, and again only
# after a change. FOLDER holds the modules and the programs; it is best outside of the tree.
set -eu
out=$1
shift
mkdir -p "$out"

compile() {
  swiftc -O -wmo -parse-as-library -swift-version 6 -package-name ledewatch -enable-testing \
    -sanitize=fuzzer,address -use-ld=lld -I Sources/CLinux -I Sources/CZlib -I "$out" "$@"
}

objects=
changed=
for module in Basics WebURL Dates HTML News; do
  object=$out/$module.o
  if [ -n "$changed" ] || [ ! -e "$object" ] \
    || [ -n "$(find "Sources/$module" -name '*.swift' -newer "$object")" ]; then
    # A module depends on those before it in this list only.
    changed=1
    compile -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" \
      -c $(find "Sources/$module" -name '*.swift') -o "$object"
  fi
  objects="$objects $object"
done

[ $# -gt 0 ] || set -- $(cd Tests/Fuzz && ls Fuzz*.swift | sed 's/\.swift$//')
for target; do
  compile -module-name "$target" "Tests/Fuzz/$target.swift" Tests/Fuzz/Require.swift \
    Tests/NewsTests/SafeMarkup.swift $objects -lz -o "$out/$target"
done
