import Documents
import Firewall
import Foundation
import Testing

/// One `.nft` file beside these tests, and what nft makes of it.
struct NFTablesFixture: CustomTestStringConvertible {
  var name: String

  static let all = [
    "headers", "meta", "ct", "statements", "nat", "sets", "families", "netdev", "textual",
    "untypable",
  ].map(NFTablesFixture.init(name:))

  /// Those whose meaning nft 1.0.6 prints whole: its JSON lacks the devices of netdev chains and the
  /// size of keys declared by `typeof`.
  static let complete = all.filter { $0.name != "netdev" && $0.name != "untypable" }

  /// Those that nft 1.0.6 can read back from its own JSON: not maps to concatenations, conntrack
  /// timeouts and expectations, named synproxies, prefixes as data, comments of sets, counts of
  /// elements.
  static let reloadable = complete.filter { $0.name != "textual" }

  var testDescription: String { name }

  private var path: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).nft").path
  }

  /// `nft -j list ruleset` and `nft list ruleset` after loading the file.
  func listed() throws -> (json: [UInt8], text: String) {
    let outcome = try NamespacedTool(
      script: """
        ip link add d0 type veth peer name d1
        nft -f '\(path)' && nft -j list ruleset && echo && echo '=====' && nft list ruleset
        """
    ).run()
    guard outcome.status == 0 else { throw FixtureFailure(reason: outcome.complaints) }
    let parts = String(decoding: outcome.output, as: UTF8.self).components(
      separatedBy: "\n=====\n")
    guard parts.count == 2 else { throw FixtureFailure(reason: "no separator in the output") }
    return (Array(parts[0].utf8), parts[1])
  }
}

/// Why a fixture could not be used: root, nft or a kernel feature is missing.
struct FixtureFailure: Error, CustomStringConvertible {
  var reason: String
  var description: String { "nft (run as root, with nftables installed) said: \(reason)" }
}

/// Entries of a list without what differs from namespace to namespace, in an order of their own.
func comparableEntries(_ json: [UInt8]) throws -> [String] {
  let entries = try Node(parsingJSON: json)["nftables"]?.array ?? []
  return entries.filter { $0["metainfo"] == nil }.map { sortedKeys($0).json }.sorted()
}

private func sortedKeys(_ node: Node) -> Node {
  switch node.content {
  case .null, .bool, .number, .string: return node
  case .array(let elements): return Node(.array(elements.map(sortedKeys)))
  case .object(let members):
    let kept = members.filter { $0.key != "handle" && $0.key != "expires" }
    return Node(
      .object(
        kept.map { Node.Member($0.key, sorted($0.key, sortedKeys($0.value))) }
          .sorted { $0.key < $1.key }))
  }
}

/// Elements of hashed sets come in the order of their hashes, which differ each time.
private func sorted(_ key: String, _ value: Node) -> Node {
  guard key == "set" || key == "elem", let elements = value.array else { return value }
  return Node(.array(elements.sorted { $0.json < $1.json }))
}
