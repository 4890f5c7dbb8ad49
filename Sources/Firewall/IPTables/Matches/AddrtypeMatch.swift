/// `-m addrtype`: what kind of address the routing tables say it is.
public struct AddrtypeMatch: MatchExtension {
  public static let name = "addrtype"
  /// `--src-type`.
  public var source: Inverted<AddressTypes>?
  /// `--dst-type`.
  public var destination: Inverted<AddressTypes>?
  /// `--limit-iface-in` or `--limit-iface-out`: only the addresses of that interface count.
  public var interface: Limit?

  /// The match without any option.
  public init() {}
}

extension AddrtypeMatch {
  /// The interface whose addresses alone count.
  public enum Limit: Sendable, Hashable {
    case incoming
    case outgoing
  }
}

// MARK: Syntax

extension AddrtypeMatch: MatchSyntax {
  static let options: [String] = ["src-type", "dst-type", "limit-iface-in", "limit-iface-out"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "src-type": source = Inverted(try types(&words), isInverted: words.inversion())
    case "dst-type": destination = Inverted(try types(&words), isInverted: words.inversion())
    case "limit-iface-in": interface = .incoming
    case "limit-iface-out": interface = .outgoing
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if source == nil, destination == nil {
      throw .malformed("--src-type or --dst-type is missing")
    }
  }

  func write(to text: inout RuleText) {
    text.option("src-type", source) { $0.names }
    text.option("dst-type", destination) { $0.names }
    switch interface {
    case .incoming: text.option("limit-iface-in")
    case .outgoing: text.option("limit-iface-out")
    case nil: break
    }
  }

  private func types(_ words: inout RuleWords) throws(OptionProblem) -> AddressTypes {
    var types: AddressTypes = []
    for name in try words.list() {
      guard let type = AddressTypes(name: name) else {
        throw .unknown("it does not know the address type \(name)")
      }
      types.insert(type)
    }
    return types
  }
}
