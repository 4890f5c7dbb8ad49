/// Makes conditions of native rules.
///
/// Left out: `meta cpu`, `cgroup`, `time`, `day`, `hour` (about the machine), `ct id`,
/// `ct bytes/packets/avgpkt`, `limit`, `quota`, `numgen inc` (about earlier packets), `osf`,
/// `ipsec` (no such probes).
struct NativeConditions {
  var random: SplitMix64

  /// Conditions that contradict neither what `statement` demands nor the ports it looks at.
  mutating func conditions(
    at place: NativePlace, demanded: String?, statement: String
  ) -> [String] {
    var made: [String] = []
    if let demanded { made.append(demanded) }
    let looksAt = ["tcp", "udp"].first { statement.contains($0 + " dport") }
    let transport = looksAt ?? random.pick(["tcp", "tcp", "udp", "icmp"])
    if demanded == nil, random.chance(40) {
      made.append(transportCondition(transport, place.six, place))
    }
    if random.chance(45) { made.append(address(place.six)) }
    if random.chance(45) { made.append(other(at: place)) }
    return made
  }

  private mutating func not() -> String { random.chance(20) ? "!= " : "" }

  private mutating func address(_ six: Bool) -> String {
    let name = six ? "ip6" : "ip"
    let from = Pools.sourcePrefixes.of(six, []).filter { !$0.hasSuffix("/0") }
    let to = Pools.destinationPrefixes.of(six, []).filter { !$0.hasSuffix("/0") }
    switch random.number(0...7) {
    case 0: return "\(name) saddr \(not())\(random.pick(from))"
    case 1...2: return "\(name) daddr \(not())\(random.pick(to))"
    case 3:
      return
        "\(name) daddr \(not()){ \(random.some(Pools.servers.of(six, []), percent: 40).joined(separator: ", ")) }"
    case 4:
      let (low, high) = six ? ("fd09:2::2", "fd09:2::3") : ("10.9.2.2", "10.9.2.3")
      return "\(name) daddr \(not())\(low)-\(high)"
    case 5:
      return
        "\(name) saddr & \(six ? "ffff:ffff::" : "255.255.255.0") == \(six ? "fd09:1::" : "10.9.1.0")"
    default: return "\(name) daddr \(random.pick(Pools.servers.of(six, [])))"
    }
  }

  private mutating func transportCondition(
    _ transport: String, _ six: Bool, _ place: NativePlace
  ) -> String {
    let ports = transport == "udp" ? Pools.udpPorts : Pools.tcpPorts
    let name = place.family == "ip6" || place.family == "inet" && six ? "ip6" : "ip"
    let icmp = name == "ip6" ? "icmpv6" : "icmp"
    if transport == "icmp" {
      return random.pick([
        "\(icmp) type \(not())echo-request", "\(icmp) type { echo-request, echo-reply }",
        "meta l4proto \(name == "ip6" ? "ipv6-icmp" : "icmp")",
      ])
    }
    var choices = [
      "\(transport) dport \(not())\(random.pick(ports))",
      "\(transport) dport \(not()){ \(Set(random.some(ports, percent: 40)).sorted().map { "\($0)" }.joined(separator: ", ")) }",
      "\(transport) dport \(not())\(random.pick(["53-90", "1-1024", "7000-9000"]))",
      "\(transport) sport 40000-\(random.number(40005...40045))",
      "meta l4proto \(transport)", "th dport \(random.pick(ports))",
      "meta l4proto . th dport { \(transport) . \(random.pick(ports)), tcp . 80, udp . 53 }"
        .replacingDuplicates(transport),
    ]
    if transport == "tcp" {
      choices += [
        "tcp flags \(random.pick(["syn", "syn / syn,ack", "& (syn | ack) == syn", "! ack"]))",
        "tcp option maxseg size \(random.pick(["1460", "1-1440", "> 1000"]))",
      ]
    }
    // A set of the table is of one family only.
    if place.family != "inet" || name == "ip" {
      choices += [
        "\(name) daddr . \(transport) dport \(not())@pairs",
        "\(name) daddr . \(transport) dport @wide",
      ]
    }
    return random.pick(choices)
  }

