import Documents

extension NFTables {
  /// `ct KEY`, of one direction where said.
  public struct Conntrack: Sendable, Hashable {
    public var key: Key
    public var direction: Direction?
    /// Whether an address key is printed as `saddr` with its family beside it, as nft before 1.0 did.
    var separateFamily: String?

    /// The keys; the raw value is nft's.
    public enum Key: String, Sendable, Hashable, CaseIterable {
      case state
      case direction
      case status
      case mark
      case expiration
      case helper
      case l3proto
      case `protocol`
      case ip4Source = "ip saddr"
      case ip4Destination = "ip daddr"
      case ip6Source = "ip6 saddr"
      case ip6Destination = "ip6 daddr"
      case source = "saddr"
      case destination = "daddr"
      case sourcePort = "proto-src"
      case destinationPort = "proto-dst"
      case bytes
      case packets
      case averagePacket = "avgpkt"
      case zone
      case label
      case event
      case id
      case secmark
    }

    /// The two directions of a connection.
    public enum Direction: String, Sendable, Hashable {
      case original
      case reply
    }

    /// `ct [direction] key`.
    public init(_ key: Key, direction: Direction? = nil) {
      self.key = key
      self.direction = direction
    }

    init?(_ node: Node) {
      guard let name = node["key"]?.string, let key = Key(rawValue: name) else { return nil }
      var direction: Direction?
      if let text = node["dir"]?.string {
        guard let known = Direction(rawValue: text) else { return nil }
        direction = known
      }
      self.init(key, direction: direction)
      if let family = node["family"]?.string {
        guard let joined = Key(rawValue: "\(family) \(name)") else { return nil }
        self.key = joined
        separateFamily = family
      }
    }

    var json: Node {
      var members: [Node.Member] = []
      let bare = key.rawValue.split(separator: " ").last.map(String.init) ?? key.rawValue
      members.append(.init("key", Node(.string(separateFamily == nil ? key.rawValue : bare))))
      if let separateFamily { members.append(.init("family", Node(.string(separateFamily)))) }
      if let direction { members.append(.init("dir", Node(.string(direction.rawValue)))) }
      return ["ct": Node(.object(members))]
    }

    /// The term in nft's own syntax.
    public var text: String {
      "ct " + (direction.map { $0.rawValue + " " } ?? "") + key.rawValue
    }

    var datatype: Datatype {
      switch key {
      case .state: .conntrackState
      case .direction: .conntrackDirection
      case .status: .conntrackStatus
      case .mark: .mark
      case .expiration: .duration
      case .helper, .secmark: .string
      case .l3proto: .netfilterProtocol
      case .protocol: .inetProtocol
      case .ip4Source, .ip4Destination: .ipv4Address
      case .ip6Source, .ip6Destination: .ipv6Address
      case .source, .destination: .integer
      case .sourcePort, .destinationPort: .inetService
      case .bytes, .packets, .averagePacket, .zone, .id: .integer
      case .label: .conntrackLabel
      case .event: .conntrackEvent
      }
    }
  }
}
