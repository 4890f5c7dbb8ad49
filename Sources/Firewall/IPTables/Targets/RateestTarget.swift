/// `-j RATEEST`: counts into a rate estimator; the walk goes on.
public struct RateestTarget: TargetExtension {
  public static let name = "RATEEST"
  /// `--rateest-name`.
  public var estimator = ""
  /// `--rateest-interval`: 250 ms shifted left by this plus 2.
  public var interval: Int8 = 0
  /// `--rateest-ewmalog`.
  public var ewmaLog: UInt8 = 0

  /// The target without any option.
  public init() {}
}
