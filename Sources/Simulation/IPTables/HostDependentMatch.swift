import Firewall

/// A match that is prepared once for each host, so that nothing is looked up by name per packet.
protocol HostDependentMatch: MatchExtension {
  /// The condition this match is on `host`.
  func condition(on host: HostModel) -> any PacketCondition
}
