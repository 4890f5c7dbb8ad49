/// `-m quota`: passes until so many bytes have.
public struct QuotaMatch: MatchExtension {
  public static let name = "quota"
  /// `--quota`: the bytes left.
  public var bytes: UInt64 = 0
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
