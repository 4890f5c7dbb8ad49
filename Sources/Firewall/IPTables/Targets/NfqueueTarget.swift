/// `-j NFQUEUE`: a program decides.
public struct NfqueueTarget: TargetExtension {
  public static let name = "NFQUEUE"
  /// `--queue-num`, or the first of `--queue-balance`.
  public var queue: UInt16 = 0
  /// How many queues; more than one for `--queue-balance`.
  public var count: UInt16 = 1
  /// `--queue-bypass`: accepted when no program listens.
  public var bypasses = false
  /// `--queue-cpu-fanout`.
  public var fansOut = false

  /// The target without any option.
  public init() {}
}
