#!/bin/sh
# The part of the public image's entrypoint that docker-compose.yml relies on: an empty data folder becomes a cluster
# whose superuser has the password in POSTGRES_PASSWORD_FILE, open to scram logins only.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    # shellcheck disable=SC2086
    initdb -U postgres --pwfile="$POSTGRES_PASSWORD_FILE" --auth-local=scram-sha-256 $POSTGRES_INITDB_ARGS
    printf "listen_addresses = '*'\n" >>"$PGDATA/postgresql.conf"
    printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
fi
exec "$@"
