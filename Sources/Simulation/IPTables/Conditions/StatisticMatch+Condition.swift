import Firewall

/// `xt_statistic.c`. `nth` counts packets that nobody has recorded: each is as likely as its share.
extension StatisticMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    switch probability {
    case ...0: .no
    case 1...: .yes
    case let share: .chance(share)
    }
  }
}
