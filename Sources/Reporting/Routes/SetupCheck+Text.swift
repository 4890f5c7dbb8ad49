import Addressing
public import Diagnosis
import Routing

extension SetupCheck {
  /// The answer for people.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines = [headline]
    for entry in coverage {
      let names =
        entry.gatewayNames.isEmpty ? "" : " (\(entry.gatewayNames.joined(separator: ", ")))"
      let mark = entry.finding.map { "   ← \($0)" } ?? ""
      lines.append(
        "  \(entry.node.map { "pods of \($0)" } ?? "services") \(entry.range): \(entry.route?.description ?? "no route")\(names)\(mark)"
      )
    }
    for target in targets {
      let source = target.seenSource.map { ", which sees \($0)" } ?? ""
      lines.append(
        "  \(target.endpoint): \(target.verdict.rawValue)\(target.cause.map { " (\($0))" } ?? source)"
      )
    }
    for cause in findings {
      lines += [""] + cause.lines(style, isRoot: false, verdict: .reachable)
    }
    lines += notes.flatMap { style.wrapped("Note: \($0)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    switch (findings.isEmpty, isUndecided) {
    case (false, _): "\(host): \(findings.count) findings on the way to pods and Services"
    case (true, true): "\(host): nothing wrong is seen, but something that decides was not read"
    case (true, false): "\(host): pods and Services are routed as they should be"
    }
  }
}