  private mutating func other(at place: NativePlace) -> String {
    let states = random.some(
      ["new", "established", "related", "invalid", "untracked"], percent: 35)
    let mark = random.pick(Pools.marks)
    let name = place.six ? "ip6" : "ip"
    var choices = [
      "ct state \(not())\(states.joined(separator: ","))", "ct state \(states[0])",
      "ct status \(random.pick(["dnat", "snat", "seen-reply", "confirmed", "! dnat"]))",
      "ct direction \(random.pick(["original", "reply"]))",
      "ct mark \(not())\(mark)", "meta mark \(not())\(mark)", "meta mark & 0x3 == 0x1",
      place.family == "inet"
        ? "meta nfproto \(name == "ip" ? "ipv4" : "ipv6")" : "meta protocol \(name)",
      "meta pkttype \(random.pick(["host", "unicast", "broadcast"]))",
      "numgen random mod 2 \(random.number(0...1))",
      name == "ip"
        ? "ip ttl \(random.pick(["64", "63", "< 64", "> 63", "{ 62, 63 }"]))"
        : "ip6 hoplimit \(random.pick(["64", "63", "< 64"]))",
      "\(name) dscp \(not())\(random.pick(["cs0", "af11", "ef"]))",
      name == "ip" ? "ip protocol \(not())tcp" : "ip6 nexthdr \(not())tcp",
      name == "ip" ? "ip length \(random.pick(["< 50", "60", "> 10"]))" : "ip6 length > 10",
      "fib daddr type \(not())\(random.pick(["local", "unicast", "unreachable", "blackhole"]))",
      "meta l4proto tcp ct original proto-dst \(random.pick(Pools.tcpPorts))",
      name == "ip"
        ? "ct original ip saddr \(random.pick(Pools.clients.of(false, [])))"
        : "ct original ip6 saddr \(random.pick(Pools.clients.of(true, [])))",
      "@th,16,16 \(random.pick(Pools.tcpPorts))",
      name == "ip" ? "@nh,128,32 0x0a090202" : "@nh,48,8 58",
      "jhash \(name) saddr . \(name) daddr mod 2 seed 0x5 \(random.number(0...1))",
      "rt classid 5",
    ]
    // The sets of an inet table hold addresses of IPv4.
    if place.family != "inet" || !place.six {
      choices += [
        "\(name) saddr \(not())@hosts", "\(name) daddr \(not())@hosts",
        "\(name) saddr @nets", "\(name) daddr \(not())@nets",
      ]
    }
    if place.hook != "output", place.hook != "postrouting" {
      choices += [
        "iifname \(not())\(random.pick(["\"lan0\"", "\"lan*\"", "\"eth0\"", "{ \"lan0\", \"lo\" }"]))",
        "iifgroup \(random.pick(["7", "0"]))",
        "ether saddr \(random.pick(["02:09:01:00:00:02", "02:09:02:00:00:02"]))",
      ]
    }
    if place.hook != "prerouting", place.hook != "input" {
      choices += [
        "oifname \(not())\(random.pick(["\"lan1\"", "\"lan*\"", "\"eth0\""]))", "oifgroup 7",
      ]
    }
    if place.hook == "prerouting" {
      choices += [
        "fib saddr . iif oif \(random.pick(["missing", "exists"]))", "fib saddr oifname \"lan0\"",
      ]
    }
    if place.hook == "output" { choices += ["meta skuid 0", "meta oifname \"eth0\""] }
    if place.hook == "prerouting" || place.hook == "input" {
      choices += ["socket wildcard \(random.number(0...1))", "socket transparent 0"]
    }
    return random.pick(choices)
  }
}

extension String {
  /// Without the element that an anonymous set would hold twice.
  fileprivate func replacingDuplicates(_ transport: String) -> String {
    for twin in ["tcp . 80", "udp . 53"] {
      let parts = components(of: twin)
      if parts > 1, let cut = range(ofLast: ", \(twin)") {
        var copy = self
        copy.removeSubrange(cut)
        return copy
      }
    }
    return self
  }

  private func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }

  private func range(ofLast part: String) -> Range<Index>? {
    var last: Range<Index>?
    var rest = self[...]
    while let found = rest.firstRange(of: part) {
      last = found
      rest = rest[found.upperBound...]
    }
    return last
  }
}
