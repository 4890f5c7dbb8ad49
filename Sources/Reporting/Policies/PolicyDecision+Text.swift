import Addressing
import Cluster
public import Policies

extension PolicyDecision {
  /// The decision for people: first the answer, then why in each direction, then what to know.
  public func text(
    of flow: PolicyFlow, _ style: TextStyle = TextStyle(), refusalLimit: Int = 20
  ) -> String {
    let way = "\(flow.source) → \(flow.destinationText)"
    var lines = style.wrapped(
      "\(verdict.rawValue): \(way)\(summary)", colour: verdict.colour)
    lines += ingress.lines(.ingress, style, refusalLimit)
    lines += egress.lines(.egress, style, refusalLimit)
    if !notes.isEmpty {
      lines.append(style.paint("Notes", .heading))
      for note in notes { lines += style.wrapped(note.description, first: "  ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let refusing = [(PolicyDirection.ingress, ingress), (.egress, egress)].filter {
      !$0.1.allowed
    }
    if refusing.isEmpty { return "" }
    let words = refusing.map { direction, decision in
      "\(direction.rawValue.lowercased()) \(decision.refusalWords)"
    }
    return " — " + words.joined(separator: ", ")
  }
}

extension PolicyVerdict {
  var colour: TextStyle.Colour {
    switch self {
    case .allowed: .good
    case .denied: .bad
    case .undecided: .unsure
    }
  }
}

extension PolicyFlow {
  /// The destination with port and protocol: `NS/POD:8082/TCP`.
  var destinationText: String {
    let text: String =
      switch destination {
      case .address(let address): address.family == .ipv6 ? "[\(address)]" : "\(address)"
      case .pod(let name): "\(name)"
      }
    return "\(text):\(port)/\(transport.description.uppercased())"
  }
}

/// `NetworkPolicy a/b`, `NetworkPolicies a/b and a/c`.
func policyWords(_ policies: [ObjectName]) -> String {
  let names = policies.map { "\($0)" }
  if names.count < 2 { return "NetworkPolicy " + (names.first ?? "") }
  return "NetworkPolicies " + names.dropLast().joined(separator: ", ") + " and "
    + (names.last ?? "")
}

extension DirectionDecision {
  fileprivate func lines(
    _ direction: PolicyDirection, _ style: TextStyle, _ limit: Int
  ) -> [String] {
    let word = direction.rawValue.lowercased()
    var lines = style.wrapped("\(word): \(sentence(direction))", colour: .heading)
    for admission in admissions { lines += style.wrapped("\(admission)", first: "  ") }
    for refusal in refusals.prefix(limit) {
      lines += style.wrapped(refusal.description, first: "  ")
    }
    if refusals.count > limit { lines.append("  and \(refusals.count - limit) more rules") }
    return lines
  }

  /// Why it is not allowed, in short.
  fileprivate var refusalWords: String {
    switch self {
    case .ruled(_, _, let rule, _): "is denied by \(rule)"
    case .undecided(_, let questions): "is open: \(questions.first?.description ?? "")"
    case .exempt, .notIsolated, .admitted, .denied: "is denied by \(policyWords(isolatedBy))"
    }
  }

  private func sentence(_ direction: PolicyDirection) -> String {
    switch self {
    case .exempt(let exemption, let policies):
      return exemption.sentence(direction)
        + (policies.isEmpty ? "" : ", whatever \(policyWords(policies)) say")
    case .notIsolated(let pod):
      return "no policy isolates \(pod) in this direction, so that all is allowed"
    case .admitted(let pod, let policies, let admissions):
      return "\(policyWords(policies)) isolate\(policies.count == 1 ? "s" : "") \(pod); "
        + "admitted by \(admissions.count == 1 ? "one rule" : "\(admissions.count) rules")"
    case .denied(let pod, let policies, _):
      return "\(policyWords(policies)) isolate\(policies.count == 1 ? "s" : "") \(pod), "
        + "and no rule admits this"
    case .ruled(let pod, let policies, let rule, let accepted):
      let name = rule.name.map { " (\($0))" } ?? ""
      let over = policies.isEmpty ? "" : ", over \(policyWords(policies))"
      return "\(rule)\(name), tier \(rule.tier.rawValue), priority \(rule.priority), "
        + "\(accepted ? "accepts" : "denies") it for \(pod)\(over)"
    case .undecided(_, let questions):
      return questions.map(\.description).joined(separator: "; ")
    }
  }
}

extension Exemption {
  fileprivate func sentence(_ direction: PolicyDirection) -> String {
    switch self {
    case .notAPod:
      let end = direction == .ingress ? "destination" : "source"
      return "the \(end) is no pod of the cluster, and policies judge pods only"
    case .hostNetwork(let pod):
      return "\(pod) is on the host network, which policies do not isolate"
    case .ownNode(let node): return "what a pod's own node, \(node), sends is always allowed"
    case .itself(let pod): return "\(pod) talks to itself, which no policy can block"
    case .finished(let pod): return "\(pod) has ended, and policies judge running pods only"
    }
  }
}
