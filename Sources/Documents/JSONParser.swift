/// A recursive-descent reader of RFC 8259 text over bytes.
///
/// Written here because a diagnosis must name line and column, keep numbers as they were written
/// and keep the order of keys, none of which Foundation's decoder does.
struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  /// Keys whose objects and arrays are passed over.
  var ignored: Set<String> = []
  /// Deeper nesting than any tool prints; ends hostile input before the stack does.
  static let maximumDepth = 512

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(DocumentError) -> Node {
    skipSpace()
    let node = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw error("there is more text after the value") }
    return node
  }

  mutating func value(depth: Int) throws(DocumentError) -> Node {
    guard depth < Self.maximumDepth else { throw error("values are nested too deeply") }
    guard position < bytes.count else { throw error("the text ends where a value should be") }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"): return Node(try object(depth: depth), offset: start)
    case UInt8(ascii: "["): return Node(try array(depth: depth), offset: start)
    case UInt8(ascii: "\""): return Node(.string(try string()), offset: start)
    case UInt8(ascii: "t"): return Node(try word("true", .bool(true)), offset: start)
    case UInt8(ascii: "f"): return Node(try word("false", .bool(false)), offset: start)
    case UInt8(ascii: "n"): return Node(try word("null", .null), offset: start)
    case UInt8(ascii: "-"), 48...57: return Node(.number(try number()), offset: start)
    case let other: throw error("\(Self.printable(other)) cannot begin a value")
    }
  }

  private mutating func object(depth: Int) throws(DocumentError) -> Node.Content {
    position += 1
    var members: [Node.Member] = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw error("an object's key should begin here with a quote")
      }
      let key = try string()
      skipSpace()
      guard take(":") else { throw error("a colon should follow the key \"\(key)\"") }
      skipSpace()
      if isIgnored(key) {
        try skipValue()
      } else {
        members.append(Node.Member(key, try value(depth: depth + 1)))
      }
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw error("a comma or } should follow the value of \"\(key)\"") }
    }
  }

  /// Whether the value that begins here, under `key`, is an object or array nobody wants.
  private func isIgnored(_ key: String) -> Bool {
    guard !ignored.isEmpty, position < bytes.count,
      bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "[")
    else { return false }
    return ignored.contains(key)
  }

  private mutating func array(depth: Int) throws(DocumentError) -> Node.Content {
    position += 1
    var elements: [Node] = []
    skipSpace()
    if take("]") { return .array(elements) }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw error("a comma or ] should follow an array's element") }
    }
  }

  private mutating func word(
    _ text: StaticString, _ content: Node.Content
  ) throws(DocumentError) -> Node.Content {
    let expected = Array("\(text)".utf8)
    guard bytes[position...].starts(with: expected) else { throw error("this is no JSON word") }
    position += expected.count
    return content
  }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 32, 9, 10, 13: position += 1
      case _: return
      }
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  func error(_ reason: String) -> DocumentError {
    DocumentError(at: position, in: bytes, reason: reason)
  }

  static func printable(_ byte: UInt8) -> String {
    byte >= 33 && byte < 127
      ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte 0x\(String(byte, radix: 16))"
  }
}
