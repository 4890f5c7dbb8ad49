extension Node {
  /// The first value of `key` in an object; nil for a missing key and for other kinds.
  public subscript(key: String) -> Node? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The members of an object, nil for other kinds.
  public var object: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  /// The elements of an array, nil for other kinds.
  public var array: [Node]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  /// The text of a string, nil for other kinds.
  public var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The value of `true` or `false`, nil for other kinds.
  public var bool: Bool? {
    if case .bool(let value) = content { value } else { nil }
  }

  /// A number without fraction that fits, nil for all else.
  public var int: Int? {
    if case .number(let text) = content { Int(text) } else { nil }
  }

  /// A number, nil for other kinds.
  public var double: Double? {
    if case .number(let text) = content { Double(text) } else { nil }
  }

  /// Whether it is `null`.
  public var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// What kind it is, in the words of JSON: for error messages.
  public var kindName: String {
    switch content {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self.init(.string(value)) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
  /// A whole number.
  public init(integerLiteral value: Int) { self.init(.number(String(value))) }
}

extension Node: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// An array.
  public init(arrayLiteral elements: Node...) { self.init(.array(elements)) }
  /// An object, its members in this order.
  public init(dictionaryLiteral elements: (String, Node)...) {
    self.init(.object(elements.map { Member($0.0, $0.1) }))
  }
}
