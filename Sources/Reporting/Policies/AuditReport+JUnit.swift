import Cluster
import Policies

extension AuditReport {
  /// The report as JUnit XML: a test case for each target and source.
  public var junit: String {
    let rows = audit.rows
    let failures = rows.filter { $0.verdict == .denied }.count
    let skipped = rows.filter { $0.verdict == .undecided }.count
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    out += "<testsuites>\n  <testsuite name=\"diagnose audit\" tests=\"\(rows.count)\" "
    out += "failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
    for row in rows { out += testCase(row) }
    return out + "  </testsuite>\n</testsuites>\n"
  }

  private func testCase(_ row: AuditRow) -> String {
    let name = "\(row.target.name) from \(row.source)"
    let open =
      "    <testcase classname=\"\(Self.escaped(row.target.namespace))\" "
      + "name=\"\(Self.escaped(name))\""
    switch row.verdict {
    case .allowed: return open + "/>\n"
    case .undecided:
      let reason = row.reasons.joined(separator: "; ")
      return open + ">\n      <skipped message=\"\(Self.escaped(reason))\"/>\n    </testcase>\n"
    case .denied:
      let message = "denied by \(row.policies.joined(separator: ", "))"
      let body = (row.reasons + change(for: row).map { "change: \($0)" }).joined(separator: "\n")
      return open + ">\n      <failure type=\"\(row.word)\" message=\"\(Self.escaped(message))\">"
        + "\(Self.escaped(body))</failure>\n    </testcase>\n"
    }
  }

  /// Text for XML 1.0, which has no way to write most control characters.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\n": out += "&#10;"
      case _ where scalar.value < 32 && scalar != "\t": out += "\u{fffd}"
      case _: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
