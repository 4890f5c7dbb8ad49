import Addressing
import Cluster
import Documents
import Firewall
import Routing

/// A text reader, fed with whatever libFuzzer makes up.
///
/// A reader may refuse a text, but neither crash nor hang. What it accepts, it also has to print,
/// and to accept again what it printed.
enum Reader: String, CaseIterable {
  case iptables
  case ipset
  case nft
  case ip
  case sysctl
  case ss
  case conntrack
  case kubernetes
  case exposition
  case openmetrics
  case protobuf
  case configuration
  case relabelling
  case targets

  func read(_ text: [UInt8]) {
    switch self {
    case .iptables: readRules(text)
    case .ipset: readSets(text)
    case .nft: readRuleset(text)
    case .ip: readNetwork(text)
    case .sysctl: _ = try? Sysctls(parsing: text)
    case .ss:
      _ = try? [ListeningSocket](parsingSS: text, transport: .tcp)
    case .conntrack: readConnections(text)
    case .kubernetes: _ = try? ClusterObjects(parsing: text)
    case .exposition: ExpositionReader.read(text, .text)
    case .openmetrics: ExpositionReader.read(text, .openMetrics)
    case .protobuf: ExpositionReader.read(text, .protobuf)
    case .configuration: ConfigurationReader.read(text)
    case .relabelling: ConfigurationReader.relabel(text)
    case .targets: ConfigurationReader.readTargets(text)
    }
  }

  private func readRules(_ text: [UInt8]) {
    for family in [IPFamily.ipv4, .ipv6] {
      guard let rules = try? IPTablesRuleset(parsing: text, family: family) else { continue }
      _ = try? IPTablesRuleset(parsing: rules.saveText, family: family)
    }
  }

  private func readSets(_ text: [UInt8]) {
    guard let sets = try? IPSets(parsing: text) else { return }
    let printed = sets.bytes
    guard let again = try? IPSets(parsing: printed) else {
      preconditionFailure("what was printed is refused: \(sets.text)")
    }
    precondition(again.bytes == printed, "\(again.text) is not \(sets.text)")
  }

  private func readRuleset(_ text: [UInt8]) {
    guard let ruleset = try? NFTables.Ruleset(parsingJSON: text) else { return }
    _ = ruleset.json
  }

  private func readNetwork(_ text: [UInt8]) {
    if let links = try? [Link](parsingIPLink: text) { _ = (links.linkJSON, links.addressJSON) }
    _ = try? [Neighbour](parsingIPNeigh: text)
    for family in [IPFamily.ipv4, .ipv6] {
      _ = try? [RoutingRule](parsingIPRule: text, family: family)
      _ = try? [Route](parsingIPRoute: text, family: family)
    }
  }

  private func readConnections(_ text: [UInt8]) {
    guard let table = try? ConntrackTable(parsing: text) else { return }
    guard let again = try? ConntrackTable(parsing: table.text) else {
      preconditionFailure("what was printed is refused: \(table.text)")
    }
    precondition(again.entries == table.entries, "\(again.text) is not \(table.text)")
  }
}
