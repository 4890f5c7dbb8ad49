import Routing

extension SetupAction {
  /// What an operator would type.
  public var commands: [String] {
    switch self {
    case .route(let route): ["\(route.tool) route add \(Self.text(route))"]
    case .setting(let key, let value, _): ["sysctl -w \(key)=\(value)"]
    case .rule(let rule): [Self.line(rule.program, rule.insert)]
    }
  }

  /// What takes it back.
  public var undo: [String] {
    switch self {
    case .route(let route): ["\(route.tool) route del \(Self.text(route))"]
    case .setting(let key, _, let before): before.map { ["sysctl -w \(key)=\($0)"] } ?? []
    case .rule(let rule) where rule.program == "nft": [Self.nftUndo(rule.delete)]
    case .rule(let rule): [Self.line(rule.program, rule.delete)]
    }
  }

  /// nft deletes by handle: it is looked up by the rule's comment.
  private static func nftUndo(_ words: [String]) -> String {
    let chain = words.dropFirst(3).prefix(3).joined(separator: " ")
    let handle = "$(nft -a list chain \(chain) | sed -n '/\(words.last ?? "")/s/.*# handle //p')"
    return "nft delete rule \(chain) handle \(handle)"
  }

  private static func text(_ route: Route) -> String { route.arguments.joined(separator: " ") }

  private static func line(_ program: String, _ words: [String]) -> String {
    ([program] + words.map(quoted)).joined(separator: " ")
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case _: "-_./:,=+%@".utf8.contains(byte)
      }
    }
    return plain && !word.isEmpty
      ? word
      : "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
