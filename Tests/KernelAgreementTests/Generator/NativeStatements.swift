/// Makes statements of native rules.
///
/// Left out: `dup`, `fwd` (a second packet), `flow add` (needs a connection that has answered),
/// `synproxy`, `limit` and `quota` (about earlier packets).
struct NativeStatements {
  var random: SplitMix64

  /// A statement the kernel accepts at `place`, and the condition it demands, if any.
  mutating func statement(at place: NativePlace) -> (String?, String) {
    if !place.callees.isEmpty, random.chance(30) {
      let to = random.pick(place.callees)
      if random.chance(25) {
        return (nil, "tcp dport vmap { 80 : jump \(to), 81 : drop, 7000 : goto \(to) }")
      }
      return (nil, random.pick(["jump ", "jump ", "goto "]) + to)
    }
    if place.kind == .nat, random.chance(75) { return translation(place) }
    if place.kind == .filter, random.chance(10) { return (nil, random.pick(vmaps(place))) }
    switch random.number(0...19) {
    case 0...3: return (nil, "accept")
    case 4...5: return (nil, place.kind == .nat ? "return" : "drop")
    case 6: return (nil, "return")
    case 7...9: if place.kind == .filter, place.hook != "postrouting" { return reject(place) }
    case 10...11:
      return (
        nil,
        "meta mark set \(random.pick(Pools.marks + ["ct mark", "meta mark | 0x10", "meta mark & 0xf"]))"
      )
    case 12...13: return (nil, "ct mark set \(random.pick(Pools.marks + ["meta mark"]))")
    case 14:
      if place.hook == "prerouting" || place.hook == "output", place.priority < -200 {
        return (nil, "notrack")
      }
    case 15 where random.chance(10):
      return (nil, random.pick(["queue num 3", "queue num 3 bypass", "queue num 3-5 bypass"]))
    case 16: return (nil, random.pick(["log prefix \"seen: \"", "log group 5", "counter"]))
    case 17:
      if place.kind == .filter, place.family == "ip" {
        return (nil, "ip ttl set \(random.pick(["1", "2", "64"]))")
      }
      if place.kind == .filter, place.family == "ip6" {
        return (nil, "ip6 hoplimit set \(random.pick(["1", "2", "64"]))")
      }
    case 18:
      if place.kind == .filter, place.family == "ip" {
        return (nil, "ip dscp set \(random.pick(["af11", "ef"]))")
      }
    default: return (nil, "meta mark set tcp dport map @marks")
    }
    return (nil, "counter")
  }

  private mutating func vmaps(_ place: NativePlace) -> [String] {
    let name = place.six ? "ip6" : "ip"
    let to = random.pick(Pools.servers.of(name == "ip6", []))
    return [
      "tcp dport vmap @verdicts", "udp dport vmap @verdicts",
      "\(name) daddr vmap { \(to) : drop }",
      "numgen random mod 2 vmap { 0 : accept, 1 : drop }",
      "\(name) daddr . tcp dport vmap { \(to) . 80 : drop, \(to) . 8080 : accept }",
      "ct state vmap { established : accept, invalid : drop, new : return }",
      "meta mark vmap { 0x1 : drop, 0x2 : accept }",
      "iifname vmap { \"lan0\" : return, \"lan1\" : accept }",
      "jhash \(name) saddr . tcp sport mod 4 seed 0x9 vmap { 0 : drop, 1 : accept }",
      "tcp dport vmap { 1-79 : accept, 80-100 : drop, 7000-9000 : return }",
    ]
  }

  private mutating func reject(_ place: NativePlace) -> (String?, String) {
    if random.chance(20) { return ("meta l4proto tcp", "reject with tcp reset") }
    switch place.family {
    case "ip":
      let kinds = [
        "net-unreachable", "host-unreachable", "prot-unreachable", "port-unreachable",
        "net-prohibited", "host-prohibited", "admin-prohibited",
      ]
      return (nil, random.chance(20) ? "reject" : "reject with icmp \(random.pick(kinds))")
    case "ip6":
      let kinds = [
        "no-route", "admin-prohibited", "addr-unreachable", "port-unreachable", "policy-fail",
        "reject-route",
      ]
      return (nil, random.chance(20) ? "reject" : "reject with icmpv6 \(random.pick(kinds))")
    default:
      let kinds = ["no-route", "admin-prohibited", "host-unreachable", "port-unreachable"]
      return (nil, random.chance(20) ? "reject" : "reject with icmpx \(random.pick(kinds))")
    }
  }

  private mutating func translation(_ place: NativePlace) -> (String?, String) {
    let six = place.six
    // In an inet table a translation names its family.
    let name = place.family == "inet" ? (six ? " ip6" : " ip") : ""
    let nfproto = place.family == "inet" ? "meta nfproto \(six ? "ipv6" : "ipv4") " : ""
    let to = random.pick(Pools.servers.of(six, []))
    let bracketed = six ? "[\(to)]" : to
    if place.hook == "prerouting" || place.hook == "output" {
      let mapsFit = place.family == "ip6" || !six
      return random.pick([
        (nil, "dnat\(name) to \(to)"),
        (nfproto + "meta l4proto tcp", "dnat\(name) to \(bracketed):80"),
        (nfproto + "meta l4proto udp", "dnat\(name) to \(bracketed):53"),
        (nil, mapsFit ? "dnat\(name) to tcp dport map @backends" : "redirect"),
        (nil, mapsFit ? "dnat\(name) to udp dport map @backends" : "redirect"),
        (
          nil,
          "dnat\(name) to \(six ? "ip6" : "ip") daddr . tcp dport map { "
            + "\(Pools.virtual.of(six, [])[0]) . 80 : \(to) . 8080, \(Pools.virtual.of(six, [])[1]) . 7000 : \(to) . 81 }"
        ),
        (
          nil,
          "dnat\(name) to numgen random mod 2 map { 0 : \(to), 1 : \(Pools.servers.of(six, [])[0]) }"
        ),
        ("meta l4proto tcp", "redirect to :8080"), (nil, "redirect"),
        (
          nil,
          "dnat\(name) prefix to \(six ? "ip6" : "ip") daddr map { \(six ? "fd09:9::/64 : fd09:2::/64" : "10.9.9.0/24 : 10.9.2.0/24") }"
        ),
      ])
    }
    let own = six ? "fd09:2::1" : "10.9.2.1"
    let masquerade = place.hook == "postrouting"
    return random.pick([
      (nil, "snat\(name) to \(own)"),
      (
        nfproto + "meta l4proto tcp",
        "snat\(name) to \(six ? "[\(own)]" : own):\(random.number(2000...60000))"
      ),
      (nil, masquerade ? "masquerade" : "accept"),
      (nil, masquerade ? "masquerade" : "snat\(name) to \(own)"),
    ])
  }
}
