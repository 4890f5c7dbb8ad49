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
