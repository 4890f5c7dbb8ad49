public import Addressing

/// `-m dccp`: ports and type of a DCCP packet.
public struct DCCPMatch: MatchExtension {
  public static let name = "dccp"
  /// `--sport`.
  public var sourcePorts: Inverted<PortRange>?
  /// `--dport`.
  public var destinationPorts: Inverted<PortRange>?
  /// `--dccp-types`: a bit for each type, REQUEST first.
  public var types: Inverted<UInt16>?
  /// `--dccp-option`.
  public var option: Inverted<UInt8>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension DCCPMatch: MatchSyntax {
  static let options: [String] = [
    "sport", "source-port", "dport", "destination-port", "dccp-types", "dccp-option",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "sport", "source-port":
      sourcePorts = try words.portCondition()
    case "dport", "destination-port":
      destinationPorts = try words.portCondition()
    case "dccp-types":
      var types: UInt16 = 0
      for name in try words.list() {
        guard let bit = Self.typeNames.firstIndex(of: name) else {
          throw .unknown("it does not know the packet type \(name)")
        }
        types |= 1 << UInt16(bit)
      }
      self.types = Inverted(types, isInverted: words.inversion())
    case "dccp-option": self.option = Inverted(try words.number(), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("sport", sourcePorts) { RuleText.ports($0) }
    text.option("dport", destinationPorts) { RuleText.ports($0) }
    text.option("dccp-types", types) { types in
      Self.typeNames.enumerated().filter { types >> UInt16($0.offset) & 1 == 1 }.map(\.element)
        .joined(separator: ",")
    }
    text.option("dccp-option", option) { "\($0)" }
  }

  private static let typeNames = [
    "REQUEST", "RESPONSE", "DATA", "ACK", "DATAACK", "CLOSEREQ", "CLOSE", "RESET", "SYNC",
    "SYNCACK", "INVALID",
  ]
}
