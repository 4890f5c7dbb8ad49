/// `-m connlabel`: a label bit of the connection.
public struct ConnlabelMatch: MatchExtension {
  public static let name = "connlabel"
  /// `--label`: a number, or a name of `/etc/xtables/connlabel.conf`.
  public var label = ""
  /// `!` before `--label`.
  public var isInverted = false
  /// `--set`: sets the label as well.
  public var isSet = false

  /// The match without any option.
  public init() {}
}
