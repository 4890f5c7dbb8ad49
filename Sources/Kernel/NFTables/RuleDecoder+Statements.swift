import CNetfilter
import Documents
import Firewall

extension RuleDecoder {
  /// Expressions that are a statement by themselves; false for any other.
  mutating func readStatement(_ name: String, _ data: Fields) throws(KernelError) -> Bool {
    switch name {
    case "immediate":
      guard let verdict = try verdict(data) else { return false }
      effect(verdict)
    case "counter", "quota", "limit", "connlimit", "log", "synproxy", "objref":
      return try readStateful(name, data)
    case "payload", "exthdr", "meta", "ct": return try readMangle(name, data)
    case "reject": try readReject(data)
    case "nat", "masq", "redir": return try readTranslation(name, data)
    case "tproxy": try readProxy(data)
    case "dup": try readDuplicate(data)
    case "fwd": try readForward(data)
    case "queue": try readQueue(data)
    case "notrack": effect(["notrack": Node(.null)])
    case "flow_offload":
      let table = data.text(NFTA_FLOW_TABLE_NAME) ?? ""
      effect(["flow": ["op": "add", "flowtable": Node(.string("@" + table))]])
    case "dynset": return try readUpdate(data)
    case "match", "target":
      let extensionName = data.text(NFTA_MATCH_NAME) ?? ""
      effect(["xt": ["type": Node(.string(name)), "name": Node(.string(extensionName))]])
    case _: return false
    }
    return true
  }

  private func verdict(_ data: Fields) throws(KernelError) -> Node? {
    guard var parts = data[NFTA_IMMEDIATE_DATA]?.nested else { return nil }
    while let part = try parts.next() {
      if part.type == NFTA_DATA_VERDICT.number { return try RawVerdict(part.nested)?.node }
    }
    return nil
  }

  /// `KEY set VALUE`.
  private mutating func readMangle(_ name: String, _ data: Fields) throws(KernelError) -> Bool {
    switch name {
    case "meta":
      let key = try data.number(NFTA_META_KEY) ?? 0
      guard let value = register(try data.number(NFTA_META_SREG)) else { return false }
      mangle(MetaTerm.node(key), complete(value, as: MetaTerm.kind(key)).0)
    case "ct":
      let key = try data.number(NFTA_CT_KEY) ?? 0
      guard let value = register(try data.number(NFTA_CT_SREG)) else { return false }
      let target = ConntrackTerm.node(key, try data.byte(NFTA_CT_DIRECTION))
      let kind = ConntrackTerm.kind(key)
      if key == NFT_CT_EVENTMASK.rawValue, case .constant(let bytes) = value {
        let names = writer.bits(bytes, kind)
        mangle(target, names.count == 1 ? names[0] : Node(.array(names)))
      } else {
        mangle(target, complete(value, as: kind).0)
      }
    case "exthdr":
      guard let option = try option(data) else { return false }
      let (node, kind) = complete(.option(option))
      guard let value = register(try data.number(NFTA_EXTHDR_SREG)) else {
        effect(["reset": option.presence])
        return true
      }
      mangle(node, complete(value, as: kind).0)
    case _:
      guard let value = register(try data.number(NFTA_PAYLOAD_SREG)) else { return false }
      manglePayload(try payload(data), value)
    }
    return true
  }

  private mutating func mangle(_ key: Node, _ value: Node) {
    effect(["mangle": ["key": key, "value": value]])
  }

  /// A field that is not whole bytes is written with its neighbours, which keep their bits.
  private mutating func manglePayload(_ payload: PayloadBits, _ value: Term) {
    let kept: (mask: BitString, value: BitString)?
    switch value {
    case .binary("|", .binary("&", .payload(payload), let mask), let bits):
      // The mask holds the new bits as well.
      kept = (BitString(mask) ^ BitString(bits), BitString(bits))
    case .binary("&", .payload(payload), let mask):
      kept = (BitString(mask), BitString(repeating: 0, count: mask.count))
    case .binary("|", .payload(payload), let bits):
      kept = (BitString(bits) ^ BitString(repeating: 255, count: bits.count), BitString(bits))
    case _: kept = nil
    }
    if context.field(at: payload) == nil, let kept,
      let (found, shift) = field(
        of: payload, under: kept.mask ^ BitString(repeating: 255, count: kept.mask.bytes.count)),
      let (header, field) = context.field(at: found)
    {
      drop(context.release(impliedBy: header, field, .init(base: payload.base)))
      let kind = header.kind(field)
      let bytes = kept.value.shifted(by: shift).resized(bits: kind.bits).bytes
      return mangle(Self.node(header, field), writer.node(bytes, kind))
    }
    let (node, kind) = complete(.payload(payload))
    mangle(node, complete(value, as: kind).0)
  }

