import KernelLab

extension Ruleset {
  /// Loads everything into the lab, each table by its own tool.
  ///
  /// Returns what was accepted, and the complaint about each piece that was not.
  func load(into lab: ThreeHosts) throws -> (accepted: Ruleset, refusals: [String]) {
    var accepted = self
    var refusals: [String] = []
    for (index, rules) in hosts.enumerated() {
      guard let host = lab.hosts.first(where: { $0.name == rules.host }) else { continue }
      func take(_ tool: [String], _ text: String) throws -> Bool {
        let (status, output) = try host.attempt(tool, input: text)
        if status != 0 { refusals.append("\(tool[0]): \(output.prefix(400)) in:\n\(text)") }
        return status == 0
      }
      accepted.hosts[index].sets = try rules.sets.filter {
        try take(["ipset", "-exist", "restore"], $0.text)
      }
      accepted.hosts[index].tables = try rules.tables.filter { try take([$0.tool], $0.text) }
      accepted.hosts[index].native = try rules.native.compactMap { table in
        var table = table
        // nft names the line it dislikes; the rest of the table is worth keeping.
        for _ in 0..<20 {
          let (status, output) = try host.attempt(["nft", "-f", "-"], input: table.text)
          if status == 0 { return table }
          refusals.append("nft: \(output.prefix(300))")
          let line = output.split(separator: ":").dropFirst().first.flatMap { Int($0) }
          guard let next = line.flatMap({ table.without(line: $0) }) else { return nil }
          table = next
        }
        return nil
      }
    }
    return (accepted, refusals)
  }
}

extension Ruleset: CustomStringConvertible {
  /// The commands and texts that make it, host by host.
  var description: String {
    var lines = parameters.map { "# router: sysctl -w \($0)" }
    for host in hosts {
      lines.append("# on \(host.host)")
      lines += host.sets.map(\.text)
      lines += host.tables.map { "# \($0.tool)\n\($0.text)" }
      lines += host.native.map { "# nft -f -\n\($0.text)" }
    }
    return lines.joined(separator: "\n")
  }
}
