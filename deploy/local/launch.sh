#!/bin/sh
# launch.sh RECORD COMMAND...   becomes COMMAND, after writing down who it is.
# The kernel's own line holds pid and start time; with the boot id the three name one process for ever, so that a later
# start can end what a killed supervisor left behind without ever hitting a stranger that got the same pid.
set -eu
record=$1
shift
cat "/proc/$$/stat" /proc/sys/kernel/random/boot_id >"$record.new"
mv "$record.new" "$record"
exec "$@"
