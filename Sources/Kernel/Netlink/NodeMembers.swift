import Documents

/// The members of a JSON object in the making: those fields that a value keeps for printing.
struct NodeMembers {
  private(set) var list: [Node.Member] = []

  mutating func put(_ key: String, _ text: String?) {
    if let text { list.append(.init(key, Node(.string(text)))) }
  }

  mutating func put(_ key: String, number: (some FixedWidthInteger)?) {
    if let number { list.append(.init(key, Node(.number(String(number))))) }
  }

  mutating func put(_ key: String, flag: Bool?) {
    if let flag { list.append(.init(key, Node(.bool(flag)))) }
  }

  mutating func put(_ key: String, node: Node?) {
    if let node { list.append(.init(key, node)) }
  }

  /// A member that is there and holds `null`, or is not there.
  mutating func put(_ key: String, present: Bool) {
    if present { list.append(.init(key, Node(.null))) }
  }

  mutating func put(_ members: [Node.Member]) { list += members }
}
