/// `-m nfacct`: counts into a named object; every packet passes.
public struct NfacctMatch: MatchExtension {
  public static let name = "nfacct"
  /// `--nfacct-name`.
  public var object = ""

  /// The match without any option.
  public init() {}
}
