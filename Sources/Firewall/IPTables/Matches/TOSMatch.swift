/// `-m tos`: the type of service.
public struct TOSMatch: MatchExtension {
  public static let name = "tos"
  /// The bits wanted.
  public var value: UInt8 = 0
  /// The bits compared.
  public var mask: UInt8 = .max
  /// `!` before `--tos`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
