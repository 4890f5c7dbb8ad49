import CNetfilter
import Documents
import Firewall

extension ChainRecord {
  /// The chain as an entry of libnftables-json(5), with its devices, which nft 1.0.6 leaves out.
  var node: Node {
    var members: [(String, Node?)] = [
      ("family", Node(.string(family.rawValue))), ("table", Node(.string(table))),
      ("name", Node(.string(name))), ("handle", Node(handle)),
      ("comment", comment.map { Node(.string($0)) }),
    ]
    if let base {
      members += [
        ("type", Node(.string(base.type))), ("hook", Node(.string(hookName(base.hook)))),
        ("prio", Node(base.priority)),
        ("policy", Int32(bitPattern: base.policy) == NF_DROP ? "drop" : "accept"),
        ("dev", .names(base.devices)),
      ]
    }
    return ["chain": .object(members)]
  }

  /// The hook by its number, which means something else in each family.
  private func hookName(_ number: UInt32) -> String {
    let names =
      switch family {
      case .ip, .ip6, .inet, .bridge:
        ["prerouting", "input", "forward", "output", "postrouting", "ingress"]
      case .arp: ["input", "output", "forward"]
      case .netdev: ["ingress", "egress"]
      }
    return number < names.count ? names[Int(number)] : "unknown \(number)"
  }
}

extension TableRecord {
  /// The table as an entry of libnftables-json(5).
  var node: Node {
    let names: [(UInt32, String)] = [
      (UInt32(NFT_TABLE_F_DORMANT.rawValue), "dormant"),
      (UInt32(NFT_TABLE_F_OWNER.rawValue), "owner"),
    ]
    return [
      "table": .object([
        ("family", Node(.string(family.rawValue))), ("name", Node(.string(name))),
        ("handle", Node(handle)),
        ("flags", .names(names.filter { flags & $0.0 != 0 }.map(\.1))),
        ("comment", comment.map { Node(.string($0)) }),
      ])
    ]
  }
}
