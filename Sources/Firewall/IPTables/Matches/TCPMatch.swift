public import Addressing

/// `-m tcp`: ports, flags and options of a TCP segment.
public struct TCPMatch: MatchExtension {
  public static let name = "tcp"
  /// `--sport`.
  public var sourcePorts: Inverted<PortRange>?
  /// `--dport`.
  public var destinationPorts: Inverted<PortRange>?
  /// `--tcp-flags` or `--syn`.
  public var flags: Inverted<TCPFlagTest>?
  /// `--tcp-option`.
  public var option: Inverted<UInt8>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension TCPMatch: MatchSyntax {
  static let options: [String] = [
    "dport", "destination-port", "sport", "source-port", "syn", "tcp-flags", "tcp-option",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "dport", "destination-port":
      destinationPorts = try words.portCondition()
    case "sport", "source-port":
      sourcePorts = try words.portCondition()
    case "syn": flags = Inverted(.syn, isInverted: words.inversion())
    case "tcp-flags":
      let mask = try words.tcpFlags()
      flags = Inverted(
        TCPFlagTest(mask: mask, compared: try words.tcpFlags()), isInverted: words.inversion())
    case "tcp-option": self.option = Inverted(try words.number(), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("sport", sourcePorts) { RuleText.ports($0) }
    text.option("dport", destinationPorts) { RuleText.ports($0) }
    text.option("tcp-option", option) { "\($0)" }
    text.option("tcp-flags", flags) { $0.mask.names + " " + $0.compared.names }
  }
}
