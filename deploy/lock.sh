#!/bin/sh
# Writes requirements/*.txt from requirements/*.in: exact versions with hashes, and no index address.
# Machine-wide pip settings (constraints, wheel folders) must not leak into a lock that has to hold elsewhere,
# so uv runs without them. One resolution: the others are subsets of dev.
# UPGRADE=1 sh deploy/lock.sh takes newer releases; without it only what changed in *.in moves.
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-.venv/bin/uv}
unset PIP_FIND_LINKS PIP_CONSTRAINT UV_FIND_LINKS UV_CONSTRAINT || true
SSL_CERT_FILE=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
export SSL_CERT_FILE

compile() {
    target=requirements/$1.txt
    shift
    "$UV" pip compile --quiet --no-config --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-annotate --no-header --strip-extras ${UPGRADE:+--upgrade} "$@" --output-file "$target"
    sed -i '1i # Made by `make lock` from requirements/*.in. Do not edit.' "$target"
    if grep -nE 'https?://|--(extra-)?index-url|--find-links' "$target"; then
        echo "$target names an address; a lock has to be valid anywhere" >&2
        exit 1
    fi
}

compile dev requirements/dev.in
compile local requirements/local.in -c requirements/dev.txt
compile base requirements/base.in -c requirements/dev.txt
compile web requirements/web.in -c requirements/dev.txt
