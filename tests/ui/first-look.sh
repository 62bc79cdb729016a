#!/usr/bin/env bash
# Starts the program on the display that there is, waits for its window and takes a picture of it.
#   first-look.sh PICTURE PROGRAM [ARG...]
set -euo pipefail
picture=$1
shift
openbox >/dev/null 2>&1 & manager=$!
"$@" & program=$!
trap 'kill "$program" "$manager" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  window=$(xdotool search --onlyvisible --pid "$program" 2>/dev/null | tail -n 1) || true
  [ -z "$window" ] || break
  kill -0 "$program" || { echo "the program ended at once" >&2; exit 1; }
  sleep 0.1
done
[ -n "$window" ] || { echo "no window came within 10 s" >&2; exit 1; }
sleep "${LOOK_AFTER:-2}" # for the page, which comes after the window
import -window root "$picture"
