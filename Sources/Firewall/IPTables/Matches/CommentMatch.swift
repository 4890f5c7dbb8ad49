/// `-m comment`: text for people; every packet passes.
public struct CommentMatch: MatchExtension {
  public static let name = "comment"
  /// The text without quotes.
  public var comment = ""

  /// The match without any option.
  public init() {}
}
