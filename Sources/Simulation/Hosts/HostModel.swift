import Addressing
import Firewall
import Routing
import Snapshots

/// One host of the snapshot, prepared for walking: its rules compiled, its tables indexed.
///
/// A reference, since programs compile their chains when a packet first visits them; it belongs to
/// one ``Simulator`` and is not shared between threads.
final class HostModel {
  /// The name in the snapshot.
  let name: String
  /// What the host is.
  let role: HostRole
  /// Its links, addresses, routes, rules, neighbours, settings and sockets.
  let stack: NetworkStack
  /// Its ipsets, or the file that would tell.
  let sets: Piece<IPSets>
  let index: Int
  let links: [Link]
  let linkIndex: [String: LinkIndex]
  let neighbours: [Neighbour]
  let snapshot: HostSnapshot
  /// The programs at each hook, in the order they run.
  private(set) var hooks: PerFamily<HookTable>
  /// The programs at each hook of its bridges, which see frames below IP.
  private(set) var bridgeHooks: PerFamily<HookTable>
  /// The connections this run has made here.
  var tracker = ConnectionTracker()
  /// The Ethernet address of each link.
  let macAddresses: [MACAddress?]
  /// Which link is the loopback.
  let loopback: LinkIndex?
  /// Every address of every link.
  let addresses: Set<IPAddress>
  /// The sockets found so far for each destination.
  var listeners: [ListenerKey: Listener] = [:]
  /// Whether any route has a realm, which `-m realm` asks for.
  let hasRealms: Bool
  /// Whether pods are attached to it.
  let hasPods: Bool

  /// The node's link behind which an unrecorded pod is; nil for hosts that were recorded.
  let attachment: Port?

  init(_ snapshot: HostSnapshot, index: Int, hasPods: Bool, attachment: Port?) {
    self.snapshot = snapshot
    self.attachment = attachment
    self.index = index
    self.hasPods = hasPods
    name = snapshot.name
    role = snapshot.role
    stack = snapshot.networkStack
    sets = snapshot.ipsets
    links = stack.parts.links ?? []
    neighbours = stack.parts.neighbours ?? []
    linkIndex = Dictionary(
      links.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    hasRealms = stack.parts.ipv4Routes?.contains { $0.realm != nil } ?? false
    macAddresses = links.map(\.macAddress)
    loopback = links.firstIndex(where: \.isLoopback)
    addresses = Set(links.flatMap { $0.addresses.map(\.local) })
    hooks = PerFamily(ipv4: HookTable(), ipv6: HookTable())
    bridgeHooks = PerFamily(ipv4: HookTable(), ipv6: HookTable())
    for family in IPFamily.allCases {
      hooks[family] = HookTable(registrations(for: family))
      let bridging = snapshot.nftables.value.map {
        NFTPrograms.bridgeRegistrations(of: $0, family: family, host: self)
      }
      bridgeHooks[family] = HookTable(bridging ?? [], isTracked: false)
    }
  }

  /// The names of its links, in the order of their indexes.
  var linkNames: [String] { links.map(\.name) }

  /// The name of a link, empty for none.
  func linkName(_ link: LinkIndex?) -> String { link.map { links[$0].name } ?? "" }

  /// Whether it is a pod.
  var isPod: Bool { if case .pod = role { true } else { false } }

  /// Whether it is a node of the cluster.
  var isNode: Bool { if case .node = role { true } else { false } }

  /// The host a pod runs on.
  var podNode: String? { if case .pod(_, let node) = role { node } else { nil } }
}

extension HostModel {
  private func registrations(for family: IPFamily) -> [HookRegistration] {
    var all: [HookRegistration] = []
    for (backend, piece) in [
      (IPTablesBackend.legacy, snapshot.legacy[family]), (.nft, snapshot.nft[family]),
    ] {
      switch piece {
      case .present(let ruleset):
        for table in ruleset.tables {
          let program = IPTablesProgram(table, backend: backend, family: family, host: self)
          all += program.registrations
        }
      case .missing(let file): all += unrecorded(file)
      }
    }
    switch snapshot.nftables {
    case .present(let ruleset):
      all += NFTPrograms.registrations(of: ruleset, family: family, host: self)
    case .missing(let file): all += unrecorded(file)
    }
    return all
  }

  /// Rules nobody recorded may stand at any hook; a pod of which no firewall file was recorded is
  /// taken to have none.
  private func unrecorded(_ file: String) -> [HookRegistration] {
    if snapshot.assumesNoFirewall { return [] }
    let program = UnrecordedRules(file: file, host: self)
    return [Hook.prerouting, .input, .forward, .output, .postrouting].map {
      HookRegistration(hook: $0, priority: HookPriority.filter, kind: .filter, program: program)
    }
  }
}
