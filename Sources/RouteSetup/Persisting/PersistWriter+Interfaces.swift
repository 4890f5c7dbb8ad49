import Addressing
import Routing

extension PersistWriter {
  /// Commands that run when the device comes up (interfaces(5)); several stanzas of one device add up.
  mutating func writeInterfaces(_ routes: [Route]) {
    var text = Self.heading
    for (device, routes) in byDevice(routes) {
      for family in IPFamily.allCases {
        let own = routes.filter { $0.family == family }
        if own.isEmpty { continue }
        text += "\niface \(device) \(family == .ipv4 ? "inet" : "inet6") manual\n"
        for route in own {
          let action = SetupAction.route(route)
          for command in action.commands { text += "    up \(command) || true\n" }
          for command in action.undo { text += "    down \(command) || true\n" }
        }
      }
    }
    put("/etc/network/interfaces.d/diagnose-routes", text)
    let main = files.files["/etc/network/interfaces"] ?? ""
    let sources = main.split(separator: "\n").contains {
      $0.hasPrefix("source") && $0.contains("interfaces.d")
    }
    if !sources {
      plan.notes.append(
        "/etc/network/interfaces does not read interfaces.d: it needs the line 'source /etc/network/interfaces.d/*'"
      )
    }
    plan.notes.append(
      "to use it now: apply makes the same routes; ifup makes them from the next start")
  }
}
