/// What each cause of the fault catalogue can look like to an unprivileged process on the scraper.
///
/// A sign stands with the places where the cause can make it. Where the place of a finding is not
/// known, every place fits. The order is the order of the output: the more usual causes first.
enum CandidateTable {
  static let rows: [CandidateRow] =
    here + policies + services + processes + forwarding + path
    + harmless

  /// Behind a node that forwards, whether it translated the destination or not.
  private static let inside: Set<ProbePlace> = [.hop, .translated]
  /// Anywhere a packet can vanish.
  private static let anywhere: Set<ProbePlace> = [.start, .hop, .target, .translated]
  /// Before a router counts the TTL down: it is not heard of when it runs out.
  private static let early: Set<ProbePlace> = [.start, .hop, .translated]

  // MARK: This host

  private static let here: [CandidateRow] = [
    .init(
      "no-route", "no route of this host covers the address", [.noRouteHere: [.here]], .routesHere),
    .init(
      "route-type-rejects", "a route of this host rejects the address by its type",
      [
        .unreachableHere: [.here], .prohibitedHere: [.here], .blackholeHere: [.here],
        .noRouteHere: [.here],
      ], .routesHere),
    .init(
      "policy-routing-captures",
      "a policy rule of this host hands the address to a table that does not know it",
      [
        .unreachableHere: [.here], .prohibitedHere: [.here], .blackholeHere: [.here],
        .noRouteHere: [.here], .neighbourHere: [.here], .silence: anywhere,
        .icmpNetwork: [.hop], .icmpHost: [.hop],
      ], .routesHere, when: .otherTable),
    .init(
      "gateway-unreachable", "the route's gateway does not answer for its address",
      [.neighbourHere: [.here]], .linkHere, when: .gateway),
    .init(
      "on-link-route-without-gateway",
      "the route names no gateway, so this host asks the link for the address itself",
      [.neighbourHere: [.here]], .routesHere, when: .onLink),
    .init(
      "overlapping-subnet", "a network of this host's own covers the address",
      [.neighbourHere: [.here]], .routesHere, when: .onLink),
    .init(
      "next-hop-not-adjacent", "the gateway is not on this link",
      [.neighbourHere: [.here]], .linkHere, when: .gateway),
    .init(
      "scraper-output-blocked",
      "a rule of this host's OUTPUT or INPUT chain keeps it, or its answer, back",
      [.rejectedHere: [.here], .unsent: [.here], .silence: [.start]], .rulesHere,
      rarely: [.silence]),
    .init(
      "service-sandbox-blocks", "systemd, a cgroup program or SELinux keeps this process back",
      [.notPermittedHere: [.here], .prohibitedHere: [.here], .unsent: [.here]], .processHere),
    .init(
      "local-ports-exhausted", "no local port or file descriptor is free",
      [.noPortHere: [.here]], .portsHere),
    .init(
      "wrong-source-address", "this host does not have the source address that was asked for",
      [.noSourceHere: [.here]], .routesHere),
    .init(
      "icmp-redirect-cached", "this host keeps a route that an ICMP redirect gave it",
      [
        .silence: anywhere, .icmpNetwork: [.hop], .icmpHost: [.hop], .loop: inside,
        .neighbourHere: [.here],
      ], .routesHere, when: .redirected),
  ]

  // MARK: NetworkPolicies

  private static let refused: [ProbeSign: Set<ProbePlace>] = [
    .icmpPort: inside, .icmpProhibited: inside,
  ]
  private static let dropped: [ProbeSign: Set<ProbePlace>] = [.silence: inside]
  private static let judged: [ProbeSign: Set<ProbePlace>] = [
    .icmpPort: inside, .icmpProhibited: inside, .silence: inside,
  ]

  private static let policies: [CandidateRow] = [
    .init(
      "networkpolicy-denies-source", "no policy of the pod admits the source", refused),
    .init(
      "networkpolicy-selector-excludes-external",
      "a selector of namespaces or pods is taken to admit clients outside the cluster", refused),
    .init(
      "networkpolicy-names-service-port", "the policy names the Service's port, not the pod's",
      judged, rarely: [.silence]),
    .init(
      "networkpolicy-named-port-missing", "the policy names a port that the pod does not have",
      judged, rarely: [.silence]),
    .init(
      "networkpolicy-sees-translated-source",
      "the policy judges an address that a masquerade wrote",
      judged, rarely: [.silence]),
    .init(
      "networkpolicy-selector-and-or", "the policy's selectors are joined the wrong way", judged,
      rarely: [.silence]),
    .init(
      "networkpolicy-default-deny-installed", "a policy that denies by default was added", judged,
      rarely: [.silence]),
    .init(
      "networkpolicy-egress-blocks-scraper", "a policy does not let the scraping pod out", judged,
      rarely: [.silence]),
    .init(
      "networkpolicy-out-of-sync", "the node's rules are not those of the policies", judged,
      rarely: [.silence]),
    .init(
      "networkpolicy-other-family", "the policy admits the source's other address family only",
      judged, rarely: [.silence]),
    .init("networkpolicy-drops-source", "a policy engine drops what no policy admits", dropped),
    .init(
      "other-policy-kinds", "a policy of another kind (Calico, Cilium, Admin) forbids it", judged),
    .init(
      "stale-policy-chains", "rules of a policy controller that is gone still refuse",
      judged, rarely: [.silence]),
    .init(
      "reused-pod-ip-chain", "rules of a former owner of the pod's address still refuse", judged,
      rarely: [.silence]),
  ]

