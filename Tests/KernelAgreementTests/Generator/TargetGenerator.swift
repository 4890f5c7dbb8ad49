/// Makes what iptables rules do.
///
/// Left out: `TRACE` (refused inside namespaces by some kernels, and without effect), `TEE` (a
/// second packet nobody predicts), `SECMARK` (needs SELinux), `SYNPROXY` (answers in its own way
/// over several packets), `RATEEST`, `IDLETIMER`, `LED` (no effect on the packet).
struct TargetGenerator {
  var random: SplitMix64

  /// A target the kernel accepts at `place` and the protocol it demands, if any.
  mutating func target(at place: RulePlace) -> (RuleProtocol?, String) {
    if !place.callees.isEmpty, random.chance(30) {
      return (nil, random.pick(["-j ", "-j ", "-g "]) + random.pick(place.callees))
    }
    if !place.isBuiltIn, random.chance(15) { return (nil, "-j RETURN") }
    if random.chance(3) { return (nil, "") }
    switch place.table {
    case "raw": return raw(place)
    case "mangle": return mangle(place)
    case "nat": return nat(place)
    case "security": return (nil, random.pick(["-j ACCEPT", "-j DROP", "-j RETURN"]))
    default: return filter(place)
    }
  }

  private mutating func anywhere(_ place: RulePlace) -> (RuleProtocol?, String) {
    switch random.number(0...11) {
    case 0...3: (nil, "-j MARK " + mark())
    case 4...7: (nil, "-j CONNMARK " + connectionMark())
    case 8: (nil, "-j LOG --log-prefix \"seen: \"")
    case 9: (nil, "-j NFLOG --nflog-group 5")
    case 10:
      (nil, random.pick(["-j NFQUEUE --queue-num 3", "-j NFQUEUE --queue-num 3 --queue-bypass"]))
    default:
      if let set = place.sets.first(where: { $0.name.hasPrefix("grow") }) {
        (nil, "-j SET --add-set \(set.name) \(random.pick(["src", "dst"]))")
      } else {
        (nil, "-j AUDIT --type accept")
      }
    }
  }

  private mutating func mark() -> String {
    let value = random.pick(Pools.marks)
    return random.pick([
      "--set-mark \(value)", "--set-xmark \(value)/0xff", "--or-mark \(value)",
      "--and-mark 0xf\(random.number(0...9))", "--xor-mark \(value)", "--set-mark \(value)/0x3",
    ])
  }

  private mutating func connectionMark() -> String {
    let value = random.pick(Pools.marks)
    return random.pick([
      "--set-mark \(value)", "--set-xmark \(value)/0xf", "--save-mark", "--restore-mark",
      "--save-mark --nfmask 0x3 --ctmask 0xff", "--restore-mark --nfmask 0xff --ctmask 0x3",
      "--or-mark \(value)",
    ])
  }

  private mutating func raw(_ place: RulePlace) -> (RuleProtocol?, String) {
    switch random.number(0...9) {
    case 0...2: (nil, "-j ACCEPT")
    case 3: (nil, "-j DROP")
    case 4...5: (nil, random.pick(["-j CT --notrack", "-j NOTRACK"]))
    case 6: (nil, "-j CT --zone \(random.number(1...2))")
    default: anywhere(place)
    }
  }

  private mutating func mangle(_ place: RulePlace) -> (RuleProtocol?, String) {
    switch random.number(0...15) {
    case 0: return (nil, "-j DROP")
    case 1: return (nil, "-j ACCEPT")
    case 2...3:
      let name = place.six ? "HL --hl" : "TTL --ttl"
      return (
        nil,
        "-j \(name)-"
          + random.pick(["set 1", "set 2", "set 64", "dec 1", "inc 3", "dec 62", "dec 63"])
      )
    case 4: return (nil, "-j DSCP " + random.pick(["--set-dscp 0x0a", "--set-dscp-class EF"]))
    case 5: return (nil, "-j TOS --set-tos " + random.pick(["0x28/0xff", "0x10/0x3f", "0x00"]))
    case 6:
      guard place.hook == "FORWARD" || place.hook == "POSTROUTING" else { break }
      return (
        .tcp,
        "--tcp-flags SYN,RST SYN -j TCPMSS "
          + random.pick(["--set-mss 900", "--clamp-mss-to-pmtu"])
      )
    case 7:
      guard place.hook == "POSTROUTING" else { break }
      return (nil, "-j CLASSIFY --set-class 1:2")
    case 8:
      guard place.hook == "PREROUTING" else { break }
      return (random.chance(60) ? .tcp : .udp, "-j TPROXY --on-port 8080 --tproxy-mark 0x2/0x2")
    default: break
    }
    return anywhere(place)
  }

