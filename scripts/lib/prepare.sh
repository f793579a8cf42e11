# Sourced by every script of this folder: makes the checkout runnable, or says in one line what is missing.
# Everything it prints goes to standard error; standard output belongs to the program that follows.
# shellcheck shell=sh

NODE_MAJOR=20
NODE_MINOR=19

# Goes to the top of the checkout, whatever folder the script was called from, and makes it runnable.
# usage: prepare <path of the calling script>
prepare() {
  enter_checkout "$1"
  require_node
  wait_for_others
  install_packages
  build
  exec 9<&-
}

enter_checkout() {
  # A relative data folder means one beside the caller, not one inside the checkout.
  case ${SCANBOOK_DATA-} in
    '' | /*) ;;
    *) SCANBOOK_DATA=$PWD/$SCANBOOK_DATA && export SCANBOOK_DATA ;;
  esac
  # A folder that is named on the command line likewise.
  SCANBOOK_CALLER=$PWD && export SCANBOOK_CALLER
  script=$1
  CDPATH='' cd -- "$(dirname -- "$1")/.." || fail "The folder of $1 cannot be entered."
}

# A nightly verify and a start after an update may meet; where there is no flock they take the risk.
wait_for_others() {
  exec 9<package.json
  command -v flock >/dev/null 2>&1 || return 0
  flock -n 9 && return
  say "Waiting for another start to finish preparing this folder ..."
  flock 9
}

require_node() {
  command -v node >/dev/null 2>&1 ||
    fail "Node is missing: install Node $NODE_MAJOR.$NODE_MINOR or newer (https://nodejs.org)," \
      "then run $script again."
  version=$(node --version 2>/dev/null) || version=unknown
  is_new_enough "${version#v}" ||
    fail "Node $version is too old: install Node $NODE_MAJOR.$NODE_MINOR or newer (https://nodejs.org)," \
      "then run $script again."
}

is_new_enough() {
  major=${1%%.*}
  rest=${1#*.}
  minor=${rest%%.*}
  case $major$minor in
    '' | *[!0-9]*) return 1 ;;
  esac
  [ "$major" -gt "$NODE_MAJOR" ] || { [ "$major" -eq "$NODE_MAJOR" ] && [ "$minor" -ge "$NODE_MINOR" ]; }
}

# The stamp holds the sum of the lock file that was installed; it goes with the old packages, before the new
# ones come. Not `npm ci`: that refuses a lock without the optional packages of other machines' platforms,
# which a mirror may not have. This takes the versions of the lock all the same.
install_packages() {
  wanted=$(cksum <package-lock.json) || fail "package-lock.json is missing: restore it with git checkout."
  [ "$(cat node_modules/.scanbook-lock 2>/dev/null)" = "$wanted" ] && return
  command -v npm >/dev/null 2>&1 ||
    fail "npm is missing: install it (Debian: apt-get install npm), then run $script again."
  say "Installing packages (first start only) ..."
  log=$(new_log install)
  reach=--prefer-offline
  has_registry || reach=--offline
  rm -rf node_modules
  npm install --no-save --no-audit --no-fund --loglevel=error "$reach" \
    >"$log" 2>&1 </dev/null || fail "$(explain_install_failure) The log: $log"
  printf '%s\n' "$wanted" >node_modules/.scanbook-lock
  rm -f "$log"
}

# npm by itself waits minutes for a network that swallows packets; without one, its cache may do.
has_registry() {
  npm view hono version --fetch-timeout=10000 --fetch-retries=1 --fetch-retry-mintimeout=500 \
    >>"$log" 2>&1 </dev/null
}

explain_install_failure() {
  if [ "$reach" = --offline ]; then
    echo "No network, and packages are missing: connect this machine to the internet, then run $script again."
  elif grep -q 'ENOSPC' "$log"; then
    echo "The disk is full: make 500 MB of room, then run $script again."
  elif grep -Eq 'EACCES|EPERM|EROFS' "$log"; then
    echo "The folder $PWD cannot be written: run $script as its owner, or change its owner."
  else
    echo "The packages could not be installed: read the log, then run $script again."
  fi
}

# By content, not by time: clocks of Pis are wrong, and a checkout of an older commit has to build as well.
# The stamp is written last, so a build that failed or was interrupted is built again.
build() {
  wanted=$(sum_of_sources)
  [ "$(cat dist/.scanbook-sources 2>/dev/null)" = "$wanted" ] && return
  say "Building ..."
  log=$(new_log build)
  rm -rf dist
  npm run --silent build >"$log" 2>&1 </dev/null || fail "The build failed: $(first_line_of "$log") The log: $log"
  printf '%s\n' "$wanted" >dist/.scanbook-sources
  rm -f "$log"
}

sum_of_sources() {
  find core station admin scripts package.json package-lock.json tsconfig.json -type f -exec cksum {} + |
    LC_ALL=C sort | cksum
}

first_line_of() {
  grep -m 1 'error' "$1" || head -n 1 "$1"
}

new_log() {
  mktemp "${TMPDIR:-/tmp}/scanbook-$1.XXXXXX" ||
    fail "No temporary file could be made in ${TMPDIR:-/tmp}: make room there, or set TMPDIR."
}

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}
