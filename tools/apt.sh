#!/bin/sh
# Installs Debian packages, as root or through sudo, or says what to type.
set -eu
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "As root, type: apt-get install $*" >&2
    exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@" >"$log" 2>&1
}
# A package list that is missing or old makes the first try fail.
install "$@" || { $as_root apt-get update --quiet >/dev/null && install "$@"; } || { cat "$log" >&2; exit 1; }
