import Addressing

/// The routes of one table, arranged so that the longest prefix that holds an address is found by
/// one binary search, and the next shorter one by following a number.
struct PrefixTable: Sendable {
  /// The distinct destinations, by network and then by length.
  let nodes: [Node]
  /// The entries of all nodes, those of a node side by side.
  let entries: [Entry]
  /// The IPv6 sources that entries are for, those of a node side by side, longest first.
  let sources: [SourceGroup]

  /// One destination.
  struct Node: Sendable {
    let network: IPAddress
    let mask: IPAddress
    let length: Int
    /// The node of the next shorter prefix around this one; -1 for none.
    var parent: Int
    /// Entries for every source, best first.
    var entries: Range<Int>
    /// Places in ``PrefixTable/sources``.
    var sources: Range<Int>

    func contains(_ address: IPAddress) -> Bool {
      (address.high ^ network.high) & mask.high == 0 && (address.low ^ network.low) & mask.low == 0
    }
  }

  /// The entries of a destination that are for one source prefix.
  struct SourceGroup: Sendable {
    let source: IPPrefix
    let entries: Range<Int>
  }

  /// Arranges entries; those of equal destination keep the order that `before` and then their own
  /// order give them.
  init(_ unordered: [Entry], before: (Entry, Entry) -> Bool) {
    let order = unordered.indices.sorted { left, right in
      let (a, b) = (unordered[left], unordered[right])
      if a.network != b.network { return a.network < b.network }
      if a.length != b.length { return a.length < b.length }
      if a.sourceLength != b.sourceLength { return a.sourceLength > b.sourceLength }
      if let x = a.source, let y = b.source, x.network != y.network { return x.network < y.network }
      if before(a, b) { return true }
      if before(b, a) { return false }
      return left < right
    }
    entries = order.map { unordered[$0] }
    let groups = Self.group(entries)
    nodes = Self.linkParents(groups.nodes)
    sources = groups.sources
  }

  private static func group(_ entries: [Entry]) -> (nodes: [Node], sources: [SourceGroup]) {
    var nodes: [Node] = []
    var sources: [SourceGroup] = []
    var start = 0
    while start < entries.count {
      let head = entries[start]
      var end = start
      let firstSource = sources.count
      var plain = start..<start
      while end < entries.count, entries[end].network == head.network,
        entries[end].length == head.length
      {
        let from = end
        let source = entries[from].source
        while end < entries.count, entries[end].network == head.network,
          entries[end].length == head.length, entries[end].source == source
        {
          end += 1
        }
        if let source {
          sources.append(SourceGroup(source: source, entries: from..<end))
        } else {
          plain = from..<end
        }
      }
      nodes.append(
        Node(
          network: head.network, mask: IPAddress(maskOfLength: head.length, head.network.family),
          length: head.length, parent: -1, entries: plain, sources: firstSource..<sources.count))
      start = end
    }
    return (nodes, sources)
  }

  private static func linkParents(_ unlinked: [Node]) -> [Node] {
    var nodes = unlinked
    var enclosing: [Int] = []
    for index in nodes.indices {
      while let last = enclosing.last, !nodes[last].contains(nodes[index].network) {
        enclosing.removeLast()
      }
      nodes[index].parent = enclosing.last ?? -1
      enclosing.append(index)
    }
    return nodes
  }

  /// The node of the longest prefix that holds `address`, -1 for none. O(log n).
  func longest(_ address: IPAddress) -> Int {
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if address < nodes[middle].network { high = middle } else { low = middle + 1 }
    }
    var node = low - 1
    while node >= 0, !nodes[node].contains(address) { node = nodes[node].parent }
    return node
  }
}

extension PrefixTable {
  /// One route as lookups use it.
  struct Entry: Sendable {
    let network: IPAddress
    let length: Int
    /// The source it is for, IPv6 only.
    let source: IPPrefix?
    let kind: Kind
    let tos: UInt8
    let metric: UInt32
    /// Whether the table it stands in is `local`.
    let isInLocal: Bool
    /// 3 high, 2 medium, 1 low.
    let preference: Int
    /// The hops that are alive.
    let hops: [NextHop]
    /// Those and the ones that only lack a carrier.
    let hopsWithoutCarrier: [NextHop]
    /// The interface of the first hop.
    let dev: String?
    /// Whether it has hops of which none is alive.
    let isDead: Bool
    /// Its place among the routes that were recorded.
    let route: Int

    var sourceLength: Int { source?.length ?? -1 }
  }

  /// What an entry does, as far as the lookup distinguishes it.
  enum Kind: UInt8, Sendable {
    case unicast, local, broadcast, multicast, blackhole, unreachable, prohibit, `throw`, unknown

    init(_ type: RouteType) {
      switch type {
      case .unicast: self = .unicast
      case .local, .anycast: self = .local
      case .broadcast: self = .broadcast
      case .multicast: self = .multicast
      case .blackhole: self = .blackhole
      case .unreachable: self = .unreachable
      case .prohibit: self = .prohibit
      case .throw: self = .throw
      case .nat, .unknown: self = .unknown
      }
    }

    /// Whether the kernel gives an error instead of a way (`fib_props`).
    var isError: Bool {
      switch self {
      case .blackhole, .unreachable, .prohibit, .throw, .unknown: true
      case .unicast, .local, .broadcast, .multicast: false
      }
    }
  }
}

extension PrefixTable.Entry {
  /// The entry of a route; `ignoresLinkdown` says of an interface whether its carrier counts.
  init(_ route: Route, at place: Int, ignoresLinkdown: (String) -> Bool) {
    let single = route.nextHops.count == 1
    var alive: [NextHop] = []
    var present: [NextHop] = []
    for hop in route.nextHops {
      let flags = single ? hop.flags + route.flags : hop.flags
      let linkdown = flags.contains("linkdown")
      let dead = flags.contains("dead")
      if !dead || linkdown { present.append(hop) }
      if !dead, !(linkdown && hop.dev.map(ignoresLinkdown) == true) { alive.append(hop) }
    }
    network = route.destination.network
    length = route.destination.length
    source = route.source.flatMap { $0.length == 0 ? nil : $0 }
    kind = PrefixTable.Kind(route.type)
    tos = route.tos
    metric = route.metric
    isInLocal = route.table == .local
    preference =
      switch route.preference {
      case .high: 3
      case .medium, nil: 2
      case .low: 1
      }
    hops = alive
    hopsWithoutCarrier = present
    dev = alive.first?.dev
    isDead = !route.nextHops.isEmpty && alive.isEmpty
    self.route = place
  }
}
