import CNetfilter
import Documents
import Firewall

extension RuleDecoder {
  /// Comparisons with constants; false for any other expression.
  mutating func readComparison(_ name: String, _ data: Fields) throws(KernelError) -> Bool {
    switch name {
    case "cmp":
      let source = try data.number(NFTA_CMP_SREG)
      guard var left = register(source), let bytes = try data.value(NFTA_CMP_DATA),
        let sign = Self.sign(try data.number(NFTA_CMP_OP) ?? 0)
      else { return false }
      let bits = left.bits(sets)
      if bits > 0, bits < bytes.count * 8, kinds(left).first?.isText != true {
        guard let several = concatenation(from: source, bits: bytes.count * 8) else {
          return false
        }
        left = several
      }
      compare(left, sign, bytes)
      return true
    case "range":
      guard let left = register(try data.number(NFTA_RANGE_SREG)),
        let first = try data.value(NFTA_RANGE_FROM_DATA),
        let last = try data.value(NFTA_RANGE_TO_DATA)
      else { return false }
      let isInverted = try data.number(NFTA_RANGE_OP) ?? 0 == NFT_RANGE_NEQ.rawValue
      let (node, kind) = complete(left)
      let range: Node = ["range": [writer.node(first, kind), writer.node(last, kind)]]
      match(node, isInverted ? "!=" : "==", range, shape: "")
      return true
    case "lookup": return try readLookup(data)
    case _: return false
    }
  }

  private static func sign(_ operation: UInt32) -> String? {
    switch operation {
    case NFT_CMP_EQ.rawValue: "=="
    case NFT_CMP_NEQ.rawValue: "!="
    case NFT_CMP_LT.rawValue: "<"
    case NFT_CMP_LTE.rawValue: "<="
    case NFT_CMP_GT.rawValue: ">"
    case NFT_CMP_GTE.rawValue: ">="
    case _: nil
    }
  }

  /// Adds a comparison, or makes a range of it and the one before.
  mutating func match(_ left: Node, _ sign: String, _ right: Node, shape: String) {
    if let previous, previous.shape == shape, !shape.isEmpty {
      let merged: String? =
        switch (previous.operation, sign) {
        case (">=", "<="): "=="
        case ("<", ">"): "!="
        case _: nil
        }
      if let merged {
        statements[previous.place] = nil
        add(left, merged, ["range": [previous.right, right]])
        self.previous = nil
        return
      }
    }
    add(left, sign, right)
    previous = Comparison(
      place: statements.count - 1, shape: shape, operation: sign, right: right)
  }

  private mutating func add(_ left: Node, _ sign: String, _ right: Node) {
    statements.append(
      ["match": ["op": Node(.string(sign)), "left": left, "right": right]])
  }

  private mutating func compare(_ left: Term, _ sign: String, _ bytes: [UInt8]) {
    let isEquality = sign == "==" || sign == "!="
    switch left {
    case .payload(let payload) where isEquality: expand(payload, sign, BitString(bytes))
    case .binary("&", let inner, let mask):
      compareMasked(inner, BitString(mask), sign, bytes, whole: left)
    case .binary(">>", _, _):
      if let (node, kind, shift) = trimmed(left) {
        let value = BitString(bytes).shifted(by: shift).bytes
        match(node, sign, writer.node(value, kind), shape: left.shape)
      } else {
        comparePlain(left, sign, bytes)
      }
    case .concatenation(let terms): compareConcatenation(terms, sign, bytes)
    case _: comparePlain(left, sign, bytes)
    }
  }

  private mutating func comparePlain(_ left: Term, _ sign: String, _ bytes: [UInt8]) {
    let (node, kind) = complete(left)
    let right: Node
    if kind.bits > bytes.count * 8, !kind.isText {
      let value = bytes + [UInt8](repeating: 0, count: kind.bits / 8 - bytes.count)
      right = ["prefix": ["addr": writer.node(value, kind), "len": Node(bytes.count * 8)]]
    } else {
      right = writer.node(bytes, kind)
    }
    match(node, sign, right, shape: left.shape)
    learn(left, sign, bytes, kind)
  }

  /// What `meta KEY == value` says of the headers.
  private mutating func learn(
    _ left: Term, _ sign: String, _ bytes: [UInt8], _ kind: ConstantKind
  ) {
    guard sign == "==", case .meta(let key) = left else { return }
    let layer: ProtocolContext.Layer
    switch key {
    case NFT_META_NFPROTO.rawValue, NFT_META_PROTOCOL.rawValue: layer = .link
    case NFT_META_L4PROTO.rawValue: layer = .network
    case NFT_META_IFTYPE.rawValue: layer = .none
    case _: return
    }
    let value = BitString(kind.isHostOrder ? bytes.reversed() : bytes).number ?? 0
    context.learn(meta: key, value)
    let place = statements.count - 1
    drop(context.release(impliedByMeta: key, value, layer))
    context.store(
      ProtocolContext.Dependency(
        place: place, header: nil, layer: layer, metaKey: key, value: value), at: layer)
  }

