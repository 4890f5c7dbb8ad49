extension PrometheusSymptom {
  /// What `connect()` returns (faults of the network).
  static let connect: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "connection-refused", texts: ["connect: connection refused"],
      meaning: "Something answered that the port is closed: the process, or a rule that rejects.",
      causes: [
        .init(
          .notListening, "nothing listens on the port",
          "diagnose probe {target}    # an RST from the target itself"),
        .init(
          .networkPolicyDeniesSource,
          "a NetworkPolicy rejects the scraper: kube-router's answer looks like a closed port",
          "diagnose probe {target}    # an ICMP port-unreachable, not an RST"),
        .init(
          .listeningOnLoopbackOnly, "the process listens on 127.0.0.1 only",
          "ss -ltn 'sport = :{port}'    # in the pod or on the host that owns the address"),
        .init(
          .serviceNoEndpoints, "the Service has no ready endpoints",
          "diagnose target {target}"),
        .init(
          .targetPortNotListening, "the Service sends to a port on which nothing listens",
          "diagnose target {target}"),
        .init(
          .firewallRuleBlocks, "a firewall on the way rejects",
          "diagnose rules path tcp {target}    # on the node and on each router"),
        .init(
          .scraperOutputBlocked, "the scraper's own OUTPUT chain rejects: nothing is on the wire",
          "diagnose capture --help    # then: nothing leaves while Prometheus is refused"),
      ]),
    PrometheusSymptom(
      id: "no-route-to-host", texts: ["connect: no route to host"],
      meaning: "An ICMP error, a neighbour that does not answer, or a route that says so.",
      causes: [
        .init(
          .gatewayUnreachable, "the gateway of the route does not answer ARP (after 3 s)",
          "ip route get {host}; ip neigh"),
        .init(
          .firewallRuleBlocks,
          "a firewall rejects with host-prohibited or admin-prohibited (at once; firewalld)",
          "diagnose probe {target} --trace"),
        .init(
          .noSuchPod, "the address is of a pod that is gone",
          "kubectl get pods -A -o wide | grep -w {host}"),
        .init(
          .onLinkRouteWithoutGateway, "the route to the pods names no gateway",
          "ip route get {host}    # no `via`"),
        .init(
          .overlappingSubnet, "a bridge of the scraper has the pods' network",
          "ip route get {host}    # the interface is docker0, virbr0 or a VPN"),
        .init(
          .routeTypeRejects, "a route of type unreachable catches the address",
          "ip route get {host}"),
        .init(
          .routingLoop, "two routers send the packet to each other",
          "diagnose probe {target} --trace"),
      ]),
    PrometheusSymptom(
      id: "network-is-unreachable", texts: ["network is unreachable"],
      meaning: "The scraper, or a router that answered, has no route.",
      causes: [
        .init(.noRoute, "the scraper has no route to the address", "ip route get {host}"),
        .init(
          .routerLacksRoute, "a router on the way has none and says so",
          "diagnose probe {target} --trace"),
        .init(
          .routeTypeRejects, "a route of type throw, or a rule of type unreachable",
          "ip rule; ip route get {host}"),
      ]),
    PrometheusSymptom(
      id: "connect-permission-denied",
      texts: [
        "connect: permission denied", "connect: operation not permitted",
        "connect: invalid argument", "connect: protocol not available",
      ],
      meaning: "The scraper's own kernel refuses, or an unusual ICMP error came back.",
      causes: [
        .init(
          .routeTypeRejects, "a route of type prohibit or blackhole catches the address",
          "ip route get {host}"),
        .init(
          .serviceSandboxBlocks, "systemd, cgroup-BPF or SELinux keeps Prometheus from it",
          "systemctl show prometheus -p IPAddressDeny -p RestrictAddressFamilies"),
        .init(
          .policyRoutingCaptures, "a rule of policy routing prohibits it",
          "ip rule; ip route get {host}"),
      ]),
    PrometheusSymptom(
      id: "local-ports-exhausted",
      texts: ["cannot assign requested address", "too many open files"],
      meaning: "The scraper has no port or no file descriptor left.",
      causes: [
        .init(
          .localPortsExhausted, "too many connections or open files",
          "ss -s; sysctl net.ipv4.ip_local_port_range; systemctl show prometheus -p LimitNOFILE")
      ]),
    PrometheusSymptom(
      id: "timeout",
      texts: ["context deadline exceeded", "i/o timeout", "Client.Timeout exceeded"],
      meaning: "No answer, or not all of it, within scrape_timeout: the text does not tell when.",
      causes: [
        .init(
          .firewallRuleBlocks, "a firewall drops without a word",
          "diagnose probe {target} --trace    # no connection"),
        .init(
          .networkPolicyDropsSource, "a NetworkPolicy drops (Calico, Cilium, Antrea)",
          "diagnose target {target}"),
        .init(
          .routeLeaksToDefaultGateway, "the packet leaves by the default gateway",
          "ip route get {host}"),
        .init(
          .asymmetricReturnPath, "the answer comes back another way",
          "diagnose probe {target}    # SYN-ACKs from another address"),
        .init(
          .scrapeTimeoutTooShort, "the exporter is slower than scrape_timeout",
          "diagnose scrape {url}    # connected, then late"),
        .init(
          .mtuBlackHole, "large packets do not get through: connected, then silence",
          "diagnose scrape {url}; ping -M do -s 1472 {host}"),
        .init(
          .listenBacklogFull, "the process hangs, its backlog is full",
          "ss -ltn 'sport = :{port}'    # Recv-Q beside Send-Q, on the target"),
        .init(
          .connectionPinnedToDeadPod, "a kept connection leads to a pod that is gone",
          "diagnose scrape {url}    # a new connection works"),
      ]),
  ]
}
