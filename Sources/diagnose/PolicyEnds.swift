import Addressing
import ArgumentParser
import Cluster
import Policies

extension PolicyEnd {
  /// Reads `NAMESPACE/POD`, `pod/NAMESPACE/POD` or an address.
  init?(parsing text: some StringProtocol) {
    if let address = IPAddress(parsing: text) {
      self = .address(address)
      return
    }
    let plain = text.hasPrefix("pod/") ? text.dropFirst(4)[...] : text.dropFirst(0)[...]
    guard let name = ObjectName(parsing: plain) else { return nil }
    self = .pod(name)
  }
}

/// `NAMESPACE/POD:PORT`, `ADDR:PORT` or `[IPV6]:PORT`; PORT may be the name a container gave it.
struct PolicyDestination {
  var end: PolicyEnd
  var port: TargetPort?

  /// Reads a destination; the port may be absent.
  init(parsing text: String) throws {
    if let address = IPAddress(parsing: text) {
      end = .address(address)
      return
    }
    var host = text[...]
    if let colon = text.lastIndex(of: ":") {
      host = text[..<colon]
      let word = String(text[text.index(after: colon)...])
      port = UInt16(word).map { .number($0) } ?? .name(word)
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard let end = PolicyEnd(parsing: host) else {
      throw ValidationError(
        "'\(text)' is no destination: NAMESPACE/POD:PORT, ADDR:PORT or [IPV6]:PORT")
    }
    self.end = end
  }

  /// The number of the port, looked up in the pod where it is a name.
  func number(_ transport: TransportProtocol, in cluster: ClusterObjects) throws -> UInt16 {
    switch port {
    case .number(let number): return number
    case nil: throw ValidationError("say which port: NAMESPACE/POD:PORT or ADDR:PORT")
    case .name(let name):
      let pod: Pod? =
        switch end {
        case .pod(let pod): cluster.pod(pod)
        case .address(let address): cluster.pod(at: address)
        }
      guard let number = pod?.portNumbers(named: name, transport).first else {
        throw failure(.notFound, "\(end) declares no \(transport) port named '\(name)'")
      }
      return number
    }
  }
}

extension ClusterObjects {
  /// The pod that `end` is; ends the command when there is none.
  func requirePod(_ end: PolicyEnd) throws -> Pod {
    try require(end)
    switch end {
    case .pod(let name):
      if let pod = pod(name) { return pod }
    case .address(let address):
      if let pod = pod(at: address) { return pod }
    }
    throw failure(.notFound, "no pod has the address \(end)")
  }

  /// Ends the command when `end` is a pod that is not there, or an address that may be one.
  func require(_ end: PolicyEnd) throws {
    if case .address(let address) = end, pods.isMissing {
      throw failure(
        .notFound,
        "no pod is among the objects, so that nobody can tell whether \(address) is one: add the "
          + "pods (kubectl get pods -A -o yaml), or give --snapshot DIR")
    }
    guard case .pod(let name) = end, pod(name) == nil else { return }
    let near = pods(inNamespace: name.namespace).map(\.metadata.name)
    let hint =
      near.isEmpty
      ? "; no pod of namespace \(name.namespace) is among the objects"
      : "; in \(name.namespace): " + near.prefix(8).joined(separator: ", ")
    throw failure(.notFound, "there is no pod \(name)\(hint)")
  }
}
