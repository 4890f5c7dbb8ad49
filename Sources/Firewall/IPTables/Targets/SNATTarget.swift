/// `-j SNAT`: translates the source; ends the nat table.
public struct SNATTarget: TargetExtension {
  public static let name = "SNAT"
  /// What it may choose from.
  public var range = NATRange()

  /// The target without any option.
  public init() {}
}
