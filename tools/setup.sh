#!/bin/sh
# A virtual environment in $1 with this project and its extras $2. Says what is missing and how to get it.
set -eu
venv=$1
extras=$2

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$name"
            return
        fi
    done
    echo "Locutorio needs Python 3.11 or newer: apt-get install python3" >&2
    exit 1
}

# Debian keeps the venv module's pip in a package of its own.
make_venv() {
    "$1" -m venv "$venv" >/dev/null 2>&1 && return
    rm -rf "$venv"
    echo "Installing python3-venv ..."
    sh "$(dirname "$0")/apt.sh" python3-venv
    "$1" -m venv "$venv"
}

if [ ! -x "$venv/bin/pip" ]; then
    make_venv "$(find_python)"
fi
echo "Installing Locutorio and what it needs into $venv ..."
"$venv/bin/pip" install --quiet --disable-pip-version-check --editable ".[$extras]"
