import Addressing
import Firewall

/// A set made up from a seed, small in its numbers so that look-ups often hit.
struct RandomIPSet {
  let name: String
  let kind: IPSetKind
  let isWide: Bool
  private(set) var lines: [String] = []
  private var generator: SeededGenerator

  /// The types the kernels of CI have.
  static let kinds: [IPSetKind] = [
    .hashIP, .hashNet, .hashIPPort, .hashNetPort, .hashIPPortIP, .hashIPPortNet, .hashNetInterface,
    .bitmapIP, .bitmapPort,
  ]

  init(_ kind: IPSetKind, isWide: Bool, seed: UInt64) {
    self.kind = kind
    self.isWide = isWide
    name = "s\(kind.name.filter { $0.isLetter })\(isWide ? 6 : 4)"
    generator = SeededGenerator(seed &* 31 &+ UInt64(name.utf8.reduce(0) { $0 &* 7 &+ Int($1) }))
    lines = [create()]
    for _ in 0..<(Int.random(in: 0...40, using: &generator)) { lines.append(add()) }
  }

  private var isBitmap: Bool { kind == .bitmapIP || kind == .bitmapPort }
  private var hasTimeout = false
  private var hasCounters = false
  private var hasComment = false
  private var hasMetadata = false
  /// The kernel itself saves members that it would not restore when a run meets a mask.
  private var hasMask = false

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }

  private mutating func create() -> String {
    var words = ["create", name, kind.name]
    if kind == .bitmapIP { words.append("range 10.0.0.0-10.0.3.255") }
    if kind == .bitmapPort { words.append("range 2-6") }
    if !isBitmap {
      words.append("family " + (isWide ? "inet6" : "inet"))
      words.append("hashsize 64 maxelem 100000")
      if kind == .hashIP || kind == .hashIPPort { words += mask() }
    } else if kind == .bitmapIP, chance(30) {
      words.append("netmask 28")
    }
    (hasTimeout, hasCounters) = (chance(40), chance(40))
    (hasComment, hasMetadata) = (chance(40), chance(30))
    if hasTimeout { words.append("timeout \(pick([0, 100_000]))") }
    if hasCounters { words.append("counters") }
    if hasComment { words.append("comment") }
    if hasMetadata { words.append("skbinfo") }
    return words.joined(separator: " ")
  }

  private mutating func mask() -> [String] {
    guard chance(40) else { return [] }
    hasMask = true
    if isWide { return [pick(["netmask 124", "bitmask ffff::ff"])] }
    return [pick(["netmask 28", "netmask 31", "bitmask 255.255.0.15"])]
  }

  private mutating func add() -> String {
    var words = ["add", name, member()]
    if hasTimeout, chance(60) { words.append("timeout \(pick([0, 90_000]))") }
    if kind.allowsNoMatch, chance(35) { words.append("nomatch") }
    if kind == .hashNetInterface, chance(30) { words.append("wildcard") }
    if hasCounters, chance(60) {
      words.append("packets \(pick([0, 1, 7])) bytes \(pick([0, 99]))")
    }
    if hasComment, chance(60) { words.append("comment \"\(pick(["x", "a b", "10.0.0.1, é"]))\"") }
    if hasMetadata, chance(60) {
      words.append(pick(["skbmark 0x11/0xff", "skbmark 0x7", "skbprio 1:1a", "skbqueue 3"]))
    }
    return words.joined(separator: " ")
  }

  private mutating func member() -> String {
    switch kind {
    case .hashIP, .bitmapIP: addresses()
    case .hashNet: network()
    case .hashIPPort: addresses() + "," + ports()
    case .hashNetPort: network() + "," + ports()
    case .hashIPPortIP: addresses() + "," + ports() + "," + address()
    case .hashIPPortNet: addresses() + "," + ports() + "," + network()
    case .hashNetInterface:
      network() + "," + (chance(10) ? "physdev:" : "") + pick(["eth0", "eth1", "eth", "lo"])
    case .bitmapPort: portNumbers()
    case .hashMAC, .hashIPMAC, .hashIPMark, .hashNetNet, .hashNetPortNet, .bitmapIPMAC, .listSet,
      .unknown:
      ""
    }
  }

  private mutating func address() -> String {
    let (high, low) = (pick([0, 0, 1, 3]), Int.random(in: 1...40, using: &generator))
    return isWide ? "fd00::\(high):\(String(low, radix: 16))" : "10.0.\(high).\(low)"
  }

  private mutating func addresses() -> String {
    guard !isWide, !hasMask, chance(25) else { return address() }
    if chance(50) { return "10.0.1.\(pick([0, 16, 32]))/\(pick([27, 28, 30, 32]))" }
    return "10.0.0.\(pick([1, 9, 30]))-10.0.0.\(pick([2, 12, 33]))"
  }

  private mutating func network() -> String {
    if isWide { return address() + "/\(pick([16, 64, 112, 120, 124, 127, 128]))" }
    if chance(15) { return "10.0.0.\(pick([1, 9, 30]))-10.0.0.\(pick([2, 12, 33]))" }
    return address() + "/\(pick([8, 16, 22, 24, 27, 28, 30, 31, 32]))"
  }

  private mutating func portNumbers() -> String {
    chance(20)
      ? "\(pick([2, 3]))-\(pick([4, 5, 6]))" : "\(Int.random(in: 2...6, using: &generator))"
  }

  private mutating func ports() -> String {
    if isWide, chance(15) { return "icmpv6:" + pick(["echo-request", "1/7", "130/0"]) }
    if !isWide, chance(15) { return "icmp:" + pick(["echo-request", "3/1", "200/9"]) }
    if chance(10) { return pick(["gre:0", "vrrp:0", "dccp:0", "77:0"]) }
    return pick(["", "tcp:", "udp:", "sctp:", "udplite:"]) + portNumbers()
  }

  /// What `ipset test` is asked, and the packet that asks the same.
  struct Question {
    let element: String
    let packet: IPSetPacket
  }

  /// The directions that read the parts of ``question()``'s packet in order.
  var directions: String { kind == .bitmapPort ? "dst" : "src,dst,dst" }

  mutating func question() -> Question? {
    let (first, second) = (address(), address())
    guard let source = IPAddress(parsing: first), let destination = IPAddress(parsing: second)
    else { return nil }
    let (text, ports) = singlePort()
    let interface = pick(["eth0", "eth1", "ethernet", "lo", "wg0"])
    let packet = IPSetPacket(
      source: source, destination: destination, ports: ports, inInterface: "none",
      outInterface: interface)
    let parts = kind.dimensions.enumerated().map { index, dimension in
      switch dimension {
      case .address, .network: index == 0 ? first : second
      case .port: text
      case .portNumber: String(text.drop { !$0.isNumber })
      case .interface: interface
      case .mark, .mac, .set: ""
      }
    }
    return Question(element: parts.joined(separator: ","), packet: packet)
  }

  private mutating func singlePort() -> (String, IPSetPorts) {
    let number = UInt16.random(in: 2...6, using: &generator)
    if kind == .bitmapPort || chance(60) {
      return ("tcp:\(number)", .of(.tcp, source: 1, destination: number))
    }
    let icmp: TransportProtocol = isWide ? .icmpv6 : .icmp
    let (type, code): (UInt8, UInt8) = pick([(8, 0), (128, 0), (3, 1), (1, 7)])
    return pick([
      ("udp:\(number)", .of(.udp, source: 1, destination: number)),
      ("sctp:\(number)", .of(.sctp, source: 1, destination: number)),
      ("gre:0", .of(.gre, source: 1, destination: 9)),
      ("dccp:0", .of(.dccp, source: 1, destination: number)),
      (
        "\(icmp == .icmp ? "icmp" : "icmpv6"):\(type)/\(code)",
        .icmp(icmp, type: type, code: code)
      ),
    ])
  }
}
