public import Addressing

/// `-j TPROXY`: gives the packet to a socket of this host.
public struct TPROXYTarget: TargetExtension {
  public static let name = "TPROXY"
  /// `--on-port`; 0 is the packet's own.
  public var port: UInt16 = 0
  /// `--on-ip`; nil is the address of the interface it came in by.
  public var address: IPAddress?
  /// `--tproxy-mark`.
  public var mark: MaskedValue<UInt32>?

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension TPROXYTarget: TargetSyntax {
  static let options: [String] = ["on-port", "on-ip", "tproxy-mark"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "on-port": port = try words.number()
    case "on-ip": address = try words.address()
    case "tproxy-mark": mark = try words.masked()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("on-port", port)
    text.option("on-ip", address ?? .zero(text.family))
    let mark = mark ?? MaskedValue(0, mask: 0)
    text.option("tproxy-mark", RuleText.hex(mark.value) + "/" + RuleText.hex(mark.mask))
  }
}
