import Addressing
import Cluster
import Documents
import Testing

@Suite struct ClusterObjectsTests {
  @Test func `reads every object of a recorded cluster`() throws {
    let cluster = try Recording.cluster("argocd-refused")
    #expect(cluster.problems == [])
    #expect(cluster.pods.list.count == 19)
    #expect(cluster.services.list.count == 8)
    #expect(cluster.endpoints.list.count == 8)
    #expect(cluster.endpointSlices.list.count == 21)
    #expect(cluster.nodes.list.count == 2)
    #expect(cluster.namespaces.list.count == 5)
    #expect(cluster.networkPolicies.list.count == 5)
    #expect(cluster.ingresses.list.count == 1)
    #expect(cluster.otherPolicies.isMissing)
  }

  @Test func `finds objects by name, address and port`() throws {
    let cluster = try Recording.cluster("argocd-refused")
    let name = ObjectName(namespace: "argocd", name: "argocd-metrics")
    let service = try #require(cluster.service(at: address("10.43.4.242")))
    #expect(service.objectName == name)
    #expect(cluster.service(name) == service)
    let pod = try #require(cluster.pod(at: address("10.42.0.38")))
    #expect(pod.objectName.description == "argocd/argocd-application-controller-0")
    #expect(pod.nodeName == "node1")
    #expect(pod.isReady == true)
    #expect(pod.ports == [ContainerPort(containerPort: 8082)])
    #expect(cluster.pods(selectedBy: service) == [pod])
    let backends = try #require(cluster.backends(of: name).value)
    #expect(backends.map(\.endpoint.description) == ["10.42.0.38:8082"])
    #expect(backends.first?.pod == pod.objectName)
    #expect(backends.first?.nodeName == "node1")
    #expect(backends.allSatisfy { $0.ready && $0.serving && !$0.terminating })
    let nodePort = try #require(cluster.service(nodePort: 30080, .tcp))
    #expect(nodePort.service.objectName.description == "default/promtest")
    #expect(nodePort.port.port == 80)
    #expect(cluster.service(nodePort: 30080, .udp) == nil)
    #expect(cluster.node(at: address("192.168.1.101"))?.metadata.name == "node1")
    #expect(cluster.node(ofPodAddress: address("10.42.1.40"))?.metadata.name == "node2")
    #expect(cluster.namespaceLabels("argocd") == ["kubernetes.io/metadata.name": "argocd"])
    #expect(cluster.pod(at: address("192.168.1.10")) == nil)
  }

  @Test func `keeps the indexes in step with a changed list`() throws {
    var cluster = try Recording.cluster("argocd-refused")
    cluster.pods = .present([])
    #expect(cluster.pod(at: address("10.42.0.38")) == nil)
    cluster.endpointSlices = .missing
    cluster.endpoints = .missing
    #expect(
      cluster.backends(of: ObjectName(namespace: "argocd", name: "argocd-metrics")).isMissing)
  }

  @Test func `tells an empty list from a kind nobody looked for`() throws {
    var cluster = ClusterObjects()
    try cluster.read(Array(#"{"apiVersion":"v1","kind":"List","items":[]}"#.utf8), as: .pod)
    try cluster.read(Array(#"{"apiVersion":"v1","kind":"ServiceList","items":[]}"#.utf8))
    #expect(cluster.pods == .present([]))
    #expect(cluster.services == .present([]))
    #expect(cluster.endpoints == .missing)
  }

  @Test func `leaves finished pods out of the addresses, and tells host network apart`() throws {
    let cluster = try manifests(
      """
      kind: List
      apiVersion: v1
      items:
      - {apiVersion: v1, kind: Pod, metadata: {name: done}, status: {phase: Succeeded, podIP: 10.0.0.1}}
      - {apiVersion: v1, kind: Pod, metadata: {name: runs}, status: {phase: Running, podIP: 10.0.0.1}}
      - apiVersion: v1
        kind: Pod
        metadata: {name: host}
        spec: {hostNetwork: true}
        status: {phase: Running, podIP: 192.168.0.1, podIPs: [{ip: 192.168.0.1}, {ip: fd00::1}]}
      """)
    #expect(cluster.pod(at: address("10.0.0.1"))?.metadata.name == "runs")
    #expect(cluster.pods(at: address("192.168.0.1")).map(\.metadata.name) == ["host"])
    #expect(cluster.pod(at: address("192.168.0.1")) == nil)
    #expect(cluster.pods(at: address("fd00::1")).count == 1)
  }

  @Test func `reads one slice as Endpoints where no slice was recorded for the Service`() throws {
    let cluster = try manifests(
      """
      apiVersion: v1
      kind: Endpoints
      metadata: {name: db, namespace: x}
      subsets:
      - addresses: [{ip: 10.1.0.1, nodeName: n1, targetRef: {kind: Pod, name: db-0}}]
        notReadyAddresses: [{ip: 10.1.0.2}]
        ports: [{port: 5432}, {name: metrics, port: 9187, protocol: TCP}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: other-1, namespace: x, labels: {kubernetes.io/service-name: other}}
      addressType: IPv4
      endpoints:
      - addresses: [10.1.0.3]
        conditions: {ready: false, serving: true, terminating: true}
      ports: [{name: "", port: 80}]
      """)
    let db = cluster.backends(of: ObjectName(namespace: "x", name: "db")).list
    #expect(
      db.map { "\($0.endpoint) \($0.portName) \($0.ready)" } == [
        "10.1.0.1:5432  true", "10.1.0.1:9187 metrics true", "10.1.0.2:5432  false",
        "10.1.0.2:9187 metrics false",
      ])
    #expect(db.first?.pod == ObjectName(namespace: "x", name: "db-0"))
    let other = cluster.backends(of: ObjectName(namespace: "x", name: "other")).list
    #expect(other.count == 1)
    #expect(other.allSatisfy { !$0.ready && $0.serving && $0.terminating })
  }

  @Test func `never keeps a Secret`() throws {
    let cluster = try manifests(
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2}\n")
    #expect(!"\(cluster)".contains("hunter2"))
    #expect(cluster.problems == [])
  }

  @Test(arguments: [
    ("cilium.io/v2", "CiliumNetworkPolicy"), ("projectcalico.org/v3", "NetworkPolicy"),
    ("crd.projectcalico.org/v1", "GlobalNetworkPolicy"),
    ("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"),
    ("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"),
  ])
  func `keeps policies of other kinds by name`(version: String, kind: String) throws {
    let cluster = try manifests(
      "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: p}\nspec: {priority: 5}\n")
    let policy = try #require(cluster.otherPolicies.list.first)
    #expect(policy.kind == kind)
    #expect(policy.apiVersion == version)
    #expect(policy.objectName.description == "p")
    #expect(policy.content["spec"]?["priority"]?.int == 5)
    #expect(cluster.networkPolicies.isMissing)
  }
}

func address(_ text: String) -> IPAddress { IPAddress(parsing: text) ?? .zero(.ipv4) }

func manifests(_ text: String) throws -> ClusterObjects {
  try ClusterObjects(parsing: Array(text.utf8))
}
