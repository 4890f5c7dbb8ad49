import Addressing
import Routing

extension PersistWriter {
  /// Routes in the connection profile of the device (nm-settings-keyfile(5)).
  mutating func writeKeyfile(_ routes: [Route]) throws(RouteSetupError) {
    for (device, routes) in byDevice(routes) {
      if let path = profile(of: device), let text = files.files[path] {
        var keyfile = Keyfile(text)
        for route in routes { keyfile.add(route) }
        put(path, keyfile.text, mode: 0o600)
        plan.notes.append(
          "to use it now: nmcli connection load \(path) && nmcli device reapply \(device)")
      } else {
        var keyfile = Keyfile(
          Self.heading
            + "[connection]\nid=diagnose-routes-\(device)\ntype=ethernet\ninterface-name=\(device)\nautoconnect=false\n\n[ipv4]\nmethod=auto\n\n[ipv6]\nmethod=auto\n"
        )
        for route in routes { keyfile.add(route) }
        put(
          "/etc/NetworkManager/system-connections/diagnose-routes-\(device).nmconnection",
          keyfile.text, mode: 0o600)
        plan.notes.append(
          "no profile names \(device): this one is used only when it is activated (nmcli connection up diagnose-routes-\(device))"
        )
      }
    }
  }

  /// The profile that names a device.
  func profile(of device: String) -> String? {
    files.paths(in: "/etc/NetworkManager/system-connections").first { path in
      !path.contains("diagnose-routes")
        && Keyfile(files.files[path] ?? "").value("interface-name", in: "connection") == device
    }
  }
}

/// A keyfile, line by line, so that nothing of it is lost.
struct Keyfile {
  private var lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  func value(_ key: String, in section: String) -> String? {
    guard let range = range(of: section) else { return nil }
    return lines[range].first { $0.hasPrefix("\(key)=") }.map {
      String($0.dropFirst(key.count + 1))
    }
  }

  /// The lines of a section, its heading left out.
  private func range(of section: String) -> Range<Int>? {
    guard let start = lines.firstIndex(of: "[\(section)]") else { return nil }
    let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("[") } ?? lines.endIndex
    return start + 1..<end
  }

  /// Adds a route where it is not there: `route1=10.42.0.0/24,192.168.1.101`.
  mutating func add(_ route: Route) {
    let section = route.family == .ipv4 ? "ipv4" : "ipv6"
    if range(of: section) == nil { lines += ["", "[\(section)]", "method=auto"] }
    for hop in route.nextHops {
      let gateway = hop.gateway?.description ?? ""
      let metric = route.metric == 0 ? "" : ",\(route.metric)"
      let value = "\(route.destination),\(gateway)\(metric)"
      guard let range = range(of: section) else { continue }
      let values = lines[range].filter { $0.hasPrefix("route") }
      if values.contains(where: { $0.hasSuffix("=\(value)") }) { continue }
      let used = values.compactMap { line in
        Int(line.dropFirst(5).prefix { $0.isNumber })
      }
      let number = (used.max() ?? 0) + 1
      var added = ["route\(number)=\(value)"]
      if route.nextHops.count > 1 {
        added.append("route\(number)_options=weight=\(hop.weight)")
      }
      // Before the empty lines that end the section.
      var end = range.upperBound
      while end > range.lowerBound, lines[end - 1].isEmpty { end -= 1 }
      lines.insert(contentsOf: added, at: end)
    }
  }
}
