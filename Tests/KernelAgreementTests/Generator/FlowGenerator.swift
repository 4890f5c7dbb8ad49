import Addressing

/// Makes flows whose source ports all differ, so that their translations do not collide.
struct FlowGenerator {
  var random: SplitMix64
  /// The first source port.
  static let firstPort: UInt16 = 40000

  mutating func flows(_ count: Int) -> [Flow] { (0..<count).map { flow(number: $0) } }

  private mutating func flow(number: Int) -> Flow {
    let six = random.chance(30)
    let sources = random.chance(4) ? [Pools.strangers.of(six, "")] : Pools.clients.of(six, [])
    let transport: TransportProtocol = random.chance(50) ? .tcp : random.chance(60) ? .udp : .icmp
    let port: UInt16 =
      transport == .tcp
      ? random.pick(Pools.tcpPorts) : transport == .udp ? random.pick(Pools.udpPorts) : 0
    return Flow(
      from: Pools.address(random.pick(sources)),
      sourcePort: Self.firstPort + UInt16(number),
      to: Pools.address(destination(six)), port: port,
      transport: transport == .icmp && six ? .icmpv6 : transport)
  }

  private mutating func destination(_ six: Bool) -> String {
    switch random.number(0...99) {
    case 0..<66: random.pick(Pools.servers.of(six, []))
    case 66..<80: random.pick(Pools.routers.of(six, []))
    case 80..<95: random.pick(Pools.virtual.of(six, []))
    default: random.pick(Pools.rejected.of(six, []))
    }
  }
}
