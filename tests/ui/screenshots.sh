#!/usr/bin/env bash
# Makes the pictures of the README and the metainfo anew; called by ./dev screenshots.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
exec python3 "$here/screenshots.py" "$here/../../data/screenshots"
