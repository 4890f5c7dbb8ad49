import Addressing

extension IPSetBox {
  /// Looks a packet up as the kernel's `*_kadt` with `IPSET_TEST` does. Constant time for types
  /// without networks; for networks one look-up per prefix length in use. Nothing is allocated.
  ///
  /// A list:set needs its member sets: ask ``IPSets/membership(of:in:_:)``.
  func membership(of packet: IPSetPacket, _ query: IPSetQuery) -> IPSetMembership {
    if let reason = obstacle { return .undecidable(because: reason) }
    guard query.directions.count >= set.kind.dimensionCount, set.kind.accepts(packet, set.family)
    else {
      return .absent
    }
    switch key(of: packet, query.directions) {
    case .none: return .absent
    case .needsLinkHeader:
      return .undecidable(
        because: "the packet's MAC address is not known, set \(set.name) needs it")
    case .key(let key): return find(key, packet, query)
    }
  }

  private var obstacle: String? {
    if set.kind == .listSet {
      return "set \(set.name) is a list of sets and was asked without them"
    }
    if set.kind.isUnknown { return "set \(set.name) is of the unknown type \(set.kind)" }
    if let option = set.unknownOption { return "set \(set.name) has the unknown option \(option)" }
    return nil
  }

  private enum Extraction {
    /// The kernel finds nothing to look up: `-EINVAL`.
    case none
    case needsLinkHeader
    case key(IPSetKey)
  }

  private func key(of packet: IPSetPacket, _ directions: IPSetDirections) -> Extraction {
    var key = IPSetKey()
    let first = packet.address(source: directions.isSource(0))
    switch set.kind {
    case .hashIP:
      key.first = first.masked(by: set.addressMask)
      if key.first.isUnspecified { return .none }
    case .bitmapIP:
      key.first = first.masked(by: set.addressMask)
    case .hashNet:
      key.first = first
    case .hashNetNet:
      key.first = first.masked(by: set.addressMask)
      key.second = packet.address(source: directions.isSource(1)).masked(by: set.addressMask)
    case .hashIPMark:
      key.first = first
      key.detail = packet.mark & set.markMask
    case .hashIPPort, .hashNetPort:
      key.first = set.kind == .hashIPPort ? first.masked(by: set.addressMask) : first
      guard addPort(&key, packet, source: directions.isSource(1)) else { return .none }
    case .hashIPPortIP, .hashIPPortNet, .hashNetPortNet:
      key.first = first
      key.second = packet.address(source: directions.isSource(2))
      guard addPort(&key, packet, source: directions.isSource(1)) else { return .none }
    case .bitmapPort:
      guard addPort(&key, packet, source: directions.isSource(0)) else { return .none }
      let transport = key.detail >> 16
      guard transport == 6 || transport == 17 else { return .none }
      key.detail &= 0xffff
    case .hashNetInterface:
      key.first = first
      let name = directions.isSource(1) ? packet.inInterface : packet.outInterface
      if name.isEmpty { return .none }
    case .hashMAC:
      return withMAC(key, packet, source: directions.isSource(0))
    case .hashIPMAC, .bitmapIPMAC:
      key.first = first
      return withMAC(key, packet, source: directions.isSource(1))
    case .listSet, .unknown:
      return .none
    }
    return .key(key)
  }

  private func addPort(_ key: inout IPSetKey, _ packet: IPSetPacket, source: Bool) -> Bool {
    guard case .of(let transport, let from, let to) = packet.ports, transport.rawValue != 0 else {
      return false
    }
    key.detail = IPSetKey.port(transport, transport.hasSetPort ? (source ? from : to) : 0)
    return true
  }

  private func withMAC(_ key: IPSetKey, _ packet: IPSetPacket, source: Bool) -> Extraction {
    switch packet.link {
    case .absent: return .none
    case .unknown: return set.table.count == 0 ? .none : .needsLinkHeader
    case .ethernet(let from, let to):
      var key = key
      key.mac = source ? from.bits : to.bits
      return key.mac == 0 ? .none : .key(key)
    }
  }

  private func find(
    _ key: IPSetKey, _ packet: IPSetPacket, _ query: IPSetQuery
  ) -> IPSetMembership {
    switch set.kind {
    case .hashNet, .hashNetPort:
      return findNetwork(key, query)
    case .hashIPPortNet:
      return findSecondNetwork(key, query) ?? .absent
    case .hashNetNet, .hashNetPortNet:
      return findNetworks(key, query)
    case .hashNetInterface:
      let source = query.directions.isSource(1)
      return findInterface(key, source ? packet.inInterface : packet.outInterface, query)
    case .bitmapIPMAC:
      return findUnlessOtherMAC(key, query)
    case .hashIP, .hashMAC, .hashIPMAC, .hashIPMark, .hashIPPort, .hashIPPortIP, .bitmapIP,
      .bitmapPort, .listSet, .unknown:
      return judged(key, query) ?? .absent
    }
  }

