# shellcheck shell=bash
# kernel-vm-guest.bash - kernel-vm's second stage: the guest's first process on its real root.
#
# kernel-vm puts before it: run (the folder shared with the host), timeout (seconds, 0 for none), PWD.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
ip link set lo up
# COMMAND gets pipes, so that it cannot truncate the files that the host follows.
relays=()
for stream in stdout stderr; do
	mkfifo /run/$stream
	(trap '' TERM; exec cat) </run/$stream >>"$run/$stream" &
	relays+=($!)
done
mapfile -d '' -t environment <"$run/environment"
mapfile -d '' -t command <"$run/command"
limit=()
((timeout == 0)) || limit=(timeout -k 10 "$timeout")
touch "$run/started"
began=$SECONDS
(
	cd "$PWD" || exit 125
	exec "${limit[@]}" env -i "${environment[@]}" "${command[@]}"
) </dev/null >/run/stdout 2>/run/stderr
status=$?
((timeout == 0 || status != 137 || SECONDS - began < timeout)) || status=124
# What COMMAND left running ends now; then all output can be out.
kill -TERM -1
for ((i = 0; i < 300; i++)); do
	kill -0 "${relays[@]}" || break
	((i != 200)) || kill -KILL -1
	sleep 0.01
done 2>/dev/null
sync
echo $status >"$run/status"
exec /usr/lib/klibc/bin/poweroff
