import Cluster
import Policies

extension AuditReport {
  /// The report for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("verdict", verdictWord)
      writer.key("sources")
      writer.array(audit.sources) { source, writer in writer.string(source.description) }
      writer.key("targets")
      writer.array(audit.rows) { row, writer in write(row, to: &writer) }
      writer.key("otherPorts")
      writer.array(audit.otherPorts) { row, writer in write(row, to: &writer) }
      if let remedy {
        writer.key("remedy")
        remedy.write(to: &writer)
      }
      writer.key("notes")
      writer.array(notes) { note, writer in writer.string(note) }
    }
    return writer.bytes
  }

  private var verdictWord: String {
    if audit.rows.isEmpty { return "undecided" }
    let verdicts = Set(audit.rows.map(\.verdict))
    return verdicts.contains(.denied)
      ? "blocked" : verdicts.contains(.undecided) ? "undecided" : "reachable"
  }

  private func write(_ row: AuditRow, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("target", row.target.name)
      writer.member("namespace", row.target.namespace)
      writer.member("source", row.source.description)
      if row.isTranslated {
        writer.key("seenAs")
        writer.array(row.seen) { seen, writer in writer.string(seen.description) }
      }
      writer.member("verdict", row.verdict.rawValue)
      switch row.before {
      case .unknown: break
      case .absent: writer.member("before", "absent")
      case .judged(let verdict): writer.member("before", verdict.rawValue)
      }
      writer.key("foundBy")
      writer.array(row.target.origins) { origin, writer in writer.string(origin.description) }
      writer.key("endpoints")
      writer.array(row.target.endpoints) { end, writer in writer.string(end.description) }
      writer.key("blocked")
      writer.array(row.blocked) { blocked, writer in writer.string(blocked.endpoint.description) }
      writer.key("policies")
      writer.array(row.policies) { policy, writer in writer.string(policy) }
      writer.key("reasons")
      writer.array(row.reasons) { reason, writer in writer.string(reason) }
      writer.key("change")
      writer.array(change(for: row)) { words, writer in writer.string(words) }
    }
  }
}

extension AuditRemedy {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", "manifest")
      writer.member("content", manifest)
      writer.member("whatIf", audit.blockedRows.isEmpty ? "reachable" : "blocked")
      proof.write(to: &writer)
    }
  }
}
