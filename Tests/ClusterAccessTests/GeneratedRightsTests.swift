import ClusterAccess
import ControlPlane
import Documents
import Foundation
import PrometheusConfiguration
import Testing
import Transfer

/// The rights that `scrape generate` writes, and those that `scrape check --rights` asks for, held
/// against a real API server.
@Suite(.enabled(if: ControlPlane.assets != nil))
struct GeneratedRightsTests {
  private static func api(as user: String? = nil) throws -> KubernetesAPI {
    let plane = try ControlPlane.shared.get()
    var connection = ClusterConnection(
      server: plane.server, identity: .token(Secret(ControlPlane.tokens["admin"] ?? "")))
    connection.tls.verifies = false
    if let user { connection.impersonation = Impersonation(user: user, groups: []) }
    return try KubernetesAPI(connection)
  }

  private static func path(of object: Node) -> String {
    let kind = object["kind"]?.string ?? ""
    let plural = kind.lowercased() + "s"
    let version = object["apiVersion"]?.string ?? "v1"
    let root = version == "v1" ? "/api/v1" : "/apis/\(version)"
    let namespace = object["metadata"]?["namespace"]?.string
    return root + (namespace.map { "/namespaces/\($0)" } ?? "") + "/\(plural)"
  }

  @Test(arguments: [
    "scrape: [{kubelet: direct}, {pods: direct}]", "way: proxy", "way: direct",
    "scrape: [{pods: proxy}, {services: direct}]\n  namespaces: [default]",
  ])
  func `the generated account may do what the generated jobs need`(rest: String) throws {
    let name = "t\(UInt32.random(in: 0 ... .max))"
    let text = """
      clusters:
      - name: a
        api_server: https://192.168.1.101:6443
        service_account: default/\(name)
      """ + "\n  " + rest
    let plans = try ClusterPlan.plans(
      try Node.documents(parsing: Array(text.utf8)).first ?? Node(.null))
    let plan = try #require(plans.first)
    let admin = try Self.api()
    for object in GeneratedAccess(plan).objects where object["kind"]?.string != "Namespace" {
      _ = try admin.post(Self.path(of: object), object)
    }
    let yaml = GeneratedConfiguration(plans).node.yaml
    let configuration = try Configuration(parsing: Array(yaml.utf8))
    let rights = configuration.neededAccess.flatMap(\.rights).map(\.right)
    #expect(rights.count > 3)
    let account = try Self.api(as: "system:serviceaccount:default:\(name)")
    for right in rights {
      #expect(try account.mayI(right.attributes), "\(right)")
    }
    for other in [
      ["verb": "list", "resource": "secrets"], ["verb": "delete", "resource": "pods"],
      ["verb": "create", "resource": "pods", "subresource": "exec"],
    ] { #expect(try !account.mayI(other), "\(other)") }
    let stranger = try Self.api(as: "system:serviceaccount:default:stranger")
    #expect(try !rights.contains { try stranger.mayI($0.attributes) })
  }
}

extension NeededRight {
  fileprivate var attributes: [String: String] {
    switch self {
    case .path(let verb, let path): return ["verb": verb, "path": path]
    case .object(let verb, let group, let resource, let subresource, let namespace):
      var attributes = [
        "verb": verb, "group": group, "resource": resource, "subresource": subresource,
      ]
      if let namespace { attributes["namespace"] = namespace }
      return attributes
    }
  }
}
