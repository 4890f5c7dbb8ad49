/// `-m helper`: the helper of the connection, or of the one that expected it.
public struct HelperMatch: MatchExtension {
  public static let name = "helper"
  /// `--helper`; empty is any helper.
  public var helper = ""
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
