/// `-m string`: bytes somewhere in the packet.
public struct StringMatch: MatchExtension {
  public static let name = "string"
  /// The bytes.
  public var pattern: [UInt8] = []
  /// `!` before it.
  public var isInverted = false
  /// `--algo`: `bm` or `kmp`.
  public var algorithm = ""
  /// `--from`: where the search begins.
  public var from: UInt16 = 0
  /// `--to`: where it ends.
  public var to: UInt16 = .max
  /// `--icase`.
  public var ignoresCase = false

  /// The match without any option.
  public init() {}
}
