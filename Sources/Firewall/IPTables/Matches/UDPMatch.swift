public import Addressing

/// `-m udp`: ports of a UDP datagram.
public struct UDPMatch: MatchExtension {
  public static let name = "udp"
  /// `--sport`.
  public var sourcePorts: Inverted<PortRange>?
  /// `--dport`.
  public var destinationPorts: Inverted<PortRange>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension UDPMatch: MatchSyntax {
  static let options: [String] = ["dport", "destination-port", "sport", "source-port"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "dport", "destination-port":
      destinationPorts = try words.portCondition()
    case "sport", "source-port":
      sourcePorts = try words.portCondition()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("sport", sourcePorts) { RuleText.ports($0) }
    text.option("dport", destinationPorts) { RuleText.ports($0) }
  }
}
