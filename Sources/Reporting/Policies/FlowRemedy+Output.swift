public import Policies

extension FlowRemedy {
  /// What would admit the connection, for people: the change in words, and how to have it written.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines = [style.paint("Fix", .heading)]
    for patch in patches { lines += style.wrapped(patch.words, first: "  ") }
    lines += proof.lines(style).map { "  " + $0 }
    lines += style.wrapped("--style patch or --style new prints what kubectl applies", first: "  ")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The manifests for `kubectl apply -f -`, with the answer and the proof as comments above them.
  public func manifest(under answer: String) -> String {
    let words = answer + patches.map(\.words).joined(separator: "\n") + "\n"
    let proven = proof.admitsAsked ? "with this change: allowed" : "with this change: still denied"
    let comments =
      (words + proven).split(separator: "\n") + proof.lines(TextStyle()).map { $0[...] }
    return comments.map { "# \($0)\n" }.joined() + manifest
  }

  /// The remedy for machines: one object, without a newline.
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", "manifest")
      writer.member("content", manifest)
      writer.key("changes")
      writer.array(patches) { patch, writer in writer.string(patch.words) }
      writer.member("whatIf", proof.admitsAsked ? "reachable" : "blocked")
      proof.write(to: &writer)
    }
  }
}

extension PatchProof {
  /// The members `admitsAsked`, `alsoAdmits`, `alsoAdmitsIsPartial`.
  func write(to writer: inout JSONWriter) {
    writer.member("admitsAsked", admitsAsked)
    writer.key("alsoAdmits")
    writer.array(alsoAdmits) { flow, writer in
      writer.string("\(flow.source) → \(flow.destinationText)")
    }
    writer.member("alsoAdmitsIsPartial", isPartial)
  }
}
