/// Makes the conditions of iptables rules, biased so that flows of the pools meet them.
///
/// Left out, since one packet in a fresh network cannot show them: `nfacct` and `cluster` (not in
/// every kernel), `cgroup`, `cpu`, `time` (about the machine, not the packet), `recent`, `quota`,
/// `hashlimit`, `connlimit`, `connbytes` and `statistic --mode nth` (about earlier packets),
/// `sctp`, `dccp`, `ah`, `esp`, `ipv6header` (no such probes), `string` (a payload no flow tells).
struct MatchGenerator {
  var random: SplitMix64

  /// A `-p` and some conditions that the kernel accepts at `place`.
  mutating func matches(at place: RulePlace, limited: RuleProtocol? = nil) -> (
    RuleProtocol, [String]
  ) {
    let transport =
      limited ?? random.pick([.any, .any, .tcp, .tcp, .tcp, .udp, .udp, .icmp])
    var matches = [transport.flag(place.six)]
    if random.chance(35) { matches.append(address("-s", Pools.sourcePrefixes.of(place.six, []))) }
    if random.chance(45) {
      matches.append(address("-d", Pools.destinationPrefixes.of(place.six, [])))
    }
    if place.hasInput, random.chance(15) {
      matches.append(inverted(10) + "-i \(random.pick(place.interfaces))")
    }
    if place.hasOutput, random.chance(15) {
      matches.append(inverted(10) + "-o \(random.pick(place.interfaces))")
    }
    if let condition = protocolCondition(transport, place), random.chance(50) {
      matches.append(condition)
    }
    if random.chance(45) { matches.append(extension_(at: place, transport)) }
    if random.chance(10) { matches.append(extension_(at: place, transport)) }
    return (transport, matches.filter { !$0.isEmpty })
  }

  mutating func inverted(_ percent: Int = 20) -> String { random.chance(percent) ? "! " : "" }

  private mutating func address(_ flag: String, _ prefixes: [String]) -> String {
    let prefix = random.pick(prefixes)
    // "Not any address" is refused by iptables-nft.
    return (prefix.hasSuffix("/0") ? "" : inverted(12)) + "\(flag) \(prefix)"
  }

  private mutating func protocolCondition(
    _ transport: RuleProtocol, _ place: RulePlace
  ) -> String? {
    switch transport {
    case .any: return nil
    case .tcp:
      return random.pick([
        inverted() + "--dport \(random.pick(Pools.tcpPorts))",
        inverted() + "--dport \(random.pick(["80:81", "1:1024", "7000:9000", ":80", "8000:"]))",
        inverted() + "--sport \(sourcePorts())",
        inverted() + "--tcp-flags SYN,ACK,RST SYN", inverted() + "--syn",
        inverted() + "--tcp-flags ALL SYN", "--tcp-option 2", "! --tcp-option 8",
      ])
    case .udp:
      return random.pick([
        inverted() + "--dport \(random.pick(Pools.udpPorts))",
        inverted() + "--dport \(random.pick(["53:54", "1:1024", "5000:9000"]))",
        inverted() + "--sport \(sourcePorts())",
      ])
    case .icmp:
      let name = place.six ? "--icmpv6-type" : "--icmp-type"
      let types =
        place.six
        ? ["echo-request", "echo-reply", "128", "destination-unreachable", "1/4"]
        : ["echo-request", "echo-reply", "8", "8/0", "destination-unreachable", "any"]
      return inverted() + "\(name) \(random.pick(types))"
    }
  }

  mutating func sourcePorts() -> String {
    let low = random.number(40000...40049)
    return random.chance(30) ? "\(low)" : "\(low):\(low + random.number(1...30))"
  }

