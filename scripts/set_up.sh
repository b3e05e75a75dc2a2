# What ./run and ./test both need on a bare Debian 12. Sourced by them from the top of the project.

stop() { echo "$*" >&2; exit 1; }

# Debian packages by name. Whoever may not install them is told the command.
install_debian() {
  [ "$(id -u)" = 0 ] || stop "Something is missing. Run this, then try again: sudo apt-get install $*"
  echo "Installing $* from Debian."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

find_python() {
  local name
  for name in ${PYTHON:-} python3.11 python3; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$name"; return; fi
  done
  return 1
}

make_venv() {
  if .venv/bin/python -c '' 2>/dev/null; then return; fi
  local python
  python=$(find_python) || stop "Alongside needs Python 3.11 or later. Set PYTHON to where it is."
  "$python" -c 'import ensurepip' 2>/dev/null || install_debian python3-venv
  "$python" -m venv --clear .venv
}

# requirements/NAME.txt, when it has changed since it was last installed here. The lock files are complete, so nothing
# is resolved: a release of today could not slip in unpinned.
install_locked() {
  local list=requirements/$1.txt stamp=.venv/installed-$1
  if cmp -s "$list" "$stamp"; then return; fi
  echo "Installing the Python packages of $list."
  .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$list"
  cp "$list" "$stamp"
  packages_changed=1
}

build_pages() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then install_locked node; fi
  .venv/bin/python frontend/build.py
}
