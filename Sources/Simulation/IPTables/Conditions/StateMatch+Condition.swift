import Firewall

/// `xt_state.c`, kept in `xt_conntrack.c` today: the states without SNAT and DNAT.
extension StateMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let state = context.trackingStateBits
    return Truth(states.isDisjoint(with: state) == isInverted)
  }
}

extension HookContext {
  /// The packet's state as one bit of `XT_CONNTRACK_STATE_*`.
  var trackingStateBits: ConntrackStates {
    switch state {
    case .new: .new
    case .established: .established
    case .related: .related
    case .untracked: .untracked
    case .invalid, .untrackedYet: .invalid
    }
  }
}
