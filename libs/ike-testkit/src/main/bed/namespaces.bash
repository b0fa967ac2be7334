# shellcheck shell=bash
# namespaces.bash - network namespaces, wires and captures for a scenario. Source it first.
#
# The scenario then runs in mount and process namespaces of its own with an empty /run/netns: its network
# namespaces have plain names, meet nobody's, and end with it, however it ends. Run it under kernel-vm
# or, where the host's kernel will do, straight on the host.
#
#   OUT=DIR   where logs and captures go (default: a new temporary folder, which it names)
if [[ ! ${SCENARIO_OUT-} ]]; then
	SCENARIO_OUT=$(mkdir -p "${OUT:=$(mktemp -d)}" && realpath "$OUT") || exit
	export SCENARIO_OUT
	exec unshare -mnpf --mount-proc --kill-child bash "$0" "$@"
fi
set -uo pipefail
mkdir -p /run/netns && mount -t tmpfs netns /run/netns || exit
bed=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
out=$SCENARIO_OUT
failures=0 captures=() peers=()

for tool in ip:iproute2 ping:iputils-ping tcpdump:tcpdump; do
	command -v "${tool%:*}" >/dev/null || {
		echo "packages are missing: apt-get install --no-install-recommends ${tool#*:}" >&2
		exit 2
	}
done

namespaces() { # NAME...
	local name
	for name; do ip netns add "$name" && ip -n "$name" link set lo up || exit; done
}

wire() { # NETNS INTERFACE ADDRESS/PREFIX NETNS INTERFACE ADDRESS/PREFIX
	ip link add "$2" netns "$1" type veth peer name "$5" netns "$4" || exit
	ip -n "$1" addr add "$3" dev "$2" && ip -n "$1" link set "$2" up || exit
	ip -n "$4" addr add "$6" dev "$5" && ip -n "$4" link set "$5" up || exit
}

network() { # NETNS ADDRESS/PREFIX: a network behind it, on a veth pair, because dummy is a module too
	wire "$1" net "$2" "$1" net-end 169.254.255.254/32
}

peer() { # NETNS [OPTION...]: a strongSwan; swanctl.conf on standard input; its folder is $out/NETNS
	peers+=("$out/$1")
	"$bed/strongswan" start "${@:2}" "$1" "$out/$1" || exit
}

ask() { # NETNS SWANCTL-ARG...
	"$bed/strongswan" ctl "$out/$1" "${@:2}"
}

capture() { # NETNS INTERFACE NAME: all packets into $out/NAME.pcap; returns when it has begun
	ip netns exec "$1" tcpdump -q -n -U --immediate-mode -Z root -i "$2" -w "$out/$3.pcap" 2>"$out/$3.tcpdump" &
	captures+=($!)
	for _ in {1..200}; do
		! grep -q 'listening on' "$out/$3.tcpdump" || return 0
		sleep 0.05
	done
	echo 'tcpdump did not start' >&2
	exit 2
}

end_captures() {
	((${#captures[@]} == 0)) || { sleep 0.5; kill "${captures[@]}"; wait "${captures[@]}"; } 2>/dev/null
	captures=()
}

packets() { # NAME FILTER...: how many packets of the capture match
	tcpdump -n -r "$out/$1.pcap" "${@:2}" 2>/dev/null | wc -l
}

check() { # LABEL COMMAND...: PASS or FAIL by its exit status
	if "${@:2}" >"$out/last" 2>&1; then
		echo "PASS $1"
	else
		echo "FAIL $1"
		sed 's/^/     /' "$out/last"
		((failures++))
	fi
}

finish() { # ends the peers; the exit status says whether all checks passed
	local dir
	end_captures
	for dir in "${peers[@]}"; do "$bed/strongswan" stop "$dir"; done
	echo "failures: $failures; logs in $out"
	exit $((failures != 0))
}
