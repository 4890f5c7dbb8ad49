public import Cluster

/// A cluster's objects as the API server gave them.
public struct ReadCluster: Sendable {
  /// The objects as values.
  public var objects: ClusterObjects
  /// The same as lists, one a resource: what a snapshot keeps.
  public var lists: [ResourceList]
  /// What was refused, where that was tolerated; each kind is then missing in ``objects``.
  public var refusals: [APIRefusal]
}

extension KubernetesAPI {
  /// Lists everything this program reads, in the versions the server has. Never asks for Secrets.
  ///
  /// Asks for every kind before it fails, so that ``ClusterAccessError/refused(_:)`` names all that
  /// is missing at once. With `toleratingRefusals`, what was refused is only told.
  public func readCluster(
    toleratingRefusals: Bool = false, pageSize: Int = 500
  ) throws(ClusterAccessError) -> ReadCluster {
    var cluster = ReadCluster(objects: ClusterObjects(), lists: [], refusals: [])
    for resource in try resources() {
      do throws(ClusterAccessError) {
        var pages: [[UInt8]] = []
        cluster.lists.append(try list(resource, pageSize: pageSize) { pages.append($0) })
        cluster.objects.read(pages, of: resource)
      } catch {
        // Assumed to be served, where the server did not let itself be asked, and is not.
        if case .status(_, _, 404, _) = error { continue }
        guard case .refused(let refusals) = error else { throw error }
        cluster.refusals += refusals
      }
    }
    guard cluster.refusals.isEmpty || toleratingRefusals else { throw .refused(cluster.refusals) }
    return cluster
  }
}

extension ClusterObjects {
  /// Reads the pages of a list. One that is malformed as a whole is a problem like a malformed
  /// object.
  fileprivate mutating func read(_ pages: [[UInt8]], of resource: APIResource) {
    for page in pages {
      do throws(ClusterError) {
        try read(page, as: resource.objectKind)
      } catch {
        problems.append(error)
      }
    }
  }
}
