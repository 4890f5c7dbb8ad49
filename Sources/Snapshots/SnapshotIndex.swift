import Cluster
import Documents

/// `snapshot.json`: what the snapshot holds.
struct SnapshotIndex {
  var capturedAt: String?
  var hosts: [(name: String, role: HostRole)] = []

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
