/// `-m realm`: the realm of the route.
public struct RealmMatch: MatchExtension {
  public static let name = "realm"
  /// The realm wanted.
  public var value: UInt32 = 0
  /// The bits compared.
  public var mask: UInt32 = .max
  /// `!` before `--realm`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