  private mutating func filter(_ place: RulePlace) -> (RuleProtocol?, String) {
    switch random.number(0...12) {
    case 0...3: (nil, "-j ACCEPT")
    case 4...5: (nil, "-j DROP")
    case 6...10: reject(place)
    default: anywhere(place)
    }
  }

  private mutating func reject(_ place: RulePlace) -> (RuleProtocol?, String) {
    if random.chance(20) { return (.tcp, "-j REJECT --reject-with tcp-reset") }
    let kinds =
      place.six
      ? [
        "icmp6-no-route", "icmp6-adm-prohibited", "icmp6-addr-unreachable",
        "icmp6-port-unreachable", "icmp6-policy-fail", "icmp6-reject-route",
      ]
      : [
        "icmp-net-unreachable", "icmp-host-unreachable", "icmp-port-unreachable",
        "icmp-proto-unreachable", "icmp-net-prohibited", "icmp-host-prohibited",
        "icmp-admin-prohibited",
      ]
    return (nil, random.chance(25) ? "-j REJECT" : "-j REJECT --reject-with \(random.pick(kinds))")
  }

  private mutating func nat(_ place: RulePlace) -> (RuleProtocol?, String) {
    if random.chance(8) { return (nil, "-j ACCEPT") }
    if random.chance(10) { return anywhere(place) }
    let early = place.hook == "PREROUTING" || place.hook == "OUTPUT"
    return early ? destination(place) : source(place)
  }

  /// A translated address as the tools want it before a port.
  private func bracketed(_ address: String, _ port: String) -> String {
    address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
  }

  private mutating func destination(_ place: RulePlace) -> (RuleProtocol?, String) {
    let to = random.pick(Pools.servers.of(place.six, []))
    let transport: RuleProtocol = random.chance(60) ? .tcp : .udp
    let port =
      transport == .tcp ? random.pick(["80", "8080", "81", "7001"]) : random.pick(["53", "5353"])
    switch random.number(0...9) {
    case 0...2: return (nil, "-j DNAT --to-destination \(to)")
    case 3...6: return (transport, "-j DNAT --to-destination \(bracketed(to, port))")
    case 7: return (nil, "-j REDIRECT")
    case 8: return (transport, "-j REDIRECT --to-ports \(port)")
    default: return (nil, "-j NETMAP --to \(place.six ? "fd09:2::/64" : "10.9.2.0/24")")
    }
  }

  private mutating func source(_ place: RulePlace) -> (RuleProtocol?, String) {
    let own = place.six ? "fd09:2::1" : "10.9.2.1"
    let other = place.six ? "fd09:1::3" : "10.9.1.3"
    let to = random.pick([own, own, other])
    let transport: RuleProtocol = random.chance(60) ? .tcp : .udp
    let masquerade = place.hook == "POSTROUTING"
    switch random.number(0...9) {
    case 0...2: return (nil, "-j SNAT --to-source \(to)")
    case 3:
      return (transport, "-j SNAT --to-source \(bracketed(to, "\(random.number(2000...60000))"))")
    case 4...7 where masquerade: return (nil, "-j MASQUERADE")
    case 8 where masquerade:
      return (transport, "-j MASQUERADE --to-ports \(random.number(2000...9000))")
    default: return (nil, "-j NETMAP --to \(place.six ? "fd09:1::/64" : "10.9.1.0/24")")
    }
  }
}
