import Discovery
import Documents
import Relabelling
import Testing

/// Objects as an API server lists them, and the labels that Prometheus' reference names for them.
@Suite struct KubernetesTests {
  private func groups(
    _ query: KubernetesQuery, _ texts: String...
  ) throws -> [DiscoveredGroup] {
    var objects = KubernetesObjects()
    for text in texts { try objects.read(Array(text.utf8)) }
    return KubernetesFinder(query, in: objects).groups()
  }

  /// The labels without `__meta_kubernetes_`, so that a table can be read.
  private func short(_ group: DiscoveredGroup) -> [[String: String]] {
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

  private func with(_ labels: [String: String]) -> [String: String] {
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

  @Test func `a Service is each of its ports by its name in the cluster`() throws {
    let found = try groups(
      KubernetesQuery(role: .service),
      """
      {kind: Service, metadata: {name: a, namespace: ns, labels: {x: q}}, spec: {type: ClusterIP,
       clusterIP: None, ports: [{name: http, port: 80, protocol: TCP}]}}
      """,
      """
      {kind: Service, metadata: {name: b, namespace: ns}, spec: {type: ExternalName,
       externalName: example.org, ports: [{port: 443, protocol: TCP}]}}
      """,
      """
      {kind: Service, metadata: {name: c, namespace: ns}, spec: {type: LoadBalancer,
       clusterIP: 10.43.0.9, ports: [{port: 1, protocol: UDP}]},
       status: {loadBalancer: {ingress: [{ip: 192.0.2.1}, {hostname: x}, {ip: 192.0.2.2}]}}}
      """, "{kind: Service, metadata: {name: d, namespace: ns}, spec: {type: ClusterIP}}")
    #expect(
      found.map(short) == [
        [
          [
            "__address__": "a.ns.svc:80", "namespace": "ns", "service_name": "a",
            "service_label_x": "q", "service_labelpresent_x": "true", "service_port_name": "http",
            "service_port_number": "80", "service_port_protocol": "TCP",
            "service_type": "ClusterIP", "service_cluster_ip": "None",
          ]
        ],
        [
          [
            "__address__": "b.ns.svc:443", "namespace": "ns", "service_name": "b",
            "service_port_number": "443", "service_port_protocol": "TCP",
            "service_type": "ExternalName", "service_external_name": "example.org",
          ]
        ],
        [
          [
            "__address__": "c.ns.svc:1", "namespace": "ns", "service_name": "c",
            "service_port_number": "1", "service_port_protocol": "UDP",
            "service_type": "LoadBalancer", "service_cluster_ip": "10.43.0.9",
            "service_loadbalancer_ip": "192.0.2.1,192.0.2.2",
          ]
        ], [],
      ])
  }

  static let service = """
    {kind: Service, metadata: {name: web, namespace: shop, labels: {app: web}}, spec:
     {type: ClusterIP, clusterIP: 10.43.0.1, ports: [{port: 80}]}}
    """

  @Test func `endpoints are each port of each address, and the pods' other ports`() throws {
    let found = try groups(
      KubernetesQuery(role: .endpoints), Self.pod, Self.service,
      """
      kind: Endpoints
      metadata: {name: web, namespace: shop, labels: {e: f}}
      subsets:
      - addresses:
        - {ip: 10.42.0.7, nodeName: node1, targetRef: {kind: Pod, name: web-0, namespace: shop}}
        notReadyAddresses: [{ip: 10.42.0.9, hostname: h}]
        ports: [{name: http, port: 8080, protocol: SCTP}]
      """)
    let group = [
      "namespace": "shop", "endpoints_name": "web", "endpoints_label_e": "f",
      "endpoints_labelpresent_e": "true", "service_name": "web", "service_label_app": "web",
      "service_labelpresent_app": "true",
    ]
    let endpoint = group.merging(["endpoint_port_name": "http", "endpoint_port_protocol": "SCTP"]) {
      $1
    }
    let targets = short(found[0])
    #expect(targets.count == 4)
    #expect(
      targets[0]
        == with(endpoint).merging([
          "__address__": "10.42.0.7:8080", "endpoint_ready": "true", "endpoint_node_name": "node1",
          "endpoint_address_target_kind": "Pod", "endpoint_address_target_name": "web-0",
          "pod_container_name": "app", "pod_container_image": "web:1",
          "pod_container_init": "false", "pod_container_port_name": "http",
          "pod_container_port_number": "8080", "pod_container_port_protocol": "SCTP",
        ]) { $1 })
    #expect(
      targets[1]
        == endpoint.merging([
          "__address__": "10.42.0.9:8080", "endpoint_ready": "false", "endpoint_hostname": "h",
        ]) { $1 })
    #expect(
      targets[2]
        == with(group).merging([
          "__address__": "10.42.0.7:9090", "pod_container_name": "app",
          "pod_container_image": "web:1", "pod_container_init": "false",
          "pod_container_port_number": "9090", "pod_container_port_protocol": "UDP",
        ]) { $1 })
    #expect(targets[3]["__address__"] == "10.42.0.7:7000")
    #expect(targets[3]["pod_container_init"] == "true")
  }

  static let slice = """
    kind: EndpointSlice
    metadata: {name: web-x, namespace: shop, labels: {kubernetes.io/service-name: web}}
    addressType: IPv4
    endpoints:
    - addresses: [10.42.0.7]
      conditions: {ready: true, serving: true, terminating: false}
      hostname: h
      nodeName: node1
      zone: z
      deprecatedTopology: {topology/x: t}
      targetRef: {kind: Pod, name: web-0, namespace: shop}
    - addresses: [10.42.0.8, 10.42.0.9]
      conditions: {ready: null}
    ports: [{name: http, port: 8080, protocol: TCP, appProtocol: http}, {name: any}]
    """

  @Test func `a slice is each port of each address`() throws {
    let found = try groups(KubernetesQuery(role: .endpointslice), Self.pod, Self.slice)
    let group = [
      "namespace": "shop", "endpointslice_name": "web-x", "endpointslice_address_type": "IPv4",
      "endpointslice_label_kubernetes_io_service_name": "web",
      "endpointslice_labelpresent_kubernetes_io_service_name": "true",
    ]
    let targets = short(found[0])
    let addresses = [
      "10.42.0.7:8080", "10.42.0.7", "10.42.0.8:8080", "10.42.0.9:8080", "10.42.0.8", "10.42.0.9",
      "10.42.0.7:9090", "10.42.0.7:7000",
    ]
    #expect(targets.map { $0["__address__"] } == addresses)
    #expect(
      targets[0]
        == with(group).merging([
          "__address__": "10.42.0.7:8080", "endpointslice_port": "8080",
          "endpointslice_port_name": "http", "endpointslice_port_protocol": "TCP",
          "endpointslice_port_app_protocol": "http",
          "endpointslice_endpoint_conditions_ready": "true",
          "endpointslice_endpoint_conditions_serving": "true",
          "endpointslice_endpoint_conditions_terminating": "false",
          "endpointslice_endpoint_hostname": "h", "endpointslice_endpoint_node_name": "node1",
          "endpointslice_endpoint_zone": "z", "endpointslice_endpoint_topology_topology_x": "t",
          "endpointslice_endpoint_topology_present_topology_x": "true",
          "endpointslice_address_target_kind": "Pod",
          "endpointslice_address_target_name": "web-0", "pod_container_name": "app",
          "pod_container_image": "web:1", "pod_container_init": "false",
          "pod_container_port_name": "http", "pod_container_port_number": "8080",
          "pod_container_port_protocol": "TCP",
        ]) { $1 })
    #expect(
      targets[2]
        == group.merging([
          "__address__": "10.42.0.8:8080", "endpointslice_port": "8080",
          "endpointslice_port_name": "http", "endpointslice_port_protocol": "TCP",
          "endpointslice_port_app_protocol": "http",
        ]) { $1 })
  }

  @Test(arguments: [("IPv4", 0), ("IPv6", 8)])
  func `a Service of two families has targets in its first one only`(
    _ first: String, _ count: Int
  ) throws {
    // The slice's family is IPv4 in the second row's Service second.
    let families = first == "IPv4" ? "[IPv6, IPv4]" : "[IPv4, IPv6]"
    let service = """
      {kind: Service, metadata: {name: web, namespace: shop}, spec:
       {ipFamilyPolicy: PreferDualStack, ipFamilies: \(families)}}
      """
    let found = try groups(
      KubernetesQuery(role: .endpointslice), Self.pod, Self.slice, service)
    #expect(found[0].targets.count == count)
    #expect(found[0].labels.contains { $0.name == "__meta_kubernetes_service_name" })
  }

  @Test func `an Ingress is each path of each rule`() throws {
    let found = try groups(
      KubernetesQuery(role: .ingress),
      """
      kind: Ingress
      metadata: {name: i, namespace: ns}
      spec:
        ingressClassName: traefik
        tls: [{hosts: ["*.example.org", exact.test]}]
        rules:
        - {host: a.example.org, http: {paths: [{path: /x}, {path: ""}]}}
        - {host: b.a.example.org}
        - {http: {paths: [{path: /y}]}}
        - {host: none.test, http: {paths: []}}
      """, "{kind: Ingress, metadata: {name: d, namespace: ns}, spec: {defaultBackend: {}}}")
    let rows = short(found[0]).map {
      [$0["__address__"], $0["ingress_host"], $0["ingress_scheme"], $0["ingress_path"]].map {
        $0 ?? ""
      }.joined(separator: " ")
    }
    #expect(
      rows == [
        "a.example.org a.example.org https /x", "a.example.org a.example.org https /",
        "b.a.example.org b.a.example.org http /", "  http /y",
      ])
    #expect(short(found[0])[0]["ingress_class_name"] == "traefik")
    #expect(found[1].targets.isEmpty)
  }

  @Test func `namespaces and selectors choose what is seen, for pods behind endpoints too`() throws
  {
    let other = """
      {kind: Pod, metadata: {name: b, namespace: other, labels: {app: db}}, spec:
       {containers: [{name: c}]}, status: {podIP: 10.0.0.1, phase: Succeeded}}
      """
    let names = { (query: KubernetesQuery) throws in
      try self.groups(query, Self.pod, other).map(\.source)
    }
    #expect(try names(KubernetesQuery(role: .pod)) == ["pod/shop/web-0", "pod/other/b"])
    #expect(try names(KubernetesQuery(role: .pod, namespaces: ["other"])) == ["pod/other/b"])
    for (labels, fields) in [
      ("app in (db, x)", ""), ("app!=web", ""), ("!gone,app notin (web)", ""), ("app=db", ""),
      ("", "status.phase=Succeeded"), ("", "spec.nodeName!=node1"), ("app", "metadata.name==b"),
    ] {
      let selector = KubernetesSelector(
        labels: try #require(LabelRequirements(parsing: labels)),
        fields: try #require(FieldRequirements(parsing: fields)))
      let query = KubernetesQuery(role: .pod, selectors: [.pod: selector])
      #expect(try names(query) == ["pod/other/b"], "\(labels) \(fields)")
    }
    #expect(LabelRequirements(parsing: "a in") == nil)
    #expect(LabelRequirements(parsing: "a=b,") == nil)
    #expect(FieldRequirements(parsing: "spec.foo=a")?.refused(for: .pod) == ["spec.foo"])
  }
}
