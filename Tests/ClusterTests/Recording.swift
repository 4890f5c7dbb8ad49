import Cluster
import Foundation

/// Files of a recorded network in `Samples/Snapshots`.
enum Recording {
  static func bytes(_ path: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appending(path: "Samples/Snapshots/\(path)")))
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  static func cluster(_ name: String) throws -> ClusterObjects {
    var objects = ClusterObjects()
    for kind in [
      "pods", "services", "endpoints", "endpointslices", "nodes", "namespaces",
      "networkpolicies", "ingresses",
    ] {
      try objects.read(try bytes("\(name)/cluster/\(kind).json"), as: ObjectKind(resource: kind))
    }
    return objects
  }
}
