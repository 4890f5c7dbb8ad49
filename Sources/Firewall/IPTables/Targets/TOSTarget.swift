/// `-j TOS`: `tos = (tos & ~mask) ^ value`; the walk goes on.
public struct TOSTarget: TargetExtension {
  public static let name = "TOS"
  /// The bits changed.
  public var value: UInt8 = 0
  /// The bits cleared before.
  public var mask: UInt8 = .max

  /// The target without any option.
  public init() {}
}
