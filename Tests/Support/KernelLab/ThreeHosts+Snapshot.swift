import Glibc

extension ThreeHosts {
  /// Writes a snapshot folder of the three hosts with the tools an operator has.
  public func writeSnapshot(to folder: String) throws(LabError) {
    for host in hosts {
      let place = "\(folder)/hosts/\(host.name)"
      try host.run(["sh", "-c", Self.recording, "record", place])
    }
    try client.run(
      ["sh", "-c", "cat > \"$1/snapshot.json\"", "record", folder], input: Self.description)
  }

  private static let description = """
    {"kind": "Snapshot", "version": 1, "capturedAt": "2026-01-01T00:00:00Z", "hosts": [
      {"name": "client", "role": "scraper"},
      {"name": "router", "role": "router"},
      {"name": "server", "role": "node"}]}

    """

  /// What is asked of each host, in the files of the snapshot format.
  private static let recording = #"""
    set -e
    mkdir -p "$1"
    cd "$1"
    ip -j -d addr show > ip-addr.json
    ip -j -d link show > ip-link.json
    ip -j -d neigh show > ip-neigh.json
    ip -j -d route show table all > ip-route.json
    ip -j -d -6 route show table all > ip6-route.json
    ip -j -d rule show > ip-rule.json
    ip -j -d -6 rule show > ip6-rule.json
    # What `sysctl -a` prints, in a tenth of its time.
    (cd /proc/sys && grep -rs '' net/ipv4/conf net/ipv4/ip_* net/ipv4/icmp_* net/ipv6/conf \
      net/bridge net/netfilter/nf_conntrack_*) \
      | awk -F: '{ gsub("/", ".", $1); print $1 " = " $2 }' > sysctl.txt
    iptables-legacy-save -c > iptables-save.legacy.txt
    ip6tables-legacy-save -c > ip6tables-save.legacy.txt
    iptables-nft-save -c > iptables-save.nft.txt 2> /dev/null
    ip6tables-nft-save -c > ip6tables-save.nft.txt 2> /dev/null
    nft -j list ruleset > nft-ruleset.json
    ipset save > ipset-save.txt
    : > conntrack.txt
    ss -H -tln > ss-tln.txt
    ss -H -uln > ss-uln.txt
    """#
}
