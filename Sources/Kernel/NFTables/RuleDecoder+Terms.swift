import CNetfilter
import Documents
import Firewall

extension RuleDecoder {
  /// Expressions that fill a register; false for any other.
  mutating func readTerm(_ name: String, _ data: Fields) throws(KernelError) -> Bool {
    switch name {
    case "payload" where data[NFTA_PAYLOAD_DREG] != nil:
      set(try data.number(NFTA_PAYLOAD_DREG), .payload(try payload(data)))
    case "exthdr" where data[NFTA_EXTHDR_DREG] != nil:
      guard let option = try option(data) else { return false }
      set(try data.number(NFTA_EXTHDR_DREG), .option(option))
    case "meta" where data[NFTA_META_DREG] != nil:
      set(try data.number(NFTA_META_DREG), .meta(try data.number(NFTA_META_KEY) ?? 0))
    case "ct" where data[NFTA_CT_DREG] != nil:
      set(
        try data.number(NFTA_CT_DREG),
        .conntrack(
          try data.number(NFTA_CT_KEY) ?? 0, direction: try data.byte(NFTA_CT_DIRECTION)))
    case "immediate" where try data[NFTA_IMMEDIATE_DATA]?.isValue == true:
      set(
        try data.number(NFTA_IMMEDIATE_DREG),
        .constant(try data.value(NFTA_IMMEDIATE_DATA) ?? []))
    case "bitwise": return try readBitwise(data)
    case "byteorder":
      guard let term = register(try data.number(NFTA_BYTEORDER_SREG)) else { return false }
      set(try data.number(NFTA_BYTEORDER_DREG), .swapped(term))
    case "hash": return try readHash(data)
    case _: return try readNamedTerm(name, data)
    }
    return true
  }

  /// The bits of so many bytes; no more than all registers have.
  private static func bits(_ bytes: UInt32?) -> Int {
    min(Int(bytes ?? 0), 4 * RegisterNumber.count) * 8
  }

  func payload(_ data: Fields) throws(KernelError) -> PayloadBits {
    PayloadBits(
      base: try data.number(NFTA_PAYLOAD_BASE) ?? 0,
      offset: Int(try data.number(NFTA_PAYLOAD_OFFSET) ?? 0) * 8,
      bits: Self.bits(try data.number(NFTA_PAYLOAD_LEN)))
  }

  func option(_ data: Fields) throws(KernelError) -> OptionBits? {
    let kind: NFTables.ExtensionHeader.Kind
    switch try data.number(NFTA_EXTHDR_OP) ?? 0 {
    case NFT_EXTHDR_OP_IPV6.rawValue: kind = .ipv6
    case NFT_EXTHDR_OP_TCPOPT.rawValue: kind = .tcpOption
    case NFT_EXTHDR_OP_IPV4.rawValue: kind = .ipOption
    case NFT_EXTHDR_OP_SCTP.rawValue: kind = .sctpChunk
    case NFT_EXTHDR_OP_DCCP.rawValue: kind = .dccpOption
    case _: return nil
    }
    return OptionBits(
      kind: kind, type: try data.byte(NFTA_EXTHDR_TYPE) ?? 0,
      offset: Int(try data.number(NFTA_EXTHDR_OFFSET) ?? 0) * 8,
      bits: Self.bits(try data.number(NFTA_EXTHDR_LEN)),
      isPresence: isSet(
        NFT_EXTHDR_F_PRESENT.rawValue, in: try data.number(NFTA_EXTHDR_FLAGS) ?? 0))
  }

  /// `(x & mask) ^ flips` is what `&`, `^` and `|` with constants come to.
  private mutating func readBitwise(_ data: Fields) throws(KernelError) -> Bool {
    guard let term = register(try data.number(NFTA_BITWISE_SREG)) else { return false }
    let destination = try data.number(NFTA_BITWISE_DREG)
    switch try data.number(NFTA_BITWISE_OP) ?? 0 {
    case 0: break
    case NFT_BITWISE_LSHIFT.rawValue:
      set(destination, .binary("<<", term, try data.value(NFTA_BITWISE_DATA) ?? []))
      return true
    case NFT_BITWISE_RSHIFT.rawValue:
      set(destination, .binary(">>", term, try data.value(NFTA_BITWISE_DATA) ?? []))
      return true
    case _: return false
    }
    guard let maskBytes = try data.value(NFTA_BITWISE_MASK),
      let flipBytes = try data.value(NFTA_BITWISE_XOR)
    else { return false }
    let (mask, flips) = (BitString(maskBytes), BitString(flipBytes))
    let added = (mask & flips) ^ flips
    let kept = mask | added
    let flipped = flips & mask
    var result = term
    if !kept.isOnes { result = .binary("&", result, kept.bytes) }
    if !flipped.isZero { result = .binary("^", result, flipped.bytes) }
    if !added.isZero { result = .binary("|", result, added.bytes) }
    set(destination, result)
    return true
  }

