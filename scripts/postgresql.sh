# A PostgreSQL of our own for the tests: in a temporary folder, on a socket in that folder, gone at the end.

start_postgresql() {
  local bin owner=()
  bin=$(newest_postgresql)
  if [ ! -x "$bin/initdb" ]; then
    install_debian postgresql
    bin=$(newest_postgresql)
  fi
  postgresql_dir=$(mktemp -d /tmp/alongside-postgresql.XXXXXX)
  [ -n "$(trap -p EXIT)" ] || trap stop_postgresql EXIT
  if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    chown postgres: "$postgresql_dir"
    owner=(setpriv --reuid=postgres --regid=postgres --init-groups)
  fi
  (cd / && "${owner[@]}" "$bin/initdb" -D "$postgresql_dir/data" -U alongside -A trust -E UTF8 --locale=C.UTF-8 --no-sync) >/dev/null
  # Nothing here outlives the tests, so nothing waits for the disk.
  (cd / && exec "${owner[@]}" "$bin/postgres" -D "$postgresql_dir/data" -k "$postgresql_dir" -c listen_addresses= \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off) >"$postgresql_dir/log" 2>&1 &
  postgresql_pid=$!
  until "$bin/pg_isready" -q -h "$postgresql_dir"; do
    kill -0 "$postgresql_pid" 2>/dev/null || stop "PostgreSQL did not start: $(cat "$postgresql_dir/log")"
    sleep 0.1
  done
  export ALONGSIDE_TEST_POSTGRESQL=1
  export DATABASE_URL="postgres://alongside@${postgresql_dir//\//%2F}/alongside"
  export KEYS_DATABASE_URL="postgres://alongside@${postgresql_dir//\//%2F}/alongside_keys"
}

newest_postgresql() { printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1; }

stop_postgresql() {
  if [ -n "${postgresql_pid:-}" ]; then
    kill -INT "$postgresql_pid" 2>/dev/null || true
    wait "$postgresql_pid" 2>/dev/null || true
  fi
  rm -rf "${postgresql_dir:-}"
}
