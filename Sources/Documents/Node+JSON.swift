extension Node {
  /// Reads one JSON document from UTF-8 bytes.
  public init(parsingJSON bytes: [UInt8]) throws(DocumentError) {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }

  /// Reads one JSON document from a string.
  public init(parsingJSON text: String) throws(DocumentError) {
    try self.init(parsingJSON: Array(text.utf8))
  }

  /// The value as compact JSON on one line, keys in their order.
  public var json: String {
    var out: [UInt8] = []
    writeJSON(to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the value as compact JSON.
  public func writeJSON(to out: inout [UInt8]) {
    switch content {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .number(let text): out += text.utf8
    case .string(let text): JSONString.append(text, to: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        element.writeJSON(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        JSONString.append(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        member.value.writeJSON(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
}
