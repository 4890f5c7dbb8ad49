/// A host's network of random addresses, routes and rules: the commands that make it.
struct RandomNetwork {
  var random: SeededGenerator
  let devs = ["e0", "e1", "e2", "e3"]
  let tables = ["main", "main", "main", "100", "101", "default"]

  /// What `sysctl -p` reads, before interfaces go up.
  mutating func settings() -> String {
    var lines = [
      "net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0",
      "net.ipv6.conf.all.accept_ra=0", "net.ipv6.conf.default.accept_ra=0",
      "net.ipv4.ip_forward=\(random.below(2))",
      "net.ipv6.conf.all.forwarding=\(random.below(2))",
      "net.ipv4.conf.all.rp_filter=\(random.pick([0, 0, 1, 2]))",
    ]
    for dev in devs {
      lines.append("net.ipv4.conf.\(dev).rp_filter=\(random.pick([0, 0, 1, 2]))")
      if random.chance(20) { lines.append("net.ipv4.conf.\(dev).accept_local=1") }
      if random.chance(20) { lines.append("net.ipv4.conf.\(dev).route_localnet=1") }
      if random.chance(20) {
        lines.append("net.ipv4.conf.\(dev).ignore_routes_with_linkdown=1")
        lines.append("net.ipv6.conf.\(dev).ignore_routes_with_linkdown=1")
      }
      if random.chance(20) { lines.append("net.ipv4.conf.\(dev).src_valid_mark=1") }
      if random.chance(30) { lines.append("net.ipv4.conf.\(dev).forwarding=0") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What `ip -batch` reads first.
  var links: String {
    devs.map { "link add name \($0) type veth peer name p\($0)\n" }.joined()
  }

  /// Addresses, once the interfaces have their carriers.
  mutating func addresses() -> String {
    var lines: [String] = []
    for (index, dev) in devs.enumerated() {
      for host in 1...(1 + random.below(3)) {
        let length = random.pick([24, 24, 16, 30])
        let scope = random.chance(15) ? " scope link" : ""
        lines.append("addr add 10.\(index).0.\(host)/\(length) brd + dev \(dev)\(scope)")
        let lifetime = random.chance(25) ? " preferred_lft 0" : ""
        lines.append(
          "addr add fd0\(index)::\(random.pick(["", "1:"]))\(host)/64 dev \(dev) nodad\(lifetime)")
      }
      if random.chance(30) {
        lines.append("addr add 10.9.\(index).1 peer 10.9.\(index).2/32 dev \(dev)")
      }
    }
    if random.chance(50) { lines.append("addr add 2001:db8::1/64 dev e0 nodad") }
    if random.chance(30) { lines.append("addr add 10.77.0.1/32 dev lo") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Routes of one family.
  mutating func routes(six: Bool) -> String {
    (0..<40).map { _ in route(six: six) + "\n" }.joined()
  }

  private mutating func route(six: Bool) -> String {
    let verb = random.chance(30) ? "append" : "add"
    let type =
      random.chance(25) ? random.pick(["blackhole", "unreachable", "prohibit", "throw"]) : ""
    var words = ["route", verb, type, six ? prefix6() : prefix4()]
    if six, random.chance(25) { words.append("from \(prefix6())") }
    if !six, random.chance(20) { words.append("tos \(random.pick(["0x10", "0x08", "0x04"]))") }
    let way = type.isEmpty ? way(six: six) : ""
    if six, way.contains(" src ") {
      // `ip` shows one source for routes that the kernel joins to a multipath route, so that these
      // stay alone: appending to them fails.
      words[1] = "add"
      words.append("metric 77")
    } else if random.chance(60) {
      words.append("metric \(random.pick([1, 5, 10, 1024]))")
    }
    words.append("table \(random.pick(tables))")
    words.append(way)
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private mutating func way(six: Bool) -> String {
    let source = random.chance(25) ? " src \(own(six: six))" : ""
    switch random.below(4) {
    case 0:
      let hops = (0..<2).map { _ in "nexthop \(hop(six: six)) weight \(1 + random.below(3))" }
      return source + " " + hops.joined(separator: " ")
    case 1: return "dev \(random.pick(devs))" + source
    case _: return hop(six: six) + source
    }
  }

  private mutating func hop(six: Bool) -> String {
    let index = random.below(devs.count)
    let host = 1 + random.below(20)
    if !six, random.chance(10) { return "via inet6 fd0\(index)::\(100 + host) dev \(devs[index])" }
    return six
      ? "via fd0\(index)::\(100 + host) dev \(devs[index])"
      : "via 10.\(index).0.\(100 + host) dev \(devs[index]) onlink"
  }

  mutating func own(six: Bool) -> String {
    let index = random.below(devs.count)
    return six ? "fd0\(index)::1" : "10.\(index).0.1"
  }

  private mutating func prefix4() -> String {
    switch random.below(12) {
    case 0: "default"
    case 1: "10.0.0.0/8"
    case 2: "10.\(random.below(6)).0.0/16"
    case 3: "10.\(16 * random.below(4)).0.0/12"
    case 4: "127.\(random.below(2)).0.0/16"
    case 5...8: "10.\(20 + random.below(4)).\(random.below(4)).0/24"
    case _: "10.\(20 + random.below(4)).\(random.below(4)).\(random.below(8))"
    }
  }

  private mutating func prefix6() -> String {
    switch random.below(10) {
    case 0: "default"
    case 1: "fd00::/8"
    case 2: "fd0\(random.below(6))::/48"
    case 3: "2001:db8::/32"
    case 4...7: "2001:db8:\(random.below(4))::/48"
    case _: "2001:db8:\(random.below(4))::\(random.below(8))"
    }
  }

  /// Neighbours, some of which the kernel asked in vain.
  mutating func neighbours() -> String {
    (0..<12).map { _ in
      let index = random.below(devs.count)
      let host = 101 + random.below(20)
      let address = random.chance(50) ? "10.\(index).0.\(host)" : "fd0\(index)::\(host)"
      let known = random.chance(50)
      let state = known ? "lladdr 02:00:00:00:00:01 nud permanent" : "nud failed"
      return "neigh replace \(address) dev \(devs[index]) \(state)\n"
    }.joined()
  }

  /// Rules of one family; sometimes none.
  mutating func rules(six: Bool) -> String {
    guard random.chance(75) else { return "" }
    return (0..<(1 + random.below(8))).map { _ in rule(six: six) + "\n" }.joined()
  }

  private mutating func rule(six: Bool) -> String {
    var words = ["rule add", random.chance(15) ? "not" : ""]
    if random.chance(30) { words.append("from \(six ? prefix6() : prefix4())") }
    if random.chance(30) { words.append("to \(six ? prefix6() : prefix4())") }
    if random.chance(15) { words.append("iif \(random.pick(devs + ["lo", "gone"]))") }
    if random.chance(15) { words.append("oif \(random.pick(devs))") }
    if random.chance(20) { words.append("fwmark \(random.pick(["1", "2/3", "0/2"]))") }
    if random.chance(15) { words.append("tos \(random.pick(["0x10", "0x08"]))") }
    if random.chance(10) { words.append("uidrange \(random.pick(["0-0", "1-100"]))") }
    if random.chance(10) { words.append("ipproto \(random.pick(["tcp", "udp"]))") }
    if random.chance(10) { words.append("sport 1-100") }
    if random.chance(10) { words.append("dport \(random.pick(["80", "79-90"]))") }
    words.append("pref \(1 + random.below(40000))")
    words.append(action())
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private mutating func action() -> String {
    switch random.below(12) {
    case 0: return "prohibit"
    case 1: return "blackhole"
    case 2: return "unreachable"
    case 3: return "goto \(random.pick([32766, 32767]))"
    case 4: return "nop"
    case 5: return "lookup \(random.pick(tables)) suppress_prefixlength \(random.pick([0, 16, 24]))"
    case 6: return "lookup main suppress_ifgroup 7"
    case _: return "lookup \(random.pick(tables))"
    }
  }

  /// One address to ask the way to.
  mutating func destination(six: Bool) -> String {
    if six { return destination6() }
    switch random.below(10) {
    case 0: return "10.\(random.below(6)).0.\(random.pick([1, 2, 3, 255]))"
    case 1: return "10.\(random.below(6)).\(random.below(3)).\(random.below(256))"
    case 2: return "127.\(random.below(2)).0.\(1 + random.below(3))"
    case 3: return "10.9.\(random.below(4)).\(1 + random.below(2))"
    case 4: return "\(11 + random.below(100)).1.2.3"
    case _: return "10.\(20 + random.below(4)).\(random.below(4)).\(random.below(10))"
    }
  }

  private mutating func destination6() -> String {
    switch random.below(8) {
    case 0: "fd0\(random.below(6))::\(1 + random.below(3))"
    case 1: "fd0\(random.below(6))::1:\(1 + random.below(300))"
    case 2: "2002::\(1 + random.below(9))"
    case 3: random.pick(["fe80::1", "::1", "fec0::7", "3ffe::1"])
    case _: "2001:db8:\(random.below(4))::\(1 + random.below(10))"
    }
  }
}
