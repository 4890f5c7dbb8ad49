import ArgumentParser
import Cluster
import Kernel
import Snapshots

/// A host that is a network namespace of this machine: `[NAME[:ROLE]=]NAMESPACE`.
struct NamedHost: Sendable {
  /// What the answers call it.
  var name: String
  /// What it is, where the user said so.
  var role: HostRole?
  /// How it is entered.
  var namespace: NetworkNamespace

  static let help = """
    A host that is a network namespace of this machine: a name of `ip netns`, a path, a PID, or \
    self. NAME=… names it, NAME:ROLE=… says what it is: scraper, router, node, node/KUBERNETES-NAME \
    or pod/NAMESPACE/NAME. May be repeated.
    """

  /// The host `name` that is `namespace`.
  init(name: String, namespace: NetworkNamespace) {
    self.name = name
    self.namespace = namespace
  }

  init(parsing text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let place = String(parts.last ?? "")
    guard !place.isEmpty else {
      throw ValidationError("--netns '\(text)' names no namespace: write NAME, a path, or a PID")
    }
    namespace = place == "self" || place == "." ? .current : NetworkNamespace(parsing: place)
    name = Self.defaultName(place)
    guard parts.count == 2 else { return }
    let head = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let given = head.first, !given.isEmpty, !given.contains("/") else {
      throw ValidationError("--netns '\(text)': the name before = should be that of a host")
    }
    name = String(given)
    if head.count == 2 { role = try HostRole(parsing: String(head[1]), in: text) }
  }

  private static func defaultName(_ place: String) -> String {
    if place == "self" || place == "." { return HostName.own }
    if place.allSatisfy(\.isNumber) { return "pid-\(place)" }
    if place.hasSuffix("/ns/net") {
      let parts = place.split(separator: "/")
      return parts.count >= 3 ? "pid-\(parts[parts.count - 3])" : place
    }
    return place.split(separator: "/").last.map(String.init) ?? place
  }
}

extension HostRole {
  /// Reads a role as the command line writes it.
  init(parsing text: String, in option: String) throws {
    let parts = text.split(separator: "/").map(String.init)
    switch (parts.first, parts.count) {
    case ("scraper", 1): self = .scraper
    case ("router", 1): self = .router
    case ("node", 1): self = .node(kubernetesNode: nil)
    case ("node", 2): self = .node(kubernetesNode: parts[1])
    case ("pod", 3): self = .pod(ObjectName(namespace: parts[1], name: parts[2]), node: nil)
    case _:
      throw ValidationError(
        """
        '\(option)': the role should be scraper, router, node, node/KUBERNETES-NAME or \
        pod/NAMESPACE/NAME, not '\(text)'
        """)
    }
  }
}
