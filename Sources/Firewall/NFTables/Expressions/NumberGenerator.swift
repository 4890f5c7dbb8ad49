import Documents

extension NFTables {
  /// `numgen inc|random mod N [offset N]`.
  public struct NumberGenerator: Sendable, Hashable {
    public var mode: Mode
    public var modulus: UInt64
    public var offset: UInt64

    /// How numbers follow each other.
    public enum Mode: String, Sendable, Hashable {
      /// Each packet gets the next number.
      case incremental = "inc"
      case random
    }

    /// A generator.
    public init(_ mode: Mode, modulus: UInt64, offset: UInt64 = 0) {
      self.mode = mode
      self.modulus = modulus
      self.offset = offset
    }

    init?(_ node: Node) {
      guard let mode = node["mode"]?.string.flatMap(Mode.init),
        let modulus = node["mod"]?.unsigned
      else { return nil }
      self.init(mode, modulus: modulus, offset: node["offset"]?.unsigned ?? 0)
    }

    var json: Node {
      [
        "numgen": [
          "mode": Node(.string(mode.rawValue)), "mod": Node(.number(String(modulus))),
          "offset": Node(.number(String(offset))),
        ]
      ]
    }

    /// The term in nft's own syntax.
    public var text: String {
      "numgen \(mode.rawValue) mod \(modulus)" + (offset == 0 ? "" : " offset \(offset)")
    }
  }
}

extension Node {
  /// A number that is not negative, nil for all else.
  var unsigned: UInt64? { if case .number(let text) = content { UInt64(text) } else { nil } }
}
