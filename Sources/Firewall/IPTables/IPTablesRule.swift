public import Addressing

/// One rule: conditions that must all hold, then what is done.
public struct IPTablesRule: Sendable, Hashable {
  /// How often it matched, where the text has counters.
  public var counters: Counters?
  /// The line of the text it stood on, from 1; 0 when made by hand.
  public var line: Int
  /// The conditions on the IP header and the interfaces: what stands outside any `-m`.
  public var header: HeaderMatch
  /// The `-m` extensions in order.
  public var matches: [any MatchExtension]
  /// What `-j` or `-g` says.
  public var target: IPTablesTarget

  /// A rule.
  public init(
    counters: Counters? = nil, line: Int = 0, header: HeaderMatch = HeaderMatch(),
    matches: [any MatchExtension] = [], target: IPTablesTarget = .none
  ) {
    self.counters = counters
    self.line = line
    self.header = header
    self.matches = matches
    self.target = target
  }

  /// Two rules are equal when they mean the same; the line they stood on does not count.
  public static func == (left: IPTablesRule, right: IPTablesRule) -> Bool {
    left.counters == right.counters && left.header == right.header && left.target == right.target
      && left.matches.map { AnyHashable($0) } == right.matches.map { AnyHashable($0) }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(header)
    hasher.combine(target)
  }
}

/// The conditions of `struct ipt_ip` and `struct ip6t_ip6`: nil is "any".
public struct HeaderMatch: Sendable, Hashable {
  /// `-s`.
  public var source: Inverted<MaskedAddress>?
  /// `-d`.
  public var destination: Inverted<MaskedAddress>?
  /// `-i`.
  public var inInterface: Inverted<InterfacePattern>?
  /// `-o`.
  public var outInterface: Inverted<InterfacePattern>?
  /// `-p`; protocol 0 ("all") is nil.
  public var transport: Inverted<TransportProtocol>?
  /// `-f` (false: inverted, `! -f`): second and further fragments. IPv4 only.
  public var fragment: Bool?

  /// A header match that every packet meets.
  public init() {}
}

/// A condition that may be preceded by `!`.
@frozen public struct Inverted<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The condition without its sign.
  public var value: Value
  /// Whether `!` stood before it.
  public var isInverted: Bool

  /// `value`, or `! value`.
  @inlinable public init(_ value: Value, isInverted: Bool = false) {
    self.value = value
    self.isInverted = isInverted
  }
}

/// An interface name, or its beginning followed by `+`.
public struct InterfacePattern: Sendable, Hashable {
  /// The name without the `+`.
  public var name: String
  /// Whether every interface whose name begins so is meant.
  public var isPrefix: Bool

  /// Reads `eth0` or `cali+`.
  public init(_ text: String) {
    isPrefix = text.hasSuffix("+")
    name = isPrefix ? String(text.dropLast()) : text
  }

  /// Whether an interface of this name is meant.
  public func matches(_ interface: String) -> Bool {
    isPrefix ? interface.utf8.starts(with: name.utf8) : interface == name
  }
}

extension InterfacePattern: CustomStringConvertible {
  public var description: String { isPrefix ? name + "+" : name }
}

/// What a rule does with a packet that met its conditions.
public enum IPTablesTarget: Sendable, Hashable {
  /// No `-j`: count and go on with the next rule.
  case none
  case accept
  case drop
  case `return`
  /// `-j CHAIN`.
  case jump(String)
  /// `-g CHAIN`: as a jump, but a RETURN there returns from here.
  case goto(String)
  /// Any other target.
  case `extension`(any TargetExtension)

  public static func == (left: IPTablesTarget, right: IPTablesTarget) -> Bool {
    switch (left, right) {
    case (.none, .none), (.accept, .accept), (.drop, .drop), (.return, .return): true
    case (.jump(let a), .jump(let b)), (.goto(let a), .goto(let b)): a == b
    case (.extension(let a), .extension(let b)): AnyHashable(a) == AnyHashable(b)
    case _: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .none: hasher.combine(0)
    case .accept: hasher.combine(1)
    case .drop: hasher.combine(2)
    case .return: hasher.combine(3)
    case .jump(let chain), .goto(let chain): hasher.combine(chain)
    case .extension(let target): hasher.combine(AnyHashable(target))
    }
  }
}
