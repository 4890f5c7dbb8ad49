extension CauseID {
  // MARK: On the scraper host

  /// No route to pod/service CIDR and no default route.
  public static let noRoute = CauseID(rawValue: "no-route")
  /// No specific route: packet leaks to the default gateway.
  public static let routeLeaksToDefaultGateway = CauseID(rawValue: "route-leaks-to-default-gateway")
  /// Route via a dead or wrong gateway (ARP fails).
  public static let gatewayUnreachable = CauseID(rawValue: "gateway-unreachable")
  /// On-link route without gateway (10.42.0.0/16 dev eth0).
  public static let onLinkRouteWithoutGateway = CauseID(rawValue: "on-link-route-without-gateway")
  /// Local special route (blackhole / prohibit / unreachable / throw), e.g.
  public static let routeTypeRejects = CauseID(rawValue: "route-type-rejects")
  /// Policy routing captures the prefix (ip rule; Tailscale table 52, WireGuard fwmark, VRF).
  public static let policyRoutingCaptures = CauseID(rawValue: "policy-routing-captures")
  /// Overlapping subnet on the scraper.
  public static let overlappingSubnet = CauseID(rawValue: "overlapping-subnet")
  /// Scraper OUTPUT chain drops.
  public static let scraperOutputBlocked = CauseID(rawValue: "scraper-output-blocked")
  /// systemd IPAddressDeny=/cgroup-BPF/SELinux on the Prometheus unit.
  public static let serviceSandboxBlocks = CauseID(rawValue: "service-sandbox-blocks")
  /// Wrong source address selected (multi-homed host, VPN, prefsrc).
  public static let wrongSourceAddress = CauseID(rawValue: "wrong-source-address")
  /// Prometheus runs in a container: other netns, other route table, docker masquerade/DOCKER-USER.
  public static let scraperInContainerNamespace = CauseID(
    rawValue: "scraper-in-container-namespace")
  /// Ephemeral ports / fds exhausted.
  public static let localPortsExhausted = CauseID(rawValue: "local-ports-exhausted")
  /// conntrack table full (scraper, router or node).
  public static let conntrackTableFull = CauseID(rawValue: "conntrack-table-full")
  /// HTTP proxy.
  public static let httpProxyInPath = CauseID(rawValue: "http-proxy-in-path")
  /// DNS: target is a name.
  public static let nameDoesNotResolve = CauseID(rawValue: "name-does-not-resolve")

  // MARK: Between the scraper and the node

  /// Duplicate IP / stale ARP (node re-IPed, VIP moved).
  public static let duplicateIPOrStaleARP = CauseID(rawValue: "duplicate-ip-or-stale-arp")
  /// Neighbour table overflow.
  public static let neighbourTableOverflow = CauseID(rawValue: "neighbour-table-overflow")
  /// LAN router lacks the route.
  public static let routerLacksRoute = CauseID(rawValue: "router-lacks-route")
  /// Route points at the wrong node for the pod CIDR.
  public static let routeToWrongNode = CauseID(rawValue: "route-to-wrong-node")
  /// Routing loop.
  public static let routingLoop = CauseID(rawValue: "routing-loop")
  /// ClusterIP routed to a box that has no kube-proxy rules (LAN router, non-node, wrong node).
  public static let serviceIPRoutedToNonNode = CauseID(rawValue: "service-ip-routed-to-non-node")
  /// Asymmetric return path (pod/node answers via another gateway or without un-NAT).
  public static let asymmetricReturnPath = CauseID(rawValue: "asymmetric-return-path")
  /// Stateful firewall between drops mid-stream/out-of-state.
  public static let statefulFirewallOutOfState = CauseID(rawValue: "stateful-firewall-out-of-state")
  /// Overlay port blocked between nodes (8472/udp flannel, 4789, 51820).
  public static let overlayPortBlocked = CauseID(rawValue: "overlay-port-blocked")
  /// VXLAN checksum-offload bug (some kernels/vmxnet3/virtio).
  public static let vxlanChecksumOffload = CauseID(rawValue: "vxlan-checksum-offload")
  /// Cloud security group / source-dest check / hypervisor anti-spoof / port-security.
  public static let cloudAntiSpoofing = CauseID(rawValue: "cloud-anti-spoofing")
  /// host-gw / static routes need L2 adjacency.
  public static let nextHopNotAdjacent = CauseID(rawValue: "next-hop-not-adjacent")
  /// WireGuard/IPsec AllowedIPs lacks pod/service CIDR.
  public static let tunnelAllowedIps = CauseID(rawValue: "tunnel-allowed-ips")
  /// MTU black hole (ICMP frag-needed filtered).
  public static let mtuBlackHole = CauseID(rawValue: "mtu-black-hole")
  /// MSS not clamped / pod MTU larger than path (VPN to cluster).
  public static let mssTooLarge = CauseID(rawValue: "mss-too-large")

  // MARK: Forwarding on the node or router

  /// net.ipv4.ip_forward=0.
  public static let ipForwardDisabled = CauseID(rawValue: "ip-forward-disabled")
  /// Per-interface forwarding=0 (or IPv6 forwarding/accept_ra).
  public static let interfaceForwardingDisabled = CauseID(rawValue: "interface-forwarding-disabled")
  /// Strict rp_filter.
  public static let reversePathFilter = CauseID(rawValue: "reverse-path-filter")
  /// Netfilter reverse-path rule (-m rpfilter --invert -j DROP, nft fib saddr .
  public static let netfilterReversePathRule = CauseID(rawValue: "netfilter-reverse-path-rule")
  /// FORWARD policy DROP (Docker sets it).
  public static let forwardPolicyDrop = CauseID(rawValue: "forward-policy-drop")
  /// FORWARD/INPUT REJECT --reject-with icmp-host-prohibited.
  public static let firewallRuleBlocks = CauseID(rawValue: "firewall-rule-blocks")
  /// firewalld / native nftables table (inet firewalld) rejects or drops.
  public static let nativeNFTablesBlocks = CauseID(rawValue: "native-nftables-blocks")
  /// netdev-ingress nft, tc filter, XDP or other eBPF drop.
  public static let earlyHookDrops = CauseID(rawValue: "early-hook-drops")
  /// iptables-legacy and iptables-nft both hold rules.
  public static let mixedIPTablesBackends = CauseID(rawValue: "mixed-iptables-backends")
  /// Stale KUBE-ROUTER / KUBE rules after disabling the controller or uninstalling.
  public static let stalePolicyChains = CauseID(rawValue: "stale-policy-chains")
  /// Pod IP reused; firewall chain of a Completed/evicted pod still attached.
  public static let reusedPodIPChain = CauseID(rawValue: "reused-pod-ip-chain")
  /// conntrack INVALID DROP (kube-router COMMON, KUBE-FORWARD, docker).
  public static let conntrackInvalidDrop = CauseID(rawValue: "conntrack-invalid-drop")
  /// NOTRACK / raw-table rule removes DNAT.
  public static let untrackedByRawTable = CauseID(rawValue: "untracked-by-raw-table")
  /// bridge-nf-call-iptables wrong.
  public static let bridgeNetfilterSetting = CauseID(rawValue: "bridge-netfilter-setting")
  /// SNAT/DNAT conntrack insert race / port collision.
  public static let natPortCollision = CauseID(rawValue: "nat-port-collision")
  /// Docker ≥28 blocks direct routing to container IPs.
  public static let dockerDirectRoutingBlocked = CauseID(rawValue: "docker-direct-routing-blocked")
  /// IPVS mode specifics: ClusterIP bound to kube-ipvs0; no real servers; arp_ignore; nf_conntrack for IPVS off.
  public static let ipvsSpecific = CauseID(rawValue: "ipvs-specific")
  /// ICMP redirect poisons the scraper's route cache.
  public static let icmpRedirectCached = CauseID(rawValue: "icmp-redirect-cached")

  // MARK: Service and kube-proxy

  /// Service has no ready endpoints.
  public static let serviceNoEndpoints = CauseID(rawValue: "service-no-endpoints")
  /// Selector matches the wrong/no pods.
  public static let serviceSelectorMismatch = CauseID(rawValue: "service-selector-mismatch")
  /// Wrong targetPort.
  public static let targetPortNotListening = CauseID(rawValue: "target-port-not-listening")
  /// Named targetPort not defined in (any) container, or differs per pod.
  public static let namedTargetPortMissing = CauseID(rawValue: "named-target-port-missing")
  /// Port not defined on the Service at all (wrong port in the scrape config).
  public static let servicePortNotExposed = CauseID(rawValue: "service-port-not-exposed")
  /// Stale ClusterIP (Service re-created).
  public static let noSuchService = CauseID(rawValue: "no-such-service")
  /// externalTrafficPolicy: Local and node without local endpoint.
  public static let externalTrafficPolicyLocal = CauseID(rawValue: "external-traffic-policy-local")
  /// internalTrafficPolicy: Local.
  public static let internalTrafficPolicyLocal = CauseID(rawValue: "internal-traffic-policy-local")
  /// NodePort: not allocated / outside 30000-32767 / not on this address.
  public static let nodePortNotAllocated = CauseID(rawValue: "node-port-not-allocated")
  /// hostPort not programmed (no portmap plugin, conflict).
  public static let hostPortNotProgrammed = CauseID(rawValue: "host-port-not-programmed")
  /// LoadBalancer loadBalancerSourceRanges.
  public static let loadBalancerSourceRanges = CauseID(rawValue: "load-balancer-source-ranges")
  /// Klipper-lb / ServiceLB masquerades the client.
  public static let loadBalancerHidesSource = CauseID(rawValue: "load-balancer-hides-source")
  /// kube-proxy dead/stale (xtables lock, crash, restored rules).
  public static let kubeProxyStale = CauseID(rawValue: "kube-proxy-stale")
  /// One of N endpoints dead (node NotReady).
  public static let oneEndpointDead = CauseID(rawValue: "one-endpoint-dead")
  /// ClusterIP traffic SNATed because ! -s clusterCIDR → KUBE-MARK-MASQ.
  public static let sourceMasqueradedBeforePolicy = CauseID(
    rawValue: "source-masqueraded-before-policy")
  /// Scraping a multi-replica Service by ClusterIP.
  public static let serviceHidesReplicas = CauseID(rawValue: "service-hides-replicas")
  /// Headless Service (clusterIP: None).
  public static let headlessService = CauseID(rawValue: "headless-service")
  /// Keep-alive connection pinned to a deleted pod.
  public static let connectionPinnedToDeadPod = CauseID(rawValue: "connection-pinned-to-dead-pod")

  // MARK: NetworkPolicy

  /// kube-router/K3s NetworkPolicy REJECT: external IP not in any from.
  public static let networkPolicyDeniesSource = CauseID(rawValue: "networkpolicy-denies-source")
  /// Calico/Cilium/Antrea-style policy DROP.
  public static let networkPolicyDropsSource = CauseID(rawValue: "networkpolicy-drops-source")
  /// Policy lists the Service port instead of the pod port.
  public static let networkPolicyNamesServicePort = CauseID(
    rawValue: "networkpolicy-names-service-port")
  /// Named port in policy doesn't exist in the pod (or differs).
  public static let networkPolicyNamedPortMissing = CauseID(
    rawValue: "networkpolicy-named-port-missing")
  /// ipBlock doesn't match because source was SNATed (62, 59, node masquerade, router NAT).
  public static let networkPolicySeesTranslatedSource = CauseID(
    rawValue: "networkpolicy-sees-translated-source")
  /// namespaceSelector: {}/podSelector: {} believed to include external clients.
  public static let networkPolicySelectorExcludesExternal = CauseID(
    rawValue: "networkpolicy-selector-excludes-external")
  /// Selector AND/OR YAML mistake (- namespaceSelector + podSelector in one vs two list items).
  public static let networkPolicySelectorAndOr = CauseID(rawValue: "networkpolicy-selector-and-or")
  /// default-deny installed by a chart/upgrade/PSA tool.
  public static let networkPolicyDefaultDenyInstalled = CauseID(
    rawValue: "networkpolicy-default-deny-installed")
  /// Egress policy on the *Prometheus pod* (in-cluster scraper).
  public static let networkPolicyEgressBlocksScraper = CauseID(
    rawValue: "networkpolicy-egress-blocks-scraper")
  /// "From local node" bypass hides the problem.
  public static let localNodeBypassHidesFault = CauseID(rawValue: "local-node-bypass-hides-fault")
  /// Rule ORDER: another ACCEPT precedes KUBE-ROUTER-FORWARD (e.g.
  public static let networkPolicyBypassedByRuleOrder = CauseID(
    rawValue: "networkpolicy-bypassed-by-rule-order")
  /// Policy not enforced at all.
  public static let networkPolicyNotEnforced = CauseID(rawValue: "networkpolicy-not-enforced")
  /// Sync failure: ipset/iptables-restore error or lag; new pod not yet in set.
  public static let networkPolicyOutOfSync = CauseID(rawValue: "networkpolicy-out-of-sync")
  /// Non-K8s policy kinds (CNP/CCNP, Calico GNP/HostEndpoint, AdminNetworkPolicy).
  public static let otherPolicyKinds = CauseID(rawValue: "other-policy-kinds")
  /// Dual-stack: policy allows the IPv4 of the scraper, traffic is IPv6 (or reverse).
  public static let networkPolicyOtherFamily = CauseID(rawValue: "networkpolicy-other-family")

  // MARK: The target process

  /// Nothing listens.
  public static let notListening = CauseID(rawValue: "not-listening")
  /// Listens on 127.0.0.1/::1 only.
  public static let listeningOnLoopbackOnly = CauseID(rawValue: "listening-on-loopback-only")
  /// Wrong family / IPV6_V6ONLY.
  public static let listeningOnOtherFamily = CauseID(rawValue: "listening-on-other-family")
  /// Process hung: backlog full, GC, CPU throttled.
  public static let listenBacklogFull = CauseID(rawValue: "listen-backlog-full")
  /// Service-mesh sidecar requires mTLS (STRICT) / iptables REDIRECT in pod netns.
  public static let meshRequiresMTLS = CauseID(rawValue: "mesh-requires-mtls")
  /// connection reset by peer mid-body: crash/OOM, per-connection limit.
  public static let resetMidResponse = CauseID(rawValue: "reset-mid-response")

  // MARK: TLS, HTTP, authentication, Prometheus itself

  /// scheme http on a TLS port.
  public static let httpToHTTPSPort = CauseID(rawValue: "http-to-https-port")
  /// scheme https on a plain port.
  public static let httpsToHTTPPort = CauseID(rawValue: "https-to-http-port")
  /// Unknown CA.
  public static let tlsUnknownCA = CauseID(rawValue: "tls-unknown-ca")
  /// SAN mismatch / scraped by IP.
  public static let tlsNameMismatch = CauseID(rawValue: "tls-name-mismatch")
  /// Expired / not yet valid (clock skew).
  public static let tlsExpired = CauseID(rawValue: "tls-expired")
  /// mTLS: client cert needed/refused.
  public static let tlsClientCertificateRequired = CauseID(
    rawValue: "tls-client-certificate-required")
  /// 401 Unauthorized.
  public static let httpUnauthorized = CauseID(rawValue: "http-unauthorized")
  /// 403 from kubelet.
  public static let kubeletForbidden = CauseID(rawValue: "kubelet-forbidden")
  /// 403 from API server (proxy or /metrics).
  public static let apiServerForbidden = CauseID(rawValue: "api-server-forbidden")
  /// kube-rbac-proxy / metrics endpoint authz (controller-runtime).
  public static let metricsEndpointForbidden = CauseID(rawValue: "metrics-endpoint-forbidden")
  /// API-server proxy: no endpoints / unknown port name.
  public static let apiProxyNoEndpoints = CauseID(rawValue: "api-proxy-no-endpoints")
  /// API-server proxy cannot reach the pod – a *second* path to diagnose, from the control-plane node; the policy sees a node IP.
  public static let apiProxyCannotReachPod = CauseID(rawValue: "api-proxy-cannot-reach-pod")
  /// 404.
  public static let httpNotFound = CauseID(rawValue: "http-not-found")
  /// Redirects / login page.
  public static let httpRedirected = CauseID(rawValue: "http-redirected")
  /// Content-Type (Prometheus ≥3).
  public static let contentTypeUnsupported = CauseID(rawValue: "content-type-unsupported")
  /// Parse errors.
  public static let expositionMalformed = CauseID(rawValue: "exposition-malformed")
  /// Duplicates / timestamps.
  public static let samplesRejected = CauseID(rawValue: "samples-rejected")
  /// Limits.
  public static let scrapeLimitExceeded = CauseID(rawValue: "scrape-limit-exceeded")
  /// scrape_timeout too short / slow exporter.
  public static let scrapeTimeoutTooShort = CauseID(rawValue: "scrape-timeout-too-short")
  /// gzip / encoding / truncated chunk.
  public static let contentEncodingBroken = CauseID(rawValue: "content-encoding-broken")
  /// Target missing: dropped by relabelling or annotations.
  public static let targetDroppedByRelabelling = CauseID(rawValue: "target-dropped-by-relabelling")
  /// Wrong __address__ (annotation port, duplicate port a:b:c, missing port, host network).
  public static let targetAddressWrong = CauseID(rawValue: "target-address-wrong")
  /// Duplicate targets / label collisions; one dropped silently.
  public static let targetDuplicate = CauseID(rawValue: "target-duplicate")
  /// SD RBAC/permission: Prometheus cannot list pods/endpointslices.
  public static let discoveryForbidden = CauseID(rawValue: "discovery-forbidden")
  /// K8s SD from outside: api_server unset or TLS/token wrong; discovered addresses are pod IPs not routed.
  public static let discoveryAddressesUnreachable = CauseID(
    rawValue: "discovery-addresses-unreachable")
  /// HTTP/2 stuck connection / GOAWAY.
  public static let http2ConnectionStuck = CauseID(rawValue: "http2-connection-stuck")

  // MARK: The way back, and addresses nobody has

  /// The node or the pod has no way back to the scraper: no route, or one that rejects.
  public static let returnRouteMissing = CauseID(rawValue: "return-route-missing")
  /// The address lies in a pod CIDR, but no pod owns it.
  public static let noSuchPod = CauseID(rawValue: "no-such-pod")
}

