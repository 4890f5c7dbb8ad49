import Addressing

/// A match that the kernel and we decide about the same packet.
struct ConditionRow: Sendable {
  /// The chain of the mangle table.
  var chain = "INPUT"
  /// `-m …` with its options.
  var match: String
  /// Whether a snapshot leaves it open.
  var isOpen = false

  /// The rules that are asked of a TCP SYN of 60 bytes from 127.0.0.1:40000 to 127.0.0.1:8082, in
  /// this order.
  static let tcp: [ConditionRow] =
    decided([
      "connmark --mark 0", "connmark ! --mark 0", "connmark --mark 0x1/0x3",
      "connbytes --connbytes 1:1 --connbytes-dir original --connbytes-mode packets",
      "connbytes ! --connbytes 1:1 --connbytes-dir original --connbytes-mode packets",
      "connbytes --connbytes 0:0 --connbytes-dir reply --connbytes-mode packets",
      "connbytes --connbytes 2 --connbytes-dir both --connbytes-mode packets",
      "connbytes --connbytes 60:60 --connbytes-dir original --connbytes-mode bytes",
      "connbytes --connbytes 61 --connbytes-dir original --connbytes-mode bytes",
      "connbytes --connbytes 0:59 --connbytes-dir original --connbytes-mode avgpkt",
      "connbytes --connbytes 0:0 --connbytes-dir reply --connbytes-mode avgpkt",
      "connlabel --label 3", "connlabel ! --label 3", "connlabel --label 3 --set",
      "connlabel --label 3", "connlabel ! --label 3", "connlabel --label 4",
      "connlimit --connlimit-above 0", "connlimit --connlimit-upto 0",
      "cluster --cluster-total-nodes 4 --cluster-local-node 1 --cluster-hash-seed 7",
      "cluster --cluster-total-nodes 4 --cluster-local-node 2 --cluster-hash-seed 7",
      "cluster --cluster-total-nodes 4 --cluster-local-node 3 --cluster-hash-seed 7",
      "cluster --cluster-total-nodes 4 --cluster-local-node 4 --cluster-hash-seed 7",
      "cluster --cluster-total-nodes 32 --cluster-local-nodemask 0x1f --cluster-hash-seed 99",
      "cluster --cluster-total-nodes 4 ! --cluster-local-node 2 --cluster-hash-seed 7",
      "dscp --dscp 0", "dscp ! --dscp 0", "dscp --dscp-class EF", "tos --tos 0x00/0xff",
      "tos ! --tos 0x10/0x10", "ecn --ecn-tcp-ece", "ecn ! --ecn-tcp-ece", "ecn --ecn-tcp-cwr",
      "ecn --ecn-ip-ect 0", "ecn ! --ecn-ip-ect 0", "ecn --ecn-ip-ect 1 ! --ecn-tcp-cwr",
      "ttl --ttl-eq 64", "ttl ! --ttl-eq 64", "ttl --ttl-lt 64", "ttl --ttl-lt 65",
      "ttl --ttl-gt 63", "ttl --ttl-gt 64", "length --length 60", "length --length 0:59",
      "length --length 60:60", "length ! --length 60:70", "length --length 61:",
      "multiport --dports 80,8082", "multiport --dports 80,8000:8100",
      "multiport ! --dports 80,8082", "multiport --sports 40000", "multiport --sports 8082",
      "multiport --ports 40000", "multiport --ports 8082", "multiport ! --ports 1:2",
      "iprange --src-range 127.0.0.0-127.0.0.1", "iprange --src-range 127.0.0.2-127.0.0.9",
      "iprange ! --dst-range 127.0.0.1-127.0.0.1",
      "iprange --src-range 127.0.0.1-127.0.0.1 ! --dst-range 10.0.0.1-10.0.0.2",
      "pkttype --pkt-type unicast", "pkttype --pkt-type broadcast",
      "pkttype ! --pkt-type multicast", "realm --realm 0", "realm ! --realm 0",
      "realm --realm 5", "tcpmss --mss 65495", "tcpmss --mss 1:1460", "tcpmss ! --mss 1:1460",
      "helper --helper ftp", "helper ! --helper ftp", "recent --set --name A",
      "recent ! --set --name B", "quota --quota 0", "quota ! --quota 0",
      "u32 --u32 0=0", "u32 --u32 6&0xff=6", "u32 ! --u32 6&0xff=17",
      "policy --dir in --pol none", "policy --dir in --pol ipsec", "time",
      "string --string nowhere --algo bm --from 100", "string ! --string x --algo bm --from 90",
    ])
    + decided(
      [
        "owner --uid-owner 0", "owner ! --uid-owner 0", "owner --uid-owner 1-5",
        "owner --gid-owner 0", "owner ! --gid-owner 7", "owner --socket-exists",
        "owner ! --socket-exists", "owner --uid-owner 0 ! --gid-owner 3 --socket-exists",
      ], chain: "OUTPUT")
    + [
      "limit --limit 1/hour", "hashlimit --hashlimit-upto 1/hour --hashlimit-name h",
      "quota --quota 500", "string --string x --algo bm",
      "recent --rcheck --name A", "connlimit --connlimit-above 5", "cpu --cpu 0",
      "time --weekdays Mon", "statistic --mode nth --every 2 --packet 0",
    ].map { ConditionRow(match: "-m " + $0, isOpen: true) }

  /// Asked of a UDP datagram of 38 bytes between the same ports.
  static let udp = decided([
    "length --length 38", "length --length 39:", "multiport --dports 8082", "ttl --ttl-eq 64",
    "connbytes --connbytes 38:38 --connbytes-dir original --connbytes-mode bytes",
    "connmark --mark 0", "pkttype --pkt-type unicast", "dscp --dscp 0x2e",
  ])

  /// Asked of an echo request over IPv6 from ::1 to ::1, of 48 bytes.
  static let icmp6 = decided([
    "icmp6 --icmpv6-type 128", "icmp6 --icmpv6-type 128/0", "icmp6 --icmpv6-type 128/1",
    "icmp6 ! --icmpv6-type 129", "icmp6 --icmpv6-type 129", "hl --hl-eq 64", "hl ! --hl-eq 64",
    "hl --hl-lt 65", "hl --hl-gt 64", "frag --fragfirst", "rt --rt-type 0",
    "ipv6header --header protocol", "ipv6header --header hop", "ipv6header --header hop,protocol",
    "ipv6header --header protocol --soft", "ipv6header --header hop --soft",
    "ipv6header ! --header hop --soft", "ipv6header ! --header protocol", "length --length 48",
    "cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 5",
    "cluster --cluster-total-nodes 2 --cluster-local-node 2 --cluster-hash-seed 5",
    "iprange --src-range ::1-::5", "iprange ! --dst-range ::1-::1", "hbh --hbh-len 5",
    "dst ! --dst-len 5", "dscp --dscp 0",
  ])

  private static func decided(_ matches: [String], chain: String = "INPUT") -> [ConditionRow] {
    matches.map { ConditionRow(chain: chain, match: "-m " + $0) }
  }
}
