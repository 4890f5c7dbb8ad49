/// Makes ipsets of every kind of which a probe can be a member.
///
/// Left out: `hash:mac` and `bitmap:ip,mac` are matched by frames and included only where a kernel
/// has them by default; `hash:ip,mark`, `hash:net,net`, `hash:net,port,net` and `hash:mac` are
/// offered when `kinds` says that the kernel knows them.
struct SetGenerator {
  var random: SplitMix64

  /// Kinds by name with their number of dimensions.
  static let dimensions: [(kind: String, count: Int)] = [
    ("hash:ip", 1), ("hash:net", 1), ("hash:ip,port", 2), ("hash:net,port", 2),
    ("hash:ip,port,ip", 3), ("hash:ip,port,net", 3), ("hash:net,iface", 2), ("bitmap:ip", 1),
    ("bitmap:port", 1), ("bitmap:ip,mac", 2), ("hash:ip,mark", 2), ("hash:net,net", 2),
    ("hash:net,port,net", 3), ("hash:mac", 1), ("hash:ip,mac", 2),
  ]

  /// Some sets of each family; a set that grows by the SET target comes first.
  mutating func sets(kinds: [String]) -> [(set: SetText, dimensions: Int, six: Bool)] {
    var made: [(set: SetText, dimensions: Int, six: Bool)] = []
    for six in [false, true] {
      if random.chance(25) {
        made.append(
          (SetText(name: "grow\(six ? 6 : 4)", kind: "hash:ip" + family(six), members: []), 1, six))
      }
      for _ in 0..<random.number(1...4) {
        let chosen = random.pick(Self.dimensions.filter { kinds.contains($0.kind) })
        if six, chosen.kind.hasPrefix("bitmap:ip") { continue }
        let name = "\(six ? "six" : "four")\(made.count)"
        made.append((set(name, chosen.kind, six), chosen.count, six))
      }
      let singles = made.filter { $0.six == six && $0.dimensions == 1 }.map(\.set.name)
      if !singles.isEmpty, random.chance(30) {
        let list = SetText(
          name: "list\(six ? 6 : 4)", kind: "list:set size 8", members: random.some(singles))
        made.append((list, 1, six))
      }
    }
    return made
  }

  private func family(_ six: Bool) -> String { six ? " family inet6" : "" }

  private mutating func set(_ name: String, _ kind: String, _ six: Bool) -> SetText {
    var head = kind
    if kind == "bitmap:port" {
      head += " range 1-10000"
    } else if kind.hasPrefix("bitmap:ip") {
      head += " range 10.9.0.0/20"
    } else if kind != "hash:mac" {
      head += family(six)
    }
    if random.chance(15) { head += " timeout 600" }
    if random.chance(15) { head += " counters" }
    let count = random.number(1...6)
    var members: [String] = []
    for _ in 0..<count {
      let parts = kind.split(separator: ":")[1].split(separator: ",")
      let member = parts.map { part(String($0), kind, six) }.joined(separator: ",")
      guard !members.contains(where: { $0.split(separator: " ")[0] == member }) else { continue }
      let exempt = kind.contains("net") && kind != "hash:net,net" && random.chance(20)
      members.append(member + (exempt ? " nomatch" : ""))
    }
    return SetText(name: name, kind: head, members: members)
  }

  private mutating func part(_ name: String, _ kind: String, _ six: Bool) -> String {
    let prefixes = Pools.sourcePrefixes.of(six, []) + Pools.destinationPrefixes.of(six, [])
    switch name {
    case "ip":
      let all = Pools.clients.of(six, []) + Pools.servers.of(six, []) + Pools.routers.of(six, [])
      return random.pick(all)
    case "net":
      return random.pick(prefixes.filter { !$0.hasSuffix("/0") })
    case "port" where kind == "bitmap:port":
      return random.chance(30) ? "7000-9000" : "\(random.pick(Pools.tcpPorts))"
    case "port":
      return random.pick([
        "tcp:\(random.pick(Pools.tcpPorts))", "udp:\(random.pick(Pools.udpPorts))", "tcp:80",
        six ? "icmpv6:128/0" : "icmp:8/0",
      ])
    case "iface": return random.pick(["lan0", "lan1", "eth0"])
    case "mac": return random.pick(["02:09:01:00:00:02", "02:09:02:00:00:02"])
    case "mark": return random.pick(Pools.marks)
    default: return ""
    }
  }
}
