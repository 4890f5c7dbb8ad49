import Addressing

extension IPSet {
  /// Adds a member written as after `add SETNAME`: `10.0.0.0/8 nomatch comment "x"`.
  public mutating func add(parsing text: String) throws(FirewallError) {
    let bytes = Array(text.utf8)
    var words = LineWords(bytes[...])
    guard let element = words.next() else {
      throw .malformed(line: 1, reason: "a member is expected")
    }
    try add(element, &words, line: 1)
  }

  mutating func add(
    _ element: ArraySlice<UInt8>, _ words: inout LineWords, line: Int
  ) throws(FirewallError) {
    if kind.isUnknown {
      let rest = String(decoding: words.remainder, as: UTF8.self)
      rawMembers.append(String(decoding: element, as: UTF8.self) + rest.trimmingLineEnd)
      return
    }
    let reader = IPSetElementReader(line: line, kind: kind, family: family)
    let tail = try IPSetMemberOptions(line: line, &words)
    let parts = try reader.parts(element)
    switch kind {
    case .hashNet, .hashNetPort, .hashNetNet, .hashNetPortNet, .hashNetInterface, .hashIPPortNet:
      try addNetworks(parts, reader, tail)
    case .listSet: try addSet(parts[0], reader, tail)
    case .hashIP, .hashMAC, .hashIPMAC, .hashIPMark, .hashIPPort, .hashIPPortIP, .bitmapIP,
      .bitmapIPMAC, .bitmapPort, .unknown:
      try addPlain(parts, reader, tail)
    }
  }

  private mutating func addPlain(
    _ parts: [ArraySlice<UInt8>], _ reader: IPSetElementReader, _ tail: IPSetMemberOptions
  ) throws(FirewallError) {
    var (low, high) = (IPSetKey(), IPSetKey())
    for (index, dimension) in kind.dimensions.enumerated() where index < parts.count {
      try read(parts[index], dimension, index, reader, &low, &high)
    }
    try insert(low, high, tail, reader)
  }

  private mutating func insert(
    _ low: IPSetKey, _ high: IPSetKey, _ tail: IPSetMemberOptions, _ reader: IPSetElementReader
  ) throws(FirewallError) {
    if kind == .hashNetInterface, let member = try sameInterface(low, reader) {
      return tail.apply(to: &extensions, member)
    }
    let member =
      kind == .bitmapIPMAC ? table.put(low) : table.insert(low, high: low == high ? nil : high)
    tail.apply(to: &extensions, member)
  }

  /// The member the kernel takes for the same: of one network, and a wildcard covers a name.
  private func sameInterface(
    _ key: IPSetKey, _ reader: IPSetElementReader
  ) throws(FirewallError) -> Int? {
    let packed = table.layout.pack(key)
    let name = names[Int(key.detail & ~IPSetKey.wildcardBit)]
    var cursor = IPSetTable.Cursor()
    var others = 0
    while let member = table.next(packed, &cursor) {
      if covers(name, table.key(at: member).detail) { return member }
      others += 1
    }
    // AHASH_MAX_TUNED: the kernel's buckets do not grow beyond.
    guard others < 64 else {
      throw reader.malformed("a network of a hash:net,iface set cannot have over 64 interfaces")
    }
    return nil
  }

  private func read(
    _ part: ArraySlice<UInt8>, _ dimension: IPSetDimension, _ index: Int,
    _ reader: IPSetElementReader, _ low: inout IPSetKey, _ high: inout IPSetKey
  ) throws(FirewallError) {
    switch dimension {
    case .address where index == 0:
      let range = try stored(try reader.run(part), part, reader)
      (low.first, high.first) = (range.first, range.last)
    case .address:
      let range = try reader.addresses(part)
      (low.second, high.second) = (range.first, range.last)
    case .port:
      let ports = try reader.ports(part)
      (low.detail, high.detail) = (ports.lowerBound, ports.upperBound)
    case .portNumber:
      let ports = try checked(try reader.ports(part), part, reader)
      (low.detail, high.detail) = (ports.lowerBound, ports.upperBound)
    case .mark:
      low.detail = try reader.mark(part) & markMask
      high.detail = low.detail
    case .mac:
      low.mac = try reader.mac(part)
      high.mac = low.mac
    case .network, .interface, .set: break
    }
  }

  /// What the set makes of an address or run, checked against a bitmap's range.
  private func stored(
    _ run: IPSetRun, _ text: ArraySlice<UInt8>, _ reader: IPSetElementReader
  ) throws(FirewallError) -> IPRange {
    for case .range(let allowed) in options where kind.isBitmap {
      guard allowed.contains(run.first), allowed.contains(run.last) else {
        throw reader.malformed(
          "'\(LineField.quoted(text))' is outside of the set's range \(allowed)")
      }
    }
    return kind == .bitmapIP ? run.inBitmap(addressMask) : run.inHash(addressMask, steps)
  }