  private mutating func readHash(_ data: Fields) throws(KernelError) -> Bool {
    let destination = try data.number(NFTA_HASH_DREG)
    let modulus = try data.number(NFTA_HASH_MODULUS) ?? 0
    let offset = try data.number(NFTA_HASH_OFFSET) ?? 0
    if try data.number(NFTA_HASH_TYPE) ?? 0 == NFT_HASH_SYM.rawValue {
      let node: Node = .object([
        ("mod", Node(modulus)), ("offset", offset > 0 ? Node(offset) : nil),
      ])
      set(destination, .named(["symhash": node], .host32))
      return true
    }
    let source = try data.number(NFTA_HASH_SREG)
    guard var term = register(source) else { return false }
    let length = Int(try data.number(NFTA_HASH_LEN) ?? 0) * 8
    if term.bits(sets) < length {
      guard let several = concatenation(from: source, bits: length) else { return false }
      term = several
    }
    set(
      destination,
      .jenkinsHash(
        term, modulus: modulus, seed: try data.number(NFTA_HASH_SEED), offset: offset))
    return true
  }

  /// Terms that need no more than their own attributes.
  private mutating func readNamedTerm(_ name: String, _ data: Fields) throws(KernelError) -> Bool {
    switch name {
    case "rt": set(try data.number(NFTA_RT_DREG), try Self.route(data))
    case "socket": set(try data.number(NFTA_SOCKET_DREG), try Self.socket(data))
    case "osf": set(try data.number(NFTA_OSF_DREG), try Self.system(data))
    case "fib": set(try data.number(NFTA_FIB_DREG), try Self.fib(data))
    case "xfrm":
      guard let term = try Self.transformation(data) else { return false }
      set(try data.number(NFTA_XFRM_DREG), term)
    case "numgen": set(try data.number(NFTA_NG_DREG), try Self.generator(data))
    case _: return false
    }
    return true
  }

  private static func route(_ data: Fields) throws(KernelError) -> Term {
    switch try data.number(NFTA_RT_KEY) ?? 0 {
    case NFT_RT_CLASSID.rawValue:
      .named(["rt": ["key": "classid"]], ConstantKind(.realm, bits: 32))
    case NFT_RT_NEXTHOP4.rawValue:
      .named(
        ["rt": ["key": "nexthop", "family": "ip"]], ConstantKind(.ipv4Address, bits: 32))
    case NFT_RT_NEXTHOP6.rawValue:
      .named(
        ["rt": ["key": "nexthop", "family": "ip6"]], ConstantKind(.ipv6Address, bits: 128))
    case NFT_RT_TCPMSS.rawValue:
      .named(["rt": ["key": "mtu"]], ConstantKind(.integer, bits: 16, isHostOrder: true))
    case NFT_RT_XFRM.rawValue: .named(["rt": ["key": "ipsec"]], ConstantKind(.boolean, bits: 8))
    case let key: .named(["rt": ["key": Node(key)]], .host32)
    }
  }

  private static func socket(_ data: Fields) throws(KernelError) -> Term {
    switch try data.number(NFTA_SOCKET_KEY) ?? 0 {
    case NFT_SOCKET_TRANSPARENT.rawValue:
      .named(
        ["socket": ["key": "transparent"]],
        ConstantKind(.integer, bits: 8, isHostOrder: true))
    case NFT_SOCKET_MARK.rawValue:
      .named(["socket": ["key": "mark"]], ConstantKind(.mark, bits: 32))
    case NFT_SOCKET_WILDCARD.rawValue:
      .named(
        ["socket": ["key": "wildcard"]], ConstantKind(.integer, bits: 8, isHostOrder: true))
    case NFT_SOCKET_CGROUPV2.rawValue:
      .named(
        [
          "socket": [
            "key": "cgroupv2", "level": Node(try data.number(NFTA_SOCKET_LEVEL) ?? 0),
          ]
        ], ConstantKind(.cgroup, bits: 64))
    case let key: .named(["socket": ["key": Node(key)]], .host32)
    }
  }

