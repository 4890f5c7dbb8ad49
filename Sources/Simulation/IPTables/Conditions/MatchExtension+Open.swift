import Firewall

extension MatchExtension {
  /// What nobody recorded and the match asks: the same text for the same match, sign included.
  func open(_ context: HookContext, _ reason: String) -> Truth {
    .unknown(because: "the packet meets '\(text(family: context.packet.family))' (\(reason))")
  }
}
