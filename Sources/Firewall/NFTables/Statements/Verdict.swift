import Documents

extension NFTables {
  /// What a rule or the element of a verdict map decides.
  public enum Verdict: Sendable, Hashable {
    /// This base chain lets the packet go on.
    case accept
    /// The packet ends here.
    case drop
    /// The next rule is tried.
    case `continue`
    /// Back to the rule after the jump; in a base chain its policy.
    case `return`
    case jump(String)
    /// As a jump, but a return there returns from here.
    case goto(String)

    init?(_ node: Node) {
      guard let member = node.object?.first, node.object?.count == 1 else { return nil }
      let target = member.value["target"]?.string
      switch member.key {
      case "accept": self = .accept
      case "drop": self = .drop
      case "continue": self = .continue
      case "return": self = .return
      case "jump":
        guard let target else { return nil }
        self = .jump(target)
      case "goto":
        guard let target else { return nil }
        self = .goto(target)
      case _: return nil
      }
    }

    var json: Node {
      switch self {
      case .accept: ["accept": Node(.null)]
      case .drop: ["drop": Node(.null)]
      case .continue: ["continue": Node(.null)]
      case .return: ["return": Node(.null)]
      case .jump(let chain): ["jump": ["target": Node(.string(chain))]]
      case .goto(let chain): ["goto": ["target": Node(.string(chain))]]
      }
    }

    /// The verdict in nft's own syntax.
    public var text: String {
      switch self {
      case .accept: "accept"
      case .drop: "drop"
      case .continue: "continue"
      case .return: "return"
      case .jump(let chain): "jump \(chain)"
      case .goto(let chain): "goto \(chain)"
      }
    }
  }
}
