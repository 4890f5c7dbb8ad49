import Cluster
import ServerLab
import Testing
import Transfer

@testable import ClusterAccess

/// Which versions are asked for, of servers as they are served from 1.19 to current.
@Suite struct DiscoveryTests {
  private func api(_ fake: String) throws -> KubernetesAPI {
    let servers = try LocalServers.shared.get()
    var connection = ClusterConnection(server: servers.url("plain", "/\(fake)"))
    connection.proxy = .none
    return try KubernetesAPI(connection)
  }

  static let core = ["namespaces v1", "nodes v1", "pods v1", "services v1", "endpoints v1"]

  @Test(arguments: [
    (
      "current",
      core + [
        "endpointslices discovery.k8s.io/v1", "networkpolicies networking.k8s.io/v1",
        "ingresses networking.k8s.io/v1",
        "clusternetworkpolicies policy.networking.k8s.io/v1alpha2",
        "servicemonitors monitoring.coreos.com/v1", "podmonitors monitoring.coreos.com/v1",
      ]
    ),
    (
      "old",
      core + [
        "endpointslices discovery.k8s.io/v1beta1", "networkpolicies networking.k8s.io/v1",
        "ingresses networking.k8s.io/v1beta1",
        "adminnetworkpolicies policy.networking.k8s.io/v1alpha1",
        "baselineadminnetworkpolicies policy.networking.k8s.io/v1alpha1",
      ]
    ),
    ("forgetful", core),
  ])
  func `chooses the best version that is served`(fake: String, resources: [String]) throws {
    #expect(try api(fake).resources().map { "\($0.name) \($0.apiVersion)" } == resources)
  }

  @Test func `reads what others add as objects, and page by page`() throws {
    let cluster = try api("current").readCluster(pageSize: 2)
    #expect(cluster.objects.pods.list.map(\.metadata.name) == ["a", "b", "c"])
    #expect(cluster.objects.monitors.list.map(\.metadata.name) == ["m"])
    #expect(cluster.objects.networkPolicies.list.map(\.metadata.name) == ["n"])
    #expect(!cluster.objects.otherPolicies.isMissing)
    #expect(cluster.lists.first { $0.resource.name == "pods" }?.pages == 2)
    #expect(!cluster.lists.contains { $0.resource.name == "secrets" })
    #expect(cluster.objects.problems.isEmpty)
  }

  @Test func `gives up a list that always goes stale`() throws {
    let own = try api("forgetful")
    let pods = APIResource(group: "", version: "v1", name: "pods", kind: "Pod")
    let result = Result(asking: { () throws(ClusterAccessError) in
      try own.list(pods, pageSize: 2)
    })
    #expect(result.sentence.contains("went stale before its last page, 3 times"))
    #expect(try own.list(pods).items.count == 3)
  }
}
