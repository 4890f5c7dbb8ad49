import CNetfilter
import Documents
import Firewall

extension RuleDecoder {
  /// Statements that keep a state, or hand the packet to something that has one.
  mutating func readStateful(_ name: String, _ data: Fields) throws(KernelError) -> Bool {
    switch name {
    case "counter":
      guard !isPattern else {
        effect(["counter": Node(.null)])
        break
      }
      effect(["counter": try StatefulNode.counter(data)])
    case "quota": effect(["quota": try StatefulNode.quota(data)])
    case "limit": effect(["limit": try StatefulNode.limit(data, isObject: false)])
    case "synproxy": effect(["synproxy": try StatefulNode.synproxy(data)])
    case "connlimit":
      let isOver = isSet(
        NFT_CONNLIMIT_F_INV.rawValue, in: try data.number(NFTA_CONNLIMIT_FLAGS) ?? 0)
      effect(
        [
          "ct count": .object([
            ("val", Node(try data.number(NFTA_CONNLIMIT_COUNT) ?? 0)),
            ("inv", isOver ? Node(.bool(true)) : nil),
          ])
        ])
    case "log": try readLog(data)
    case _: return try readReference(data)
    }
    return true
  }

  private mutating func readLog(_ data: Fields) throws(KernelError) {
    let levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit"]
    let level = try data.number(NFTA_LOG_LEVEL).flatMap { number in
      number == 4 || number >= levels.count ? nil : levels[Int(number)]
    }
    effect(
      [
        "log": .objectOrNull([
          ("prefix", data.text(NFTA_LOG_PREFIX).map { Node(.string($0)) }),
          ("group", try data.short(NFTA_LOG_GROUP).map { Node($0) }),
          ("snaplen", try data.number(NFTA_LOG_SNAPLEN).map { Node($0) }),
          ("queue-threshold", try data.short(NFTA_LOG_QTHRESHOLD).map { Node($0) }),
          ("level", level.map { Node(.string($0)) }),
          ("flags", Self.logFlags(try data.number(NFTA_LOG_FLAGS) ?? 0)),
        ])
      ])
  }

  private static func logFlags(_ bits: UInt32) -> Node? {
    // NF_LOG_MASK of linux/netfilter/nf_log.h.
    if isSet(NF_LOG_MASK, in: bits) { return "all" }
    let names = [
      (NF_LOG_TCPSEQ, "tcp sequence"), (NF_LOG_TCPOPT, "tcp options"),
      (NF_LOG_IPOPT, "ip options"), (NF_LOG_UID, "skuid"), (NF_LOG_MACDECODE, "ether"),
    ]
    return .names(names.filter { isSet($0.0, in: bits) }.map(\.1))
  }

  /// A named object, by name or by a map.
  private mutating func readReference(_ data: Fields) throws(KernelError) -> Bool {
    if let name = data.text(NFTA_OBJREF_IMM_NAME) {
      guard let kind = ObjectKind.name(try data.number(NFTA_OBJREF_IMM_TYPE) ?? 0) else {
        return false
      }
      effect(Node(.object([.init(kind, Node(.string(name)))])))
      return true
    }
    let source = try data.number(NFTA_OBJREF_SET_SREG)
    guard let name = data.text(NFTA_OBJREF_SET_NAME), let set = sets[name],
      let kind = ObjectKind.name(set.objectType), var key = register(source)
    else { return false }
    if key.bits(sets) < set.keyLength * 8 {
      guard let several = concatenation(from: source, bits: set.keyLength * 8) else {
        return false
      }
      key = several
    }
    effect(Node(.object([.init(kind, completeLookup(key, name).0)])))
    return true
  }
}

/// Kinds of named objects by `NFT_OBJECT_…`.
enum ObjectKind {
  static func name(_ number: UInt32) -> String? {
    switch Int32(bitPattern: number) {
    case NFT_OBJECT_COUNTER: "counter"
    case NFT_OBJECT_QUOTA: "quota"
    case NFT_OBJECT_CT_HELPER: "ct helper"
    case NFT_OBJECT_LIMIT: "limit"
    case NFT_OBJECT_TUNNEL: "tunnel"
    case NFT_OBJECT_CT_TIMEOUT: "ct timeout"
    case NFT_OBJECT_SECMARK: "secmark"
    case NFT_OBJECT_CT_EXPECT: "ct expectation"
    case NFT_OBJECT_SYNPROXY: "synproxy"
    case _: nil
    }
  }
}

