import CNetfilter
import Documents
import Firewall

/// Writes the elements of a set as libnftables-json(5) does, in nft's order.
struct SetWriter {
  private let set: SetRecord
  private let keys: [ConstantKind]
  private var writer: ConstantWriter
  /// By how many bits keys are shifted, where a rule's mask cuts a field out.
  var shift = 0

  init(_ set: SetRecord, keys: [ConstantKind]? = nil, _ writer: ConstantWriter) {
    self.set = set
    self.keys = keys ?? set.keyKinds
    self.writer = writer
  }

  /// All elements.
  mutating func elements() -> [Node] {
    let every = set.elements.filter { $0.key == nil }
    let named = set.elements.filter { $0.key != nil }
    let nodes: [Node]
    if keys.count > 1, set.isInterval || named.contains(where: { $0.lastKey != nil }) {
      nodes = named.map { element($0, concatenation($0)) }
    } else if set.isInterval {
      nodes = intervals(named)
    } else {
      nodes = sorted(named).map { element($0, keyNode($0.key ?? [])) }
    }
    return nodes + every.map { element($0, "*") }
  }

  /// By their number; concatenations by that of their bytes turned round (`list_expr_sort()`).
  private func sorted(_ elements: [SetElement]) -> [SetElement] {
    elements.map { ($0, order($0.key ?? [])) }.sorted {
      $0.1.lexicographicallyPrecedes($1.1)
    }.map(\.0)
  }

  private func order(_ key: [UInt8]) -> [UInt8] {
    guard keys.count > 1 else {
      // Several flags in one are no number for nft: they come first.
      if keys.first?.type.isBitmask == true,
        key.reduce(0, { $0 + $1.nonzeroBitCount }) > 1
      {
        return []
      }
      return keys.first?.isHostOrder == true ? key.reversed() : key
    }
    var packed: [UInt8] = []
    var rest = key[...]
    for kind in keys {
      let length = (kind.bits + 7) / 8
      packed += rest.prefix(length)
      rest = rest.dropFirst((length + 3) / 4 * 4)
    }
    return packed.reversed()
  }

  private mutating func keyNode(_ key: [UInt8]) -> Node {
    guard keys.count > 1 else {
      guard let kind = keys.first else { return Node(.null) }
      return writer.node(moved(key), kind)
    }
    let parts = Self.parts(key, keys)
    return [
      "concat": Node(.array(zip(parts, keys).map { writer.node($0, $1) }))
    ]
  }

  private func moved(_ key: [UInt8]) -> [UInt8] {
    shift == 0 ? key : BitString(key).shifted(by: shift).bytes
  }

  /// The pieces of a concatenation, each filled up to four bytes.
  static func parts(_ bytes: [UInt8], _ kinds: [ConstantKind]) -> [[UInt8]] {
    var rest = bytes[...]
    return kinds.map { kind in
      let length = (kind.bits + 7) / 8
      defer { rest = rest.dropFirst((length + 3) / 4 * 4) }
      return Array(rest.prefix(length))
    }
  }

  /// A concatenation of which each part may be a run.
  private mutating func concatenation(_ element: SetElement) -> Node {
    let first = Self.parts(element.key ?? [], keys)
    let last = Self.parts(element.lastKey ?? element.key ?? [], keys)
    var nodes: [Node] = []
    for (index, kind) in keys.enumerated() {
      nodes.append(run(first[index], last[index], kind))
    }
    return ["concat": Node(.array(nodes))]
  }

  /// One value, a prefix, or a range.
  private mutating func run(_ first: [UInt8], _ last: [UInt8], _ kind: ConstantKind) -> Node {
    if first == last { return writer.node(first, kind) }
    let length = IntervalBits.prefixLength(BitString(first), BitString(last))
    if let length, kind.isText {
      return Node(.string(ConstantWriter.text(Array(first.prefix(length / 8)))))
    }
    let node = writer.node(first, kind)
    if let length, kind.hasPrefixes { return ["prefix": ["addr": node, "len": Node(length)]] }
    return ["range": [node, writer.node(last, kind)]]
  }

  /// Runs of keys: the kernel has their first keys, and the first keys behind them.
  private mutating func intervals(_ elements: [SetElement]) -> [Node] {
    guard let kind = keys.first else { return [] }
    // An end and a start at the same key: the end belongs to what is before.
    let sorted = elements.sorted { left, right in
      let (one, two) = (left.key ?? [], right.key ?? [])
      return one == two ? left.isEnd && !right.isEnd : one.lexicographicallyPrecedes(two)
    }
    var nodes: [Node] = []
    for (index, start) in sorted.enumerated() where !start.isEnd {
      let first = start.key ?? []
      var last = [UInt8](repeating: 255, count: first.count)
      if index + 1 < sorted.count, let next = sorted[index + 1].key {
        last = IntervalBits.before(next)
      }
      nodes.append(element(start, run(host(moved(first), kind), host(moved(last), kind), kind)))
    }
    return nodes
  }

  /// Runs are kept with the highest byte first, whatever the type.
  private func host(_ bytes: [UInt8], _ kind: ConstantKind) -> [UInt8] {
    kind.isHostOrder && !kind.isText ? bytes.reversed() : bytes
  }

  private mutating func element(_ element: SetElement, _ key: Node) -> Node {
    var members: [(String, Node?)] = [
      ("val", key), ("timeout", element.timeout.flatMap { $0 > 0 ? Node($0 / 1000) : nil }),
      ("expires", element.expiration.map { Node($0 / 1000) }),
      ("comment", element.comment.map { Node(.string($0)) }),
    ]
    for statement in element.statements {
      for member in statement.object ?? [] { members.append((member.key, member.value)) }
    }
    let isPlain = members.dropFirst().allSatisfy { $0.1 == nil }
    let node: Node = isPlain ? key : ["elem": .object(members)]
    guard set.isMap || set.isObjectMap else { return node }
    return [node, dataNode(element)]
  }

  private mutating func dataNode(_ element: SetElement) -> Node {
    if let verdict = element.verdict { return verdict }
    if let object = element.object { return Node(.string(object)) }
    let kinds = set.dataKinds
    guard let bytes = element.data, let kind = kinds.first else { return Node(.null) }
    if set.hasIntervalData {
      let half = bytes.count / 2
      return run(Array(bytes.prefix(half)), Array(bytes.suffix(half)), kind)
    }
    guard kinds.count > 1 else { return writer.node(bytes, kind) }
    let parts = Self.parts(bytes, kinds)
    return ["concat": Node(.array(zip(parts, kinds).map { writer.node($0, $1) }))]
  }
}

/// Runs of numbers by their bits.
enum IntervalBits {
  /// How many leading bits a run's ends share, if it is all that begins so; nil for other runs.
  static func prefixLength(_ first: BitString, _ last: BitString) -> Int? {
    let differing = first ^ last
    guard let highest = (0..<differing.bits).last(where: { differing.bit($0) }) else {
      return first.bits
    }
    let isWhole = (0...highest).allSatisfy { !first.bit($0) && last.bit($0) }
    return isWhole ? first.bits - highest - 1 : nil
  }

  /// The number one lower.
  static func before(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for index in result.indices.reversed() {
      result[index] &-= 1
      if result[index] != 255 { break }
    }
    return result
  }
}
