import ArgumentParser
import Discovery
import Documents
import Foundation
import PrometheusConfiguration
import Snapshots

/// What was recorded of a cluster, and the files of this machine: nobody is asked anything.
struct RecordedWorld: DiscoveryWorld {
  let ownNamespace: String?
  private var recorded: KubernetesObjects?

  /// The objects of a snapshot and of files, later ones in place of earlier ones. `isWhole` says
  /// that there are no others, though none of them may be named here.
  init(
    snapshot: String?, objects: [String] = [], ownNamespace: String? = nil, isWhole: Bool = false
  ) throws {
    self.ownNamespace = ownNamespace
    var all = KubernetesObjects()
    if let snapshot {
      do throws(SnapshotError) {
        for (name, bytes) in try SnapshotFiles(path: snapshot).clusterFiles() {
          try Self.read(bytes, name, &all)
        }
      } catch {
        throw error.exit
      }
    }
    for (name, bytes) in try ObjectFiles.read(objects).sorted(by: { $0.key < $1.key }) {
      do throws(SnapshotError) {
        try Self.read(bytes, name, &all)
      } catch {
        throw error.exit
      }
    }
    // Files that somebody chose are taken for all there is; a snapshot says what was asked for.
    if !objects.isEmpty || isWhole { all.markAll() }
    if snapshot != nil || !objects.isEmpty || isWhole { recorded = all }
  }

  private static func read(
    _ bytes: [UInt8], _ name: String, _ all: inout KubernetesObjects
  ) throws(SnapshotError) {
    // A list of kubectl does not say of what it is; its file's name does.
    let file = name.split(separator: "/").last ?? ""
    all.mark(resource: String(file.prefix { $0 != "." }))
    do throws(DocumentError) {
      try all.read(bytes)
    } catch {
      throw .malformed(file: name, line: error.line, reason: error.reason)
    }
  }

  func objects(for discovery: KubernetesDiscovery) throws(DiscoveryError) -> KubernetesObjects {
    guard let recorded else { throw .noObjects(role: discovery.role) }
    return recorded
  }

  func files(matching pattern: String) -> [DiscoveryFile] {
    ConfigurationFiles.live.matching(pattern).map {
      DiscoveryFile(path: $0, content: ConfigurationFiles.live.content($0))
    }
  }

  func body(of discovery: HTTPDiscovery) throws(DiscoveryError) -> [UInt8] {
    throw .notEvaluated("http")
  }

  func groups(of discovery: DNSDiscovery) throws(DiscoveryError) -> [DiscoveredGroup] {
    throw .notEvaluated("dns")
  }
}
