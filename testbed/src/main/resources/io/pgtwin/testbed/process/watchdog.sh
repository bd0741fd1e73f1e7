# sh -c "$(cat watchdog.sh)" watchdog SIGNAL LOG PIDFILE COMMAND...
#
# Runs COMMAND with its output in LOG, prints its process id, and returns its status. Standard input is a pipe whose
# other end only the owner holds: when the owner closes it, or dies in whatever way, the server gets SIGNAL and, should
# that not end it within five seconds, KILL. The server is COMMAND itself, unless PIDFILE exists and names another one
# (programs that switch the account may stay between us and the server, and do not pass on every signal).
signal=$1 log=$2 pidfile=$3
shift 3
trap '' INT HUP
exec 3<&0
"$@" </dev/null >>"$log" 2>&1 3<&- &
child=$!
(
    while read -r ignored <&3; do :; done
    server=$child
    if [ -s "$pidfile" ]; then read -r server <"$pidfile"; fi
    kill -s "$signal" "$server"
    kill -s CONT "$child" "$server"
    tries=0
    while kill -s 0 "$server" && [ "$tries" -lt 50 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill -s KILL "$server" "$child"
) </dev/null >/dev/null 2>&1 &
watcher=$!
exec 3<&-
echo "$child"
exec >/dev/null 2>&1
wait "$child"
status=$?
kill -s KILL "$watcher"
exit "$status"
