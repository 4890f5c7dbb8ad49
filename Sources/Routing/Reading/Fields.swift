import Addressing
import Documents

/// The members of one object, taken one after the other; what nobody takes is kept.
struct Fields {
  private let node: Node
  private let members: [Node.Member]
  private let path: Path
  private let text: [UInt8]
  private var taken: UInt64 = 0

  /// Where the object stands: in words only when something is wrong.
  indirect enum Path {
    case entry(Int)
    case member(String, of: Path)

    var text: String {
      switch self {
      case .entry(let index): "[\(index)]"
      case .member(let key, let parent): "\(parent.text).\(key)"
      }
    }
  }

  init(_ node: Node, _ members: [Node.Member], path: Path, text: [UInt8]) {
    self.node = node
    self.members = members
    self.path = path
    self.text = text
  }

  /// The members that were not taken.
  var rest: [Node.Member] {
    var rest: [Node.Member] = []
    for (index, member) in members.enumerated() where !isTaken(index) { rest.append(member) }
    return rest
  }

  private func isTaken(_ index: Int) -> Bool { index < 64 && taken >> UInt64(index) & 1 == 1 }

  /// Takes a member of any kind.
  mutating func take(_ key: String) -> Node? {
    for (index, member) in members.enumerated() where member.key == key {
      if index < 64 { taken |= 1 << UInt64(index) }
      return member.value
    }
    return nil
  }

  /// Whether a member is there; `null` and `true` count, `false` does not.
  mutating func flag(_ key: String) -> Bool {
    guard let value = take(key) else { return false }
    return value.bool ?? true
  }

  /// Takes a member of any kind that must be there.
  mutating func need(_ key: String) throws(RoutingError) -> Node {
    guard let value = take(key) else { throw missing(key) }
    return value
  }

  mutating func string(_ key: String) throws(RoutingError) -> String? {
    guard let value = take(key) else { return nil }
    guard let text = value.string else { throw wrong(key, value, "a string") }
    return text
  }

  mutating func needString(_ key: String) throws(RoutingError) -> String {
    guard let text = try string(key) else { throw missing(key) }
    return text
  }

  /// A number of the given type, also where the tool prints it as a string (`"0x10"`).
  mutating func number<N: FixedWidthInteger>(
    _ key: String
  ) throws(RoutingError) -> N? {
    guard let value = take(key) else { return nil }
    if let number = Self.number(value).flatMap({ N(exactly: $0) }) { return number }
    throw wrong(key, value, "a number up to \(N.max)")
  }

  mutating func needNumber<N: FixedWidthInteger>(
    _ key: String
  ) throws(RoutingError) -> N {
    guard let number: N = try number(key) else { throw missing(key) }
    return number
  }

  private static func number(_ value: Node) -> Int? {
    if let number = value.int { return number }
    guard let text = value.string else { return nil }
    return text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
  }

  mutating func address(_ key: String) throws(RoutingError) -> IPAddress? {
    guard let text = try string(key) else { return nil }
    guard let address = IPAddress(parsing: text) else { throw wrong(key, text, "an IP address") }
    return address
  }

  mutating func needAddress(_ key: String) throws(RoutingError) -> IPAddress {
    guard let address = try address(key) else { throw missing(key) }
    return address
  }

  /// An array of words; nil when the member is missing.
  mutating func words(_ key: String) throws(RoutingError) -> [String]? {
    guard let value = take(key) else { return nil }
    guard let elements = value.array else { throw wrong(key, value, "an array of words") }
    var words: [String] = []
    for element in elements {
      guard let word = element.string else { throw wrong(key, element, "a word") }
      words.append(word)
    }
    return words
  }

  /// The fields of an object within this one.
  mutating func object(_ key: String) throws(RoutingError) -> Fields? {
    guard let value = take(key) else { return nil }
    guard let members = value.object else { throw wrong(key, value, "an object") }
    return Fields(value, members, path: .member(key, of: path), text: text)
  }

  /// The objects of an array within this one; empty when the member is missing.
  mutating func objects(_ key: String) throws(RoutingError) -> [Fields] {
    guard let value = take(key) else { return [] }
    guard let elements = value.array else { throw wrong(key, value, "an array of objects") }
    var objects: [Fields] = []
    for (index, element) in elements.enumerated() {
      guard let members = element.object else { throw wrong(key, element, "an object") }
      if members.isEmpty { continue }
      let place = Path.member("\(key)[\(index)]", of: path)
      objects.append(Fields(element, members, path: place, text: text))
    }
    return objects
  }

  /// The error of a field that does not hold what it should.
  func wrong(_ key: String, _ value: Node, _ expected: String) -> RoutingError {
    let found = value.string.map { "'\($0)'" } ?? value.int.map(String.init) ?? value.kindName
    return RoutingError(
      at: value, field: "\(path.text).\(key)", in: text,
      "\(expected) should stand here, not \(found)")
  }

  /// The same where only the text is at hand.
  func wrong(_ key: String, _ value: String, _ expected: String) -> RoutingError {
    let place = members.first { $0.key == key }?.value ?? node
    return RoutingError(
      at: place, field: "\(path.text).\(key)", in: text,
      "\(expected) should stand here, not '\(value)'")
  }

  /// The error of a field that is not there.
  func missing(_ key: String) -> RoutingError {
    RoutingError(at: node, field: "\(path.text).\(key)", in: text, "this field is missing")
  }
}
