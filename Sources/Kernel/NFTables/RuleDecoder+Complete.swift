import CNetfilter
import Documents
import Firewall

extension RuleDecoder {
  /// Names a term, and says which kind its values are; constants are of the kind `wanted`.
  ///
  /// What a field of a header makes superfluous is taken away.
  mutating func complete(_ term: Term, as wanted: ConstantKind? = nil) -> (Node, ConstantKind) {
    switch term {
    case .constant(let bytes):
      let kind = wanted ?? ConstantKind(.integer, bits: bytes.count * 8)
      return (writer.node(bytes, kind), kind)
    case .payload(let payload): return complete(payload)
    case .option(let option):
      drop(context.release(option.layer))
      let named = option.named()
      return (named?.node ?? Node(.null), named?.kind ?? ConstantKind(.integer, bits: option.bits))
    case .meta(let key): return (MetaTerm.node(key), MetaTerm.kind(key))
    case .conntrack(let key, let direction):
      return (ConntrackTerm.node(key, direction), ConntrackTerm.kind(key))
    case .named(let node, let kind): return (node, kind)
    case .binary(let sign, let left, let bytes): return complete(sign, left, bytes)
    case .swapped(let inner):
      var (node, kind) = complete(inner)
      kind.isHostOrder.toggle()
      return (node, kind)
    case .concatenation(let terms):
      let parts = terms.map { complete($0).0 }
      return (["concat": Node(.array(parts))], ConstantKind(.integer, bits: term.bits(sets)))
    case .lookup(let key, let name): return completeLookup(key, name)
    case .jenkinsHash(let inner, let modulus, let seed, let offset):
      let node: Node = .object([
        ("mod", Node(modulus)), ("seed", seed.map { Node($0) }),
        ("offset", offset > 0 ? Node(offset) : nil), ("expr", complete(inner).0),
      ])
      return (["jhash": node], .host32)
    }
  }

  /// The kinds of a term's values, one for each part of a concatenation.
  mutating func kinds(_ term: Term) -> [ConstantKind] {
    var copy = self
    guard case .concatenation(let terms) = term else { return [copy.complete(term).1] }
    return terms.map { copy.complete($0).1 }
  }

  private mutating func complete(_ payload: PayloadBits) -> (Node, ConstantKind) {
    guard let (header, field) = context.field(at: payload) else { return Self.raw(payload) }
    drop(context.release(impliedBy: header, field, .init(base: payload.base)))
    return (Self.node(header, field), header.kind(field))
  }

  static func node(_ header: HeaderTemplate, _ field: HeaderField) -> Node {
    ["payload": ["protocol": Node(.string(header.name)), "field": Node(.string(field.name))]]
  }

  /// Bits that no header has: the ports of any transport, or a position.
  static func raw(_ payload: PayloadBits) -> (Node, ConstantKind) {
    if payload.base == NFT_PAYLOAD_TRANSPORT_HEADER.rawValue, payload.bits == 16,
      let field = HeaderTemplate.transport.fields.first(where: { $0.offset == payload.offset })
    {
      return (node(.transport, field), HeaderTemplate.transport.kind(field))
    }
    let base: Node =
      switch payload.base {
      case NFT_PAYLOAD_LL_HEADER.rawValue: "ll"
      case NFT_PAYLOAD_NETWORK_HEADER.rawValue: "nh"
      case NFT_PAYLOAD_TRANSPORT_HEADER.rawValue: "th"
      case NFT_PAYLOAD_INNER_HEADER.rawValue: "ih"
      case _: "tnl"
      }
    return (
      [
        "payload": [
          "base": base, "offset": Node(payload.offset), "len": Node(payload.bits),
        ]
      ], ConstantKind(.integer, bits: payload.bits)
    )
  }

  private mutating func complete(
    _ sign: String, _ left: Term, _ bytes: [UInt8]
  ) -> (Node, ConstantKind) {
    // Where nothing is compared, a mask that only cuts a field out goes without saying.
    if let (node, kind, _) = trimmed(.binary(sign, left, bytes)) { return (node, kind) }
    let (node, kind) = complete(left)
    if sign == "<<" || sign == ">>" {
      let count = BitString(bytes).reversed.number ?? 0
      return (Self.binary(sign, node, Node(count)), kind)
    }
    let constant = writer.node(bytes, kind)
    return (Self.binary(sign, node, constant), kind)
  }

  static func binary(_ sign: String, _ left: Node, _ right: Node) -> Node {
    Node(.object([.init(sign, Node(.array([left, right])))]))
  }

  /// A field that a mask, and perhaps a shift, cut out of whole bytes; and by how many bits the
  /// constants compared with it are shifted.
  mutating func trimmed(_ term: Term) -> (Node, ConstantKind, Int)? {
    switch term {
    case .binary("&", .payload(let payload), let bytes): return trimmed(payload, BitString(bytes))
    case .binary("&", .option(let option), let bytes):
      guard let named = option.named(mask: BitString(bytes)) else { return nil }
      drop(context.release(option.layer))
      return (named.node, named.kind, named.shift)
    case .binary(">>", let inner, let bytes):
      guard let (node, kind, shift) = trimmed(inner),
        BitString(bytes).reversed.number == UInt64(shift)
      else { return nil }
      return (node, kind, 0)
    case _: return nil
    }
  }

  private mutating func trimmed(
    _ payload: PayloadBits, _ mask: BitString
  ) -> (Node, ConstantKind, Int)? {
    guard let (found, shift) = field(of: payload, under: mask) else { return nil }
    guard let (header, field) = context.field(at: found) else { return nil }
    drop(context.release(impliedBy: header, field, .init(base: payload.base)))
    return (Self.node(header, field), header.kind(field), shift)
  }

  /// The bits that a mask leaves, if a header has a field of exactly these.
  func field(of payload: PayloadBits, under mask: BitString) -> (PayloadBits, shift: Int)? {
    guard let shift = mask.lowest else { return nil }
    let length = mask.firstClear(from: shift) - shift
    let found = PayloadBits(
      base: payload.base, offset: payload.offset + payload.bits - shift - length, bits: length)
    // Bits above the first run are no field.
    guard mask.firstClear(from: shift) == mask.bits || (mask.shifted(by: shift + length)).isZero,
      length < payload.bits, context.field(at: found) != nil
    else { return nil }
    return (found, shift)
  }
}

extension OptionBits {
  /// The layer whose header must be there for it.
  var layer: ProtocolContext.Layer {
    switch kind {
    case .ipv6, .ipOption: .network
    case .tcpOption, .sctpChunk, .dccpOption: .transport
    }
  }
}
