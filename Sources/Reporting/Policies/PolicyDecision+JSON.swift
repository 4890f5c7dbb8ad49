import Cluster
public import Policies

extension PolicyDecision {
  /// The decision for machines: one object, without a newline; with what would admit the
  /// connection, where that is asked for.
  public func writeJSON(to bytes: inout [UInt8], remedy: FlowRemedy? = nil) {
    var writer = JSONWriter(bytes)
    writer.object { writer in
      write(to: &writer)
      if let remedy {
        writer.key("remedy")
        remedy.write(to: &writer)
      }
    }
    bytes = writer.bytes
  }

  /// The members of the decision.
  func write(to writer: inout JSONWriter) {
    writer.member("allowed", allowed)
    if verdict == .undecided { writer.member("undecided", true) }
    writer.key("ingress")
    ingress.write(to: &writer)
    writer.key("egress")
    egress.write(to: &writer)
    writer.key("notes")
    writer.array(notes) { note, writer in writer.string(note.description) }
  }
}

extension DirectionDecision {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("isolated", isolated)
      writer.member("allowed", allowed)
      writer.key("by")
      writer.array(admittedBy) { rule, writer in writer.string(rule) }
      if !isolatedBy.isEmpty {
        writer.key("isolatedBy")
        writer.array(isolatedBy) { name, writer in writer.string(name.description) }
      }
      if case .exempt(let exemption, _) = self { writer.member("exempt", exemption.word) }
      if case .ruled(_, _, let rule, false) = self { writer.member("deniedBy", rule.description) }
      if isUndecided {
        writer.key("undecided")
        writer.array(openQuestions) { question, writer in writer.string(question.description) }
      }
      if !refusals.isEmpty {
        writer.key("refusals")
        writer.array(refusals) { refusal, writer in refusal.write(to: &writer) }
      }
    }
  }
}

extension DirectionDecision {
  /// The rules that admit the connection, as text.
  var admittedBy: [String] {
    if case .ruled(_, _, let rule, true) = self { return [rule.description] }
    return admissions.map(\.description)
  }
}

extension Exemption {
  /// One word for machines.
  var word: String {
    switch self {
    case .notAPod: "not-a-pod"
    case .hostNetwork: "host-network"
    case .ownNode: "own-node"
    case .itself: "itself"
    case .finished: "finished"
    }
  }
}

extension Refusal {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("policy", policy.description)
      writer.member("text", description)
      if let onlyMissing { writer.member("onlyMissing", onlyMissing.description) }
    }
  }
}
