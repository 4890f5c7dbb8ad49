public import Addressing

/// `-m sctp`: ports and chunks of an SCTP packet.
public struct SCTPMatch: MatchExtension {
  public static let name = "sctp"
  /// `--sport`.
  public var sourcePorts: Inverted<PortRange>?
  /// `--dport`.
  public var destinationPorts: Inverted<PortRange>?
  /// `--chunk-types`.
  public var chunks: Inverted<Chunks>?

  /// The match without any option.
  public init() {}
}

extension SCTPMatch {
  /// `--chunk-types SCOPE TYPES`.
  public struct Chunks: Sendable, Hashable {
    /// How the chunks of the packet are compared with the list.
    public enum Scope: String, Sendable, Hashable {
      case all
      case any
      case only
    }

    /// The flags of one type: upper-case letters must be set, lower-case ones must not.
    public struct Flags: Sendable, Hashable {
      /// The chunk's type.
      public var type: UInt8
      /// The bits compared.
      public var mask: UInt8
      /// Their values.
      public var value: UInt8

      /// The flags of chunks of a type.
      public init(type: UInt8, mask: UInt8, value: UInt8) {
        self.type = type
        self.mask = mask
        self.value = value
      }
    }

    /// How the list is compared.
    public var scope: Scope
    /// The types in it, ascending; all 256 for `ALL`.
    public var types: [UInt8]
    /// Where a type's flags count.
    public var flags: [Flags]

    /// A list of types.
    public init(_ scope: Scope, types: [UInt8], flags: [Flags] = []) {
      self.scope = scope
      self.types = types
      self.flags = flags
    }
  }
}

// MARK: Syntax

extension SCTPMatch: MatchSyntax {
  static let options: [String] = [
    "sport", "source-port", "dport", "destination-port", "chunk-types",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "sport", "source-port":
      sourcePorts = try words.portCondition()
    case "dport", "destination-port":
      destinationPorts = try words.portCondition()
    case "chunk-types":
      let scope: Chunks.Scope = try words.name()
      chunks = Inverted(try Chunks(scope, parsing: try words.list()), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("sport", sourcePorts) { RuleText.ports($0) }
    text.option("dport", destinationPorts) { RuleText.ports($0) }
    text.option("chunk-types", chunks) { $0.scope.rawValue + " " + $0.names }
  }
}
