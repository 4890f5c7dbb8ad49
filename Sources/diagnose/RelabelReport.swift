import Documents
import RegularExpressions
import Relabelling

/// What rules made of one set of labels.
struct RelabelReport {
  private let steps: [RelabelStep]
  private let result: LabelSet?
  private let showsSteps: Bool

  init(_ labels: LabelSet, _ rules: [RelabelRule], showsSteps: Bool) {
    steps = labels.steps(of: rules)
    result = steps.last.map { $0.outcome.isKept ? $0.after : nil } ?? labels
    self.showsSteps = showsSteps
  }

  /// `{"keep":…,"labels":{…},"steps":[…]}`.
  var node: Node {
    var members = [
      Node.Member("keep", Node(.bool(result != nil))),
      Node.Member("labels", (result ?? LabelSet()).node),
    ]
    if result == nil, let last = steps.last {
      members.append(Node.Member("droppedBy", Node(.number(String(last.position)))))
    }
    if showsSteps {
      members.append(Node.Member("steps", Node(.array(steps.map(\.node)))))
    }
    return Node(.object(members))
  }

  /// The same for people.
  var text: String {
    var lines: [String] = []
    if result == nil, let last = steps.last {
      lines.append("dropped by rule \(last.position) \(last.rule)")
      if !showsSteps { lines.append("  \(last.why)") }
    } else {
      lines.append("kept")
    }
    if showsSteps { lines += steps.flatMap(\.lines) }
    lines += (result ?? LabelSet()).labels.map { "  \($0.name)=\($0.value.goQuoted)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension RelabelStep {
  /// The step as JSON.
  var node: Node {
    Node(
      .object([
        Node.Member("rule", Node(.number(String(position)))),
        Node.Member("action", Node(.string(rule.action.rawValue))),
        Node.Member("text", Node(.string(rule.description))),
        Node.Member("keep", Node(.bool(outcome.isKept))),
        Node.Member("why", Node(.string(why))),
        Node.Member("before", before.node),
        Node.Member("after", after.node),
      ]))
  }

  /// The step for people: the rule, what it did, and the labels that changed.
  var lines: [String] {
    var lines = ["  rule \(position) \(rule)", "    \(why)"]
    let names = Set(before.labels.map(\.name)).union(after.labels.map(\.name)).sorted()
    for name in names where before[name] != after[name] {
      if !before[name].isEmpty { lines.append("    - \(name)=\(before[name].goQuoted)") }
      if !after[name].isEmpty { lines.append("    + \(name)=\(after[name].goQuoted)") }
    }
    return lines
  }
}

/// What a machine may hand in.
enum RelabelInput {
  /// Bytes that are no UTF-8 as U+FFFD each, as Go's JSON decoder reads them.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    UTF8Text.isValid(bytes) ? bytes : UTF8Text(repairing: bytes).bytes
  }
}
