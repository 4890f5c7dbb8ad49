import Addressing
import Firewall

/// `xt_cluster.c`, `xt_cluster_mt`: the node that the hash of the connection's first source gives it to.
extension ClusterMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard let connection = context.connection else { return .no }
    let hash = JenkinsHash.hash(connection.original.source.bytes, seed: hashSeed)
    let node = JenkinsHash.scale(hash, modulus: UInt64(totalNodes))
    return Truth((nodeMask >> node & 1 == 1) != isInverted)
  }
}
