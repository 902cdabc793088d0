#!/bin/sh
# Makes the project's own Python environment and installs saslift into it, editable.
#   tools/setup_python.sh VENV EXTRAS
# Needs Python 3.11 or newer. Uses uv where it is installed, else venv, else virtualenv; on Debian the
# missing python3-venv package is installed where that is allowed.
set -eu

venv=$1
extras=$2
python=${PYTHON:-python3}

say() { printf 'saslift: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

# A broken environment (no interpreter, or one that is gone) is made again
if [ -d "$venv" ] && ! "$venv/bin/python" -c '' 2>/dev/null; then rm -rf "$venv"; fi

if [ ! -d "$venv" ]; then
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python '>=3.11' "$venv"
    else
        command -v "$python" >/dev/null 2>&1 || fail "$python is not installed; saslift needs Python 3.11 or newer"
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
            fail "$("$python" --version) is too old; saslift needs Python 3.11 or newer (set PYTHON=python3.x)"
        say "making the Python environment $venv"
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            if command -v apt-get >/dev/null 2>&1 && [ "$(command -v "$python")" = /usr/bin/python3 ]; then
                say "python3 has no venv: installing Debian's python3-venv"
                as_root apt-get update -qq >/dev/null 2>&1 || true
                as_root env DEBIAN_FRONTEND=noninteractive \
                    apt-get install -y -qq --no-install-recommends python3-venv >/dev/null 2>&1 || true
            fi
        fi
        if "$python" -c 'import ensurepip, venv' 2>/dev/null; then "$python" -m venv "$venv"
        elif "$python" -m virtualenv --version >/dev/null 2>&1; then "$python" -m virtualenv -q "$venv"
        elif command -v virtualenv >/dev/null 2>&1; then virtualenv -q -p "$python" "$venv"
        else fail "cannot make a Python environment: install python3-venv (apt-get install python3-venv), virtualenv or uv"
        fi
    fi
fi

say "installing saslift[$extras] into $venv"
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$venv/bin/python" -e ".[$extras]"
else
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -e ".[$extras]"
fi
