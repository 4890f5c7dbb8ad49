import Addressing
import Routing

/// The files that make a plan's routes and settings outlast a restart.
public struct PersistPlan: Sendable, Hashable {
  /// The files, in the order in which they are written.
  public var edits: [FileEdit] = []
  /// What has to be done for them to count, and what should be known.
  public var notes: [String] = []
}

extension RoutePlan {
  /// The files for what this plan has on `host`.
  public func persisted(
    as format: PersistFormat, on host: String, in files: HostFiles
  ) throws(RouteSetupError) -> PersistPlan {
    var writer = PersistWriter(files: files)
    let routes = routes(of: host)
    if !routes.isEmpty { try writer.write(routes, as: format) }
    writer.write(settings: settings(of: host))
    if !routes.isEmpty { writer.registerProtocol() }
    if steps.contains(where: { if case .rule = $0.action { $0.host == host } else { false } }) {
      writer.plan.notes.append(
        "firewall rules are not kept by these files: the firewall's own service keeps them (iptables-persistent, nftables.service, firewalld)"
      )
    }
    return writer.plan
  }

  private func settings(of host: String) -> [(key: String, value: String)] {
    steps.compactMap { step in
      if case .setting(let key, let value, _) = step.action, step.host == host {
        (key, value)
      } else {
        nil
      }
    }
  }
}

extension PersistFormat {
  /// Who configures `device`, as its files say; nil where none of them names it.
  public static func found(for device: String, in files: HostFiles) -> PersistFormat? {
    if files.paths(in: "/etc/netplan").contains(where: { $0.hasSuffix(".yaml") && !isOurs($0) }) {
      return .netplan
    }
    let writer = PersistWriter(files: files)
    if writer.profile(of: device) != nil { return .networkManager }
    if writer.networkFile(of: device) != nil { return .networkd }
    let interfaces = files.paths(in: "/etc/network").compactMap { files.files[$0] }
    let isNamed = interfaces.contains { text in
      text.split(separator: "\n").contains { line in
        let words = line.split(separator: " ")
        return words.first == "iface" && words.dropFirst().first == device[...]
      }
    }
    return isNamed ? .ifupdown : nil
  }

  private static func isOurs(_ path: String) -> Bool { path.contains("diagnose-routes") }
}

/// Writes files, one format each.
struct PersistWriter {
  let files: HostFiles
  var plan = PersistPlan()

  init(files: HostFiles) { self.files = files }

  static let heading =
    "# Written by diagnose routes persist; diagnose routes remove takes it back.\n"

  mutating func write(_ routes: [Route], as format: PersistFormat) throws(RouteSetupError) {
    switch format {
    case .networkd: writeNetworkd(routes)
    case .netplan: try writeNetplan(routes)
    case .networkManager: try writeKeyfile(routes)
    case .ifupdown: writeInterfaces(routes)
    }
  }

  mutating func put(_ path: String, _ text: String, mode: UInt32 = 0o644) {
    plan.edits.append(
      FileEdit(path: path, before: files.files[path], after: text, mode: mode))
  }

  mutating func write(settings: [(key: String, value: String)]) {
    guard !settings.isEmpty else { return }
    put(
      "/etc/sysctl.d/90-diagnose-routes.conf",
      Self.heading + settings.map { "\($0.key) = \($0.value)\n" }.joined())
  }

  mutating func registerProtocol() {
    put(
      "/etc/iproute2/rt_protos.d/diagnose.conf",
      Self.heading + "\(OwnRoutes.number) \(OwnRoutes.name)\n")
  }

  /// The routes by the device that they leave by; a multipath route by that of its first way.
  func byDevice(_ routes: [Route]) -> [(device: String, routes: [Route])] {
    var order: [String] = []
    var groups: [String: [Route]] = [:]
    for route in routes {
      let device = route.nextHops.first?.dev ?? ""
      if groups[device] == nil { order.append(device) }
      groups[device, default: []].append(route)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }
}
