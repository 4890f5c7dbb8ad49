import CNetfilter
import Documents
import Firewall

extension RuleDecoder {
  /// `snat`, `dnat`, `masquerade` and `redirect`.
  mutating func readTranslation(_ name: String, _ data: Fields) throws(KernelError) -> Bool {
    switch name {
    case "masq":
      let port = try ports(data, NFTA_MASQ_REG_PROTO_MIN, NFTA_MASQ_REG_PROTO_MAX)
      let flags = try data.number(NFTA_MASQ_FLAGS) ?? 0
      effect(
        ["masquerade": .objectOrNull([("port", port), ("flags", Self.flags(flags))])])
    case "redir":
      let port = try ports(data, NFTA_REDIR_REG_PROTO_MIN, NFTA_REDIR_REG_PROTO_MAX)
      let flags = try data.number(NFTA_REDIR_FLAGS) ?? 0
      effect(["redirect": .objectOrNull([("port", port), ("flags", Self.flags(flags))])])
    case _: return try readAddressTranslation(data)
    }
    return true
  }

  private static func flags(_ bits: UInt32) -> Node? {
    let names = [
      (NF_NAT_RANGE_PROTO_RANDOM, "random"), (NF_NAT_RANGE_PROTO_RANDOM_FULLY, "fully-random"),
      (NF_NAT_RANGE_PERSISTENT, "persistent"), (NF_NAT_RANGE_NETMAP, "netmap"),
    ]
    return .names(names.filter { isSet($0.0, in: bits) }.map(\.1))
  }

  private mutating func ports(
    _ data: Fields, _ first: some RawRepresentable<UInt32>, _ last: some RawRepresentable<UInt32>
  ) throws(KernelError) -> Node? {
    let (low, high) = (try data.number(first), try data.number(last))
    guard let start = register(low) else { return nil }
    context.forgetDependencies()
    let kind = ConstantKind(.inetService, bits: 16)
    let node = complete(start, as: kind).0
    guard high != low, let end = register(high) else { return node }
    return ["range": [node, complete(end, as: kind).0]]
  }

  private mutating func readAddressTranslation(_ data: Fields) throws(KernelError) -> Bool {
    let translated: NFTables.Family =
      NFTables.Family(
        number: UInt8(truncatingIfNeeded: try data.number(NFTA_NAT_FAMILY) ?? 0)) ?? family
    let bits = try data.number(NFTA_NAT_FLAGS) ?? 0
    let kind = addressKind(translated)
    let (low, high) = (
      try data.number(NFTA_NAT_REG_ADDR_MIN), try data.number(NFTA_NAT_REG_ADDR_MAX)
    )
    var address: Node?
    var isMap = false
    var types = isSet(NF_NAT_RANGE_NETMAP, in: bits) ? ["prefix"] : []
    if let start = register(low) {
      address = complete(start, as: kind).0
      if case .lookup(_, let name) = start, let set = sets[name] {
        isMap = set.hasIntervalData || set.dataKinds.count > 1
        if set.hasIntervalData, types.isEmpty { types = ["interval"] }
      } else if high != low, let end = register(high) {
        address = Self.range(start, end, address, complete(end, as: kind).0, kind)
      }
    }
    let port = isMap ? nil : try ports(data, NFTA_NAT_REG_PROTO_MIN, NFTA_NAT_REG_PROTO_MAX)
    let isSaid = family == .inet || isMap
    let isSource = try data.number(NFTA_NAT_TYPE) ?? 0 == NFT_NAT_SNAT.rawValue
    let node: Node = .objectOrNull([
      ("family", isSaid ? Node(.string(translated.rawValue)) : nil), ("addr", address),
      ("port", port), ("flags", Self.flags(bits)), ("type_flags", .names(types)),
    ])
    effect(isSource ? ["snat": node] : ["dnat": node])
    return true
  }

  /// A run of addresses; a prefix, where it is one.
  private static func range(
    _ start: Term, _ end: Term, _ first: Node?, _ last: Node, _ kind: ConstantKind
  ) -> Node? {
    guard let first else { return last }
    if case .constant(let low) = start, case .constant(let high) = end,
      let length = IntervalBits.prefixLength(BitString(low), BitString(high))
    {
      if length == kind.bits { return first }
      return ["prefix": ["addr": first, "len": Node(length)]]
    }
    return ["range": [first, last]]
  }
}
