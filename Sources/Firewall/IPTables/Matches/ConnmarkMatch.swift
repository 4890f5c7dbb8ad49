/// `-m connmark`: the mark of the connection.
public struct ConnmarkMatch: MatchExtension {
  public static let name = "connmark"
  /// The mark wanted.
  public var value: UInt32 = 0
  /// The bits compared.
  public var mask: UInt32 = .max
  /// `!` before `--mark`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
