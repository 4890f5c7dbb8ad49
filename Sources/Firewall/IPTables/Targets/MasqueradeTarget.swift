/// `-j MASQUERADE`: translates the source to the address of the interface it leaves by.
public struct MasqueradeTarget: TargetExtension {
  public static let name = "MASQUERADE"
  /// What it may choose from.
  public var range = NATRange()

  /// The target without any option.
  public init() {}
}
