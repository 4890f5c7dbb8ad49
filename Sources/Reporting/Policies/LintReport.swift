import Cluster
public import Policies

/// What lint found, ready to be printed.
public struct LintReport: Sendable {
  let findings: [LintFinding]
  let policies: Int

  /// A report of `findings` in so many policies.
  public init(_ findings: [LintFinding], policies: Int) {
    self.findings = findings
    self.policies = policies
  }

  /// The answer for people.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    let count = policies == 1 ? "1 policy" : "\(policies) policies"
    guard !findings.isEmpty else {
      return style.paint("nothing found in \(count)", .good) + "\n"
    }
    let word = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    var lines = style.wrapped("\(word) in \(count)", colour: .bad)
    for finding in findings {
      let place = finding.path.isEmpty ? "" : " \(finding.path)"
      lines +=
        [""]
        + style.wrapped("\(finding.policy)\(place): \(finding.rule.rawValue)", colour: .heading)
      lines += style.wrapped(finding.text, first: "  ")
      if !finding.advice.isEmpty { lines += style.wrapped(finding.advice, first: "  → ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answer for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("policies", policies)
      writer.key("findings")
      writer.array(findings) { finding, writer in
        writer.object { writer in
          writer.member("rule", finding.rule.rawValue)
          writer.member("policy", finding.policy)
          writer.member("path", finding.path)
          writer.member("text", finding.text)
          writer.member("advice", finding.advice)
        }
      }
    }
    return writer.bytes
  }
}
