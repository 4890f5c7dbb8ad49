import Addressing
import CNetfilter
import Firewall

/// `struct xt_hashlimit_mtinfo1`, `2` and `3` (linux/netfilter/xt_hashlimit.h).
extension HashlimitMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard let (name, configuration) = Self.configuration(blob) else { return nil }
    self.init()
    table = name
    keys = Keys(rawValue: UInt8(configuration.mode & 0xf))
    isAbove = isSet(XT_HASHLIMIT_INVERT, in: configuration.mode)
    (size, maximum) = (configuration.size, configuration.max)
    collectionInterval = configuration.gc_interval
    let width = UInt8(blob.family.bitWidth)
    sourceLength = configuration.srcmask == width ? nil : configuration.srcmask
    destinationLength = configuration.dstmask == width ? nil : configuration.dstmask
    measuresRate = isSet(XT_HASHLIMIT_RATE_MATCH, in: configuration.mode)
    if measuresRate { rateInterval = configuration.interval }
    let usual =
      isSet(XT_HASHLIMIT_BYTES, in: configuration.mode)
      ? readBytes(configuration) : readPackets(configuration, blob.revision)
    expiry = configuration.expire == usual ? nil : configuration.expire
  }

  /// The name and the newest of the three layouts of the rest.
  private static func configuration(_ blob: ExtensionBlob) -> (String, hashlimit_cfg3)? {
    switch blob.revision {
    case 1:
      guard let info = unsafe blob.exact(xt_hashlimit_mtinfo1.self) else { return nil }
      let old = unsafe info.cfg
      return unsafe (
        characters(info.name),
        hashlimit_cfg3(
          avg: UInt64(old.avg), burst: UInt64(old.burst), mode: old.mode, size: old.size,
          max: old.max, gc_interval: old.gc_interval, expire: old.expire, interval: 0,
          srcmask: old.srcmask, dstmask: old.dstmask)
      )
    case 2:
      guard let info = unsafe blob.exact(xt_hashlimit_mtinfo2.self) else { return nil }
      let old = unsafe info.cfg
      return unsafe (
        characters(info.name),
        hashlimit_cfg3(
          avg: old.avg, burst: old.burst, mode: old.mode, size: old.size, max: old.max,
          gc_interval: old.gc_interval, expire: old.expire, interval: 0, srcmask: old.srcmask,
          dstmask: old.dstmask)
      )
    case 3:
      guard let info = unsafe blob.exact(xt_hashlimit_mtinfo3.self) else { return nil }
      return unsafe (characters(info.name), info.cfg)
    case _: return nil
    }
  }

  /// Reads a rate in packets; returns the expiry that goes without saying, in milliseconds.
  private mutating func readPackets(
    _ configuration: hashlimit_cfg3, _ revision: UInt8
  ) -> UInt32 {
    let scale = UInt64(revision == 1 ? UInt64(XT_HASHLIMIT_SCALE) : UInt64(XT_HASHLIMIT_SCALE_v2))
    burst = configuration.burst
    guard let rate = PrintedRate(period: configuration.avg, second: scale) else {
      self.rate = .packets(configuration.avg)
      return 0
    }
    self.rate = .packets(rate.period(second: UInt64(XT_HASHLIMIT_SCALE_v2)))
    return UInt32(rate.unit * 1000)
  }

  /// Reads a rate in bytes, rounded to the unit in which iptables prints it.
  private mutating func readBytes(_ configuration: hashlimit_cfg3) -> UInt32 {
    let bytes = Self.bytes(ofCost: configuration.avg)
    let unit =
      [UInt64(1) << 20, 1 << 10].first {
        bytes >= $0 && Self.cost(ofBytes: bytes & ~($0 - 1)) == configuration.avg
      } ?? 1
    rate = .bytes(bytes / unit * unit)
    burst = 0
    // Without a burst of its own a bucket lives 15 seconds, else a minute (libxt_hashlimit.c).
    guard configuration.burst > 0 else { return 15_000 }
    let total = bytes.multipliedReportingOverflow(by: configuration.burst).partialValue
    let burstUnit = [UInt64(1) << 20, 1 << 10].first { total >= $0 } ?? 1
    burst = total / burstUnit * burstUnit
    return 60_000
  }

  private static func bytes(ofCost cost: UInt64) -> UInt64 {
    let whole = UInt64(UInt32.max)
    return ((cost == 0 ? whole : whole / cost) &- 1) << UInt64(XT_HASHLIMIT_BYTE_SHIFT)
  }

  private static func cost(ofBytes bytes: UInt64) -> UInt64 {
    UInt64(UInt32.max) / (bytes >> UInt64(XT_HASHLIMIT_BYTE_SHIFT) &+ 1)
  }
}