  /// One `-m …`.
  private mutating func extension_(at place: RulePlace, _ transport: RuleProtocol) -> String {
    var choices: [(inout MatchGenerator) -> String] = [
      { _ in "-m comment --comment \"a \\\"quoted\\\" remark\"" },
      { "-m mark " + $0.inverted() + "--mark \($0.markAndMask())" },
      { "-m connmark " + $0.inverted() + "--mark \($0.markAndMask())" },
      { $0.conntrack(place.six) }, { $0.conntrack(place.six) }, { $0.conntrack(place.six) },
      {
        "-m state " + $0.inverted()
          + "--state \($0.states(["NEW", "ESTABLISHED", "INVALID", "UNTRACKED", "RELATED"]))"
      },
      { $0.range(place.six) },
      {
        "-m pkttype " + $0.inverted()
          + "--pkt-type \($0.random.pick(["unicast", "broadcast", "host"]))"
      },
      { $0.timeToLive(place.six) },
      { "-m dscp " + $0.inverted() + "--dscp \($0.random.pick(["0", "0x0a", "0x2e"]))" },
      {
        "-m tos " + $0.inverted()
          + "--tos \($0.random.pick(["0x00/0xff", "0x28/0xff", "0x10/0x3f"]))"
      },
      {
        "-m statistic --mode random " + $0.inverted()
          + "--probability \($0.random.pick(["0", "1", "0.5"]))"
      },
      { "-m addrtype " + $0.addressType(place) },
      { _ in "-m helper --helper ftp" },
      { $0.length(transport) },
    ]
    if !place.sets.isEmpty {
      for _ in 0..<8 { choices.append { $0.set(place) } }
    }
    if transport == .tcp || transport == .udp {
      for _ in 0..<3 { choices.append { $0.multiport(transport) } }
    }
    if transport == .tcp {
      choices.append {
        "-m tcpmss " + $0.inverted()
          + "--mss \($0.random.pick(["1460", "1400:1500", "1:1000", "1440"]))"
      }
      choices.append { "-m ecn " + $0.inverted() + "--ecn-tcp-\($0.random.pick(["cwr", "ece"]))" }
    }
    if !place.six {
      choices.append { "-m u32 " + $0.inverted() + "--u32 \"\($0.u32())\"" }
      choices.append { "-m ecn " + $0.inverted() + "--ecn-ip-ect \($0.random.number(0...2))" }
      if place.hook != "PREROUTING" {
        choices.append {
          "-m realm " + $0.inverted() + "--realm \($0.random.pick(["5", "0", "4/0xfe"]))"
        }
      }
    }
    if place.hasInput {
      choices.append {
        "-m mac " + $0.inverted()
          + "--mac-source \($0.random.pick(["02:09:01:00:00:02", "02:09:02:00:00:02", "02:09:02:00:00:01"]))"
      }
      choices.append {
        "-m devgroup " + $0.inverted() + "--src-group \($0.random.pick(["7", "0", "0x6/0xe"]))"
      }
      choices.append { _ in "-m policy --dir in --pol none" }
    }
    if place.hasOutput {
      choices.append {
        "-m devgroup " + $0.inverted() + "--dst-group \($0.random.pick(["7", "0"]))"
      }
      choices.append { _ in "-m policy --dir out --pol ipsec" }
    }
    if place.hook == "FORWARD" {
      choices.append {
        $0.random.pick(["-m physdev ! --physdev-is-bridged", "-m physdev --physdev-in eth0"])
      }
    }
    if place.hook == "PREROUTING", place.table == "raw" || place.table == "mangle" {
      choices.append {
        "-m rpfilter "
          + $0.random.pick([
            "", "--loose", "--invert", "--accept-local", "--loose --invert", "--validmark",
          ])
      }
    }
    if place.hook == "PREROUTING" || place.hook == "INPUT" {
      choices.append { "-m socket" + $0.random.pick(["", " --nowildcard", " --transparent"]) }
    }
    if place.hook == "OUTPUT", place.host == "client" {
      choices.append {
        "-m owner " + $0.inverted()
          + $0.random.pick(["--uid-owner 0", "--gid-owner 0", "--socket-exists"])
      }
    }
    return random.pick(choices)(&self)
  }

  mutating func markAndMask() -> String { random.pick(Pools.marks) + random.pick(Pools.masks) }

  mutating func states(_ names: [String]) -> String {
    random.some(names, percent: 35).joined(separator: ",")
  }
}
