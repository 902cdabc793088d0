#!/bin/sh
# Sees to it that R and the packages that generated R programs need are there.
# Installs Debian's packages where they are missing and that is allowed, else says what to do and fails.
set -eu

packages="dplyr tidyr haven readr lubridate stringr openxlsx DBI RSQLite jsonlite"  # jsonlite: the tests alone

say() { printf 'saslift: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

missing() {
    command -v Rscript >/dev/null 2>&1 || { echo "r-base-core"; for p in $packages; do echo "r-cran-$p"; done | tr A-Z a-z; return; }
    # shellcheck disable=SC2086
    Rscript --vanilla -e '
        for (p in commandArgs(TRUE)) if (!requireNamespace(p, quietly = TRUE)) cat("r-cran-", tolower(p), "\n", sep = "")
    ' $packages 2>/dev/null || true
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

wanted=$(missing)
[ -z "$wanted" ] && exit 0
wanted=$(printf '%s ' $wanted)

how="R is needed. Install what is missing: apt-get install --no-install-recommends $wanted(or in R: install.packages)"
command -v apt-get >/dev/null 2>&1 || fail "$how"
as_root true 2>/dev/null || fail "$how"

say "installing R (about a minute): $wanted"
as_root apt-get update -qq >/dev/null || fail "apt-get update failed. $how"
# shellcheck disable=SC2086
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null ||
    fail "apt-get install failed. $how"

[ -z "$(missing)" ] || fail "still missing after the installation: $(missing | tr '\n' ' ')"
