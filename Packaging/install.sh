#!/bin/sh
# Installs Ledewatch from a checkout, or removes what it has installed.
#
#   Packaging/install.sh install [BINARY]     the default is the static release build
#   Packaging/install.sh uninstall
#
# PREFIX (/usr/local) is where the files belong, SYSCONFDIR (/etc) where the configuration belongs.
# DESTDIR is put before every path, for packages; with it, no user is created and no service is told.
# `uninstall` keeps the configuration, the ledger, the spool and the users, and says so.
set -eu

PREFIX=${PREFIX-/usr/local}
SYSCONFDIR=${SYSCONFDIR-/etc}
DESTDIR=${DESTDIR-}
root=$(cd "$(dirname "$0")/.." && pwd)

fail() {
  echo "install.sh: $*" >&2
  exit 64
}

usage() {
  fail "usage: Packaging/install.sh install [BINARY], or Packaging/install.sh uninstall"
}

case $PREFIX in
  /*) ;;
  *) fail "PREFIX must be an absolute path: $PREFIX" ;;
esac
case $PREFIX$SYSCONFDIR in
  # The paths are written to units, and are fields of the list below.
  *[!A-Za-z0-9._/+-]*) fail "PREFIX and SYSCONFDIR may contain A-Z a-z 0-9 . _ / + - only" ;;
esac

documentation=$PREFIX/share/doc/ledewatch
examples=$documentation/examples
case $PREFIX in
  /usr) zsh=vendor-completions ;;
  *) zsh=site-functions ;;
esac

# Prints a line for each file: its mode, its source below the checkout, and its target. It is the only
# list of what is installed, except for the files that the program writes (completions and manuals).
files() {
  for unit in systemd/*.service systemd/*.path systemd/*.timer; do
    echo "644 $unit $PREFIX/lib/systemd/system/${unit##*/}"
  done
  echo "644 systemd/user/ledewatch.service $PREFIX/lib/systemd/user/ledewatch.service"
  echo "644 systemd/sysusers.d/ledewatch.conf $PREFIX/lib/sysusers.d/ledewatch.conf"
  echo "644 systemd/tmpfiles.d/ledewatch.conf $PREFIX/lib/tmpfiles.d/ledewatch.conf"
  echo "644 systemd/ledewatch.catalog $PREFIX/lib/systemd/catalog/ledewatch.catalog"
  for file in systemd/drop-ins/*.conf; do
    echo "644 $file $examples/drop-ins/${file##*/}"
  done
  for hook in Config/hooks/*; do
    echo "755 $hook $examples/hooks/${hook##*/}"
  done
  echo "644 Config/ledewatch.yaml $examples/ledewatch.yaml"
  for file in Config/prometheus/* Config/grafana/*; do
    echo "644 $file $examples/${file#Config/}"
  done
  for file in README.md SECURITY.md CHANGELOG.md docs/*; do
    [ ! -f "$file" ] || echo "644 $file $documentation/$file"
  done
}

# Prints the same for the files that the program writes, below the directory $1.
generated_files() {
  echo "644 completions/bash $PREFIX/share/bash-completion/completions/ledewatch"
  echo "644 completions/zsh $PREFIX/share/zsh/$zsh/_ledewatch"
  echo "644 completions/fish $PREFIX/share/fish/vendor_completions.d/ledewatch.fish"
  for page in "$1"/manuals/*; do
    [ ! -f "$page" ] || echo "644 manuals/${page##*/} $PREFIX/share/man/man${page##*.}/${page##*/}"
  done
}

