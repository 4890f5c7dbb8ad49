extension JSONParser {
  /// Passes over a value. Its brackets and quotes are checked, not every word in it.
  mutating func skipValue() throws(DocumentError) {
    let start = position
    var open: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard open.count < Self.maximumDepth else { throw error("values are nested too deeply") }
        open.append(byte)
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // Both closing brackets stand two after their opening ones in ASCII.
        guard open.popLast() == byte - 2 else { throw error("a bracket closes nothing here") }
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if open.isEmpty { return }
        position += 1
      case _: position += 1
      }
      if open.isEmpty,
        byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
          || byte == UInt8(ascii: "\"")
      {
        return
      }
      if open.isEmpty, position < bytes.count,
        bytes[position] == UInt8(ascii: "}")
          || bytes[position] == UInt8(ascii: "]")
      {
        return
      }
    }
    position = start
    throw error("the text ends within a value")
  }

  private mutating func skipString() throws(DocumentError) {
    let opening = position
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): position += 2
      case _: position += 1
      }
    }
    position = opening
    throw error("a string has no closing quote")
  }
}
