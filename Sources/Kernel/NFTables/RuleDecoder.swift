import CNetfilter
import Documents
import Firewall

/// Turns the expressions of a rule back into the statements that nft writes them from
/// (`src/netlink_delinearize.c` of nftables), in the words of libnftables-json(5).
struct RuleDecoder {
  let family: NFTables.Family
  let sets: SetIndex
  var context: ProtocolContext
  var writer = ConstantWriter()
  var registers: [Term?]
  /// nil where a later statement made it superfluous.
  var statements: [Node?] = []
  /// The comparison just before, of which a second one may make a range.
  var previous: Comparison?
  /// Counters are left out where they are only a pattern for elements to come.
  var isPattern = false

  /// A comparison and where it stands.
  struct Comparison {
    var place: Int
    var shape: String
    var operation: String
    var right: Node
  }

  init(_ family: NFTables.Family, _ sets: SetIndex) {
    self.family = family
    self.sets = sets
    context = ProtocolContext(family)
    registers = Array(repeating: nil, count: RegisterNumber.count)
  }

  /// The statements of a rule.
  mutating func statements(_ expressions: NetlinkAttributes) throws(KernelError) -> [Node] {
    context = ProtocolContext(family)
    registers = Array(repeating: nil, count: RegisterNumber.count)
    (statements, previous) = ([], nil)
    var list = expressions
    while let element = try list.next() { try read(element) }
    return statements.compactMap { $0 }
  }

  /// Reads `NFTA_EXPR_NAME` and `NFTA_EXPR_DATA`.
  mutating func read(_ element: NetlinkAttribute) throws(KernelError) {
    var name = ""
    var data = Fields()
    var attributes = element.nested
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_EXPR_NAME: name = attribute.string
      case NFTA_EXPR_DATA: data = try Fields(attribute.nested)
      case _: break
      }
    }
    if try readTerm(name, data) { return }
    if try readComparison(name, data) { return }
    if try readStatement(name, data) { return }
    // Of a release that is not known here: kept, so that what it may do is open.
    effect(Node(.object([.init(name, Node(.null))])))
  }

  /// Adds a statement that is no comparison.
  mutating func effect(_ node: Node) {
    statements.append(node)
    previous = nil
    context.forgetDependencies()
  }

  /// Takes a superfluous statement away.
  mutating func drop(_ place: Int?) {
    guard let place, statements.indices.contains(place) else { return }
    statements[place] = nil
    if previous?.place == place { previous = nil }
  }

  /// What a register holds.
  func register(_ number: UInt32?) -> Term? {
    number.flatMap(RegisterNumber.place).flatMap { registers[$0] }
  }

  mutating func set(_ number: UInt32?, _ term: Term) {
    if let place = number.flatMap(RegisterNumber.place) { registers[place] = term }
  }

  /// The terms in registers that follow each other, as many as have so many bits together.
  func concatenation(from number: UInt32?, bits: Int) -> Term? {
    guard var place = number.flatMap(RegisterNumber.place) else { return nil }
    var terms: [Term] = []
    var rest = bits
    while rest > 0 {
      guard place < registers.count, let term = registers[place] else { return nil }
      let length = (term.bits(sets) + 31) / 32
      guard length > 0 else { return nil }
      terms.append(term)
      place += length
      rest -= length * 32
    }
    return terms.count == 1 ? terms[0] : .concatenation(terms)
  }
}

/// The attributes of an expression by their type.
struct Fields {
  private var attributes: [Int: NetlinkAttribute] = [:]

  init() {}

  init(_ list: NetlinkAttributes) throws(KernelError) {
    var list = list
    while let attribute = try list.next() { attributes[attribute.type] = attribute }
  }

  subscript(type: some RawRepresentable<UInt32>) -> NetlinkAttribute? {
    attributes[Int(type.rawValue)]
  }

  /// A number of four bytes in network order.
  func number(_ type: some RawRepresentable<UInt32>) throws(KernelError) -> UInt32? {
    try self[type]?.bigEndian(UInt32.self)
  }

  func long(_ type: some RawRepresentable<UInt32>) throws(KernelError) -> UInt64? {
    try self[type]?.bigEndian(UInt64.self)
  }

  func short(_ type: some RawRepresentable<UInt32>) throws(KernelError) -> UInt16? {
    try self[type]?.bigEndian(UInt16.self)
  }

  func byte(_ type: some RawRepresentable<UInt32>) throws(KernelError) -> UInt8? {
    try self[type]?.number(UInt8.self)
  }

  func text(_ type: some RawRepresentable<UInt32>) -> String? { self[type]?.string }

  /// The bytes of `NFTA_DATA_VALUE`.
  func value(_ type: some RawRepresentable<UInt32>) throws(KernelError) -> [UInt8]? {
    try self[type]?.dataValue().array
  }
}

extension Node {
  /// A number.
  init(_ value: some FixedWidthInteger) { self = Node(.number(String(value))) }

  /// An object with those members that are there.
  static func object(_ members: [(String, Node?)]) -> Node {
    Node(.object(members.compactMap { key, value in value.map { .init(key, $0) } }))
  }

  /// The object, or `null` where it has no members.
  static func objectOrNull(_ members: [(String, Node?)]) -> Node {
    members.contains { $0.1 != nil } ? object(members) : Node(.null)
  }

  /// One name alone, several as an array; nil without any.
  static func names(_ names: [String]) -> Node? {
    if names.count == 1 { return Node(.string(names[0])) }
    return names.isEmpty ? nil : Node(.array(names.map { Node(.string($0)) }))
  }
}