  private static func system(_ data: Fields) throws(KernelError) -> Term {
    let ttl: Node? =
      switch try data.byte(NFTA_OSF_TTL) ?? 0 {
      case 1: "loose"
      case 2: "skip"
      case _: nil
      }
    let isVersion = isSet(NFT_OSF_F_VERSION.rawValue, in: try data.number(NFTA_OSF_FLAGS) ?? 0)
    return .named(
      ["osf": .object([("key", isVersion ? "version" : "name"), ("ttl", ttl)])],
      ConstantKind(.string, bits: 128))
  }

  private static func fib(_ data: Fields) throws(KernelError) -> Term {
    let flags = try data.number(NFTA_FIB_FLAGS) ?? 0
    let names: [(UInt32, String)] = [
      (NFTA_FIB_F_SADDR.rawValue, "saddr"), (NFTA_FIB_F_DADDR.rawValue, "daddr"),
      (NFTA_FIB_F_MARK.rawValue, "mark"), (NFTA_FIB_F_IIF.rawValue, "iif"),
      (NFTA_FIB_F_OIF.rawValue, "oif"),
    ]
    let result: (String, ConstantKind) =
      switch try data.number(NFTA_FIB_RESULT) ?? 0 {
      case NFT_FIB_RESULT_OIFNAME.rawValue: ("oifname", ConstantKind(.interfaceName, bits: 128))
      case NFT_FIB_RESULT_ADDRTYPE.rawValue: ("type", ConstantKind(.fibAddressType, bits: 32))
      case _: ("oif", ConstantKind(.interfaceIndex, bits: 32))
      }
    let isPresence = isSet(NFTA_FIB_F_PRESENT.rawValue, in: flags)
    let chosen = names.filter { flags & $0.0 != 0 }.map { Node(.string($0.1)) }
    return .named(
      ["fib": ["result": Node(.string(result.0)), "flags": Node(.array(chosen))]],
      isPresence ? ConstantKind(.boolean, bits: 8) : result.1)
  }

  private static func transformation(_ data: Fields) throws(KernelError) -> Term? {
    let key: (String, Node?, ConstantKind)
    switch try data.number(NFTA_XFRM_KEY) ?? 0 {
    case NFT_XFRM_KEY_DADDR_IP4.rawValue:
      key = ("daddr", "ip", ConstantKind(.ipv4Address, bits: 32))
    case NFT_XFRM_KEY_DADDR_IP6.rawValue:
      key = ("daddr", "ip6", ConstantKind(.ipv6Address, bits: 128))
    case NFT_XFRM_KEY_SADDR_IP4.rawValue:
      key = ("saddr", "ip", ConstantKind(.ipv4Address, bits: 32))
    case NFT_XFRM_KEY_SADDR_IP6.rawValue:
      key = ("saddr", "ip6", ConstantKind(.ipv6Address, bits: 128))
    case NFT_XFRM_KEY_REQID.rawValue: key = ("reqid", nil, .host32)
    case NFT_XFRM_KEY_SPI.rawValue: key = ("spi", nil, ConstantKind(.integer, bits: 32))
    case _: return nil
    }
    let isOut = try data.byte(NFTA_XFRM_DIR) ?? 0 == 1
    return .named(
      [
        "ipsec": .object([
          ("key", Node(.string(key.0))), ("family", key.1), ("dir", isOut ? "out" : "in"),
          ("spnum", Node(try data.number(NFTA_XFRM_SPNUM) ?? 0)),
        ])
      ], key.2)
  }

  private static func generator(_ data: Fields) throws(KernelError) -> Term {
    let isRandom = try data.number(NFTA_NG_TYPE) ?? 0 == NFT_NG_RANDOM.rawValue
    return .named(
      [
        "numgen": [
          "mode": isRandom ? "random" : "inc",
          "mod": Node(try data.number(NFTA_NG_MODULUS) ?? 0),
          "offset": Node(try data.number(NFTA_NG_OFFSET) ?? 0),
        ]
      ], .host32)
  }
}

extension ConstantKind {
  /// A number of four bytes in the machine's order.
  static let host32 = ConstantKind(.integer, bits: 32, isHostOrder: true)
}

extension NetlinkAttribute {
  /// Whether a constant is within, not a verdict.
  var isValue: Bool {
    get throws(KernelError) {
      var attributes = nested
      while let attribute = try attributes.next() {
        if attribute.type == NFTA_DATA_VALUE.number { return true }
      }
      return false
    }
  }
}
