public import Addressing

/// The connections a host tracks: what `conntrack -L` printed.
public struct ConntrackTable: Sendable, Hashable {
  /// The connections in the order of the text.
  public let entries: [ConntrackEntry]
  private let places: [ConntrackKey: Int]

  /// These connections.
  public init(_ entries: [ConntrackEntry] = []) {
    self.entries = entries
    var places: [ConntrackKey: Int] = [:]
    places.reserveCapacity(entries.count * 2)
    for (index, entry) in entries.enumerated() {
      places[ConntrackKey(entry.original, entry, zone: entry.original.zone)] = index * 2
      places[ConntrackKey(entry.reply, entry, zone: entry.reply.zone)] = index * 2 + 1
    }
    self.places = places
  }

  /// The connection a packet belongs to, and whether it goes the way of the reply.
  ///
  /// Constant time. An ICMP packet is looked up by its own type, code and identifier.
  public func lookup(
    _ transport: TransportProtocol, from source: IPAddress, to destination: IPAddress,
    _ ports: ConntrackPorts, zone: UInt16 = 0
  ) -> (entry: ConntrackEntry, isReply: Bool)? {
    let key = ConntrackKey(
      transport: transport, source: source, destination: destination, ports: ports, zone: zone)
    return places[key].map { (entries[$0 / 2], $0 % 2 == 1) }
  }

  public static func == (left: ConntrackTable, right: ConntrackTable) -> Bool {
    left.entries == right.entries
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(entries) }

  /// The text of `conntrack -L`: a line an entry.
  public var text: String { entries.map { $0.description + "\n" }.joined() }
}

/// What the kernel hashes a connection by (`struct nf_conntrack_tuple` and its zone).
struct ConntrackKey: Sendable, Hashable {
  let transport: TransportProtocol
  let source: IPAddress
  let destination: IPAddress
  let ports: ConntrackPorts
  let zone: UInt16

  init(
    transport: TransportProtocol, source: IPAddress, destination: IPAddress, ports: ConntrackPorts,
    zone: UInt16
  ) {
    self.transport = transport
    self.source = source
    self.destination = destination
    self.ports = ports
    self.zone = zone
  }

  init(_ tuple: ConntrackTuple, _ entry: ConntrackEntry, zone: UInt16?) {
    self.init(
      transport: entry.transport, source: tuple.source, destination: tuple.destination,
      ports: tuple.ports, zone: zone ?? entry.zone)
  }
}
