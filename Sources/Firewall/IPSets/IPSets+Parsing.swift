extension IPSets {
  /// Reads what `ipset save` prints and `ipset restore` accepts: `create` and `add` lines.
  ///
  /// Empty lines, comments and `COMMIT` are passed over, CRLF is accepted, an empty text has no
  /// sets. Unknown types and options are kept. Linear in the length of the text.
  public init(parsing bytes: [UInt8]) throws(FirewallError) {
    var reader = IPSetReader()
    var start = 0
    var line = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      try reader.read(bytes[start..<end], line: line)
      start = end + 1
      line += 1
    }
    self.init(reader.sets)
  }

  /// The same from a string.
  public init(parsing text: String) throws(FirewallError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// Reads the lines of `ipset save` one after the other.
struct IPSetReader {
  private(set) var sets: [IPSet] = []
  private var places: [String: Int] = [:]
  private var lastName: [UInt8] = []
  private var lastIndex = 0
  private var line = 0

  mutating func read(_ text: ArraySlice<UInt8>, line: Int) throws(FirewallError) {
    self.line = line
    var words = LineWords(text)
    guard let command = words.next(), command.first != UInt8(ascii: "#") else { return }
    try checkText(text)
    if command.elementsEqual("add".utf8) || command.elementsEqual("-A".utf8) {
      try add(&words)
    } else if command.elementsEqual("create".utf8) || command.elementsEqual("-N".utf8) {
      try create(&words)
    } else if !(command.elementsEqual("COMMIT".utf8) && words.next() == nil) {
      throw malformed(
        "'\(LineField.quoted(command))' is no line of 'ipset save': create or add is expected")
    }
  }

  private func checkText(_ text: ArraySlice<UInt8>) throws(FirewallError) {
    for byte in text where byte < 32 && byte != 9 && byte != 13 {
      throw malformed(
        "there is a byte \(LineField.hexadecimal(byte, digits: 2)): this is not the text of 'ipset save'"
      )
    }
  }

  private mutating func create(_ words: inout LineWords) throws(FirewallError) {
    var mayExist = false
    guard let name = words.next(flag: &mayExist), let type = words.next(flag: &mayExist) else {
      throw malformed("'create' needs a set name and a type; the line seems to be cut off")
    }
    let kind = IPSetKind(name: String(decoding: type, as: UTF8.self))
    let options = try IPSetOptionReader(line: line, kind: kind).read(&words, mayExist: &mayExist)
    let set = IPSet(name: String(decoding: name, as: UTF8.self), kind: kind, options: options)
    if places[set.name] != nil {
      guard mayExist else {
        throw malformed("set '\(LineField.quoted(name))' is created a second time")
      }
    } else {
      places[set.name] = sets.count
      sets.append(set)
    }
  }

  private mutating func add(_ words: inout LineWords) throws(FirewallError) {
    var mayExist = false
    guard let name = words.next(flag: &mayExist), let element = words.next(flag: &mayExist) else {
      throw malformed("'add' needs a set name and a member; the line seems to be cut off")
    }
    let index = try find(name)
    try sets[index].add(element, &words, line: line)
  }

  private mutating func find(_ name: ArraySlice<UInt8>) throws(FirewallError) -> Int {
    if lastName.elementsEqual(name) { return lastIndex }
    guard let index = places[String(decoding: name, as: UTF8.self)] else {
      throw malformed("set '\(LineField.quoted(name))' is used before it is created")
    }
    (lastName, lastIndex) = (Array(name), index)
    return index
  }

  private func malformed(_ reason: String) -> FirewallError {
    .malformed(line: line, reason: reason)
  }
}
