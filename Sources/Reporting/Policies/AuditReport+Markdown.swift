import Cluster
import Policies

extension AuditReport {
  /// The report as GitHub-flavoured Markdown, for a comment on a merge request.
  public var markdown: String {
    var out = "**\(Self.escaped(headline))**\n"
    if !audit.rows.isEmpty {
      out += "\n| target | from | verdict | policy | change |\n|---|---|---|---|---|\n"
      for row in audit.rows {
        let cells = [
          row.targetWords, row.source.description, row.word,
          row.policies.joined(separator: ", "), change(for: row).joined(separator: "; "),
        ]
        out += "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n"
      }
    }
    if !audit.otherPorts.isEmpty {
      out += "\nOther ports that cannot be reached:\n\n"
      for row in audit.otherPorts {
        out += "- \(Self.escaped(row.targetWords)) from \(row.source) — "
        out += Self.escaped(row.policies.joined(separator: ", ")) + "\n"
      }
    }
    if let remedy, !remedy.policies.isEmpty {
      out += "\nWhat admits them (`kubectl apply -f -`):\n\n```yaml\n\(remedy.manifest)```\n"
      for flow in remedy.proof.alsoAdmits.prefix(20) {
        out += "- also admits \(flow.source) → \(flow.destinationText)\n"
      }
    }
    if !notes.isEmpty {
      out += "\n" + notes.map { "> \(Self.escaped($0))\n" }.joined(separator: ">\n")
    }
    return out
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if "|<>*_`\\".contains(character) { out.append("\\") }
      out.append(character == "\n" ? " " : character)
    }
    return out
  }
}
