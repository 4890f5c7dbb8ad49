import Documents

extension NFTables {
  /// `rt KEY`: of the route the packet was given.
  public enum RouteKey: Sendable, Hashable {
    case classID
    /// The next hop; the family is `ip` or `ip6`, nil where the table has one only.
    case nextHop(family: Family?)
    case mtu
    case ipsec

    init?(_ node: Node) {
      let family = node["family"]?.string.flatMap(Family.init)
      switch node["key"]?.string {
      case "classid": self = .classID
      case "nexthop": self = .nextHop(family: family)
      case "mtu": self = .mtu
      case "ipsec": self = .ipsec
      case _: return nil
      }
    }

    var json: Node {
      switch self {
      case .classID: ["rt": ["key": "classid"]]
      case .mtu: ["rt": ["key": "mtu"]]
      case .ipsec: ["rt": ["key": "ipsec"]]
      case .nextHop(let family?):
        ["rt": ["key": "nexthop", "family": Node(.string(family.rawValue))]]
      case .nextHop(nil): ["rt": ["key": "nexthop"]]
      }
    }

    /// The term in nft's own syntax.
    public var text: String {
      switch self {
      case .classID: "rt classid"
      case .mtu: "rt mtu"
      case .ipsec: "rt ipsec"
      case .nextHop(let family): "rt \(family.map { $0.rawValue + " " } ?? "")nexthop"
      }
    }

    var datatype: Datatype {
      switch self {
      case .classID: .realm
      case .mtu: .integer
      case .ipsec: .boolean
      case .nextHop(let family): family == .ip6 ? .ipv6Address : .ipv4Address
      }
    }
  }
}