  private mutating func readReject(_ data: Fields) throws(KernelError) {
    let code = try data.byte(NFTA_REJECT_ICMP_CODE) ?? 0
    let type = try data.number(NFTA_REJECT_TYPE) ?? 0
    let rejectFamily = context.rejectFamily
    switch family {
    case .ip, .ip6:
      if type == NFT_REJECT_TCP_RST.rawValue { drop(context.release(.transport)) }
    case .inet, .bridge, .netdev:
      if type != NFT_REJECT_ICMPX_UNREACH.rawValue { drop(context.release(.network)) }
    case .arp: break
    }
    func with(_ kind: String, _ type: NFTables.Datatype) -> Node {
      let code = writer.node([code], ConstantKind(type, bits: 8))
      return ["type": Node(.string(kind)), "expr": code]
    }
    switch type {
    case NFT_REJECT_TCP_RST.rawValue: effect(["reject": ["type": "tcp reset"]])
    case NFT_REJECT_ICMPX_UNREACH.rawValue: effect(["reject": with("icmpx", .icmpxCode)])
    case _:
      let isSix = rejectFamily == .ip6
      effect(
        ["reject": isSix ? with("icmpv6", .icmpv6Code) : with("icmp", .icmpCode)])
    }
  }

  private mutating func readProxy(_ data: Fields) throws(KernelError) {
    let proxied = NFTables.Family(
      number: UInt8(truncatingIfNeeded: try data.number(NFTA_TPROXY_FAMILY) ?? 0))
    let kind = ConstantKind(
      proxied == .ip6 ? .ipv6Address : .ipv4Address, bits: proxied == .ip6 ? 128 : 32)
    let address = register(try data.number(NFTA_TPROXY_REG_ADDR)).map { complete($0, as: kind).0 }
    if data[NFTA_TPROXY_REG_PORT] != nil { context.forgetDependencies() }
    let port = register(try data.number(NFTA_TPROXY_REG_PORT)).map {
      complete($0, as: ConstantKind(.inetService, bits: 16)).0
    }
    let isSaid = family == .inet && (proxied == .ip || proxied == .ip6)
    effect(
      [
        "tproxy": .object([
          ("family", isSaid ? proxied.map { Node(.string($0.rawValue)) } : nil),
          ("addr", address), ("port", port),
        ])
      ])
  }

  private mutating func readDuplicate(_ data: Fields) throws(KernelError) {
    let address = register(try data.number(NFTA_DUP_SREG_ADDR)).map {
      complete($0, as: addressKind(family)).0
    }
    let device = register(try data.number(NFTA_DUP_SREG_DEV)).map {
      complete($0, as: ConstantKind(.interfaceIndex, bits: 32)).0
    }
    effect(
      [
        "dup": .object([
          ("addr", address ?? device), ("dev", address == nil ? nil : device),
        ])
      ])
  }

  private mutating func readForward(_ data: Fields) throws(KernelError) {
    let device = register(try data.number(NFTA_FWD_SREG_DEV)).map {
      complete($0, as: ConstantKind(.interfaceIndex, bits: 32)).0
    }
    let forwarded = NFTables.Family(
      number: UInt8(truncatingIfNeeded: try data.number(NFTA_FWD_NFPROTO) ?? 0))
    let address = register(try data.number(NFTA_FWD_SREG_ADDR)).map {
      complete($0, as: addressKind(forwarded ?? family)).0
    }
    effect(
      [
        "fwd": .object([
          ("dev", device),
          ("family", address == nil ? nil : forwarded.map { Node(.string($0.rawValue)) }),
          ("addr", address),
        ])
      ])
  }

  func addressKind(_ family: NFTables.Family) -> ConstantKind {
    family == .ip6 ? ConstantKind(.ipv6Address, bits: 128) : ConstantKind(.ipv4Address, bits: 32)
  }

  private mutating func readQueue(_ data: Fields) throws(KernelError) {
    var number: Node?
    if let term = register(try data.number(NFTA_QUEUE_SREG_QNUM)) {
      number = complete(term).0
    } else if let first = try data.short(NFTA_QUEUE_NUM) {
      let total = try data.short(NFTA_QUEUE_TOTAL) ?? 1
      number = total > 1 ? ["range": [Node(first), Node(first &+ total &- 1)]] : Node(first)
    }
    let flags = try data.short(NFTA_QUEUE_FLAGS) ?? 0
    let names = [(NFT_QUEUE_FLAG_BYPASS, "bypass"), (NFT_QUEUE_FLAG_CPU_FANOUT, "fanout")]
    effect(
      [
        "queue": .objectOrNull([
          ("num", number),
          ("flags", .names(names.filter { isSet($0.0, in: flags) }.map(\.1))),
        ])
      ])
  }
}

extension OptionBits {
  /// The option as a whole.
  var presence: Node {
    var whole = self
    whole.isPresence = true
    return whole.named()?.node ?? Node(.null)
  }
}

extension RawVerdict {
  var node: Node? {
    switch self {
    case .accept: ["accept": Node(.null)]
    case .drop: ["drop": Node(.null)]
    case .queue: ["queue": Node(.null)]
    case .continue: ["continue": Node(.null)]
    case .return: ["return": Node(.null)]
    case .jump(let chain): ["jump": ["target": Node(.string(chain))]]
    case .goto(let chain): ["goto": ["target": Node(.string(chain))]]
    }
  }
}
