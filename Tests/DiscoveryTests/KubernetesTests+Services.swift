import Discovery
import Documents
import Relabelling
import Testing

/// Services and what stands behind them.
extension KubernetesTests {
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
