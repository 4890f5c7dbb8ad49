import ClusterAccess
import ControlPlane
import Discovery
import Documents
import Foundation
import PrometheusConfiguration
import Relabelling
import Scraping
import Testing

/// Discovery on a real kube-apiserver, as a configuration names it.
@Suite(.enabled(if: ControlPlane.assets != nil), .serialized) struct LiveWorldTests {
  /// The objects, made once: what the server fills in is part of what is found.
  static let filled = Result {
    let plane = try ControlPlane.shared.get()
    func make(_ path: String, _ body: String) throws {
      let answer = try plane.curl(path, method: "POST", body: body)
      guard answer.status == 201 else { throw ControlPlane.Failure.refused(answer.text) }
    }
    try make("/api/v1/namespaces", #"{"metadata":{"name":"shop","labels":{"team":"a"}}}"#)
    try make("/api/v1/nodes", #"{"metadata":{"name":"node1","labels":{"zone":"z"}}}"#)
    try patch(
      plane, "/api/v1/nodes/node1/status",
      """
      {"status":{"addresses":[{"type":"Hostname","address":"node1"},{"type":"InternalIP",
      "address":"192.0.2.1"}],"daemonEndpoints":{"kubeletEndpoint":{"Port":10250}}}}
      """)
    try make(
      "/api/v1/namespaces/shop/pods",
      """
      {"metadata":{"name":"web-0","labels":{"app":"web"},
      "annotations":{"prometheus.io/scrape":"true"}},
      "spec":{"nodeName":"node1","containers":[{"name":"app","image":"web:1","ports":[
      {"name":"http","containerPort":8080},{"containerPort":9090}]}]}}
      """)
    try patch(
      plane, "/api/v1/namespaces/shop/pods/web-0/status",
      #"{"status":{"phase":"Running","podIP":"10.42.0.7","hostIP":"192.0.2.1"}}"#)
    try make(
      "/api/v1/namespaces/shop/services",
      """
      {"metadata":{"name":"web"},"spec":{"clusterIP":"10.43.0.80","selector":{"app":"web"},
      "ports":[{"name":"http","port":80,"targetPort":8080}]}}
      """)
    try make(
      "/api/v1/namespaces/shop/endpoints",
      """
      {"metadata":{"name":"web"},"subsets":[{"addresses":[{"ip":"10.42.0.7","targetRef":
      {"kind":"Pod","name":"web-0","namespace":"shop"}}],"ports":[{"name":"http","port":8080}]}]}
      """)
  }

  private static func patch(_ plane: ControlPlane, _ path: String, _ body: String) throws {
    let answer = try plane.curl(
      path, method: "PATCH", body: body, contentType: "application/merge-patch+json")
    guard answer.status == 200 else { throw ControlPlane.Failure.refused(answer.text) }
  }

  private func find(_ discovery: String..., token: String = "admin") throws -> JobTargets {
    try Self.filled.get()
    let plane = try ControlPlane.shared.get()
    let text = """
      scrape_configs:
      - job_name: a
        kubernetes_sd_configs:
        - api_server: \(plane.server)
          tls_config: {ca_file: \(plane.folder)/pki/apiserver.crt}
          authorization: {credentials: "\(ControlPlane.tokens[token] ?? "")"}
          \(discovery.joined(separator: "\n    "))
      """
    let configuration = try Configuration(parsing: Array(text.utf8))
    let disk = ConfigurationFiles(content: { _ in nil }, matching: { _ in [] }) { _ in nil }
    let world = LiveWorld(
      disk: disk,
      cluster: .configured { () throws(ClusterAccessError) in throw .noKubeconfig(looked: []) })
    return JobTargets(try #require(configuration.scrapeJobs.first), in: world)
  }

  /// The labels of the first target without `__meta_kubernetes_`, the server's own kept out.
  private func first(_ found: JobTargets) throws -> [String: String] {
    #expect(found.problems.isEmpty, "\(found.problems)")
    let labels = try #require(found.pool.targets.first).discovered.labels
    var short: [String: String] = [:]
    for label in labels where !label.name.hasPrefix("__s") && label.name != "job" {
      let name = "\(label.name)"
      short[name.replacing("__meta_kubernetes_", with: "")] = "\(label.value)"
    }
    short["__metrics_path__"] = nil
    return short
  }

  @Test func `a node`() throws {
    #expect(
      try first(find("role: node")) == [
        "__address__": "192.0.2.1:10250", "instance": "node1", "node_name": "node1",
        "node_label_zone": "z", "node_labelpresent_zone": "true", "node_address_Hostname": "node1",
        "node_address_InternalIP": "192.0.2.1",
      ])
  }

  @Test func `a pod, its node and namespace attached`() throws {
    var labels = try first(
      find("role: pod", "attach_metadata: {node: true, namespace: true}"))
    #expect(labels.removeValue(forKey: "pod_uid")?.count == 36)
    // What the server itself says of the namespace depends on its version.
    labels = labels.filter { !$0.key.hasSuffix("kubernetes_io_metadata_name") }
    #expect(
      labels == [
        "__address__": "10.42.0.7:8080", "namespace": "shop", "pod_name": "web-0",
        "pod_ip": "10.42.0.7", "pod_ready": "unknown", "pod_phase": "Running",
        "pod_node_name": "node1", "pod_host_ip": "192.0.2.1", "pod_label_app": "web",
        "pod_labelpresent_app": "true", "pod_annotation_prometheus_io_scrape": "true",
        "pod_annotationpresent_prometheus_io_scrape": "true", "pod_container_name": "app",
        "pod_container_image": "web:1", "pod_container_init": "false",
        "pod_container_port_name": "http", "pod_container_port_number": "8080",
        "pod_container_port_protocol": "TCP", "node_name": "node1", "node_label_zone": "z",
        "node_labelpresent_zone": "true", "namespace_label_team": "a",
        "namespace_labelpresent_team": "true",
      ])
  }

  @Test func `a Service, by namespace and selector`() throws {
    let found = try find(
      "role: service", "namespaces: {names: [shop]}",
      "selectors: [{role: service, field: metadata.name=web}]")
    #expect(
      try first(found) == [
        "__address__": "web.shop.svc:80", "namespace": "shop", "service_name": "web",
        "service_port_name": "http", "service_port_number": "80", "service_port_protocol": "TCP",
        "service_type": "ClusterIP", "service_cluster_ip": "10.43.0.80",
      ])
    #expect(found.pool.targets.count == 1)
  }

  @Test func `endpoints, with the pod's other port`() throws {
    let found = try find("role: endpoints", "namespaces: {names: [shop]}")
    let labels = try first(found)
    #expect(labels["__address__"] == "10.42.0.7:8080")
    #expect(labels["endpoint_ready"] == "true")
    #expect(labels["endpoint_port_protocol"] == "TCP")
    #expect(labels["pod_container_port_name"] == "http")
    #expect(labels["service_name"] == "web")
    #expect(
      found.pool.targets.map { $0.discovered["__address__"] }
        == ["10.42.0.7:8080", "10.42.0.7:9090"])
  }

  @Test func `who may not list finds nothing, and is told what is lacking`() throws {
    let found = try find("role: pod", token: "guest")
    #expect(found.pool.targets.isEmpty)
    let problem = try #require(found.problems.first)
    #expect("\(problem)".contains("list"))
    #expect("\(problem)".contains("pods"))
  }
}
