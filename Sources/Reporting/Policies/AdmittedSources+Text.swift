import Addressing
public import Cluster
public import Policies

extension AdmittedSources {
  /// Every source of a pod's ports for people.
  public static func text(
    _ all: [AdmittedSources], of pod: ObjectName, _ style: TextStyle = TextStyle()
  ) -> String {
    let outside = all.filter { !$0.addresses.isEmpty }
    let open = all.allSatisfy { $0.addresses == .everything }
    let headline =
      open
      ? "open: every source may reach \(pod)"
      : outside.isEmpty
        ? "closed to addresses outside: only pods of the cluster may reach \(pod)"
        : "partly open: these sources may reach \(pod)"
    var lines = style.wrapped(headline, colour: .heading)
    for entry in all { lines += [""] + entry.lines(style) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ style: TextStyle) -> [String] {
    let protocolName = transport.description.uppercased()
    let whole = ports == [PortRange(1, 65535)]
    let ports =
      whole
      ? "every \(protocolName) port"
      : ports.map(\.words).joined(separator: ", ") + "/" + protocolName
    var lines = style.wrapped(ports, colour: .heading)
    let addressWords =
      addresses == .everything
      ? "every address"
      : addresses.isEmpty ? "none" : addresses.prefixes.map(\.description).joined(separator: ", ")
    lines += style.wrapped("addresses: \(addressWords)", first: "  ")
    if !namespaces.isEmpty {
      lines += style.wrapped(
        "all pods of namespaces: \(namespaces.joined(separator: ", "))", first: "  ")
    }
    if !pods.isEmpty {
      lines += style.wrapped("pods: " + Self.list(pods), first: "  ")
    }
    if namespaces.isEmpty, pods.isEmpty { lines.append("  pods: none") }
    if !deniedByEgress.isEmpty {
      lines += style.wrapped(
        "admitted here, but denied by their own egress policies: " + Self.list(deniedByEgress),
        first: "  ")
    }
    if isIsolated, let node {
      lines += style.wrapped("its own node \(node), always", first: "  ")
    }
    if !peers.isEmpty {
      lines += style.wrapped("by: " + peers.joined(separator: "; "), first: "  ", colour: .quiet)
    }
    return lines
  }

  private static func list(_ names: [ObjectName]) -> String {
    names.prefix(40).map(\.description).joined(separator: ", ")
      + (names.count > 40 ? " and \(names.count - 40) more" : "")
  }
}
