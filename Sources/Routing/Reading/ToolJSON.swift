import Documents

/// The array of objects that `ip -j` prints, with what is needed to say where something is wrong.
struct ToolJSON {
  private let text: [UInt8]
  /// The objects, each with its path for messages; empty objects, which some versions print for
  /// what they filtered out, are left away.
  let objects: [Fields]

  /// Reads the text. An empty one holds no objects.
  init(_ text: [UInt8]) throws(RoutingError) {
    self.text = text
    guard text.contains(where: { $0 > 32 }) else {
      objects = []
      return
    }
    let document: Node
    do {
      document = try Node(parsingJSON: text)
    } catch {
      throw .malformed(
        line: error.line, field: "", reason: "column \(error.column): \(error.reason)")
    }
    guard let elements = document.array else {
      throw .malformed(
        line: 1, field: "", reason: "an array should stand here, not \(document.kindName)")
    }
    var objects: [Fields] = []
    objects.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      guard let members = element.object else {
        throw RoutingError(
          at: element, field: "[\(index)]", in: text,
          "an object should stand here, not \(element.kindName)")
      }
      if !members.isEmpty {
        objects.append(Fields(element, members, path: .entry(index), text: text))
      }
    }
    self.objects = objects
  }
}

extension RoutingError {
  /// The error at the line of `node`.
  init(at node: Node, field: String, in text: [UInt8], _ reason: String) {
    let place = DocumentError(at: node.offset, in: text, reason: reason)
    self = .malformed(line: place.line, field: field, reason: reason)
  }
}
