import Cluster
import Documents

/// `snapshot.json`: what the snapshot holds.
struct SnapshotIndex {
  var capturedAt: String?
  var hosts: [(name: String, role: HostRole)] = []

  /// What holds `hosts`.
  init(capturedAt: String?, hosts: [(name: String, role: HostRole)]) {
    self.capturedAt = capturedAt
    self.hosts = hosts
  }

  init(parsing bytes: [UInt8], file: String) throws(SnapshotError) {
    do throws(DocumentError) {
      let root = FieldReader(try Node(parsingJSON: bytes))
      do throws(FieldError) {
        try read(root)
      } catch {
        throw DocumentError(at: error.offset, in: bytes, reason: "\(error.path) \(error.reason)")
      }
    } catch {
      throw .malformed(file: file, line: error.line, reason: error.reason)
    }
  }

  private mutating func read(_ root: FieldReader) throws(FieldError) {
    guard try root.string("kind") == "Snapshot" else {
      throw root.invalid("kind", "should be \"Snapshot\"")
    }
    let version = try root.int("version")
    guard version == 1 else {
      throw root.invalid("version", "should be 1, the only one this program knows")
    }
    capturedAt = try root.string("capturedAt")
    var names: Set<String> = []
    for host in try root.list("hosts") {
      let name = try host.requiredString("name")
      guard names.insert(name).inserted else {
        throw host.invalid("name", "is \"\(name)\", which another host has already")
      }
      guard !name.contains("/"), name != "..", name != "." else {
        throw host.invalid("name", "should be the name of a folder in hosts, not a path")
      }
      hosts.append((name, try host.role()))
    }
  }
}

extension FieldReader {
  fileprivate func role() throws(FieldError) -> HostRole {
    switch try string("role") {
    case "scraper": return .scraper
    case "router": return .router
    case "node": return .node(kubernetesNode: try string("kubernetesNode"))
    case "pod":
      guard let pod = ObjectName(parsing: try requiredString("pod")) else {
        throw invalid("pod", "should be NAMESPACE/NAME")
      }
      return .pod(pod, node: try string("node"))
    case let other:
      throw invalid(
        "role", "should be scraper, router, node or pod, not \"\(other ?? "nothing")\"")
    }
  }
}

extension SnapshotIndex {
  /// The text of `snapshot.json`, one host a line.
  var json: String {
    let time = capturedAt.map { ", \"capturedAt\": \(Node(.string($0)).json)" } ?? ""
    let lines = hosts.map { "  " + Node(.object($0.role.members(name: $0.name))).json }
    return """
      {"kind": "Snapshot", "version": 1\(time),
       "hosts": [
      \(lines.joined(separator: ",\n"))]}

      """
  }
}

extension HostRole {
  fileprivate func members(name: String) -> [Node.Member] {
    let text = { (key: String, value: String) in Node.Member(key, Node(.string(value))) }
    switch self {
    case .scraper: return [text("name", name), text("role", "scraper")]
    case .router: return [text("name", name), text("role", "router")]
    case .node(let node):
      return [text("name", name), text("role", "node")]
        + (node.map { [text("kubernetesNode", $0)] } ?? [])
    case .pod(let pod, let node):
      return [text("name", name), text("role", "pod"), text("pod", pod.description)]
        + (node.map { [text("node", $0)] } ?? [])
    }
  }
}
