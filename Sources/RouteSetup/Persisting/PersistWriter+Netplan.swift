import Addressing
import Documents
import Routing

extension PersistWriter {
  /// A file of its own that adds to the device's definition (netplan(5)): lists of several files are
  /// put together.
  mutating func writeNetplan(_ routes: [Route]) throws(RouteSetupError) {
    if let route = routes.first(where: { $0.nextHops.count > 1 }) {
      throw .cannotPersist(
        "netplan has no words for a route with several ways ('\(route.destination)'): use one gateway for Services, or --format networkd"
      )
    }
    var text = Self.heading + "network:\n  version: 2\n"
    var groups: [String: [(id: String, routes: [Route])]] = [:]
    for (device, routes) in byDevice(routes) {
      let definition = netplanDefinition(of: device)
      groups[definition?.group ?? "ethernets", default: []].append(
        (definition?.id ?? device, routes))
      if definition == nil {
        plan.notes.append(
          "no file in /etc/netplan names \(device): this one defines it, without addresses")
      }
    }
    for (group, definitions) in groups.sorted(by: { $0.key < $1.key }) {
      text += "  \(group):\n"
      for (id, routes) in definitions {
        text += "    \(Self.key(id)):\n      routes:\n"
        for route in routes { text += Self.entry(route) }
      }
    }
    put("/etc/netplan/90-diagnose-routes.yaml", text, mode: 0o600)
    plan.notes.append("to use it now: netplan apply")
  }

  private static func entry(_ route: Route) -> String {
    var text = "      - to: \"\(route.destination)\"\n"
    if let gateway = route.nextHops.first?.gateway {
      text += "        via: \"\(gateway)\"\n"
    } else {
      text += "        scope: link\n"
    }
    if route.metric != 0 { text += "        metric: \(route.metric)\n" }
    return text
  }

  private static func key(_ id: String) -> String {
    let plain = id.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    return plain && !(id.first?.isNumber ?? true) ? id : "\"\(id)\""
  }

  /// How the host's own files call a device, and what it is there.
  private func netplanDefinition(of device: String) -> (group: String, id: String)? {
    let groups = ["ethernets", "wifis", "bonds", "bridges", "vlans", "tunnels", "modems"]
    for path in files.paths(in: "/etc/netplan") where path.hasSuffix(".yaml") {
      guard !path.contains("diagnose-routes"),
        let root = try? Node(parsingYAML: files.files[path] ?? "")
      else { continue }
      for group in groups {
        for member in root["network"]?[group]?.object ?? [] {
          let match = member.value["match"]?["name"]?.string
          let name = member.value["set-name"]?.string
          if member.key == device || match == device || name == device {
            return (group, member.key)
          }
        }
      }
    }
    return nil
  }
}