  private mutating func compareConcatenation(
    _ terms: [Term], _ sign: String, _ bytes: [UInt8]
  ) {
    var nodes: [Node] = []
    var values: [Node] = []
    var rest = bytes[...]
    for term in terms {
      let length = term.bits(sets) / 8
      let (node, kind) = complete(term)
      nodes.append(node)
      values.append(writer.node(Array(rest.prefix(length)), kind))
      rest = rest.dropFirst((length + 3) / 4 * 4)
    }
    match(
      ["concat": Node(.array(nodes))], sign, ["concat": Node(.array(values))], shape: "")
  }

  /// Splits bytes that several fields share, as nft joins comparisons of fields side by side.
  private mutating func expand(_ payload: PayloadBits, _ sign: String, _ value: BitString) {
    var rest = payload
    var value = value
    if let (header, skipped) = context.header(of: payload) {
      for field in header.fields where field.offset == rest.offset - skipped {
        guard rest.bits > 0, context.mayBe(field) else { continue }
        let bits = min(field.bits, rest.bits)
        compareField(header, field, rest.base, sign, value.highest(bits), bits)
        value = value.dropping(bits)
        rest.offset += bits
        rest.bits -= bits
      }
    }
    guard rest.bits > 0 else { return }
    let (node, kind) = Self.raw(rest)
    match(node, sign, writer.node(value.bytes, kind), shape: "payload")
  }

  private mutating func compareField(
    _ header: HeaderTemplate, _ field: HeaderField, _ base: UInt32, _ sign: String,
    _ value: BitString, _ bits: Int
  ) {
    let kind = header.kind(field)
    var right = writer.node(value.bytes, kind)
    if bits < field.bits {
      let whole = value.bytes + [UInt8](repeating: 0, count: (field.bits - bits) / 8)
      right = ["prefix": ["addr": writer.node(whole, kind), "len": Node(bits)]]
    }
    match(Self.node(header, field), sign, right, shape: "payload")
    let place = statements.count - 1
    let layer = ProtocolContext.Layer(base: base)
    let number = value.number ?? 0
    if sign == "==" { context.learn(header, field, number) }
    drop(context.release(impliedBy: header, field, layer))
    guard sign == "==", header.key == field.name else { return }
    let isStacked =
      layer == .link && HeaderTemplate.network(etherType: number)?.name == "vlan"
    context.store(
      ProtocolContext.Dependency(
        place: place, header: header, layer: layer, metaKey: nil, value: number),
      at: isStacked ? .none : layer)
  }

  /// `FIELD & mask OP value`: flags, a prefix, a field of odd length, or just that.
  private mutating func compareMasked(
    _ inner: Term, _ mask: BitString, _ sign: String, _ bytes: [UInt8], whole: Term
  ) {
    let isEquality = sign == "==" || sign == "!="
    if isEquality, case .payload(let payload) = inner, context.field(at: payload) == nil,
      let (node, kind, shift) = trimmed(whole)
    {
      let value = BitString(bytes).shifted(by: shift)
      match(
        node, sign, writer.node(value.resized(bits: kind.bits).bytes, kind), shape: "payload")
      if case .payload(let payload) = inner { learnTrimmed(payload, mask, sign, value) }
      return
    }
    if case .option = inner, let (node, kind, shift) = trimmed(whole) {
      let value = BitString(bytes).shifted(by: shift).resized(bits: kind.bits)
      return match(node, sign, writer.node(value.bytes, kind), shape: "exthdr")
    }
    let (node, kind) = complete(inner)
    if isEquality, kind.type.isBitmask {
      return compareFlags(node, kind, mask, sign, bytes)
    }
    let right = writer.node(bytes, kind)
    if kind.hasPrefixes, let length = mask.prefixLength {
      return match(
        node, sign, ["prefix": ["addr": right, "len": Node(length)]], shape: inner.shape)
    }
    match(
      Self.binary("&", node, writer.node(mask.bytes, kind)), sign, right, shape: "binop")
  }

  private mutating func learnTrimmed(
    _ payload: PayloadBits, _ mask: BitString, _ sign: String, _ value: BitString
  ) {
    guard sign == "==", let (found, _) = field(of: payload, under: mask),
      let (header, field) = context.field(at: found)
    else { return }
    context.learn(header, field, value.number ?? 0)
  }

  /// `flags & mask == value`, `flags & mask != 0` and the like.
  private mutating func compareFlags(
    _ node: Node, _ kind: ConstantKind, _ mask: BitString, _ sign: String, _ bytes: [UInt8]
  ) {
    let value = BitString(bytes)
    let names = writer.bits(mask.bytes, kind)
    let list = names.count == 1 ? names[0] : Node(.array(names))
    if value.isZero { return match(node, sign == "!=" ? "in" : "!", list, shape: "") }
    let chosen = writer.bits(bytes, kind)
    match(
      Self.binary("&", node, list), sign, chosen.count == 1 ? chosen[0] : Node(.array(chosen)),
      shape: "")
  }
}

extension Term {
  /// What two comparisons must have alike to be the ends of a range (`expr_may_merge_range()`).
  var shape: String {
    switch self {
    case .constant: "value"
    case .payload: "payload"
    case .option: "exthdr"
    case .meta: "meta"
    case .conntrack: "ct"
    case .named(let node, _): node.object?.first?.key ?? ""
    case .binary: "binop"
    case .swapped(let inner): inner.shape
    case .concatenation: ""
    case .lookup: "map"
    case .jenkinsHash: "hash"
    }
  }
}
