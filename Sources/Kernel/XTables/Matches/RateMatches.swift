import Addressing
import CNetfilter
import Firewall

/// A rate as iptables prints it: so many in the largest unit in which the number is whole enough.
///
/// The kernel keeps the time between two packets; iptables-save rounds it, and what it saves is
/// what is restored.
struct PrintedRate {
  /// Packets in one unit.
  let count: UInt64
  /// Seconds of the unit.
  let unit: UInt64

  /// The rate of one packet each `period`, where a second counts `second`. Nil for a rate of 0.
  init?(period: UInt64, second: UInt64) {
    guard period > 0 else { return nil }
    var unit: UInt64 = 86_400
    for next: UInt64 in [3600, 60, 1] {
      let whole = next * second
      if period > whole || whole / period < whole % period { break }
      unit = next
    }
    self.unit = unit
    count = unit * second / period
    guard count > 0 else { return nil }
  }

  /// The time between two packets of the rate as printed.
  func period(second: UInt64) -> UInt64 { second * unit / count }
}

/// `struct xt_rateinfo` (linux/netfilter/xt_limit.h).
extension LimitMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = unsafe blob.exact(xt_rateinfo.self) else { return nil }
    self.init()
    interval = unsafe info.avg
    burst = unsafe info.burst
    let second = UInt64(XT_LIMIT_SCALE)
    if let rate = PrintedRate(period: UInt64(interval), second: second) {
      interval = UInt32(clamping: rate.period(second: second))
    }
  }
}

/// `struct xt_statistic_info` (linux/netfilter/xt_statistic.h).
extension StatisticMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = unsafe blob.exact(xt_statistic_info.self) else {
      return nil
    }
    self.init()
    switch unsafe UInt32(info.mode) {
    case XT_STATISTIC_MODE_RANDOM.rawValue:
      mode = unsafe .random(probability: info.u.random.probability)
    case XT_STATISTIC_MODE_NTH.rawValue:
      mode = unsafe .nth(every: info.u.nth.every &+ 1, packet: info.u.nth.packet)
    case _: return nil
    }
    isInverted = unsafe isSet(XT_STATISTIC_INVERT.rawValue, in: info.flags)
  }
}

/// `struct xt_quota_info` (linux/netfilter/xt_quota.h).
extension QuotaMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = unsafe blob.exact(xt_quota_info.self) else { return nil }
    self.init()
    bytes = unsafe info.quota
    isInverted = unsafe isSet(XT_QUOTA_INVERT.rawValue, in: info.flags)
  }
}

/// `struct xt_recent_mtinfo` and `v1` (linux/netfilter/xt_recent.h).
extension RecentMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 0:
      guard let info = blob.exact(xt_recent_mtinfo.self) else { return nil }
      (seconds, hitCount) = (Self.some(info.seconds), Self.some(info.hit_count))
      (list, usesDestination) = (characters(info.name), info.side == XT_RECENT_DEST)
      guard readFlags(info.check_set) else { return nil }
      isInverted = info.invert != 0
    case 1:
      guard let info = blob.exact(xt_recent_mtinfo_v1.self) else { return nil }
      (seconds, hitCount) = (Self.some(info.seconds), Self.some(info.hit_count))
      (list, usesDestination) = (characters(info.name), info.side == XT_RECENT_DEST)
      guard readFlags(info.check_set) else { return nil }
      isInverted = info.invert != 0
      mask = blob.address(info.mask)
    case _: return nil
    }
  }

  private static func some(_ number: UInt32) -> UInt32? { number == 0 ? nil : number }

  private mutating func readFlags(_ flags: UInt8) -> Bool {
    let actions: [(flag: Int, action: Action)] = [
      (XT_RECENT_SET, .set), (XT_RECENT_CHECK, .check), (XT_RECENT_UPDATE, .update),
      (XT_RECENT_REMOVE, .remove),
    ]
    guard let found = actions.first(where: { isSet($0.flag, in: flags) }) else { return false }
    action = found.action
    reaps = isSet(XT_RECENT_REAP, in: flags)
    comparesTTL = isSet(XT_RECENT_TTL, in: flags)
    return true
  }
}

/// `struct xt_time_info` (linux/netfilter/xt_time.h).
extension TimeMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_time_info.self) else { return nil }
    self.init()
    dateStart = info.date_start == 0 ? nil : info.date_start
    dateStop = info.date_stop == .max ? nil : info.date_stop
    (timeStart, timeStop) = (info.daytime_start, info.daytime_stop)
    (monthDays, weekdays) = (info.monthdays_match, info.weekdays_match)
    usesKernelZone = isSet(XT_TIME_LOCAL_TZ, in: info.flags)
    isContiguous = isSet(XT_TIME_CONTIGUOUS, in: info.flags)
  }
}
