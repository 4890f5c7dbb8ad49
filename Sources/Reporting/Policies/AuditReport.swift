public import Policies

/// An audit with what mends it, ready to be printed in any of the formats.
public struct AuditReport: Sendable {
  /// What was found.
  public var audit: Audit
  /// What mends it; nil where nothing is blocked.
  public let remedy: AuditRemedy?
  /// What should be known beside it.
  public var notes: [String]
  /// What to change for each target and source, in words.
  private let changes: [ChangeKey: [String]]

  private struct ChangeKey: Hashable {
    var target: String
    var source: PolicyEnd
  }

  /// A report.
  public init(_ audit: Audit, remedy: AuditRemedy?, notes: [String] = []) {
    self.audit = audit
    self.remedy = remedy
    self.notes = notes + Self.translations(in: audit)
    changes = Dictionary(
      (remedy?.changes ?? []).map { (ChangeKey(target: $0.target, source: $0.source), $0.words) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What to change for one row, in words.
  func change(for row: AuditRow) -> [String] {
    changes[ChangeKey(target: row.target.name, source: row.source)] ?? []
  }

  /// The sources, as a list in words.
  var sourceWords: String {
    audit.sources.map(\.description).joined(separator: ", ")
  }

  /// The first line of every format.
  var headline: String {
    let rows = audit.rows
    let blocked = audit.blockedRows
    if rows.isEmpty { return "undecided: no scrape target is among the objects" }
    let lost = audit.lostRows.count
    let lostWords = lost > 0 ? ", \(lost) of them by this change" : ""
    guard !blocked.isEmpty else {
      return "reachable: policies admit \(sourceWords) to all \(Self.targets(rows.count))"
    }
    let undecided = blocked.allSatisfy { $0.verdict == .undecided }
    return (undecided ? "undecided" : "blocked")
      + ": \(blocked.count) of \(Self.targets(rows.count)) cannot be scraped from \(sourceWords)"
      + lostWords
  }

  /// Which targets are asked by addresses that nodes translate, each once.
  private static func translations(in audit: Audit) -> [String] {
    audit.rows.filter(\.isTranslated).map { row in
      "\(row.target.name) from \(row.source): policies see "
        + row.seen.map(\.description).joined(separator: ", or ")
    }
  }

  private static func targets(_ count: Int) -> String {
    count == 1 ? "1 target" : "\(count) targets"
  }
}

extension AuditRow {
  /// Whether policies see another source than the one that asks.
  var isTranslated: Bool { seen.contains { $0.reason != .asSent } }

  /// The word of the verdict: `reachable`, `blocked`, `lost`, `undecided`.
  var word: String {
    switch verdict {
    case .allowed: isGained ? "gained" : "reachable"
    case .denied: isLost ? "lost" : "blocked"
    case .undecided: "undecided"
    }
  }

  /// The target, with how many of its pods are blocked where not all are.
  var targetWords: String {
    let all = target.endpoints.count
    if verdict != .allowed, blocked.count < all {
      return "\(target.name) (\(blocked.count) of \(all) pods)"
    }
    return target.name
  }

  /// Why the first blocked endpoint is not allowed.
  var reasons: [String] {
    guard let decision = blocked.first?.decision else { return [] }
    return [decision.ingress, decision.egress].flatMap { direction in
      if case .ruled(_, _, let rule, false) = direction { return ["\(rule) denies it"] }
      return direction.refusals.map(\.description)
        + direction.openQuestions.map(\.description)
    }
  }
}