  // MARK: Services

  /// No translation took place, so the packet went on by the routes.
  private static let untranslated: [ProbeSign: Set<ProbePlace>] = [
    .icmpNetwork: [.hop], .icmpHost: [.hop], .icmpNeighbour: [.hop], .silence: [.hop, .start],
    .loop: [.hop], .icmpPort: [.hop], .reset: [.target], .icmpProhibited: [.hop],
  ]
  /// kube-proxy's REJECT, before any translation; with an ICMP error lost to rate limits, silence.
  private static let noEndpoints: [ProbeSign: Set<ProbePlace>] = [
    .icmpPort: [.hop, .target], .silence: [.hop, .start],
  ]
  private static let deadEndpoint: [ProbeSign: Set<ProbePlace>] = [
    .icmpNeighbour: [.translated], .icmpHost: [.translated], .icmpNetwork: [.translated],
    .silence: [.translated], .reset: [.translated],
  ]

  private static let services: [CandidateRow] = [
    .init(
      "service-no-endpoints", "the Service has no ready endpoint: kube-proxy refuses", noEndpoints,
      rarely: [.silence]),
    .init(
      "service-selector-mismatch", "the Service selects no pod", noEndpoints, rarely: [.silence]),
    .init(
      "named-target-port-missing", "no pod has the port that the Service names", noEndpoints,
      rarely: [.silence]),
    .init(
      "target-port-not-listening", "the Service leads to a port where nothing listens",
      [.reset: [.translated]]),
    .init(
      "no-such-service", "no Service owns the address", untranslated, .cluster,
      rarely: [.reset, .icmpPort, .icmpProhibited, .icmpNeighbour]),
    .init(
      "service-port-not-exposed", "the Service does not have the port", untranslated, .cluster,
      rarely: [.reset, .icmpPort, .icmpProhibited, .icmpNeighbour]),
    .init("kube-proxy-stale", "kube-proxy leads to a pod that is gone", deadEndpoint),
    .init(
      "one-endpoint-dead", "one of the Service's endpoints is dead",
      deadEndpoint.merging([.answered: [.target]]) { one, _ in one }),
    .init(
      "no-such-pod", "no pod owns the address",
      [.icmpNeighbour: [.hop], .icmpHost: [.hop], .icmpNetwork: [.hop], .silence: [.hop]],
      rarely: [.silence]),
    .init(
      "external-traffic-policy-local", "the node has no pod of a Service with policy Local",
      [.silence: anywhere]),
    .init(
      "internal-traffic-policy-local", "the node has no pod of a Service with policy Local",
      [.silence: [.start, .hop]]),
    .init(
      "load-balancer-source-ranges", "loadBalancerSourceRanges leaves the source out",
      [.silence: anywhere]),
    .init("node-port-not-allocated", "no Service has the node port", [.reset: [.target]]),
    .init(
      "host-port-not-programmed", "no rule leads the host port to its pod", [.reset: [.target]]),
    .init(
      "ipvs-specific", "IPVS has no real server for the address",
      [.reset: [.target], .icmpPort: [.target], .silence: [.start, .hop, .target]],
      rarely: [.silence]),
  ]

  // MARK: The target process

  private static let processes: [CandidateRow] = [
    .init("not-listening", "nothing listens on the port", [.reset: [.target, .translated]]),
    .init(
      "listening-on-loopback-only", "the process listens on its loopback address only",
      [.reset: [.target, .translated]]),
    .init(
      "listening-on-other-family", "the process listens on the other address family only",
      [.reset: [.target, .translated]]),
    .init("listen-backlog-full", "the process does not accept connections", [.silence: anywhere]),
  ]

  // MARK: Forwarding on nodes and routers

