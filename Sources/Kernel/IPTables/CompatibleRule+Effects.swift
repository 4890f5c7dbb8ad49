import Addressing
import CNetfilter
import Firewall

extension CompatibleRule {
  /// A match of x_tables, or a target, within a rule of nf_tables.
  private struct Compatible {
    var name: KernelBytes
    var blob: ExtensionBlob

    /// nil without a name.
    init?(
      _ data: NetlinkAttributes, _ family: IPFamily, _ names: SetNames
    ) throws(KernelError) {
      var (name, info): (KernelBytes?, KernelBytes?)
      var revision: UInt32 = 0
      var attributes = data
      // Both kinds number their attributes alike.
      while let attribute = try attributes.next() {
        switch attribute.type {
        case NFTA_MATCH_NAME: name = attribute.payload
        case NFTA_MATCH_REV: revision = try attribute.bigEndian()
        case NFTA_MATCH_INFO: info = attribute.payload
        case _: break
        }
      }
      guard let name else { return nil }
      self.name = name
      blob = ExtensionBlob(
        name: ExtensionName(name), revision: UInt8(truncatingIfNeeded: revision), family: family,
        bytes: info ?? name.slice(0, 0), names: names)
    }
  }

  mutating func readMatch(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    guard let found = try Compatible(data, family, names) else { return false }
    matches.append(KnownStructures.match(found.blob, named: found.name))
    return true
  }

  mutating func readTarget(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    guard let found = try Compatible(data, family, names) else { return false }
    target = .extension(KnownStructures.target(found.blob, named: found.name))
    return true
  }

  /// A verdict, or a constant for the next expression.
  mutating func readImmediate(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var destination: UInt32 = 0
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_IMMEDIATE_DREG: destination = try attribute.bigEndian()
      case NFTA_IMMEDIATE_DATA:
        var parts = attribute.nested
        while let part = try parts.next() {
          switch part.type {
          case NFTA_DATA_VERDICT: return try readVerdict(part.nested)
          case NFTA_DATA_VALUE:
            guard let value = RegisterData(part.payload) else { return false }
            set(destination, .constant(value))
          case _: break
          }
        }
      case _: break
      }
    }
    return true
  }

  private mutating func readVerdict(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    guard let verdict = try RawVerdict(data) else { return false }
    switch verdict {
    case .accept: target = .accept
    case .drop: target = .drop
    case .return: target = .return
    case .jump(let chain): target = .jump(chain)
    case .goto(let chain): target = .goto(chain)
    case .queue: target = .extension(QueueTarget())
    case .continue: return false
    }
    return true
  }

  mutating func readLimit(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var (rate, unit): (UInt64, UInt64) = (0, 0)
    var (burst, type, flags): (UInt32, UInt32, UInt32) = (0, 0, 0)
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_LIMIT_RATE: rate = try attribute.bigEndian()
      case NFTA_LIMIT_UNIT: unit = try attribute.bigEndian()
      case NFTA_LIMIT_BURST: burst = try attribute.bigEndian()
      case NFTA_LIMIT_TYPE: type = try attribute.bigEndian()
      case NFTA_LIMIT_FLAGS: flags = try attribute.bigEndian()
      case _: break
      }
    }
    let second = UInt64(XT_LIMIT_SCALE)
    let whole = second.multipliedReportingOverflow(by: unit)
    guard type == NFT_LIMIT_PKTS.rawValue, flags == 0, rate > 0, !whole.overflow else {
      return false
    }
    var match = LimitMatch()
    let period = whole.partialValue / rate
    let printed = PrintedRate(period: period, second: second)
    match.interval = UInt32(clamping: printed?.period(second: second) ?? period)
    match.burst = burst
    matches.append(match)
    return true
  }

  /// `-j NFLOG`.
  mutating func readLog(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var log = NflogTarget()
    var hasGroup = false
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_LOG_GROUP: (log.group, hasGroup) = (try attribute.bigEndian(), true)
      case NFTA_LOG_PREFIX: log.prefix = attribute.string
      case NFTA_LOG_SNAPLEN: log.size = try attribute.bigEndian(UInt32.self)
      case NFTA_LOG_QTHRESHOLD:
        let threshold: UInt16 = try attribute.bigEndian()
        if threshold != UInt16(XT_NFLOG_DEFAULT_THRESHOLD) { log.threshold = threshold }
      case _: break
      }
    }
    guard hasGroup else { return false }
    target = .extension(log)
    return true
  }
}
