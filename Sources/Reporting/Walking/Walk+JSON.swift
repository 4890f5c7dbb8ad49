import Addressing
import Documents
public import Simulation

extension Walk {
  /// Appends the walk as one JSON object, on one line without its newline.
  ///
  /// Written by hand: batches of a million flows go through here.
  public func writeJSON(to out: inout [UInt8], includingSteps: Bool) {
    var unused: [Int] = []
    writeJSON(to: &out, includingSteps: includingSteps, sourcePortsAt: &unused)
  }

  /// The same; tells where the flow's own source port was written.
  func writeJSON(to out: inout [UInt8], includingSteps: Bool, sourcePortsAt marks: inout [Int]) {
    var writer = JSONWriter(out)
    writer.remember = Int(flow.sourcePort)
    out = []
    write(to: &writer, includingSteps: includingSteps)
    out = writer.bytes
    marks = writer.marks
  }

  func write(to writer: inout JSONWriter, includingSteps: Bool) {
    writer.object { writer in
      writer.key("flow")
      flow.write(to: &writer)
      writer.key("outcomes")
      writer.array(outcomes) { outcome, writer in
        outcome.write(to: &writer, includingSteps: includingSteps)
      }
    }
  }
}

extension Flow {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let source {
        writer.key("from")
        writer.address(source)
      }
      if transport.hasPorts { writer.sourcePort(sourcePort) }
      writer.key("to")
      writer.address(destination)
      if transport.hasPorts { writer.member("port", Int(port)) }
      writer.member("protocol", transport.description)
    }
  }
}

extension Outcome {
  func write(to writer: inout JSONWriter, includingSteps: Bool) {
    writer.object { writer in
      if let probability { writer.member("probability", probability) }
      writer.key("assuming")
      writer.array(assuming) { text, writer in writer.string(text) }
      writer.member("disposition", disposition.rawValue)
      if let rejectedWith { writer.member("rejectedWith", rejectedWith) }
      writer.member("clientSees", clientSees)
      writer.key("decidedBy")
      decidedBy.write(to: &writer)
      writer.key("arrivedAs")
      arrivedAs.write(to: &writer)
      if includingSteps {
        writer.key("steps")
        writer.array(steps) { step, writer in
          writer.object { writer in
            writer.member("host", step.host)
            writer.member("stage", step.stage)
            writer.member("text", step.text)
          }
        }
      }
    }
  }
}

extension DecidedBy {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("host", host)
      writer.member("kind", kind.rawValue)
      if let backend { writer.member("backend", backend) }
      if let family { writer.member("family", family) }
      if let table { writer.member("table", table) }
      if let chain { writer.member("chain", chain) }
      if let position { writer.member("position", position) }
      writer.member("text", text)
      if let because { writer.member("because", because) }
    }
  }
}

extension Arrival {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("host", host)
      writer.key("source")
      writer.address(source)
      if let sourcePort { writer.sourcePort(sourcePort) }
      writer.key("destination")
      writer.address(destination)
      writer.member("port", Int(port))
    }
  }
}