  /// How far a run's addresses lie apart: hash:ip with `netmask` walks from network to network.
  private var steps: UInt64 {
    for case .netmask(let length) in options where kind == .hashIP && family == .ipv4 {
      return 1 << UInt64(32 - length)
    }
    return 1
  }

  private func checked(
    _ ports: ClosedRange<UInt32>, _ text: ArraySlice<UInt8>, _ reader: IPSetElementReader
  ) throws(FirewallError) -> ClosedRange<UInt32> {
    let numbers = (ports.lowerBound & 0xffff)...(ports.upperBound & 0xffff)
    for case .portRange(let allowed) in options {
      guard numbers.lowerBound >= allowed.first, numbers.upperBound <= allowed.last else {
        throw reader.malformed(
          "'\(LineField.quoted(text))' is outside of the set's range \(allowed.first)-\(allowed.last)"
        )
      }
    }
    return numbers
  }

  private mutating func addNetworks(
    _ parts: [ArraySlice<UInt8>], _ reader: IPSetElementReader, _ tail: IPSetMemberOptions
  ) throws(FirewallError) {
    var (low, high) = (IPSetKey(), IPSetKey())
    var first = kind == .hashIPPortNet ? [] : try reader.networks(parts[0])
    var second: [IPPrefix] = []
    for (index, dimension) in kind.dimensions.enumerated() {
      switch dimension {
      case .network: if index > 0 { second = try reader.networks(parts[index]) }
      case .interface:
        readInterface(parts[index], tail, &low)
        high = low
      case .address, .port, .portNumber, .mark, .mac, .set:
        try read(parts[index], dimension, index, reader, &low, &high)
      }
    }
    if kind == .hashNetNet {
      first = first.map(cut)
      second = second.map(cut)
    }
    try insert(first, second, low, high, tail, reader)
  }

  private func cut(_ prefix: IPPrefix) -> IPPrefix {
    IPPrefix(prefix.network.masked(by: addressMask), length: prefix.length) ?? prefix
  }

  private mutating func insert(
    _ first: [IPPrefix], _ second: [IPPrefix], _ low: IPSetKey, _ high: IPSetKey,
    _ tail: IPSetMemberOptions, _ reader: IPSetElementReader
  ) throws(FirewallError) {
    for outer in 0..<max(1, first.count) {
      for inner in 0..<max(1, second.count) {
        var (low, high) = (low, high)
        if outer < first.count { low.setFirst(first[outer]) }
        if inner < second.count { low.setSecond(second[inner]) }
        if outer < first.count { high.setFirst(first[outer]) }
        if inner < second.count { high.setSecond(second[inner]) }
        try insert(low, high, tail, reader)
      }
    }
  }

  private mutating func readInterface(
    _ part: ArraySlice<UInt8>, _ tail: IPSetMemberOptions, _ key: inout IPSetKey
  ) {
    key.isPhysical = part.starts(with: "physdev:".utf8)
    let name = key.isPhysical ? part.dropFirst(8) : part
    key.detail = number(for: String(decoding: name, as: UTF8.self))
    if tail.isWildcard { key.detail |= IPSetKey.wildcardBit }
  }

  private mutating func addSet(
    _ part: ArraySlice<UInt8>, _ reader: IPSetElementReader, _ tail: IPSetMemberOptions
  ) throws(FirewallError) {
    var key = IPSetKey()
    key.detail = number(for: String(decoding: part, as: UTF8.self))
    let before = table.count
    let member = table.insert(key)
    tail.apply(to: &extensions, member)
    guard member == before else { return }
    guard let (other, isAfter) = tail.neighbour else {
      order.append(member)
      return
    }
    var neighbour = IPSetKey()
    neighbour.detail = number(for: other)
    guard let known = table.last(table.layout.pack(neighbour)),
      let place = order.lastIndex(of: known)
    else { throw reader.malformed("set '\(other)' is not yet a member of '\(name)'") }
    order.insert(member, at: isAfter ? place + 1 : place)
  }
}

extension IPSetKey {
  fileprivate mutating func setFirst(_ prefix: IPPrefix) {
    first = prefix.address
    firstLength = UInt8(prefix.length)
  }

  fileprivate mutating func setSecond(_ prefix: IPPrefix) {
    second = prefix.address
    secondLength = UInt8(prefix.length)
  }
}

extension String {
  fileprivate var trimmingLineEnd: String { hasSuffix("\r") ? String(dropLast()) : self }
}
