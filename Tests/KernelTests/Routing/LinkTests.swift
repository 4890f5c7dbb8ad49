import Documents
import KernelLab
import Routing
import Testing

@testable import Kernel

@Suite struct LinkTests {
  /// Every kind that this kernel can make.
  static let everyKind = """
    link add b0 type bridge
    link add b1 type bridge stp_state 1 nf_call_iptables 1 group_fwd_mask 8
    link set b0 up
    link add v0 type veth peer name v1
    link set v0 alias hello group 7 mtu 1400
    link property add dev v1 altname another altname third
    link set v0 master b0
    bridge
    link set v0 type bridge_slave hairpin on isolated on cost 7
    link set v0 up
    link set v1 up
    link add vx type vxlan id 42 dstport 8472 group 239.1.1.1 dev v1 ttl 5 tos 4
    link add vy type vxlan id 43 dstport 4789 remote fd00::1 local fd00::2 nolearning proxy rsc l2miss l3miss ageing 20 maxaddress 5 udp6zerocsumtx gbp df set
    link add vz type vxlan external dstport 4790
    link add vw type vxlan id 44 dstport 1 remote 10.0.0.7 local 10.0.0.8 ttl inherit tos inherit
    link add link v1 name mv type macvlan mode bridge
    link add link v1 name mt type macvtap mode vepa
    link add i0 type ifb
    tuntap add t0 mode tap user 5 group 6 multi_queue
    tuntap add t1 mode tun pi vnet_hdr
    link set t0 master b1
    link set mv up
    link set dev t1 addrgenmode none
    link set dev i0 promisc on
    """.split(separator: "\n").filter { $0 != "bridge" }.joined(separator: "\n")

  private func compare(_ lab: Lab, _ what: String) throws {
    let links = try lab.agree(
      { Self.still(try [Link](parsingIPLink: try lab.bytes("ip -j -d link"))) },
      { () throws(KernelError) in Self.still(try RoutingReader().links()) })
    #expect(links.tool.count == links.native.count, "\(what)")
    for (tool, native) in zip(links.tool, links.native) {
      #expect(native == tool, "\(what): link \(tool.name)")
    }
    let addresses = try lab.agree(
      { Self.still(try [Link](parsingIPLink: try lab.bytes("ip -j -d addr"))) },
      { () throws(KernelError) in Self.still(try RoutingReader().addresses()) })
    for (tool, native) in zip(addresses.tool, addresses.native) {
      #expect(native == tool, "\(what): addresses of \(tool.name)")
    }
  }

  /// Without timers, which run.
  private static func still(_ links: [Link]) -> [Link] {
    links.map { link in
      var link = link
      if case .bridge(var settings) = link.kind {
        settings.other.removeAll { $0.key.hasSuffix("_timer") }
        link.kind = .bridge(settings)
      }
      link.port?.other.removeAll { $0.key.hasSuffix("_timer") }
      return link
    }
  }

  @Test func `reads links of every kind as ip prints them`() throws {
    let lab = try Lab()
    try lab.ip(Self.everyKind)
    try compare(lab, "every kind")
  }

  @Test func `reads addresses with their flags, scopes, peers and lifetimes`() throws {
    let lab = try Lab()
    try lab.ip(
      """
      link add v0 type veth peer name v1
      link set v0 up
      link set v1 up
      addr add 10.0.0.1/24 dev v0 broadcast 10.0.0.255
      addr add 10.0.0.2/24 dev v0 label v0:1
      addr add 10.1.0.1/32 peer 10.1.0.2/32 dev v0 scope link
      addr add 10.2.0.1/24 dev v0 valid_lft 4000 preferred_lft 3000
      addr add 10.3.0.1/24 dev v0 metric 50 noprefixroute
      addr add 10.4.0.1/24 dev v0 scope 120
      addr add fd00::1/64 dev v0 nodad
      addr add fd00::2/64 dev v0 preferred_lft 0
      addr add fd01::1 peer fd01::2/64 dev v0
      addr add fd02::1/64 dev v0 home nodad
      addr add fd03::1/64 dev v1 mngtmpaddr noprefixroute
      """)
    try compare(lab, "addresses")
  }

  @Test func `names the other end of a pair in another namespace by number`() throws {
    let (lab, other) = (try Lab(), try Lab())
    try lab.ip("link add v0 type veth peer name v1\nlink set v1 netns \(other.inside.path)")
    try compare(lab, "here")
    try compare(other, "there")
    let link = try #require(
      try lab.read { () throws(KernelError) in try RoutingReader().links() }.last)
    guard case .index(_, namespace: .some) = link.lower else {
      Issue.record("\(String(describing: link.lower))")
      return
    }
  }

  @Test func `reads random links as ip prints them`() throws {
    for seed in Seeds.make(3) {
      var chance = Chance(seed)
      let lab = try Lab()
      var lines: [String] = []
      for index in 0..<chance.number(1...12) {
        switch chance.number(0...4) {
        case 0: lines.append("link add n\(index) type bridge stp_state \(chance.number(0...1))")
        case 1: lines.append("link add n\(index) type veth peer name p\(index)")
        case 2:
          lines.append(
            "link add n\(index) type vxlan id \(chance.number(1...16_000_000)) dstport \(chance.number(1...65535)) remote 10.0.0.\(index)"
          )
        case 3: lines.append("tuntap add n\(index) mode \(chance.pick(["tun", "tap"]))")
        default: lines.append("link add n\(index) type ifb")
        }
        if chance.flip() { lines.append("link set n\(index) mtu \(chance.number(1280...1500))") }
        if chance.flip() { lines.append("link set n\(index) group \(chance.number(0...300))") }
        if chance.flip() { lines.append("link set n\(index) up") }
        if chance.flip() {
          lines.append("addr add 10.\(index).0.1/\(chance.number(8...32)) dev n\(index)")
        }
        if chance.flip() {
          lines.append("addr add fd00:\(index)::1/\(chance.number(8...128)) dev n\(index) nodad")
        }
      }
      try lab.ip(lines.joined(separator: "\n"))
      try compare(lab, "KERNEL_SEEDS=\(seed)")
    }
  }
}
