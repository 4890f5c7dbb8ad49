public import Addressing

/// `-m policy`: the IPsec policy that applies.
public struct PolicyMatch: MatchExtension {
  public static let name = "policy"
  /// `--dir`.
  public var direction = Direction.incoming
  /// `--pol ipsec` (true) or `--pol none`.
  public var isIPsec = false
  /// `--strict`: the elements are all of the policy.
  public var isStrict = false
  /// The elements, divided by `--next`.
  public var elements: [Element] = []

  /// The match without any option.
  public init() {}
}

extension PolicyMatch {
  /// Which policy is meant.
  public enum Direction: String, Sendable, Hashable {
    case incoming = "in"
    case outgoing = "out"
  }

  /// One transformation.
  public struct Element: Sendable, Hashable {
    /// `--reqid`.
    public var requestID: Inverted<UInt32>?
    /// `--spi`.
    public var index: Inverted<UInt32>?
    /// `--proto`.
    public var transport: Inverted<TransportProtocol>?
    /// `--mode tunnel` (true) or `--mode transport`.
    public var isTunnel: Inverted<Bool>?
    /// `--tunnel-src`.
    public var tunnelSource: Inverted<MaskedAddress>?
    /// `--tunnel-dst`.
    public var tunnelDestination: Inverted<MaskedAddress>?

    /// An element that every transformation meets.
    public init() {}
  }
}

// MARK: Syntax

extension PolicyMatch: MatchSyntax {
  static let options: [String] = [
    "dir", "pol", "strict", "reqid", "spi", "proto", "mode", "tunnel-src", "tunnel-dst", "next",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "dir": direction = try words.name()
    case "pol":
      let policy = try words.string()
      guard policy == "ipsec" || policy == "none" else {
        throw .unknown("it does not know the policy \(policy)")
      }
      isIPsec = policy == "ipsec"
    case "strict": isStrict = true
    case "reqid": try change(&words) { element, value in element.requestID = value }
    case "spi": try change(&words) { element, value in element.index = value }
    case "proto":
      let value = Inverted(try words.transport(), isInverted: words.inversion())
      change { $0.transport = value }
    case "mode":
      let mode = try words.string()
      guard mode == "tunnel" || mode == "transport" else {
        throw .unknown("it does not know the mode \(mode)")
      }
      let value = Inverted(mode == "tunnel", isInverted: words.inversion())
      change { $0.isTunnel = value }
    case "tunnel-src":
      let value = Inverted(try words.maskedAddress(), isInverted: words.inversion())
      change { $0.tunnelSource = value }
    case "tunnel-dst":
      let value = Inverted(try words.maskedAddress(), isInverted: words.inversion())
      change { $0.tunnelDestination = value }
    case "next":
      if elements.isEmpty { elements.append(Element()) }
      elements.append(Element())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("dir", direction.rawValue)
    text.option("pol", isIPsec ? "ipsec" : "none")
    text.flag("strict", if: isStrict)
    for (index, element) in elements.enumerated() {
      text.flag("next", if: index > 0)
      text.option("reqid", element.requestID) { "\($0)" }
      text.option("spi", element.index) { RuleText.hex($0) }
      text.option("proto", element.transport) { RuleText.transport($0) }
      text.option("mode", element.isTunnel) { $0 ? "tunnel" : "transport" }
      text.option("tunnel-dst", element.tunnelDestination) { RuleText.network($0) }
      text.option("tunnel-src", element.tunnelSource) { RuleText.network($0) }
    }
  }

  private mutating func change(_ body: (inout Element) -> Void) {
    if elements.isEmpty { elements.append(Element()) }
    body(&elements[elements.count - 1])
  }

  private mutating func change(
    _ words: inout RuleWords, _ body: (inout Element, Inverted<UInt32>) -> Void
  ) throws(OptionProblem) {
    let value: Inverted<UInt32> = Inverted(try words.number(), isInverted: words.inversion())
    change { body(&$0, value) }
  }
}
