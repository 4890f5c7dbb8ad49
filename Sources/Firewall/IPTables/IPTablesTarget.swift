/// What a rule does with a packet that met its conditions.
public enum IPTablesTarget: Sendable, Hashable {
  /// No `-j`: count and go on with the next rule.
  case none
  case accept
  case drop
  case `return`
  /// `-j CHAIN`.
  case jump(String)
  /// `-g CHAIN`: as a jump, but a RETURN there returns from here.
  case goto(String)
  /// Any other target.
  case `extension`(any TargetExtension)

  public static func == (left: IPTablesTarget, right: IPTablesTarget) -> Bool {
    switch (left, right) {
    case (.none, .none), (.accept, .accept), (.drop, .drop), (.return, .return): true
    case (.jump(let a), .jump(let b)), (.goto(let a), .goto(let b)): a == b
    case (.extension(let a), .extension(let b)): AnyHashable(a) == AnyHashable(b)
    case _: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .none: hasher.combine(0)
    case .accept: hasher.combine(1)
    case .drop: hasher.combine(2)
    case .return: hasher.combine(3)
    case .jump(let chain), .goto(let chain): hasher.combine(chain)
    case .extension(let target): hasher.combine(AnyHashable(target))
    }
  }
}
