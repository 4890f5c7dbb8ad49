/// `-m mark`: the mark of the packet.
public struct MarkMatch: MatchExtension {
  public static let name = "mark"
  /// The mark wanted.
  public var value: UInt32 = 0
  /// The bits compared.
  public var mask: UInt32 = .max
  /// `!` before `--mark`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
