import Addressing
import Routing

extension PersistWriter {
  /// A drop-in of the `.network` file that configures the device (systemd.network(5)).
  mutating func writeNetworkd(_ routes: [Route]) {
    for (device, routes) in byDevice(routes) {
      let sections = routes.map { Self.section($0) }.joined(separator: "\n")
      if let file = networkFile(of: device) {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        put(
          "/etc/systemd/network/\(name).d/50-diagnose-routes.conf",
          Self.heading + "\n" + sections)
        plan.notes.append("to use it now: networkctl reload && networkctl reconfigure \(device)")
      } else {
        put(
          "/etc/systemd/network/90-diagnose-routes-\(device).network",
          Self.heading + "\n[Match]\nName=\(device)\n\n[Network]\nKeepConfiguration=yes\n\n"
            + sections)
        plan.notes.append(
          "no .network file names \(device): this one counts where none else matches it, and keeps the addresses that are there"
        )
      }
    }
  }

  private static func section(_ route: Route) -> String {
    var lines = ["[Route]", "Destination=\(route.destination)"]
    if route.nextHops.count > 1 {
      for hop in route.nextHops {
        let dev = hop.dev.map { "@\($0)" } ?? ""
        lines.append("MultiPathRoute=\(hop.gateway?.description ?? "")\(dev) \(hop.weight)")
      }
    } else if let gateway = route.nextHops.first?.gateway {
      lines.append("Gateway=\(gateway)")
    } else {
      lines.append("Scope=link")
    }
    if route.metric != 0 { lines.append("Metric=\(route.metric)") }
    lines.append("Protocol=\(OwnRoutes.number)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The `.network` file that configures a device: what networkd says of it, else the first whose
  /// `[Match]` names it.
  func networkFile(of device: String) -> String? {
    let folders = ["/etc/systemd/network", "/run/systemd/network", "/usr/lib/systemd/network"]
    let paths = folders.flatMap(files.paths).filter {
      $0.hasSuffix(".network") && !$0.contains("diagnose-routes")
    }
    let name = { (path: String) in path.split(separator: "/").last.map(String.init) ?? path }
    return paths.sorted { name($0) < name($1) }.first { path in
      Self.matches(device, files.files[path] ?? "")
    }
  }

  private static func matches(_ device: String, _ text: String) -> Bool {
    var section = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("[") { section = String(line) }
      guard section == "[Match]", line.hasPrefix("Name=") else { continue }
      return line.dropFirst(5).split(separator: " ").contains { pattern in
        pattern.hasSuffix("*")
          ? device.hasPrefix(pattern.dropLast()) : pattern == device[...]
      }
    }
    return false
  }
}
