import Addressing
import Cluster
public import Policies

/// What policies say of a Service's endpoints for each source they may see.
public struct ServiceDecision: Sendable {
  /// The Service and its port, as asked for.
  public var name: String
  /// Who asks.
  public var source: PolicyEnd
  /// One decision for each source seen and each endpoint.
  public var decisions: [(seen: SeenSource, flow: PolicyFlow, decision: PolicyDecision)]

  /// Decides for every source that the policies behind `endpoints` may see.
  public init(
    _ name: String, from source: PolicyEnd, seen: [SeenSource], endpoints: [TargetEndpoint],
    engine: PolicyEngine
  ) {
    self.name = name
    self.source = source
    decisions = endpoints.flatMap { endpoint in
      seen.map { seen in
        let flow = PolicyFlow(
          from: seen.end, to: endpoint.end, port: endpoint.port, transport: endpoint.transport)
        return (seen, flow, engine.decision(flow))
      }
    }
  }

  /// Allowed where every source that is certainly seen is, denied where none is; undecided between.
  public var verdict: PolicyVerdict {
    let certain = decisions.filter(\.seen.isCertain)
    let verdicts = Set((certain.isEmpty ? decisions : certain).map(\.decision.verdict))
    if verdicts == [.allowed] { return .allowed }
    return verdicts == [.denied] ? .denied : .undecided
  }

  /// The answer for people: the verdict, then each source seen at each endpoint.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    let why = decisions.isEmpty ? " — no pod is behind it" : ""
    var lines = style.wrapped(
      "\(verdict.rawValue): \(source) → \(name)\(why)", colour: verdict.colour)
    for (seen, flow, decision) in decisions {
      lines += style.wrapped(
        "\(decision.verdict.rawValue): \(flow.destinationText), seen from \(seen)", first: "  ",
        colour: decision.verdict.colour)
      for admission in decision.ingress.admissions {
        lines += style.wrapped("\(admission)", first: "    ")
      }
      for refusal in decision.ingress.refusals.prefix(10) {
        lines += style.wrapped("\(refusal)", first: "    ")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answer for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("allowed", verdict == .allowed)
      if verdict == .undecided { writer.member("undecided", true) }
      writer.member("service", name)
      writer.key("sources")
      writer.array(decisions) { entry, writer in
        writer.object { writer in
          writer.member("seenAs", entry.seen.end.description)
          writer.member("because", entry.seen.description)
          writer.member("certain", entry.seen.isCertain)
          writer.member("endpoint", "\(entry.flow.destinationText)")
          entry.decision.write(to: &writer)
        }
      }
    }
    return writer.bytes
  }
}
