/// What a machine's own shell does to record itself, in plain POSIX sh and standard tools.
///
/// The text goes to `sh -s` by standard input. Nothing is ever put into it but the switches of
/// ``CollectOptions``, so there is nothing to quote. It writes a tar archive to standard output.
enum CollectScript {
  /// The script for `options`.
  static func text(_ options: CollectOptions) -> [UInt8] {
    let flag = { (name: String, value: Bool) in "\(name)=\(value ? 1 : 0)\n" }
    let switches =
      flag("namespaces", options.otherNamespaces) + flag("cluster", options.cluster)
      + flag("conntrack", options.conntrack)
    // A function is read whole before it runs, so that no command of it can eat the rest.
    let whole = [helpers, network, firewall, others, cluster, main].joined(separator: "\n")
    return Array((switches + whole + "\nmain </dev/null\n").utf8)
  }

  /// A file is there only when its command succeeded.
  private static let helpers = #"""
    has() { command -v "$1" >/dev/null 2>&1; }
    missed() { echo "$1: $2" >>"$to/not-recorded.txt"; }
    # save FILE COMMAND…: what the command prints, or no file
    save() {
      file=$1; shift
      if ! has "$1"; then missed "$file" "$1 is not installed"
      elif ! $enter "$@" >"$to/$file" 2>"$dir/words"; then
        rm -f "$to/$file"
        missed "$file" "$1: $(tail -n 1 "$dir/words")"
      fi
    }
    # nothing FILE: the kernel has no such thing, so there is nothing
    nothing() { : >"$to/$1"; }
    """#

  private static let network = #"""
    network() {
      save ip-link.json ip -j -d link
      save ip-addr.json ip -j -d addr
      save ip-neigh.json ip -j -d neigh
      save ip-route.json ip -4 -j -d route show table all
      save ip6-route.json ip -6 -j -d route show table all
      save ip-rule.json ip -4 -j -d rule
      save ip6-rule.json ip -6 -j -d rule
      save ss-tln.txt ss -H -tlnp
      save ss-uln.txt ss -H -ulnp
      for file in ss-tln.txt ss-uln.txt; do
        [ -e "$to/$file" ] || continue
        sed 's/,pid=[0-9]*,fd=[0-9]*//g' "$to/$file" >"$dir/words" && cat "$dir/words" >"$to/$file"
      done
      # keys and secrets are nobody's business, and nothing is decided by them
      $enter sysctl -a 2>/dev/null | grep '^net\.' | grep -v '_key\|secret' >"$to/sysctl.txt"
      [ -s "$to/sysctl.txt" ] || { rm -f "$to/sysctl.txt"; missed sysctl.txt "sysctl -a failed"; }
    }
    """#

  /// A backend whose command is called otherwise, or whose kernel part was never loaded.
  private static let firewall = #"""
    # iptables_rules FILE COMMAND OTHER BACKEND
    iptables_rules() {
      if has "$2"; then save "$1" "$2" -c
      elif has "$3" && "$3" -V 2>/dev/null | grep -q "($4)"; then save "$1" "$3" -c
      elif [ "$4" = nf_tables ] && [ ! -d /sys/module/nf_tables ]; then nothing "$1"
      elif [ "$4" = legacy ] && ! $enter test -e "/proc/net/${2%%tables*}_tables_names" &&
        [ ! -d "/sys/module/${2%%tables*}_tables" ]; then nothing "$1"
      else missed "$1" "$2 is not installed"; fi
    }
    firewall() {
      iptables_rules iptables-save.legacy.txt iptables-legacy-save iptables-save legacy
      iptables_rules ip6tables-save.legacy.txt ip6tables-legacy-save ip6tables-save legacy
      iptables_rules iptables-save.nft.txt iptables-nft-save iptables-save nf_tables
      iptables_rules ip6tables-save.nft.txt ip6tables-nft-save ip6tables-save nf_tables
      if has nft || [ -d /sys/module/nf_tables ]; then save nft-ruleset.json nft -j list ruleset
      else nothing nft-ruleset.json; fi
      if has ipset || [ -d /sys/module/ip_set ]; then save ipset-save.txt ipset save
      else nothing ipset-save.txt; fi
      if [ "$conntrack" = 1 ]; then save conntrack.txt conntrack -L; fi
    }
    """#

  private static let others = #"""
    # a process of every network namespace but our own: pods and containers
    others() {
      own=$(readlink /proc/self/ns/net)
      $root sh -c 'ls -l /proc/[0-9]*/ns/net 2>/dev/null' | awk -v own="$own" '
        $NF != own && !seen[$NF]++ { split($(NF - 2), part, "/"); print part[3] }'
    }
    """#

  private static let cluster = #"""
    objects() {
      kubectl=kubectl
      has kubectl || kubectl="k3s kubectl"
      for kind in namespaces nodes pods services endpoints endpointslices networkpolicies ingresses; do
        save "$kind.json" $kubectl get "$kind" -A -o json
      done
    }
    """#

  private static let main = #"""
    main() {
      set -u
      umask 077
      LC_ALL=C; PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin; export LC_ALL PATH
      dir=$(mktemp -d) || exit 1
      trap 'rm -rf "$dir"' EXIT
      trap 'exit 1' HUP INT TERM
      root=
      if [ "$(id -u)" -ne 0 ] && has sudo && sudo -n true 2>/dev/null; then root="sudo -n"; fi
      enter=$root
      to=$dir/hosts/$(uname -n); mkdir -p "$to"
      network
      firewall
      if [ "$namespaces" = 1 ]; then
        for pid in $(others); do
          enter="$root nsenter -t $pid -n"
          to=$dir/hosts/ns-$pid; mkdir -p "$to"
          network
          firewall
          [ -s "$to/ip-addr.json" ] || rm -rf "$to"
        done
      fi
      if [ "$cluster" = 1 ]; then
        enter=$root
        to=$dir/cluster; mkdir -p "$to"
        objects
      fi
      cd "$dir" && rm -f words && tar -cf - [ch]* | { gzip -c 2>/dev/null || cat; }
    }
    """#
}
