#!/usr/bin/env bash
# Runs a command with a temporary PostgreSQL on a free loopback port:
#   scripts/with-postgres.sh npm run test:api
# PostgreSQL refuses to run as root, so root hands it to the user `postgres`.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 <command> [arguments]" >&2; exit 64; }

bin="$(dirname "$(command -v initdb || true)")"
if [ ! -x "$bin/initdb" ]; then
  bin="$(dirname "$(find /usr/lib/postgresql -name initdb 2>/dev/null | sort -V | tail -1)")"
fi
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed (no initdb)." >&2; exit 69; }

as_server() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
  id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
  as_server() { (cd / && runuser -u postgres -- "$@"); }
fi

folder="$(mktemp -d)"
stop() {
  as_server "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

port="$(node -e "const probe = require('node:net').createServer();
  probe.listen(0, '127.0.0.1', () => { console.log(probe.address().port); probe.close(); });")"
password="$(node -p "require('node:crypto').randomBytes(16).toString('hex')")"
printf '%s' "$password" >"$folder/password"
[ "$(id -u)" -ne 0 ] || chown -R postgres "$folder"

as_server "$bin/initdb" -D "$folder/data" -U postgres -E UTF8 --locale=C -A scram-sha-256 \
  --pwfile="$folder/password" >/dev/null
as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w start -o \
  "-h 127.0.0.1 -p $port -k $folder -c fsync=off -c full_page_writes=off" >/dev/null ||
  { cat "$folder/log" >&2; exit 1; }
echo "PostgreSQL $("$bin/postgres" --version | grep -oE '[0-9.]+' | head -1) on 127.0.0.1:$port"

export DATABASE_CLIENT=postgres DATABASE_HOST=127.0.0.1 DATABASE_PORT="$port" \
  DATABASE_NAME=postgres DATABASE_USERNAME=postgres DATABASE_PASSWORD="$password"
unset DATABASE_URL
"$@"
