import Firewall

/// `xt_time.c`, `time_mt`. When the packet comes is not told by a snapshot.
extension TimeMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let isAlways =
      (dateStart ?? 0) == 0 && (dateStop ?? .max) >= 0x7fff_ffff && timeStart == 0
      && timeStop == 86_399 && weekdays & 0xfe == 0xfe && monthDays & 0xffff_fffe == 0xffff_fffe
    return isAlways ? .yes : open(context, "when the packet comes is not known")
  }
}
