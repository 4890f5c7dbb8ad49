import ClusterAccess
import ControlPlane
import Documents
import Foundation
import Testing

@Suite(.enabled(if: Plane.isThere), .serialized) struct RefusalTests {
  @Test func `names every rule that is missing, and prints what mends it`() throws {
    let plane = try Plane.shared()
    let jane = try Plane.api(as: "jane")
    let served = try jane.resources()
    #expect(try jane.missingAccess() == served)
    let first = Result(asking: { () throws(ClusterAccessError) in try jane.readCluster() })
    guard case .failure(.refused(let refusals)) = first else {
      Issue.record("\(first.sentence)")
      return
    }
    #expect(refusals.map(\.resource) == served.map(\.name))
    #expect(refusals.allSatisfy { $0.verb == "list" && $0.user == "jane" && $0.namespace == nil })
    #expect(
      first.sentence.contains(
        "verb list on resource networkpolicies of API group networking.k8s.io, in all namespaces"))
    guard case .failure(let error) = first, let manifest = error.remedy else { return }
    try plane.apply(manifest, path: Plane.rbacPath)
    let cluster = try granted { try jane.readCluster() }
    #expect(cluster.lists.map(\.resource) == served)
    #expect(try jane.missingAccess() == [])
    // Nothing more than asked for.
    let secrets = APIResource(group: "", version: "v1", name: "secrets", kind: "Secret")
    #expect(try !jane.mayI("list", secrets))
    #expect(try !jane.mayI("delete", served[0]))
  }

  @Test func `mends each resource by itself`() throws {
    let plane = try Plane.shared()
    let reader = try Plane.api(as: "reader")
    for resource in try reader.resources() {
      let refused = Result(asking: { () throws(ClusterAccessError) in try reader.list(resource) })
      guard case .failure(let error) = refused, let manifest = error.remedy else {
        Issue.record("\(resource.name) was not refused: \(refused.sentence)")
        continue
      }
      #expect(refused.sentence.contains("user reader lacks"))
      #expect(manifest.contains("- \(resource.name)\n"))
      try plane.apply(manifest, path: Plane.rbacPath)
      let list = try granted { try reader.list(resource) }
      #expect(list.resource == resource)
    }
  }

  @Test func `mends a namespace with a Role`() throws {
    let plane = try Plane.shared()
    try plane.curl(
      "/api/v1/namespaces", method: "POST",
      body: #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"small"}}"#)
    let pods = APIResource(group: "", version: "v1", name: "configmaps", kind: "ConfigMap")
    let api = try Plane.api(as: "jane")
    let refused = Result(
      asking: { () throws(ClusterAccessError) in try api.list(pods, namespace: "small") })
    guard case .failure(let error) = refused, let manifest = error.remedy else {
      Issue.record("\(refused.sentence)")
      return
    }
    #expect(manifest.contains("kind: Role\n"))
    try plane.apply(manifest, path: Plane.rbacPath)
    #expect(try granted { try api.list(pods, namespace: "small") }.resource == pods)
    let elsewhere = Result(asking: { () throws(ClusterAccessError) in try api.list(pods) })
    #expect(elsewhere.sentence.contains("in all namespaces"))
  }

  @Test func `gives nobody's rights to nobody`() throws {
    var connection = try Plane.connection()
    connection.identity = .none
    let refused = Result(asking: { () throws(ClusterAccessError) in
      try KubernetesAPI(connection).readCluster()
    })
    #expect(refused.sentence.contains("takes this request for nobody's"))
    guard case .failure(let error) = refused else { return }
    #expect(error.remedy == nil)
  }

  @Test func `tells 401 without the token`() throws {
    var connection = try Plane.connection()
    connection.identity = .token(Secret("a-token-of-another-cluster"))
    let refused = Result(asking: { () throws(ClusterAccessError) in
      try KubernetesAPI(connection).readCluster()
    })
    #expect(refused.sentence.contains("does not accept the token of the kubeconfig (401"))
    #expect(!refused.sentence.contains("a-token-of"))
  }
}

/// What the page on access says.
@Suite(.enabled(if: Plane.isThere), .serialized) struct PageTests {
  @Test func `grants all that is needed with the page's role`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Docs/HowTo/grant-cluster-access.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.firstRange(of: "```yaml\n")).upperBound
    let end = try #require(text[start...].firstRange(of: "```\n")).lowerBound
    let plane = try Plane.shared()
    let documents = text[start..<end].split(separator: "---\n").filter { $0.contains("rbac.") }
    #expect(documents.count == 2)
    try plane.apply(documents.joined(separator: "---\n"), path: Plane.rbacPath)
    var connection = try Plane.connection()
    connection.impersonation = Impersonation(
      user: "system:serviceaccount:monitoring:diagnose", uid: nil,
      groups: ["system:serviceaccounts", "system:authenticated"])
    let api = try KubernetesAPI(connection)
    #expect(try granted { try api.readCluster() }.lists.count == api.resources().count)
    #expect(try api.missingAccess() == [])
    let secrets = APIResource(group: "", version: "v1", name: "secrets", kind: "Secret")
    #expect(try !api.mayI("list", secrets))
  }
}
