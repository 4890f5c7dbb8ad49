import Addressing
import CNetfilter
import Firewall
import KernelLab
import Testing

@testable import Kernel

/// Every decoder is fed with the kernel's own messages, bent: cut off, with lengths of 0 and of
/// 65,535, with bytes of other messages. It may throw; it must end.
@Suite struct DecoderFuzzTests {
  private typealias Decoder = (NetlinkMessage) throws(KernelError) -> Void

  @Test func `decodes bent messages or says what is wrong`() throws {
    let lab = try Lab()
    try lab.ip(LinkTests.everyKind)
    try lab.ip(
      RouteTests.links.split(separator: "\n").filter { !$0.contains("v0 type") }.joined(
        separator: "\n"))
    try lab.ip("rule add fwmark 1/3 iif v0 sport 1-2 dport 3 uidrange 4-5 lookup 9")
    try lab.ip("neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0 nud permanent")
    try lab.ip(
      "nexthop add id 5 via 10.0.0.2 dev v0\nnexthop add id 7 group 5\nroute add 10.9.0.0/16 nhid 7"
    )
    try lab.ip("route add 10.8.0.0/16 mtu 1400 nexthop via 10.0.0.2 nexthop via 10.0.1.2 dev v2")
    try lab.inside.run(["ipset", "restore"], input: IPSetTests.sets)
    try lab.inside.run(
      "conntrack -I -p tcp -s 1.1.1.1 -d 2.2.2.2 --sport 1 --dport 2 --state ESTABLISHED -t 99"
        .split(separator: " ").map(String.init))
    for seed in Seeds.make(3) {
      try lab.read { () throws(KernelError) in try bend(seed) }
    }
  }

  private func bend(_ seed: UInt64) throws(KernelError) {
    var chance = Chance(seed)
    var thrown = 0
    var whole = 0
    for (messages, decoder) in try decoders() {
      for message in messages {
        for _ in 0..<40 {
          let bent = Self.bent(message, &chance)
          KernelBytes.reading(bent) { bytes in
            do throws(KernelError) {
              try decoder(NetlinkMessage(type: 0, flags: 0, payload: bytes))
              whole += 1
            } catch {
              thrown += 1
            }
          }
        }
      }
    }
    #expect(thrown > 100 && whole > 100, "KERNEL_SEEDS=\(seed): \(thrown) thrown, \(whole) read")
  }

  private static func bent(_ message: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var bytes = message
    for _ in 0..<chance.number(1...4) where bytes.count > 4 {
      let place = chance.number(0...bytes.count / 4 - 1) * 4
      switch chance.number(0...5) {
      case 0: bytes = Array(bytes.prefix(chance.number(0...bytes.count)))
      case 1: (bytes[place], bytes[place + 1]) = (0, 0)
      case 2: (bytes[place], bytes[place + 1]) = (255, 255)
      case 3: bytes[place] = UInt8(chance.number(0...40))
      case 4: bytes[chance.number(0...bytes.count - 1)] = UInt8(chance.number(0...255))
      default: bytes += bytes.suffix(chance.number(0...16))
      }
    }
    return bytes
  }

  /// The messages of each table of the namespace, and what reads them.
  private func decoders() throws(KernelError) -> [([[UInt8]], Decoder)] {
    let reader = try RoutingReader()
    let sets = try IPSetReader()
    let sockets = try SocketReader()
    let netfilter = try NetlinkSocket(NETLINK_NETFILTER)
    var header = ndmsg()
    header.ndm_family = UInt8(PF_BRIDGE)
    let listing = IPSetReader.request("sets", IPSET_CMD_LIST, flags: NLM_F_DUMP)
    let tracked = NetlinkRequest(
      "connections", subsystem: NFNL_SUBSYS_CTNETLINK, command: IPCTNL_MSG_CT_GET.number,
      flags: NLM_F_DUMP)
    return [
      (
        try raw(reader, RTM_GETLINK, ifinfomsg()),
        { m throws(KernelError) in
          _ = try reader.link(m, asLink: true)
        }
      ),
      (
        try raw(reader, RTM_GETROUTE, rtmsg()), { m throws(KernelError) in _ = try reader.route(m) }
      ),
      (
        try raw(reader, RTM_GETRULE, fib_rule_hdr()),
        { m throws(KernelError) in
          _ = try reader.rule(m)
        }
      ),
      (
        try raw(reader, RTM_GETNEIGH, ndmsg()),
        { m throws(KernelError) in
          _ = try reader.neighbour(m, try m.header())
        }
      ),
      (
        try raw(reader, RTM_GETNEIGH, header),
        { m throws(KernelError) in
          _ = try reader.forwardingEntry(m)
        }
      ),
      (
        try raw(reader, RTM_GETNEXTHOP, nhmsg()),
        { m throws(KernelError) in
          _ = try reader.nexthopObject(m)
        }
      ),
      (
        try raw(reader, RTM_GETROUTE, rtmsg()),
        { m throws(KernelError) in
          _ = try sockets.listener(m, .tcp, .ipv6, SocketOwners())
        }
      ),
      (
        try payloads(netfilter, tracked),
        { m throws(KernelError) in _ = try ConntrackMessage(m).entry }
      ),
      (try payloads(netfilter, tracked), { m throws(KernelError) in _ = try LoggedPacket(m) }),
      (
        try payloads(sets.socket, listing),
        { m throws(KernelError) in
          var listing = IPSetListing()
          try listing.take(m)
          _ = listing.sets.text
        }
      ),
    ]
  }

  private func raw(
    _ reader: RoutingReader, _ type: Int, _ header: some BitwiseCopyable
  ) throws(KernelError) -> [[UInt8]] {
    try payloads(
      reader.socket,
      NetlinkRequest("anything", type: UInt16(type), flags: NLM_F_DUMP, header: header))
  }

  private func payloads(
    _ socket: NetlinkSocket, _ request: NetlinkRequest
  ) throws(KernelError) -> [[UInt8]] {
    try socket.dump(request, into: []) { list, message throws(KernelError) in
      list.append(message.payload.array)
    }
  }
}
