import Firewall
import Routing

/// `xt_devgroup.c`, `devgroup_mt`. Only hooks that have the interface can hold such a rule.
extension DevgroupMatch: HostDependentMatch {
  func condition(on host: HostModel) -> any PacketCondition {
    let groups = host.links.map(\.groupNumber)
    return HostPreparedCondition { context in
      for (wanted, link) in [
        (source, context.packet.inInterface), (destination, context.packet.outInterface),
      ] {
        guard let wanted else { continue }
        guard let link, let group = groups[link] else {
          return open(context, "the number of the interface's group was not recorded")
        }
        if ((group ^ wanted.value.value) & wanted.value.mask == 0) == wanted.isInverted {
          return .no
        }
      }
      return .yes
    }
  }
}
