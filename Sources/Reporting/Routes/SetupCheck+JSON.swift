import Addressing
public import Diagnosis
import Routing

extension SetupCheck {
  /// The answer for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("host", host)
      writer.member("verdict", verdict)
      writer.key("networks")
      writer.array(coverage) { entry, writer in entry.write(to: &writer) }
      writer.key("targets")
      writer.array(targets) { target, writer in target.write(to: &writer) }
      writer.key("findings")
      writer.array(findings) { cause, writer in cause.write(to: &writer) }
      writer.key("notes")
      writer.array(notes) { note, writer in writer.string(note) }
    }
    return writer.bytes
  }

  /// `ok`, `findings` or `undecided`.
  public var verdict: String {
    if !findings.isEmpty { return "findings" }
    return isUndecided ? "undecided" : "ok"
  }
}

extension SetupCheck.Coverage {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("network", network.description)
      writer.member("of", node.map { "pods of \($0)" } ?? "services")
      writer.member("range", range.description)
      writer.member("route", route?.description ?? "no route")
      writer.key("gateways")
      writer.array(Array(zip(gateways, neighbours))) { pair, writer in
        writer.object { writer in
          writer.member("address", pair.0.description)
          if let state = pair.1 { writer.member("neighbour", state) }
        }
      }
      writer.key("gatewayNames")
      writer.array(gatewayNames) { name, writer in writer.string(name) }
      if let finding { writer.member("finding", finding.rawValue) }
    }
  }
}

extension SetupCheck.CheckedTarget {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("target", endpoint.description)
      writer.member("verdict", verdict.rawValue)
      if let seenSource { writer.member("seenSource", seenSource.description) }
      writer.member("sourceTranslated", isTranslated)
      if let cause { writer.member("cause", cause.rawValue) }
    }
  }
}