  private func findNetwork(_ key: IPSetKey, _ query: IPSetQuery) -> IPSetMembership {
    for length in set.table.firstLengths {
      if let found = judged(key.cutFirst(to: length), query) { return found }
    }
    return .absent
  }

  private func findSecondNetwork(_ key: IPSetKey, _ query: IPSetQuery) -> IPSetMembership? {
    for length in set.table.secondLengths {
      if let found = judged(key.cutSecond(to: length), query) { return found }
    }
    return nil
  }

  private func findNetworks(_ key: IPSetKey, _ query: IPSetQuery) -> IPSetMembership {
    for length in set.table.firstLengths {
      if let found = findSecondNetwork(key.cutFirst(to: length), query) { return found }
    }
    return .absent
  }

  /// The member equal to `key`, as `mtype_data_match` judges it; nil also when its counters do not
  /// meet the condition.
  private func judged(_ key: IPSetKey, _ query: IPSetQuery) -> IPSetMembership? {
    set.table.last(set.table.layout.pack(key)).flatMap { verdict(on: $0, query) }
  }

  /// What finding `member` means; nil when its counters do not meet the condition.
  func verdict(on member: Int, _ query: IPSetQuery) -> IPSetMembership? {
    if let text = set.extensions.unknown[member] {
      return .undecidable(because: "a member of set \(set.name) has the unknown option \(text)")
    }
    if let condition = query.counters, hasCounters,
      !condition.holds(for: set.extensions.counters[member] ?? Counters(packets: 0, bytes: 0))
    {
      return nil
    }
    let id = IPSetMemberID(set: -1, member: member)
    return set.extensions.noMatch[member] == true ? .noMatchEntry(id) : .match(id)
  }

  private var hasCounters: Bool { self.set.options.contains(.counters) }

  /// hash:net,iface: the longest network that has any interface decides, be it another one, since
  /// the kernel stops at the first prefix length with an equal network (`multi` in
  /// `mtype_test_cidrs`). Members with `physdev:` are never found by a rule: no rule sets
  /// `IPSET_FLAG_PHYSDEV`.
  private func findInterface(
    _ key: IPSetKey, _ interface: String, _ query: IPSetQuery
  ) -> IPSetMembership {
    for length in set.table.firstLengths {
      let packed = set.table.layout.pack(key.cutFirst(to: length))
      var cursor = IPSetTable.Cursor()
      var sawNetwork = false
      while let member = set.table.next(packed, &cursor) {
        sawNetwork = true
        guard set.covers(interface, set.table.words[(member + 1) * set.table.layout.stride - 1])
        else {
          continue
        }
        if let verdict = verdict(on: member, query) { return verdict }
        sawNetwork = false
      }
      if sawNetwork { return .absent }
    }
    return .absent
  }

  /// bitmap:ip,mac: a member without a MAC address takes that of the first packet, so matches.
  private func findUnlessOtherMAC(_ key: IPSetKey, _ query: IPSetQuery) -> IPSetMembership {
    var cursor = IPSetTable.Cursor()
    guard let member = set.table.next(set.table.layout.pack(key), &cursor) else { return .absent }
    let kept = set.table.key(at: member).mac
    guard kept == 0 || kept == key.mac else { return .absent }
    return verdict(on: member, query) ?? .absent
  }
}

extension IPSet {
  /// Whether a member's interface, which may be a wildcard, is or begins `interface`.
  func covers(_ interface: String, _ detail: UInt32) -> Bool {
    let name = names[Int(detail & ~IPSetKey.wildcardBit)]
    return detail & IPSetKey.wildcardBit != 0
      ? interface.utf8.starts(with: name.utf8) : interface == name
  }
}

extension IPSetKind {
  /// Whether packets of the family of `packet` are looked up at all (`ip_set_test`).
  func accepts(_ packet: IPSetPacket, _ family: IPFamily) -> Bool {
    switch self {
    case .hashMAC, .bitmapPort, .listSet: true
    case .bitmapIP, .bitmapIPMAC: packet.source.family == .ipv4
    case .hashIP, .hashIPMAC, .hashIPMark, .hashIPPort, .hashIPPortIP, .hashIPPortNet, .hashNet,
      .hashNetNet, .hashNetPort, .hashNetPortNet, .hashNetInterface, .unknown:
      packet.source.family == family
    }
  }
}

extension TransportProtocol {
  /// Whether the kernel reads a port, or an ICMP type and code, for its sets.
  var hasSetPort: Bool {
    self == .tcp || self == .udp || self == .sctp || self == .udplite || self == .icmp
      || self == .icmpv6
  }
}

extension IPSetKey {
  @inline(__always) func cutFirst(to length: UInt8) -> IPSetKey {
    var key = self
    key.first = first.masked(by: IPAddress(maskOfLength: Int(length), first.family))
    key.firstLength = length
    return key
  }

  @inline(__always) func cutSecond(to length: UInt8) -> IPSetKey {
    var key = self
    key.second = second.masked(by: IPAddress(maskOfLength: Int(length), second.family))
    key.secondLength = length
    return key
  }
}