# Installs the file $2 with the mode $1 as $3. Units and the configuration name the paths of a program
# below /usr; those of another PREFIX get theirs.
place() {
  install -D -m "$1" "$2" "$DESTDIR$3"
  case $PREFIX,$2 in
    /usr,*) ;;
    *,systemd/* | *,Packaging/*)
      sed -e "s|/usr/bin/ledewatch|$PREFIX/bin/ledewatch|g" \
        -e "s|/usr/share/doc/ledewatch|$documentation|g" "$2" > "$DESTDIR$3" ;;
  esac
}

# Installs the files of a list on standard input, whose sources are below the directory $1.
place_all() {
  (
    while read -r mode source target; do
      cd "$1" && place "$mode" "$source" "$target"
    done
  )
}

install_all() {
  binary=$1
  [ -x "$binary" ] || fail "there is no program at $binary; build it first: swift build -c release --static-swift-stdlib"
  staging=$(mktemp -d)
  trap 'rm -rf "$staging"' EXIT
  trap 'exit 1' HUP INT TERM
  mkdir "$staging/completions" "$staging/manuals"
  for shell in bash zsh fish; do
    "$binary" --generate-completion-script "$shell" > "$staging/script"
    # Shells read the file and never run it, so it has no interpreter.
    sed '1{/^#!/d;}' "$staging/script" > "$staging/completions/$shell"
  done
  if [ -f Packaging/manuals.py ]; then
    python3 Packaging/manuals.py "$binary" "$staging/manuals"
  else
    echo "install.sh: there is no Packaging/manuals.py; no manual is installed" >&2
  fi
  install -D -m 755 "$binary" "$DESTDIR$PREFIX/bin/ledewatch"
  files | place_all "$root"
  generated_files "$staging" | place_all "$staging"
  install -d -m 755 "$DESTDIR$SYSCONFDIR/ledewatch/sources.d"
  configuration=$SYSCONFDIR/ledewatch/ledewatch.yaml
  [ -e "$DESTDIR$configuration" ] || place 644 Packaging/ledewatch.yaml "$configuration"
  [ -n "$DESTDIR" ] || activate
}

# Creates the users and the spool, and tells systemd of the units, on a machine with systemd.
activate() {
  [ "$(id -u)" = 0 ] && command -v systemd-sysusers > /dev/null || return 0
  systemd-sysusers "$PREFIX/lib/sysusers.d/ledewatch.conf"
  systemd-tmpfiles --create "$PREFIX/lib/tmpfiles.d/ledewatch.conf"
  [ -d /run/systemd/system ] || return 0
  journalctl --update-catalog
  systemctl daemon-reload
}

remove() {
  while read -r _ _ target; do
    rm -f "$DESTDIR$target"
  done
}

uninstall_all() {
  if [ -z "$DESTDIR" ] && [ -d /run/systemd/system ] && [ "$(id -u)" = 0 ]; then
    systemctl disable --now ledewatch.service ledewatch-once.timer || true
    systemctl stop 'ledewatch-hook@*' || true
  fi
  files | remove
  generated_files /nonexistent | remove
  rm -f "$DESTDIR$PREFIX/bin/ledewatch" "$DESTDIR$PREFIX"/share/man/man?/ledewatch.? \
    "$DESTDIR$PREFIX"/share/man/man?/ledewatch[-.]*.?
  if [ -d "$DESTDIR$documentation" ]; then
    find "$DESTDIR$documentation" -depth -type d -exec rmdir --ignore-fail-on-non-empty {} +
  fi
  [ -n "$DESTDIR" ] || [ ! -d /run/systemd/system ] || [ "$(id -u)" != 0 ] || systemctl daemon-reload
  echo "kept: $SYSCONFDIR/ledewatch, /var/lib/ledewatch, /var/spool/ledewatch, and the users ledewatch and ledewatch-hook"
}

[ $# -ge 1 ] || usage
action=$1
shift
case $action,$# in
  install,0)
    set -- "$root/.build/release/ledewatch" ;;
  install,1)
    set -- "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" ;;
  uninstall,0) ;;
  *) usage ;;
esac
cd "$root"
case $action in
  install) install_all "$1" ;;
  uninstall) uninstall_all ;;
esac
