import Discovery
import Documents
import PrometheusConfiguration

/// Another world, with the objects of manifests laid over those of its cluster.
struct OverlaidWorld<Base: DiscoveryWorld>: DiscoveryWorld {
  let base: Base
  /// Manifests; what of them cannot be read is told by who reads them as policies.
  let files: [[UInt8]]
  let defaultNamespace: String
  let documents: [Node]

  var ownNamespace: String? { base.ownNamespace }

  func objects(for discovery: KubernetesDiscovery) throws(DiscoveryError) -> KubernetesObjects {
    var objects = try base.objects(for: discovery)
    objects.defaultNamespace = defaultNamespace
    for file in files { try? objects.read(file) }
    for document in documents { objects.add(document) }
    return objects
  }

  func files(matching pattern: String) -> [DiscoveryFile] { base.files(matching: pattern) }

  func body(of discovery: HTTPDiscovery) throws(DiscoveryError) -> [UInt8] {
    try base.body(of: discovery)
  }

  func groups(of discovery: DNSDiscovery) throws(DiscoveryError) -> [DiscoveredGroup] {
    try base.groups(of: discovery)
  }
}
