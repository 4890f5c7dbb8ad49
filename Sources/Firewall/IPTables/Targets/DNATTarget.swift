/// `-j DNAT`: translates the destination; ends the nat table.
public struct DNATTarget: TargetExtension {
  public static let name = "DNAT"
  /// What it may choose from.
  public var range = NATRange()

  /// The target without any option.
  public init() {}
}
