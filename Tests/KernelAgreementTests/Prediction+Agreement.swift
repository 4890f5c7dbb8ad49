import Addressing
import KernelLab

extension Prediction {
  /// Why `observation` of `flow` contradicts every outcome; nil when it fits one.
  func disagreement(with observation: Observation, of flow: Flow) -> String? {
    var reasons: [String] = []
    for outcome in outcomes where outcome.probability != 0 {
      guard let reason = outcome.disagreement(with: observation, of: flow) else { return nil }
      reasons.append("\(outcome.disposition): \(reason)")
    }
    return reasons.isEmpty ? "no outcome" : reasons.joined(separator: "; ")
  }
}

extension Prediction.Outcome {
  /// Why this outcome is not what was observed; nil when it is.
  func disagreement(with observation: Observation, of flow: Flow) -> String? {
    if disposition == "undecided" { return nil }
    let delivers = ["delivered", "not-listening", "reply-lost"].contains(disposition)
    if delivers {
      guard let delivery = observation.deliveries.last else { return "was delivered nowhere" }
      if let reason = arrival?.disagreement(with: delivery, of: flow) { return reason }
    } else if let delivery = observation.deliveries.last {
      return "was delivered at \(delivery.host) as \(delivery.source) → \(delivery.destination)"
    }
    if disposition == "delivered" {
      return observation.answer == .reply ? nil : "answer was \(observation.answer)"
    }
    if observation.answer == .reply { return "was answered" }
    if let reason = rejection(of: observation.answer) { return reason }
    // Beyond the lab's hosts there is nobody: what leaves them is not answered.
    let expected = disposition == "leaves-network" ? "timeout" : clientSees ?? "timeout"
    let seen = observation.answer.symptoms(of: flow)
    // The kernel gives up on an address after three seconds, which is longer than a flow is watched.
    if disposition == "neighbour-unreachable", observation.answer == .silence { return nil }
    return seen.contains(expected) ? nil : "client saw \(observation.answer), not \(expected)"
  }

  /// Why `answer` is not an answer of the kind that `rejectedWith` names.
  private func rejection(of answer: Observation.Answer) -> String? {
    guard let rejectedWith else { return nil }
    switch answer {
    case .icmp(let type, let code, _):
      let known = ICMPNames.names(type: type, code: code)
      return known.contains(rejectedWith) ? nil : "was \(answer), not \(rejectedWith)"
    case .reset: return rejectedWith == "tcp-reset" ? nil : "was reset, not \(rejectedWith)"
    case .silence, .refusedLocally, .reply: return nil
    }
  }
}

extension Prediction.Arrival {
  func disagreement(with delivery: Observation.Delivery, of flow: Flow) -> String? {
    if host != delivery.host { return "arrived at \(delivery.host), not \(host)" }
    let ports = flow.transport.hasPorts
    let samePort = !ports || port == nil || port == Int(delivery.destination.port)
    if destination != delivery.destination.address || !samePort {
      return "arrived for \(delivery.destination)"
    }
    let sameSourcePort = !ports || sourcePort == nil || sourcePort == Int(delivery.source.port)
    if source != delivery.source.address || !sameSourcePort {
      return "arrived from \(delivery.source)"
    }
    return nil
  }
}

extension Observation.Answer {
  /// What a program can be told in this case (`clientSees`).
  func symptoms(of flow: Flow) -> [String] {
    switch self {
    case .reply: return ["connected", "reply"]
    case .reset: return ["ECONNREFUSED"]
    case .silence: return ["timeout"]
    // A drop in OUTPUT fails the sending call of datagrams, while connect() waits on.
    case .refusedLocally(let number):
      return ErrnoNames.name(number) == "EPERM" ? ["EPERM", "timeout"] : [ErrnoNames.name(number)]
    case .icmp(let type, let code, _):
      return [ICMPNames.errno(type: type, code: code, six: flow.destination.family == .ipv6)]
    }
  }
}
