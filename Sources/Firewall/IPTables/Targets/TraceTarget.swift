/// `-j TRACE`: has every later rule that matches logged; the walk goes on.
public struct TraceTarget: TargetExtension {
  public static let name = "TRACE"

  /// The target without any option.
  public init() {}
}
