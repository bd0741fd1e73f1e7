# sh -c "$(cat watchdog.sh)" watchdog SIGNAL LOG COMMAND...
#
# Runs COMMAND with its output in LOG, prints its process id, and returns its status. Standard input is a pipe whose other
# end only the owner holds: when the owner closes it, or dies in whatever way, COMMAND gets SIGNAL and, should that not
# end it within five seconds, KILL.
signal=$1 log=$2
shift 2
trap '' INT HUP
exec 3<&0
"$@" </dev/null >>"$log" 2>&1 3<&- &
child=$!
(
    while read -r ignored <&3; do :; done
    kill -s "$signal" "$child"
    kill -s CONT "$child"
    tries=0
    while kill -s 0 "$child" && [ "$tries" -lt 50 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill -s KILL "$child"
) </dev/null >/dev/null 2>&1 &
watcher=$!
exec 3<&-
echo "$child"
exec >/dev/null 2>&1
wait "$child"
status=$?
kill -s KILL "$watcher"
exit "$status"
