#!/bin/sh
# A virtual environment in $1 with this project and its extras $2; what the system lacks for it is installed.
set -eu
venv=$1
extras=$2
apt="$(dirname "$0")/apt.sh"

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    python=$(find_python) && "$python" -m venv "$venv" >/dev/null 2>&1
}

if [ ! -x "$venv/bin/pip" ]; then
    if ! make_venv; then
        # Debian keeps the venv module's pip in a package of its own.
        echo "Installing python3 and python3-venv ..."
        sh "$apt" python3 python3-venv
        rm -rf "$venv"
        make_venv || { echo "Locutorio needs Python 3.11 or newer" >&2; exit 1; }
    fi
fi
echo "Installing Locutorio and what it needs into $venv ..."
# Half of the time would go into compiling modules, most of which nobody imports; Python does it when one does.
"$venv/bin/pip" install --no-compile --quiet --disable-pip-version-check --editable ".[$extras]"
