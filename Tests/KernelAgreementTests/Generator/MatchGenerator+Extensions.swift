extension MatchGenerator {
  mutating func conntrack(_ six: Bool) -> String {
    let source = random.pick(Pools.sourcePrefixes.of(six, []))
    let destination = random.pick(Pools.destinationPrefixes.of(six, []))
    let states = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED", "SNAT", "DNAT"]
    return "-m conntrack "
      + random.pick([
        inverted() + "--ctstate \(self.states(states))",
        inverted() + "--ctstate \(self.states(states))",
        inverted() + "--ctstate DNAT", inverted() + "--ctstate SNAT",
        inverted() + "--ctproto \(random.pick(["tcp", "udp", six ? "58" : "1"]))",
        inverted() + "--ctorigsrc \(source)", inverted() + "--ctorigdst \(destination)",
        inverted() + "--ctreplsrc \(destination)", inverted() + "--ctrepldst \(source)",
        inverted() + "--ctorigdstport \(random.pick(Pools.tcpPorts))",
        inverted() + "--ctorigsrcport \(sourcePorts())",
        inverted() + "--ctreplsrcport \(random.pick(["80", "81:9000", "53"]))",
        inverted() + "--ctrepldstport \(sourcePorts())",
        inverted()
          + "--ctstatus \(self.states(["NONE", "EXPECTED", "SEEN_REPLY", "ASSURED", "CONFIRMED"]))",
        "--ctdir \(random.pick(["ORIGINAL", "REPLY"]))",
      ])
  }

  mutating func range(_ six: Bool) -> String {
    let (one, two) = six ? ("fd09:1::", "fd09:2::") : ("10.9.1.", "10.9.2.")
    return "-m iprange " + inverted()
      + random.pick([
        "--src-range \(one)2-\(one)\(random.number(2...9))",
        "--src-range \(one)3-\(one)9",
        "--dst-range \(two)1-\(two)\(random.number(2...4))",
        "--dst-range \(two)3-\(six ? "fd09:9::9" : "10.9.9.9")",
      ])
  }

  mutating func timeToLive(_ six: Bool) -> String {
    let name = six ? "hl" : "ttl"
    let value = random.pick(["64", "63", "62", "5"])
    switch random.number(0...2) {
    case 0: return "-m \(name) " + inverted() + "--\(name)-eq \(value)"
    case 1: return "-m \(name) --\(name)-lt \(value)"
    default: return "-m \(name) --\(name)-gt \(value)"
    }
  }

  mutating func length(_ transport: RuleProtocol) -> String {
    "-m length " + inverted()
      + "--length \(random.pick(["1:39", "40:1500", "60", "64", "0:65535"]))"
  }

  mutating func addressType(_ place: RulePlace) -> String {
    // For IPv6 the extension takes fewer types.
    let types =
      place.six
      ? ["LOCAL", "UNICAST", "LOCAL,UNICAST", "MULTICAST"]
      : ["LOCAL", "UNICAST", "LOCAL,BROADCAST", "UNREACHABLE", "PROHIBIT", "BLACKHOLE"]
    let limits: [String] =
      switch place.hook {
      case "PREROUTING", "INPUT": ["", "", " --limit-iface-in"]
      case "OUTPUT", "POSTROUTING": ["", "", " --limit-iface-out"]
      default: ["", "", " --limit-iface-in", " --limit-iface-out"]
      }
    return inverted() + random.pick(["--src-type ", "--dst-type ", "--dst-type "])
      + random.pick(types) + random.pick(limits)
  }

  mutating func multiport(_ transport: RuleProtocol) -> String {
    let ports = (transport == .tcp ? Pools.tcpPorts : Pools.udpPorts).map { "\($0)" }
    let chosen = random.some(ports + ["7000:7002"], percent: 25).prefix(6).joined(separator: ",")
    return "-m multiport " + inverted()
      + random.pick([
        "--dports \(chosen)", "--dports \(chosen)", "--sports \(sourcePorts())",
        "--ports \(chosen)",
      ])
  }

  /// Conditions on bytes: protocol, source, destination port behind the header, time to live.
  mutating func u32() -> String {
    random.pick([
      "6&0xFF=6", "6&0xFF=0x11", "12=0x0a090102", "12&0xFFFFFF00=0x0a090100",
      "16=0x0a090202:0x0a090203", "0>>22&0x3C@0&0xFFFF=80", "0>>22&0x3C@0>>16&0xFFFF=40000:40020",
      "5&0xFF=64,63", "6&0xFF=6 && 0>>22&0x3C@0&0xFFFF=0x50:0x51", "4&0x3FFF=0",
    ])
  }

  mutating func set(_ place: RulePlace) -> String {
    let set = random.pick(place.sets)
    let directions = (0..<set.dimensions).map { _ in random.pick(["src", "dst"]) }
    return "-m set " + inverted() + "--match-set \(set.name) \(directions.joined(separator: ","))"
      + (random.chance(10) ? " --return-nomatch" : "")
  }
}