extension CauseID: CaseIterable {
  /// Every cause, in the order of the catalogue.
  public static let allCases: [CauseID] = [
    .noRoute, .routeLeaksToDefaultGateway, .gatewayUnreachable, .onLinkRouteWithoutGateway,
    .routeTypeRejects, .policyRoutingCaptures, .overlappingSubnet, .scraperOutputBlocked,
    .serviceSandboxBlocks, .wrongSourceAddress, .scraperInContainerNamespace, .localPortsExhausted,
    .conntrackTableFull, .httpProxyInPath, .nameDoesNotResolve, .duplicateIPOrStaleARP,
    .neighbourTableOverflow, .routerLacksRoute, .routeToWrongNode, .routingLoop,
    .serviceIPRoutedToNonNode, .asymmetricReturnPath, .statefulFirewallOutOfState,
    .overlayPortBlocked, .vxlanChecksumOffload, .cloudAntiSpoofing, .nextHopNotAdjacent,
    .tunnelAllowedIps, .mtuBlackHole, .mssTooLarge, .ipForwardDisabled,
    .interfaceForwardingDisabled, .reversePathFilter, .netfilterReversePathRule, .forwardPolicyDrop,
    .firewallRuleBlocks, .nativeNFTablesBlocks, .earlyHookDrops, .mixedIPTablesBackends,
    .stalePolicyChains, .reusedPodIPChain, .conntrackInvalidDrop, .untrackedByRawTable,
    .bridgeNetfilterSetting, .natPortCollision, .dockerDirectRoutingBlocked, .ipvsSpecific,
    .serviceNoEndpoints, .serviceSelectorMismatch, .targetPortNotListening, .namedTargetPortMissing,
    .servicePortNotExposed, .noSuchService, .externalTrafficPolicyLocal,
    .internalTrafficPolicyLocal, .nodePortNotAllocated, .hostPortNotProgrammed,
    .loadBalancerSourceRanges, .loadBalancerHidesSource, .kubeProxyStale, .oneEndpointDead,
    .sourceMasqueradedBeforePolicy, .serviceHidesReplicas, .headlessService,
    .connectionPinnedToDeadPod, .networkPolicyDeniesSource, .networkPolicyDropsSource,
    .networkPolicyNamesServicePort, .networkPolicyNamedPortMissing,
    .networkPolicySeesTranslatedSource, .networkPolicySelectorExcludesExternal,
    .networkPolicySelectorAndOr, .networkPolicyDefaultDenyInstalled,
    .networkPolicyEgressBlocksScraper, .localNodeBypassHidesFault,
    .networkPolicyBypassedByRuleOrder, .networkPolicyNotEnforced, .networkPolicyOutOfSync,
    .otherPolicyKinds, .networkPolicyOtherFamily, .notListening, .listeningOnLoopbackOnly,
    .listeningOnOtherFamily, .listenBacklogFull, .meshRequiresMTLS, .resetMidResponse,
    .httpToHTTPSPort, .httpsToHTTPPort, .tlsUnknownCA, .tlsNameMismatch, .tlsExpired,
    .tlsClientCertificateRequired, .httpUnauthorized, .kubeletForbidden, .apiServerForbidden,
    .metricsEndpointForbidden, .apiProxyNoEndpoints, .apiProxyCannotReachPod, .httpNotFound,
    .httpRedirected, .contentTypeUnsupported, .expositionMalformed, .samplesRejected,
    .scrapeLimitExceeded, .scrapeTimeoutTooShort, .contentEncodingBroken,
    .targetDroppedByRelabelling, .targetAddressWrong, .targetDuplicate, .discoveryForbidden,
    .discoveryAddressesUnreachable, .http2ConnectionStuck, .icmpRedirectCached, .returnRouteMissing,
    .noSuchPod,
  ]
}
