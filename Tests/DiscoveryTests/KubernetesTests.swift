import Discovery
import Documents
import Relabelling
import Testing

/// Objects as an API server lists them, and the labels that Prometheus' reference names for them.
@Suite struct KubernetesTests {
  func groups(
    _ query: KubernetesQuery, _ texts: String...
  ) throws -> [DiscoveredGroup] {
    var objects = KubernetesObjects()
    for text in texts { try objects.read(Array(text.utf8)) }
    return KubernetesFinder(query, in: objects).groups()
  }

  /// The labels without `__meta_kubernetes_`, so that a table can be read.
  func short(_ group: DiscoveredGroup) -> [[String: String]] {
    group.labelSets.map { set in
      Dictionary(
        uniqueKeysWithValues: set.labels.map { label in
          let name = "\(label.name)"
          let prefix = "__meta_kubernetes_"
          return (
            name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name, "\(label.value)"
          )
        })
    }
  }

  static let node = """
    apiVersion: v1
    kind: Node
    metadata:
      name: node1
      labels: {kubernetes.io/arch: amd64, "zone.é": b}
      annotations: {a/b: "x"}
    spec: {providerID: "k3s://node1"}
    status:
      addresses:
      - {type: Hostname, address: node1}
      - {type: ExternalIP, address: 203.0.113.5}
      - {type: InternalIP, address: "fd00::1"}
      - {type: InternalIP, address: 192.168.1.101}
      conditions:
      - {type: MemoryPressure, status: "False"}
      - {type: Ready, status: "True"}
      daemonEndpoints: {kubeletEndpoint: {Port: 10250}}
    """

