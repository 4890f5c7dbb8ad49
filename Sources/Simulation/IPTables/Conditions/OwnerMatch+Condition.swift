import Firewall

/// `xt_owner.c`, `owner_mt`: what no socket of this host sent passes only where every option has a
/// `!`.
extension OwnerMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let packet = context.packet
    guard packet.hasLocalSocket else { return Truth(allAreInverted) }
    if hasSocket == false { return .no }
    var answer = Truth.yes
    for (wanted, found) in [(users, packet.ownerUser), (groups, packet.ownerGroup)] {
      guard let wanted else { continue }
      guard let found else {
        answer = open(context, "the owner of the sending socket was not recorded")
        continue
      }
      if wanted.value.contains(found) == wanted.isInverted {
        guard countsSupplementaryGroups, wanted == groups else { return .no }
        answer = open(context, "the other groups of the sending process were not recorded")
      }
    }
    return answer
  }

  private var allAreInverted: Bool {
    users?.isInverted != false && groups?.isInverted != false && hasSocket != true
      && !countsSupplementaryGroups
  }
}