/// What counters, quotas, limits and the like hold: within rules and as named objects.
enum StatefulNode {
  static func counter(_ data: Fields) throws(KernelError) -> Node {
    [
      "packets": Node(try data.long(NFTA_COUNTER_PACKETS) ?? 0),
      "bytes": Node(try data.long(NFTA_COUNTER_BYTES) ?? 0),
    ]
  }

  static func quota(_ data: Fields) throws(KernelError) -> Node {
    let isOver = isSet(NFT_QUOTA_F_INV.rawValue, in: try data.number(NFTA_QUOTA_FLAGS) ?? 0)
    let (value, unit) = amount(try data.long(NFTA_QUOTA_BYTES) ?? 0)
    let used = try data.long(NFTA_QUOTA_CONSUMED) ?? 0
    let (usedValue, usedUnit) = amount(used)
    return .object([
      ("val", Node(value)), ("val_unit", Node(.string(unit))),
      ("used", used > 0 ? Node(usedValue) : nil),
      ("used_unit", used > 0 ? Node(.string(usedUnit)) : nil),
      ("inv", isOver ? Node(.bool(true)) : nil),
    ])
  }

  static func limit(_ data: Fields, isObject: Bool) throws(KernelError) -> Node {
    let flags = try data.number(NFTA_LIMIT_FLAGS) ?? 0
    let isOver = isSet(NFT_LIMIT_F_INV.rawValue, in: flags)
    let burst = try data.number(NFTA_LIMIT_BURST) ?? 0
    let rate = try data.long(NFTA_LIMIT_RATE) ?? 0
    let countsBytes = try data.number(NFTA_LIMIT_TYPE) ?? 0 == NFT_LIMIT_PKT_BYTES.rawValue
    let (rateValue, rateUnit) = amount(rate)
    let (burstValue, burstUnit) = amount(UInt64(burst))
    let saysBurst = !isObject || burst > 0
    return .object([
      ("rate", Node(countsBytes ? rateValue : rate)),
      ("burst", saysBurst ? Node(countsBytes ? burstValue : UInt64(burst)) : nil),
      ("per", Node(.string(unit(seconds: try data.long(NFTA_LIMIT_UNIT) ?? 1)))),
      ("inv", isOver ? Node(.bool(true)) : nil),
      ("rate_unit", countsBytes ? Node(.string(rateUnit)) : nil),
      ("burst_unit", countsBytes && saysBurst ? Node(.string(burstUnit)) : nil),
    ])
  }

  static func synproxy(_ data: Fields) throws(KernelError) -> Node {
    let flags = try data.number(NFTA_SYNPROXY_FLAGS) ?? 0
    let names = [
      (NF_SYNPROXY_OPT_TIMESTAMP, "timestamp"), (NF_SYNPROXY_OPT_SACK_PERM, "sack-perm"),
    ]
    return .objectOrNull([
      (
        "mss",
        isSet(NF_SYNPROXY_OPT_MSS, in: flags)
          ? try data.short(NFTA_SYNPROXY_MSS).map { Node($0) } : nil
      ),
      (
        "wscale",
        isSet(NF_SYNPROXY_OPT_WSCALE, in: flags)
          ? try data.byte(NFTA_SYNPROXY_WSCALE).map { Node($0) } : nil
      ),
      ("flags", .names(names.filter { isSet($0.0, in: flags) }.map(\.1))),
    ])
  }

  /// An amount of bytes in the largest unit that divides it.
  static func amount(_ bytes: UInt64) -> (UInt64, String) {
    if bytes > 0, bytes % (1 << 20) == 0 { return (bytes >> 20, "mbytes") }
    if bytes > 0, bytes % (1 << 10) == 0 { return (bytes >> 10, "kbytes") }
    return (bytes, "bytes")
  }

  private static func unit(seconds: UInt64) -> String {
    switch seconds {
    case 1: "second"
    case 60: "minute"
    case 3600: "hour"
    case 86_400: "day"
    case 604_800: "week"
    case _: "\(seconds) seconds"
    }
  }
}
