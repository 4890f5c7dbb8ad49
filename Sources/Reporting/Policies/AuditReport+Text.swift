import Cluster
import Policies

extension AuditReport {
  /// The report for people: the answer, the table, why, and the fix with its proof.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines = style.wrapped(headline, colour: headlineColour)
    if !audit.rows.isEmpty { lines += [""] + table(audit.rows).lines(style) }
    lines += reasonLines(style) + otherPortLines(style)
    if let remedy { lines += [""] + remedy.lines(style) }
    if !notes.isEmpty {
      lines += ["", style.paint("Notes", .heading)]
      for note in notes { lines += style.wrapped(note, first: "  ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headlineColour: TextStyle.Colour {
    if audit.rows.isEmpty { return .unsure }
    if audit.rows.contains(where: { $0.verdict == .denied }) { return .bad }
    return audit.blockedRows.isEmpty ? .good : .unsure
  }

  private func table(_ rows: [AuditRow]) -> TextTable {
    let several = audit.sources.count > 1
    return TextTable(
      headings: ["TARGET"] + (several ? ["FROM"] : []) + ["VERDICT", "POLICY", "CHANGE"],
      rows: rows.map { row in
        [.init(row.targetWords)] + (several ? [.init(row.source.description)] : []) + [
          .init(row.word, row.verdict.colour), .init(row.policies.joined(separator: ", ")),
          .init(shortChange(for: row)),
        ]
      })
  }

  /// The change without the name of the one policy that stands beside it.
  private func shortChange(for row: AuditRow) -> String {
    change(for: row).map { words in
      guard row.policies.count == 1, let policy = row.policies.first,
        words.hasPrefix("\(policy) ")
      else { return words }
      return String(words.dropFirst(policy.count + 1))
    }.joined(separator: "; ")
  }

  /// Why, once for each policy.
  private func reasonLines(_ style: TextStyle) -> [String] {
    var seen: [String] = []
    for row in audit.blockedRows {
      for reason in row.reasons where !seen.contains(reason) { seen.append(reason) }
      if seen.count > 40 { break }
    }
    guard !seen.isEmpty else { return [] }
    var lines = ["", style.paint("Why", .heading)]
    for reason in seen.prefix(40) { lines += style.wrapped(reason, first: "  ") }
    if seen.count > 40 { lines.append("  and more: --output json names them all") }
    return lines
  }

  private func otherPortLines(_ style: TextStyle) -> [String] {
    guard !audit.otherPorts.isEmpty else { return [] }
    var lines = ["", style.paint("Other ports that \(sourceWords) cannot reach", .heading)]
    for row in audit.otherPorts {
      let from = audit.sources.count > 1 ? " from \(row.source)" : ""
      lines += style.wrapped(
        "\(row.targetWords)\(from) — \(row.policies.joined(separator: ", "))", first: "  ")
    }
    return lines
  }
}

extension AuditRemedy {
  fileprivate func lines(_ style: TextStyle) -> [String] {
    var lines: [String] = []
    if !policies.isEmpty {
      lines += style.wrapped("Fix: admit the blocked targets and nothing else", colour: .heading)
      lines += ["kubectl apply -f - <<'EOF'"]
      lines += manifest.split(separator: "\n").map(String.init) + ["EOF"]
    }
    for row in hopeless {
      lines += style.wrapped(
        "\(row.target.name): no NetworkPolicy can open it; change "
          + row.policies.joined(separator: ", "))
    }
    let left = audit.blockedRows.count
    lines += style.wrapped(
      left == 0
        ? "with this change: reachable (\(audit.rows.count) of \(audit.rows.count), decided again)"
        : "with this change: \(left) still blocked", colour: left == 0 ? .good : .bad)
    lines += proof.lines(style)
    return lines
  }
}

extension PatchProof {
  /// What else a change admits.
  func lines(_ style: TextStyle) -> [String] {
    guard !alsoAdmits.isEmpty else {
      return style.wrapped(
        isPartial ? "it admits nothing else that was tried" : "it admits nothing else")
    }
    var lines = style.wrapped("it would also admit:")
    for flow in alsoAdmits.prefix(20) {
      lines += style.wrapped("\(flow.source) → \(flow.destinationText)", first: "  ")
    }
    if alsoAdmits.count > 20 { lines.append("  and \(alsoAdmits.count - 20) more") }
    return lines
  }
}
