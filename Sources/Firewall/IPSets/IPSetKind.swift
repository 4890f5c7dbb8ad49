/// A set type of ipset(8): how members are stored and what they are made of.
public enum IPSetKind: Sendable, Hashable {
  case hashIP
  case hashMAC
  case hashIPMAC
  case hashIPMark
  case hashIPPort
  case hashIPPortIP
  case hashIPPortNet
  case hashNet
  case hashNetNet
  case hashNetPort
  case hashNetPortNet
  case hashNetInterface
  case bitmapIP
  case bitmapIPMAC
  case bitmapPort
  case listSet
  /// A type this reader does not know, as it was written.
  case unknown(String)
}

/// One part of a member; parts are separated by commas in the text.
public enum IPSetDimension: Sendable, Hashable {
  /// One address, or a run of them.
  case address
  /// A network, looked up from the longest prefix to the shortest.
  case network
  /// A protocol and a port.
  case port
  /// A port of `bitmap:port`, without a protocol.
  case portNumber
  case interface
  case mark
  case mac
  /// The name of another set.
  case set
}

extension IPSetKind {
  private static let known: [IPSetKind] = [
    .hashIP, .hashMAC, .hashIPMAC, .hashIPMark, .hashIPPort, .hashIPPortIP, .hashIPPortNet,
    .hashNet, .hashNetNet, .hashNetPort, .hashNetPortNet, .hashNetInterface, .bitmapIP,
    .bitmapIPMAC, .bitmapPort, .listSet,
  ]

  private static let byName = Dictionary(
    known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Reads a type's name; any name is accepted.
  public init(name: String) { self = Self.byName[name] ?? .unknown(name) }

  /// The name after `create SETNAME`.
  public var name: String {
    switch self {
    case .hashIP: "hash:ip"
    case .hashMAC: "hash:mac"
    case .hashIPMAC: "hash:ip,mac"
    case .hashIPMark: "hash:ip,mark"
    case .hashIPPort: "hash:ip,port"
    case .hashIPPortIP: "hash:ip,port,ip"
    case .hashIPPortNet: "hash:ip,port,net"
    case .hashNet: "hash:net"
    case .hashNetNet: "hash:net,net"
    case .hashNetPort: "hash:net,port"
    case .hashNetPortNet: "hash:net,port,net"
    case .hashNetInterface: "hash:net,iface"
    case .bitmapIP: "bitmap:ip"
    case .bitmapIPMAC: "bitmap:ip,mac"
    case .bitmapPort: "bitmap:port"
    case .listSet: "list:set"
    case .unknown(let text): text
    }
  }

  /// What a member consists of, in order; empty for an unknown type.
  public var dimensions: [IPSetDimension] {
    switch self {
    case .hashIP, .bitmapIP: [.address]
    case .hashMAC: [.mac]
    case .hashIPMAC, .bitmapIPMAC: [.address, .mac]
    case .hashIPMark: [.address, .mark]
    case .hashIPPort: [.address, .port]
    case .hashIPPortIP: [.address, .port, .address]
    case .hashIPPortNet: [.address, .port, .network]
    case .hashNet: [.network]
    case .hashNetNet: [.network, .network]
    case .hashNetPort: [.network, .port]
    case .hashNetPortNet: [.network, .port, .network]
    case .hashNetInterface: [.network, .interface]
    case .bitmapPort: [.portNumber]
    case .listSet: [.set]
    case .unknown: []
    }
  }

  /// How many directions a rule must give at least: `struct ip_set_type`'s `dimension`.
  var dimensionCount: Int {
    switch self {
    case .hashIP, .hashMAC, .hashNet, .bitmapIP, .bitmapPort, .listSet: 1
    case .hashIPMAC, .hashIPMark, .hashIPPort, .hashNetNet, .hashNetPort, .hashNetInterface,
      .bitmapIPMAC:
      2
    case .hashIPPortIP, .hashIPPortNet, .hashNetPortNet: 3
    case .unknown: 0
    }
  }

  /// Whether members may be marked `nomatch`: the kernel's `IPSET_TYPE_NOMATCH`.
  public var allowsNoMatch: Bool {
    switch self {
    case .hashNet, .hashNetNet, .hashNetPort, .hashNetPortNet, .hashNetInterface, .hashIPPortNet:
      true
    case .hashIP, .hashMAC, .hashIPMAC, .hashIPMark, .hashIPPort, .hashIPPortIP, .bitmapIP,
      .bitmapIPMAC, .bitmapPort, .listSet, .unknown:
      false
    }
  }

  /// Whether the kernel keeps the set as a bitmap over a fixed range.
  var isBitmap: Bool { self == .bitmapIP || self == .bitmapIPMAC || self == .bitmapPort }
}

extension IPSetKind: CustomStringConvertible {
  public var description: String { name }
}
