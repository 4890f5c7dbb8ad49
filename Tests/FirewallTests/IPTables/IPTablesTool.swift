import Addressing
import Foundation
import Testing

/// The real iptables of one family and backend, in a network namespace of its own.
struct IPTablesTool: CustomTestStringConvertible, Sendable {
  var family: IPFamily
  var backend: String

  static let all = [IPFamily.ipv4, .ipv6].flatMap { family in
    ["legacy", "nft"].map { IPTablesTool(family: family, backend: $0) }
  }

  var testDescription: String { program }

  private var program: String { (family == .ipv4 ? "iptables-" : "ip6tables-") + backend }

  /// A rule of the table of rules.
  struct Row: Sendable {
    var table: String
    var rule: String
    /// Whether iptables saves it as our printer prints it.
    var isPrintedAlike: Bool
  }

  /// The rules for the family.
  var rows: [Row] {
    let text = family == .ipv4 ? IPTablesRules4.text : IPTablesRules6.text
    return text.split(separator: "\n").map { line in
      let isPrintedAlike = !line.hasPrefix("~")
      let parts = line.drop { $0 == "~" }.split(separator: "|", maxSplits: 1)
      return Row(
        table: String(parts[0]), rule: String(parts[1]), isPrintedAlike: isPrintedAlike)
    }
  }

  /// What a rule is for iptables-restore.
  static func restoreText(_ rows: ArraySlice<Row>) -> String {
    var text = ""
    for table in ["filter", "nat", "mangle", "raw", "security"] {
      let rules = rows.filter { $0.table == table }.map(\.rule)
      if rules.isEmpty { continue }
      text += "*\(table)\n:OTHER - [0:0]\n" + rules.joined(separator: "\n") + "\nCOMMIT\n"
    }
    return text
  }

  /// What iptables saves after it restored `text`, or why it did not.
  func saved(_ text: String, counters: Bool = false) throws -> Result<[UInt8], Refusal> {
    let outcome = try NamespacedTool(
      script: """
        ipset create S1 hash:ip family inet; ipset create S6 hash:ip family inet6
        \(program)-restore && \(program)-save \(counters ? "-c" : "")
        """, input: Array(text.utf8)
    ).run()
    guard outcome.status == 0, !outcome.output.isEmpty else {
      return .failure(Refusal(reason: outcome.complaints))
    }
    return .success(outcome.output)
  }

  /// Why iptables refused a text.
  struct Refusal: Error {
    var reason: String
  }

  /// The rows in parts that iptables takes, each with what it saved; rows that it refuses are
  /// printed with its reason.
  func savedParts(_ rows: ArraySlice<Row>) throws -> [(rows: ArraySlice<Row>, text: [UInt8])] {
    if rows.isEmpty { return [] }
    switch try saved(Self.restoreText(rows)) {
    case .success(let text): return [(rows, text)]
    case .failure(let refusal) where rows.count == 1:
      print("\(program) refuses \(rows.map(\.rule)): \(refusal.reason.prefix(200))")
      return []
    case .failure:
      let middle = rows.startIndex + rows.count / 2
      return try savedParts(rows[..<middle]) + savedParts(rows[middle...])
    }
  }
}
