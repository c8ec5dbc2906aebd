#!/bin/sh
# The servers the tests use, from Debian's packages, where they are not there yet. The tests start them
# themselves, on free ports and in temporary folders; nothing here is left running. `bench` needs one more.
set -eu
missing=
command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || missing="$missing mosquitto"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v ngspice >/dev/null || missing="$missing ngspice"
[ -d /usr/share/fonts/truetype/dejavu ] || missing="$missing fonts-dejavu-core"
# The browser tests' own Node.js wants it.
ls /usr/lib/*/libatomic.so.1 /lib/*/libatomic.so.1 >/dev/null 2>&1 || missing="$missing libatomic1"
if [ "${1:-}" = bench ] && ! ls /usr/share/postgresql/*/extension/prefix.control >/dev/null 2>&1; then
    # An index of prefixes, for what the prices are measured against.
    version=$(ls /usr/lib/postgresql 2>/dev/null | tail -n 1)
    missing="$missing postgresql-${version:-15}-prefix"
fi
if [ -n "$missing" ]; then
    echo "Installing$missing ..."
    # shellcheck disable=SC2086  # one word a package
    sh "$(dirname "$0")/apt.sh" $missing
fi
# Chromium without windows, the same engine at two thirds of the cost; where there is none, the one with.
if ! command -v chromium-headless-shell >/dev/null && ! sh "$(dirname "$0")/apt.sh" chromium-headless-shell; then
    command -v chromium >/dev/null || sh "$(dirname "$0")/apt.sh" chromium
fi
