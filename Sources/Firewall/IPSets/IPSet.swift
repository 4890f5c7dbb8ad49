public import Addressing

/// One set of `ipset save`: a type, its options and its members.
public struct IPSet: Sendable, Hashable {
  /// The name rules refer to.
  public let name: String
  /// The type.
  public let kind: IPSetKind
  /// The options of `create` in order.
  public let options: [IPSetOption]
  /// The family of the addresses; ipv4 for types without addresses.
  public let family: IPFamily
  /// The members of a known type.
  var table: IPSetTable
  var extensions = IPSetExtensions()
  /// Interface or set names that members refer to by number.
  var names: [String] = []
  private var numbers: [String: UInt32] = [:]
  /// The order of a list:set's members; `before` and `after` change it.
  var order: [Int] = []
  /// The members of an unknown type, verbatim.
  var rawMembers: [String] = []
  /// `netmask` or `bitmask`; all ones without either.
  let addressMask: IPAddress
  let markMask: UInt32

  /// A set without members.
  public init(name: String, kind: IPSetKind, options: [IPSetOption] = []) {
    self.name = name
    self.kind = kind
    self.options = options
    var family: IPFamily?
    var markMask = UInt32.max
    for option in options {
      if case .family(let value) = option { family = value }
      if case .markmask(let value) = option { markMask = value }
    }
    self.family = family ?? .ipv4
    self.markMask = markMask
    addressMask = Self.mask(options, self.family)
    table = IPSetTable(IPSetLayout(kind, family: self.family))
  }

  private static func mask(_ options: [IPSetOption], _ family: IPFamily) -> IPAddress {
    var mask = IPAddress.ones(family)
    for option in options {
      if case .netmask(let length) = option {
        mask = mask.masked(by: IPAddress(maskOfLength: Int(length), family))
      }
      if case .bitmask(let bits) = option { mask = mask.masked(by: bits) }
    }
    return mask
  }

  /// How many members there are; a run counts once.
  public var count: Int { kind.isUnknown ? rawMembers.count : table.count }

  /// Whether there is no member.
  public var isEmpty: Bool { count == 0 }

  /// The first option no reader knows; what the set contains is then undecidable.
  var unknownOption: String? {
    for option in options {
      if case .unknown(let text) = option { return text }
    }
    return nil
  }

  /// The number that stands for `name` in this set's members.
  mutating func number(for name: String) -> UInt32 {
    if let number = numbers[name] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}

extension IPSetKind {
  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }
}
