import ArgumentParser
import Documents
import PrometheusConfiguration

/// The answer of `scrape check`.
enum ScrapeCheckReport {
  case valid(Configuration.Loaded, [Finding], FoundByJobs)
  case invalid(ConfigurationFault)

  /// The exit code.
  var exit: ExitCode {
    switch self {
    case .valid(_, let findings, _): findings.isEmpty ? .reachable : .blocked
    case .invalid(.unreadable): .notFound
    case .invalid(.rejected): .malformed
    }
  }

  /// The answer for a machine.
  var node: Node {
    switch self {
    case .valid(let loaded, let findings, let found):
      return Node(
        .object(
          [
            Node.Member("valid", true),
            Node.Member("findings", Node(.array(findings.map(\.node)))),
            Node.Member("jobs", Node(integerLiteral: loaded.configuration.scrapeJobs.count)),
            Node.Member("notes", Node(.array(loaded.notes.map { Node(.string($0)) }))),
          ] + (found.isEmpty ? [] : [Node.Member("found", found.node)])))
    case .invalid(let fault):
      var members = [
        Node.Member("valid", false), Node.Member("error", Node(.string(fault.description))),
      ]
      if case .rejected(let rejection, let file) = fault {
        if let line = rejection.line {
          members.append(Node.Member("line", Node(integerLiteral: line)))
        }
        members.append(Node.Member("file", Node(.string(file))))
      }
      return Node(.object(members))
    }
  }

  /// The answer for people.
  var text: String {
    switch self {
    case .valid(let loaded, let findings, let found):
      let jobs = loaded.configuration.scrapeJobs.count
      let verdict = findings.isEmpty ? "nothing wrong was found" : "but: \(findings.count) findings"
      return "valid: Prometheus loads it, \(jobs) job\(jobs == 1 ? "" : "s"); \(verdict)\n"
        + found.text + findings.map(\.text).joined() + loaded.notes.map { "note: \($0)\n" }.joined()
    case .invalid(.unreadable(let path)):
      return "there is no file \(path), or it may not be read\n"
    case .invalid(let fault):
      var text = "invalid: Prometheus does not load it\n  \(fault)\n"
      if case .rejected(let rejection, let file) = fault, let line = rejection.line {
        text += "at: \(file):\(line)\n"
      }
      return text
    }
  }
}

extension Finding {
  fileprivate var node: Node {
    var members = [Node.Member("id", Node(.string(kind.rawValue)))]
    if let job { members.append(Node.Member("job", Node(.string(job)))) }
    members += [
      Node.Member("file", Node(.string(file))),
      Node.Member("line", Node(integerLiteral: line)),
      Node.Member("summary", Node(.string(summary))),
      Node.Member("change", Node(.string(change))),
    ]
    return Node(.object(members))
  }

  fileprivate var text: String {
    "\n\(file):\(line): \(job.map { "job \($0): " } ?? "")\(summary)  [\(kind.rawValue)]\n"
      + "  \(change)\n"
  }
}