  @Test func `a node is its kubelet at its first internal address`() throws {
    let found = try groups(KubernetesQuery(role: .node), Self.node)
    #expect(found.map(\.source) == ["node/node1"])
    #expect(
      short(found[0]) == [
        [
          "__address__": "[fd00::1]:10250", "instance": "node1", "node_name": "node1",
          "node_provider_id": "k3s://node1", "node_label_kubernetes_io_arch": "amd64",
          "node_labelpresent_kubernetes_io_arch": "true", "node_label_zone__": "b",
          "node_labelpresent_zone__": "true", "node_annotation_a_b": "x",
          "node_annotationpresent_a_b": "true", "node_address_Hostname": "node1",
          "node_address_ExternalIP": "203.0.113.5", "node_address_InternalIP": "fd00::1",
          "node_condition_memorypressure": "false", "node_condition_ready": "true",
        ]
      ])
  }

  @Test func `a node without an address is no target, one without a kubelet port has port 0`()
    throws
  {
    let bare = "{kind: Node, metadata: {name: a}}"
    let portless =
      "{kind: Node, metadata: {name: b}, status: {addresses: [{type: InternalDNS, address: b.lan}]}}"
    let found = try groups(KubernetesQuery(role: .node), bare, portless)
    #expect(found.map(\.source) == ["node/b"])
    #expect(short(found[0])[0]["__address__"] == "b.lan:0")
  }

  static let pod = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: web-0
      namespace: shop
      uid: u-1
      labels: {app: web}
      annotations: {prometheus.io/scrape: "true"}
      ownerReferences:
      - {kind: Node, name: other}
      - {kind: ReplicaSet, name: web-5d, controller: true}
    spec:
      nodeName: node1
      containers:
      - name: app
        image: web:1
        ports: [{name: http, containerPort: 8080, protocol: TCP}, {containerPort: 9090, protocol: UDP}]
      - {name: bare, image: bare:1}
      initContainers:
      - {name: side, image: side:1, ports: [{name: s, containerPort: 7000, protocol: TCP}]}
      ephemeralContainers: [{name: debug, ports: [{containerPort: 1}]}]
    status:
      phase: Running
      podIP: 10.42.0.7
      podIPs: [{ip: 10.42.0.7}, {ip: "fd00::7"}]
      hostIP: 192.168.1.101
      conditions: [{type: Initialized, status: "True"}, {type: Ready, status: "False"}]
      containerStatuses: [{name: app, containerID: "containerd://a"}]
      initContainerStatuses: [{name: side, containerID: "containerd://s"}]
    """

  static let podLabels = [
    "namespace": "shop", "pod_name": "web-0", "pod_ip": "10.42.0.7", "pod_ready": "false",
    "pod_phase": "Running", "pod_node_name": "node1", "pod_host_ip": "192.168.1.101",
    "pod_uid": "u-1", "pod_controller_kind": "ReplicaSet", "pod_controller_name": "web-5d",
    "pod_label_app": "web", "pod_labelpresent_app": "true",
    "pod_annotation_prometheus_io_scrape": "true",
    "pod_annotationpresent_prometheus_io_scrape": "true",
  ]

  func with(_ labels: [String: String]) -> [String: String] {
    Self.podLabels.merging(labels) { $1 }
  }

  @Test func `a pod is each port of each container, or its bare address`() throws {
    let found = try groups(KubernetesQuery(role: .pod), Self.pod)
    #expect(
      short(found[0]) == [
        with([
          "__address__": "10.42.0.7:8080", "pod_container_name": "app",
          "pod_container_image": "web:1", "pod_container_id": "containerd://a",
          "pod_container_init": "false", "pod_container_port_name": "http",
          "pod_container_port_number": "8080", "pod_container_port_protocol": "TCP",
        ]),
        with([
          "__address__": "10.42.0.7:9090", "pod_container_name": "app",
          "pod_container_image": "web:1", "pod_container_id": "containerd://a",
          "pod_container_init": "false", "pod_container_port_number": "9090",
          "pod_container_port_protocol": "UDP",
        ]),
        with([
          "__address__": "10.42.0.7", "pod_container_name": "bare",
          "pod_container_image": "bare:1", "pod_container_init": "false",
        ]),
        with([
          "__address__": "10.42.0.7:7000", "pod_container_name": "side",
          "pod_container_image": "side:1", "pod_container_id": "containerd://s",
          "pod_container_init": "true", "pod_container_port_name": "s",
          "pod_container_port_number": "7000", "pod_container_port_protocol": "TCP",
        ]),
      ])
  }

  @Test func `a pod without an address, or on a node that is not seen, is an empty group`() throws {
    let starting = "{kind: Pod, metadata: {name: a, namespace: b}, spec: {containers: [{name: c}]}}"
    let found = try groups(KubernetesQuery(role: .pod), starting)
    #expect(found == [DiscoveredGroup(source: "pod/b/a")])
    var attached = KubernetesQuery.Attached()
    attached.node = true
    let query = KubernetesQuery(role: .pod, attached: attached)
    #expect(try groups(query, Self.pod)[0].targets.isEmpty)
    let seen = try groups(query, Self.pod, Self.node)
    #expect(short(seen[0])[0]["node_label_kubernetes_io_arch"] == "amd64")
    #expect(short(seen[0])[0]["node_name"] == "node1")
  }

  @Test func `the labels of a namespace and of a controller's controller are added on demand`()
    throws
  {
    var attached = KubernetesQuery.Attached()
    attached.namespace = true
    attached.deployment = true
    let found = try groups(
      KubernetesQuery(role: .pod, attached: attached), Self.pod,
      "{kind: Namespace, metadata: {name: shop, labels: {team: a}, annotations: {n: m}}}",
      """
      {kind: ReplicaSet, metadata: {name: web-5d, namespace: shop,
       ownerReferences: [{kind: Deployment, name: web, controller: true}]}}
      """)
    let labels = short(found[0])[0]
    #expect(labels["namespace_label_team"] == "a")
    #expect(labels["namespace_annotationpresent_n"] == "true")
    #expect(labels["namespace_name"] == nil)
    #expect(labels["pod_deployment_name"] == "web")
  }
}
