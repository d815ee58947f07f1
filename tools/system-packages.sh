#!/bin/sh
# Installs the Debian packages that are missing, or says exactly which to install.
#   tools/system-packages.sh runtime   what `eco-print build` needs
#   tools/system-packages.sh test      what the tests need besides
# Without root, or where there is no apt-get, it changes nothing and exits with 3.
set -eu

python=${PYTHON:-python3}
missing=""
need() { missing="$missing $1"; }

library() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1" || need "$2"; }
program() { command -v "$1" >/dev/null 2>&1 || need "$2"; }

case "${1:-runtime}" in
  runtime)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
    library libpango-1.0.so.0 libpango-1.0-0
    library libpangoft2-1.0.so.0 libpangoft2-1.0-0
    library libharfbuzz-subset.so.0 libharfbuzz-subset0
    ;;
  test)
    program pdftotext poppler-utils
    program qpdf qpdf
    program fc-match fontconfig
    program gs ghostscript
    program java default-jre-headless
    program chromium chromium
    library libatomic.so.1 libatomic1 # what drives the browser needs it and does not say so
    test -e /usr/share/java/jaxb-runtime.jar || need libjaxb-java
    ;;
  *)
    echo "usage: $0 runtime|test" >&2
    exit 2
    ;;
esac

[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing:$missing" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of package names
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi

cat >&2 <<MESSAGE
缺少系统软件包：$missing
请以管理员身份运行：  apt-get install$missing
然后再运行 make。

Missing system packages:$missing
As root, run:  apt-get install$missing
then run make again.
MESSAGE
exit 3
