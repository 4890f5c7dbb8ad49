import Addressing
import Cluster
import Testing

@Suite struct ReadingTests {
  @Test func `reads every field of a Service`() throws {
    let cluster = try manifests(
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop, annotations: {prometheus.io/scrape: "true"}}
      spec:
        type: LoadBalancer
        clusterIP: 10.43.0.9
        clusterIPs: [10.43.0.9, "fd00:43::9"]
        ipFamilies: [IPv4, IPv6]
        externalTrafficPolicy: Local
        internalTrafficPolicy: Local
        loadBalancerIP: 192.168.1.50
        loadBalancerSourceRanges: [192.168.1.0/24]
        externalIPs: [192.168.1.60]
        sessionAffinity: ClientIP
        sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
        healthCheckNodePort: 32000
        publishNotReadyAddresses: true
        selector: {app: web}
        ports:
        - {name: http, port: 80, targetPort: web, nodePort: 30080}
        - {name: dns, port: 53, protocol: UDP}
      status: {loadBalancer: {ingress: [{ip: 192.168.1.51}, {hostname: a.example}]}}
      """)
    let service = try #require(cluster.services.list.first)
    #expect(service.type == .loadBalancer)
    #expect(service.clusterAddresses.map(\.description) == ["10.43.0.9", "fd00:43::9"])
    #expect(service.ipFamilies == [.ipv4, .ipv6])
    #expect(service.externalTrafficPolicy == .local)
    #expect(service.internalTrafficPolicy == .local)
    #expect(service.loadBalancerIP == address("192.168.1.50"))
    #expect(service.loadBalancerAddresses == [address("192.168.1.51")])
    #expect(service.loadBalancerSourceRanges.map(\.description) == ["192.168.1.0/24"])
    #expect(service.externalIPs == [address("192.168.1.60")])
    #expect(service.sessionAffinity == .clientIP(timeoutSeconds: 60))
    #expect(service.healthCheckNodePort == 32000)
    #expect(service.publishNotReadyAddresses)
    #expect(service.selector == ["app": "web"])
    #expect(service.metadata.annotations == ["prometheus.io/scrape": "true"])
    #expect(
      service.ports == [
        ServicePort(name: "http", port: 80, targetPort: .name("web"), nodePort: 30080),
        ServicePort(name: "dns", port: 53, transport: .udp),
      ])
    #expect(service.ports[1].targetPort == .number(53))
    #expect(cluster.services(externallyAt: address("192.168.1.51")) == [service])
  }

  @Test(arguments: [
    ("clusterIP: None", ClusterIPs.headless), ("clusterIP: \"\"", .unassigned),
    ("type: NodePort", .unassigned),
  ])
  func `tells headless from unassigned`(field: String, addresses: ClusterIPs) throws {
    let cluster = try manifests(
      "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  \(field)\n")
    #expect(cluster.services.list.first?.clusterIPs == addresses)
    #expect(cluster.services.list.first?.metadata.namespace == "default")
  }

  @Test func `reads every shape of a NetworkPolicy`() throws {
    let cluster = try manifests(
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: p, namespace: ns}
      spec:
        podSelector: {matchLabels: {a: b}, matchExpressions: [{key: c, operator: NotIn, values: [d]}]}
        ingress:
        - {}
        - from:
          - podSelector: {}
          - namespaceSelector: {matchExpressions: [{key: x, operator: Exists}]}
          - namespaceSelector: {}
            podSelector: {matchLabels: {e: f}}
          - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
          ports:
          - {port: 80}
          - {port: 1000, endPort: 2000, protocol: UDP}
          - {port: http-metrics, protocol: SCTP}
          - {protocol: TCP}
        egress: []
        policyTypes: [Egress]
      """)
    #expect(cluster.problems == [])
    let policy = try #require(cluster.networkPolicies.list.first)
    #expect(policy.types == [.egress])
    #expect(
      policy.podSelector
        == LabelSelector(
          matchLabels: ["a": "b"], matchExpressions: [LabelRequirement(key: "c", .notIn(["d"]))]))
    #expect(policy.ingress[0] == PolicyRule())
    let block = try #require(IPPrefix(parsing: "10.0.0.0/8"))
    let except = try #require(IPPrefix(parsing: "10.1.0.0/16"))
    #expect(
      policy.ingress[1].peers == [
        .pods(LabelSelector()),
        .namespaces(LabelSelector(matchExpressions: [LabelRequirement(key: "x", .exists)])),
        .podsIn(namespaces: LabelSelector(), pods: LabelSelector(matchLabels: ["e": "f"])),
        .ipBlock(IPBlock(cidr: block, except: [except])),
      ])
    #expect(
      policy.ingress[1].ports == [
        PolicyPort(.number(80)), PolicyPort(.range(PortRange(1000, 2000)), .udp),
        PolicyPort(.name("http-metrics"), .sctp), PolicyPort(.all),
      ])
  }

  @Test(arguments: [
    ("{}", [PolicyDirection.ingress]), ("{policyTypes: []}", [.ingress]),
    ("{egress: []}", [.ingress]), ("{egress: [{}]}", [.ingress, .egress]),
    ("{ingress: [{}], policyTypes: [Egress]}", [.egress]),
  ])
  func `defaults policyTypes as the API server does`(spec: String, types: [PolicyDirection])
    throws
  {
    let cluster = try manifests(
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: \(spec)\n")
    #expect(cluster.networkPolicies.list.first?.types == types)
  }

  @Test(arguments: [
    ("podSelector: {matchLabels: {a: true}}", 7, "spec.podSelector.matchLabels.a"),
    ("ingress: [{from: [{}]}]", 7, "spec.ingress[0].from[0]"),
    ("ingress: [{ports: [{port: \"80\"}]}]", 7, "spec.ingress[0].ports[0].port"),
    ("ingress: [{ports: [{port: 70000}]}]", 7, "spec.ingress[0].ports[0].port"),
    ("ingress: [{ports: [{port: 80, endPort: 79}]}]", 7, "spec.ingress[0].ports[0].endPort"),
    ("ingress: [{ports: [{protocol: ICMP}]}]", 7, "spec.ingress[0].ports[0].protocol"),
    (
      "ingress:\n  - from:\n    - ipBlock: {cidr: 10.0.0.1}", 9,
      "spec.ingress[0].from[0].ipBlock.cidr"
    ),
    (
      "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/9]}}]}]", 7,
      "spec.egress[0].to[0].ipBlock.except[0]"
    ),
    (
      "ingress: [{from: [{ipBlock: {cidr: \"::ffff:10.0.0.0/104\"}}]}]", 7,
      "spec.ingress[0].from[0].ipBlock.cidr"
    ),
    (
      "ingress: [{from: [{ipBlock: {cidr: 192.168.1.1/24}}]}]", 7,
      "spec.ingress[0].from[0].ipBlock.cidr"
    ),
    ("ingres: []", 7, "spec.ingres"),
    ("ingress: [{form: []}]", 7, "spec.ingress[0].form"),
    ("policyTypes: [ingress]", 7, "spec.policyTypes"),
    (
      "podSelector: {matchExpressions: [{key: a, operator: In}]}", 7,
      "spec.podSelector.matchExpressions[0].values"
    ),
  ])
  func `says document, line and path of a field that is wrong, and reads the rest`(
    field: String, line: Int, path: String
  ) throws {
    let cluster = try manifests(
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: before}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: p}
      spec:
        \(field)
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: after}}
      """)
    #expect(cluster.namespaces.list.map(\.metadata.name) == ["before", "after"])
    guard case .malformed(let document, let at, let where_, _)? = cluster.problems.first else {
      Issue.record("no problem was found")
      return
    }
    #expect(document == 2)
    #expect(at == line)
    #expect(where_ == "NetworkPolicy (p): \(path)")
  }

  @Test func `says where a text is no document at all`() {
    let error = #expect(throws: ClusterError.self) { try manifests("{\"kind\": \n[}") }
    #expect(error?.line == 2)
  }

  @Test(arguments: [
    (LabelCondition.in(["a", "b"]), ["k": "a"], true), (.in(["a"]), ["k": "c"], false),
    (.in(["a"]), [:], false), (.notIn(["a"]), ["k": "a"], false), (.notIn(["a"]), ["k": "b"], true),
    (.notIn(["a"]), [:], true), (.exists, ["k": ""], true), (.exists, [:], false),
    (.doesNotExist, ["k": ""], false), (.doesNotExist, [:], true),
  ])
  func `chooses by labels as apimachinery does`(
    condition: LabelCondition, labels: [String: String], chosen: Bool
  ) {
    let selector = LabelSelector(matchExpressions: [LabelRequirement(key: "k", condition)])
    #expect(selector.matches(labels) == chosen)
  }

  @Test func `needs a label's key even for an empty value`() {
    #expect(!LabelSelector(matchLabels: ["k": ""]).matches([:]))
    #expect(LabelSelector(matchLabels: ["k": ""]).matches(["k": ""]))
    #expect(LabelSelector().matches([:]))
  }

  @Test func `resolves a port's name among containers that run beside each other`() throws {
    let cluster = try manifests(
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: p}
      spec:
        containers:
        - {name: a, ports: [{name: metrics, containerPort: 9090}, {name: metrics, containerPort: 9091, protocol: UDP}]}
        initContainers:
        - {name: setup, ports: [{name: metrics, containerPort: 1}]}
        - {name: side, restartPolicy: Always, ports: [{name: metrics, containerPort: 9092, hostPort: 9092}]}
      """)
    let pod = try #require(cluster.pods.list.first)
    #expect(pod.portNumbers(named: "metrics", .tcp) == [9090, 9092])
    #expect(pod.portNumbers(named: "metrics", .udp) == [9091])
    #expect(pod.portNumbers(named: "none", .tcp) == [])
    #expect(pod.ports.last?.hostPort == 9092)
  }
}
