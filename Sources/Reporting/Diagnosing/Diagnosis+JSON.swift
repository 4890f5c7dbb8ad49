import Addressing
import Cluster
public import Diagnosis

extension Diagnosis {
  /// The answer for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("target")
      target.write(to: &writer)
      if let source {
        writer.key("source")
        writer.object { writer in
          writer.key("address")
          writer.address(source.address)
          if let host = source.host { writer.member("host", host) }
        }
      }
      writer.member("verdict", verdict.rawValue)
      writer.key("symptom")
      symptom.write(to: &writer)
      writer.key("causes")
      writer.array(causes) { cause, writer in cause.write(to: &writer) }
      writer.key("walks")
      writer.array(walks) { walk, writer in walk.write(to: &writer, includingSteps: true) }
      writer.key("notes")
      writer.array(notes) { note, writer in writer.string(note) }
    }
    return writer.bytes
  }
}

extension Target {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("text", text)
      switch kind {
      case .endpoint(let endpoint):
        writer.key("address")
        writer.address(endpoint.address)
        writer.member("port", Int(endpoint.port))
      case .service(let name, let port):
        writer.member("service", name.description)
        if let port { writer.member("port", port) }
      case .pod(let name, let port):
        writer.member("pod", name.description)
        if let port { writer.member("port", port) }
      }
    }
  }
}

extension Symptom {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("clientSees", clientSees)
      if let prometheusText { writer.member("prometheusText", prometheusText) }
      if let observed { writer.member("observed", observed) }
      if let observation { writer.member("observation", observation) }
    }
  }
}

extension Cause {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id.rawValue)
      writer.member("certainty", certainty.rawValue)
      writer.member("summary", summary)
      if let decide { writer.member("decide", decide) }
      writer.key("contributing")
      writer.array(contributing) { id, writer in writer.string(id.rawValue) }
      writer.key("evidence")
      writer.array(evidence) { evidence, writer in evidence.write(to: &writer) }
      writer.key("remedies")
      writer.array(remedies) { remedy, writer in remedy.write(to: &writer) }
    }
  }
}

extension Evidence {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", kind.rawValue)
      if let host { writer.member("host", host) }
      writer.member("where", place)
      writer.member("text", text)
    }
  }
}

extension Remedy {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("title", title)
      writer.member("kind", kind.rawValue)
      writer.member("content", content)
      if let whatIf { writer.member("whatIf", whatIf.rawValue) }
      if let note { writer.member("note", note) }
    }
  }
}