  private static let forwarding: [CandidateRow] = [
    .init(
      "firewall-rule-blocks", "a firewall rule refuses or drops it",
      [
        .icmpPort: anywhere, .icmpProhibited: anywhere, .icmpHost: anywhere,
        .icmpNetwork: anywhere, .icmpOther: anywhere, .silence: anywhere,
        .resetByRule: anywhere, .reset: [.target, .translated],
      ]),
    .init(
      "native-nftables-blocks", "firewalld or a native nftables rule refuses or drops it",
      [
        .icmpPort: anywhere, .icmpProhibited: anywhere, .icmpHost: anywhere,
        .icmpNetwork: anywhere, .icmpOther: anywhere, .silence: anywhere,
        .resetByRule: anywhere, .reset: [.target, .translated],
      ]),
    .init(
      "forward-policy-drop", "the policy of the FORWARD chain is DROP", [.silence: inside]),
    .init(
      "mixed-iptables-backends", "rules of the other iptables backend drop or refuse it",
      [.silence: anywhere, .icmpPort: anywhere, .icmpProhibited: anywhere]),
    .init("ip-forward-disabled", "the router does not forward", [.silence: early]),
    .init(
      "interface-forwarding-disabled", "the router does not forward what comes in there",
      [.silence: early]),
    .init("reverse-path-filter", "strict rp_filter drops the source", [.silence: anywhere]),
    .init(
      "netfilter-reverse-path-rule", "a reverse-path rule drops the source", [.silence: anywhere]),
    .init(
      "early-hook-drops", "a netdev, tc or XDP hook drops it before any rule",
      [.silence: anywhere]),
    .init(
      "docker-direct-routing-blocked", "Docker drops what was not sent to a published port",
      [.silence: early]),
    .init("conntrack-invalid-drop", "connection tracking calls it invalid", [.silence: anywhere]),
    .init(
      "untracked-by-raw-table", "a raw rule exempts it from tracking, so nothing translates it",
      untranslated, rarely: [.reset, .icmpPort, .icmpProhibited, .icmpNeighbour]),
    .init(
      "bridge-netfilter-setting", "bridged answers pass by the translation", [.silence: inside]),
    .init(
      "conntrack-table-full", "a connection tracking table is full", [.silence: anywhere],
      rarely: [.silence]),
    .init(
      "nat-port-collision", "two translations collided on a port", [.silence: [.translated]],
      rarely: [.silence]),
  ]

  // MARK: Between the hosts

  private static let path: [CandidateRow] = [
    .init(
      "route-leaks-to-default-gateway", "only the default route covers the address",
      [
        .icmpNetwork: [.hop], .icmpHost: [.hop], .icmpProhibited: [.hop], .silence: anywhere,
        .loop: [.hop], .icmpNeighbour: [.hop],
      ], .routesHere, when: .defaultRoute),
    .init(
      "router-lacks-route", "a router on the way has no route to it, or one that rejects",
      [
        .icmpNetwork: inside, .icmpHost: inside, .icmpProhibited: inside, .loop: inside,
        .silence: [.start, .hop, .translated],
      ]),
    .init(
      "route-to-wrong-node", "a route leads to a node that does not have the pod",
      [
        .icmpNetwork: inside, .icmpHost: inside, .icmpNeighbour: inside, .loop: inside,
        .silence: [.start, .hop, .translated],
      ]),
    .init(
      "service-ip-routed-to-non-node", "the route leads to a box without kube-proxy's rules",
      [
        .icmpNetwork: [.hop], .icmpHost: [.hop], .loop: [.hop], .silence: [.hop, .start],
        .icmpNeighbour: [.hop],
      ]),
    .init("routing-loop", "two routers send it to each other", [.loop: inside]),
    .init(
      "asymmetric-return-path", "the answer returns by another way and is not translated back",
      [.silence: anywhere], .wire),
    .init("return-route-missing", "the target has no way back", [.silence: anywhere]),
    .init(
      "stateful-firewall-out-of-state", "a firewall saw only one direction", [.silence: anywhere],
      rarely: [.silence]),
    .init(
      "overlay-port-blocked", "the overlay between the nodes is cut", [.silence: inside],
      rarely: [.silence]),
    .init(
      "vxlan-checksum-offload", "the overlay's packets arrive with wrong checksums",
      [.silence: inside], rarely: [.silence]),
    .init(
      "cloud-anti-spoofing", "the network drops addresses it does not know", [.silence: early],
      rarely: [.silence]),
    .init(
      "tunnel-allowed-ips", "a tunnel's AllowedIPs leave the address out",
      [.silence: anywhere, .icmpHost: [.hop]], rarely: [.silence]),
    .init(
      "duplicate-ip-or-stale-arp",
      "frames for a hop's address, or the target's, go to another machine",
      [.silence: anywhere], .linkHere, rarely: [.silence]),
  ]

  // MARK: What an answer does not exclude

  private static let harmless: [CandidateRow] = [
    .init(
      "local-node-bypass-hides-fault",
      "from the pod's own node every policy is passed by: the scraper may still be refused",
      [.answered: [.target]]),
    .init(
      "networkpolicy-bypassed-by-rule-order", "a rule in front of the policies lets it pass",
      [.answered: [.target]]),
    .init(
      "networkpolicy-not-enforced", "policies exist, but nothing enforces them",
      [.answered: [.target]]),
    .init(
      "service-hides-replicas", "a Service answers with any of its pods", [.answered: [.target]],
      .cluster),
    .init(
      "headless-service", "a headless Service has no address", [.answered: [.target]], .cluster),
    .init(
      "load-balancer-hides-source", "the load balancer writes its own source",
      [.answered: [.target]]),
    .init(
      "source-masqueraded-before-policy", "the node writes its own source before policies judge",
      [.answered: [.target]]),
  ]
}
