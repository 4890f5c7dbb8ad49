import Addressing
import Cluster
import Foundation
import Policies
import Testing

/// Argo CD 2.0.4's own policies, as the API server of a recording gave them.
@Suite struct RecordedPoliciesTests {
  static func cluster() throws -> ClusterObjects {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Samples/Snapshots/argocd-refused/cluster")
    var objects = ClusterObjects()
    for kind in ["pods", "services", "endpointslices", "nodes", "namespaces", "networkpolicies"] {
      let data = try Data(contentsOf: root.appending(path: "\(kind).json"))
      try objects.read(Array(data), as: ObjectKind(resource: kind))
    }
    return objects
  }

  @Test(arguments: [
    ("192.168.1.10", "10.42.0.38", 8082, false), ("10.42.1.40", "10.42.0.38", 8082, true),
    ("10.42.1.40", "10.42.0.38", 8083, false), ("192.168.1.101", "10.42.0.38", 8082, true),
    ("192.168.1.102", "10.42.0.38", 8082, false), ("192.168.1.10", "10.42.0.43", 8083, true),
    ("192.168.1.10", "10.42.0.42", 8084, false), ("10.42.0.43", "10.42.0.41", 6379, true),
    ("10.42.1.40", "10.42.0.41", 6379, false), ("10.42.1.40", "10.42.0.40", 5558, true),
    ("10.42.1.40", "10.42.0.40", 5556, false), ("192.168.1.10", "10.42.1.40", 80, true),
  ])
  func `decides as the recorded rules did`(from: String, to: String, port: Int, allowed: Bool)
    throws
  {
    let engine = PolicyEngine(try Self.cluster())
    #expect(engine.decision(flow(from, to, UInt16(port))).allowed == allowed)
  }

  @Test func `says why the scraper is refused, and the change that admits it`() throws {
    let cluster = try Self.cluster()
    let engine = PolicyEngine(cluster)
    let refused = flow("192.168.1.10", "10.42.0.38", 8082)
    let ingress = engine.decision(refused).ingress
    let name = ObjectName(
      namespace: "argocd", name: "argocd-application-controller-network-policy")
    #expect(ingress.isolatedBy == [name])
    #expect(
      ingress.refusals.map(\.description) == [
        "\(name) ingress[0]: from[0]: it chooses pods only, and 192.168.1.10 is no pod of the cluster"
      ])
    let patches = engine.minimalPatches(for: refused)
    #expect(patches.map(\.change) == [.peerAdded(rule: 0), .policyAdded])
    #expect(
      patches.first?.manifest == """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: argocd-application-controller-network-policy
          namespace: argocd
        spec:
          podSelector:
            matchLabels:
              app.kubernetes.io/name: argocd-application-controller
          policyTypes:
          - Ingress
          ingress:
          - from:
            - namespaceSelector: {}
            - ipBlock:
                cidr: 192.168.1.10/32
            ports:
            - port: 8082
              protocol: TCP

        """)
    for patch in patches {
      let changed = PolicyEngine(patch.applied(to: cluster))
      #expect(changed.decision(refused).allowed)
      #expect(!changed.decision(flow("192.168.1.11", "10.42.0.38", 8082)).allowed)
      #expect(!changed.decision(flow("192.168.1.10", "10.42.0.38", 8083)).allowed)
    }
  }
}
