extension Node {
  /// Reads a text of JSON values or YAML documents, whichever it is.
  ///
  /// Text that begins with `{` or `[` is read as JSON; only when it is none, as YAML in flow style.
  /// A document with nothing in it is `null`. Throws the first error.
  public static func documents(parsing bytes: [UInt8]) throws(DocumentError) -> [Node] {
    var nodes: [Node] = []
    for document in eachDocument(of: bytes) { nodes.append(try document.get()) }
    return nodes
  }

  /// The same, where one document that cannot be read does not spoil the others.
  public static func eachDocument(of bytes: [UInt8]) -> [Result<Node, DocumentError>] {
    guard let first = bytes.first(where: { !isSpace($0) }), first == 0x7b || first == 0x5b else {
      return YAMLReader.documents(bytes)
    }
    do throws(DocumentError) {
      return try jsonDocuments(bytes).map { .success($0) }
    } catch {
      let other = YAMLReader.documents(bytes)
      // YAML in flow style, or several documents of which some can be read.
      let readable = other.count { (try? $0.get()) != nil }
      let isYAML = readable == other.count || other.count > 1 && readable > 0
      return isYAML ? other : [.failure(error)]
    }
  }

  /// Reads one YAML (or JSON) document; further ones are an error.
  public init(parsingYAML text: String) throws(DocumentError) {
    let bytes = Array(text.utf8)
    let all = try Self.documents(parsing: bytes)
    guard all.count <= 1 else {
      throw DocumentError(
        at: all[1].offset, in: bytes, reason: "a second document stands where one was expected")
    }
    self = all.first ?? Node(.null)
  }

  private static func jsonDocuments(_ bytes: [UInt8]) throws(DocumentError) -> [Node] {
    var parser = JSONParser(bytes)
    var nodes: [Node] = []
    parser.skipSpace()
    while parser.position < bytes.count {
      nodes.append(try parser.value(depth: 0))
      parser.skipSpace()
    }
    return nodes
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
  }
}
