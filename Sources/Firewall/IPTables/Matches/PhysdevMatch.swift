/// `-m physdev`: the ports of the bridge that the packet crosses.
public struct PhysdevMatch: MatchExtension {
  public static let name = "physdev"
  /// `--physdev-in`.
  public var inPort: Inverted<InterfacePattern>?
  /// `--physdev-out`.
  public var outPort: Inverted<InterfacePattern>?
  /// `--physdev-is-in`; inverted is false.
  public var hasInPort: Bool?
  /// `--physdev-is-out`.
  public var hasOutPort: Bool?
  /// `--physdev-is-bridged`.
  public var isBridged: Bool?

  /// The match without any option.
  public init() {}
}
