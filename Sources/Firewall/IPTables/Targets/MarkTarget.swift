/// `-j MARK`: `mark = (mark & ~mask) ^ value`, which every option comes to; the walk goes on.
public struct MarkTarget: TargetExtension {
  public static let name = "MARK"
  /// The bits changed.
  public var value: UInt32 = 0
  /// The bits cleared before.
  public var mask: UInt32 = .max

  /// The target without any option.
  public init() {}
}

extension MarkTarget {
  /// The mark after the target.
  public func applied(to mark: UInt32) -> UInt32 { mark & ~mask ^ value }
}
