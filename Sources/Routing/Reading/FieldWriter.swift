import Documents

/// The members of an object that is being printed.
struct FieldWriter {
  private(set) var members: [Node.Member] = []

  mutating func put(_ key: String, _ value: String?) {
    if let value { members.append(.init(key, Node(.string(value)))) }
  }

  mutating func put(_ key: String, number: (some FixedWidthInteger)?) {
    if let number { members.append(.init(key, Node(.number(String(number))))) }
  }

  mutating func put(_ key: String, _ value: (some CustomStringConvertible)?) {
    put(key, value.map { $0.description })
  }

  mutating func put(_ key: String, words: [String]) {
    members.append(.init(key, Node(.array(words.map { Node(.string($0)) }))))
  }

  mutating func put(_ key: String, node: Node) { members.append(.init(key, node)) }

  mutating func put(_ key: String, bit: Bool) { put(key, number: bit ? 1 : 0) }

  /// A member that is there, holding `null`, or not there.
  mutating func put(_ key: String, flag: Bool) {
    if flag { members.append(.init(key, Node(.null))) }
  }

  mutating func put(rest: [Node.Member]) { members += rest }

  var node: Node { Node(.object(members)) }
}
