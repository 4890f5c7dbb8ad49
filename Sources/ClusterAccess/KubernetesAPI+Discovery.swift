import Documents

extension KubernetesAPI {
  /// What the server serves of the kinds this program reads, in the best version of each.
  ///
  /// Asks `/apis` and one document for each group and version of interest: every authenticated user
  /// may (`system:discovery`). Where that was taken away, the usual versions are assumed.
  public func resources() throws(ClusterAccessError) -> [APIResource] {
    let served: Set<String>
    do throws(ClusterAccessError) {
      served = try groupVersions()
    } catch {
      guard case .refused = error else { throw error }
      return WantedResource.all.filter(\.isBuiltIn).compactMap { wanted in
        wanted.versions.first.map { wanted.resource($0.group, $0.version) }
      }
    }
    var documents: [String: Set<String>] = [:]
    var found: [APIResource] = []
    for wanted in WantedResource.all {
      for (group, version) in wanted.versions {
        let candidate = wanted.resource(group, version)
        guard group.isEmpty || served.contains(candidate.apiVersion) else { continue }
        let root = group.isEmpty ? "/api/\(version)" : "/apis/\(candidate.apiVersion)"
        if documents[root] == nil { documents[root] = try names(root) }
        if documents[root]?.contains(wanted.name) == true {
          found.append(candidate)
          break
        }
      }
    }
    return found
  }

  /// `networking.k8s.io/v1`, … of `/apis`.
  private func groupVersions() throws(ClusterAccessError) -> Set<String> {
    let list = try get("/apis")
    guard let groups = list["groups"]?.array else {
      throw .notAnAPIServer(
        server: connection.server, path: "/apis", reason: "it answers no list of API groups")
    }
    return Set(
      groups.flatMap { group in
        (group["versions"]?.array ?? []).compactMap { $0["groupVersion"]?.string }
      })
  }

  /// The resources of one group and version.
  private func names(_ root: String) throws(ClusterAccessError) -> Set<String> {
    do throws(ClusterAccessError) {
      return Set((try get(root)["resources"]?.array ?? []).compactMap { $0["name"]?.string })
    } catch {
      // An aggregated API whose own server is away answers 503: its group is listed all the same.
      guard case .status(_, _, let code, _) = error, code == 404 else { throw error }
      return []
    }
  }
}

extension WantedResource {
  fileprivate func resource(_ group: String, _ version: String) -> APIResource {
    APIResource(group: group, version: version, name: name, kind: kind)
  }
}
