import Addressing
import Firewall
import Testing

/// What iptables' `set` match answers for real packets, sent within a network namespace.
@Suite struct IPSetPacketTests {
  /// Sends a UDP datagram for each line `SOURCE SPORT DESTINATION DPORT`.
  static let sender = """
    use Socket;
    while (<STDIN>) {
      my ($from, $sport, $to, $dport) = split;
      socket(my $s, PF_INET, SOCK_DGRAM, 17) or die;
      bind($s, pack_sockaddr_in($sport, inet_aton($from))) or die "bind $from: $!";
      send($s, "x", 0, pack_sockaddr_in($dport, inet_aton($to)));
    }
    """

  struct Asked {
    let set: String
    let packet: IPSetPacket
    let sourcePort: UInt16
    let query: IPSetQuery

    func rule(_ number: Int) -> String {
      "-A OUTPUT -p udp --sport \(sourcePort) -m set --match-set \(set) \(query.directions)"
        + (query.returnsNoMatch ? " --return-nomatch" : "") + " -m comment --comment n\(number)x\n"
    }
  }

  static func list(_ sets: [RandomIPSet], _ generator: inout SeededGenerator) -> [String] {
    let members = sets.shuffled(using: &generator).prefix(3)
    return ["create all list:set"] + members.map { "add all \($0.name)" }
  }

  static func ask(
    _ sets: inout [RandomIPSet], _ generator: inout SeededGenerator
  ) throws -> [Asked] {
    var asked: [Asked] = []
    for number in 0..<40 {
      let port = UInt16(20000 + number)
      guard let question = sets[0].question() else { continue }
      var packet = question.packet
      let target = UInt16.random(in: 2...6, using: &generator)
      packet.ports = .of(.udp, source: port, destination: target)
      packet.inInterface = ""
      packet.outInterface = "lo"
      for name in sets.map(\.name) + ["all"] {
        let count = Int.random(in: 1...3, using: &generator)
        let sources = (0..<count).map { _ in Bool.random(using: &generator) }
        let directions = try #require(IPSetDirections(sources))
        let query = IPSetQuery(directions, returnsNoMatch: Bool.random(using: &generator))
        asked.append(Asked(set: name, packet: packet, sourcePort: port, query: query))
      }
    }
    return asked
  }

  @Test(arguments: 1...UInt64(6))
  func `answers as the kernel does`(seed: UInt64) throws {
    var generator = SeededGenerator(seed)
    var random = RandomIPSet.kinds.map { RandomIPSet($0, isWide: false, seed: seed + 100) }
    let list = Self.list(random, &generator)
    let lines = (random.flatMap(\.lines) + list).filter { !$0.contains("physdev:") }
    let input = lines.map { $0 + "\n" }.joined()
    let asked = try Self.ask(&random, &generator)
    let rules = "*filter\n" + asked.enumerated().map { $1.rule($0) }.joined() + "COMMIT\n"
    let packets = Set(
      asked.map { one in
        guard case .of(_, let from, let to) = one.packet.ports else { return "" }
        return "\(one.packet.source) \(from) \(one.packet.destination) \(to)\n"
      }
    ).joined()
    let shell = try Shell(
      inNamespace: "ip link set lo up && ip route add local 10.0.0.0/16 dev lo && "
        + "ipset -exist restore && iptables-legacy-restore rules && perl send < packets && "
        + "iptables-legacy-save -c -t filter",
      input: input, files: ["rules": rules, "packets": packets, "send": Self.sender])
    try #require(shell.status == 0, "\(shell.errors)")
    let sets = try IPSets(parsing: input)
    let saved = shell.output.split(separator: "\n").filter { $0.hasPrefix("[") }
    try #require(saved.count == asked.count)
    for (line, one) in zip(saved, asked) {
      let held = !line.hasPrefix("[0:0]")
      let ours = sets.test(one.packet, in: one.set, one.query)
      guard (ours != .no) != held else { continue }
      Issue.record("\(line) \(one.packet): \(ours) \(lines.filter { $0.contains(one.set) })")
    }
  }
}
