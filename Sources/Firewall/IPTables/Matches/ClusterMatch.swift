/// `-m cluster`: the node of a cluster that a hash of the source gives the packet to.
public struct ClusterMatch: MatchExtension {
  public static let name = "cluster"
  /// `--cluster-total-nodes`.
  public var totalNodes: UInt32 = 0
  /// `--cluster-local-nodemask`: a bit for each node that is meant.
  public var nodeMask: UInt32 = 0
  /// `!` before the node or its mask.
  public var isInverted = false
  /// `--cluster-hash-seed`.
  public var hashSeed: UInt32 = 0

  /// The match without any option.
  public init() {}
}
