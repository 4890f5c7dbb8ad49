/// Which cause is the root where several apply.
enum Precedence {
  /// Causes that bring others about: the others stay, as contributing ones.
  static let brings: [(root: CauseID, contributing: CauseID)] = [
    (.serviceSelectorMismatch, .serviceNoEndpoints),
    (.namedTargetPortMissing, .serviceNoEndpoints),
    (.networkPolicyDeniesSource, .networkPolicySelectorExcludesExternal),
    (.routeLeaksToDefaultGateway, .routerLacksRoute),
    (.mixedIPTablesBackends, .forwardPolicyDrop),
  ]

  /// Causes that say more exactly what others say in general: the others are not said at all.
  static let replaces: [(specific: CauseID, generals: Set<CauseID>)] = [
    (
      .networkPolicySeesTranslatedSource,
      [
        .networkPolicyDeniesSource, .networkPolicyDropsSource,
        .networkPolicySelectorExcludesExternal, .networkPolicyOtherFamily,
      ]
    ),
    (.networkPolicyNamesServicePort, [.networkPolicyDeniesSource, .networkPolicyDropsSource]),
    (.networkPolicyNamedPortMissing, [.networkPolicyDeniesSource, .networkPolicyDropsSource]),
    (.networkPolicySelectorAndOr, [.networkPolicyDeniesSource, .networkPolicyDropsSource]),
    (.networkPolicyDefaultDenyInstalled, [.networkPolicyDeniesSource, .networkPolicyDropsSource]),
    (.networkPolicyOtherFamily, [.networkPolicyDeniesSource, .networkPolicyDropsSource]),
    (
      .reusedPodIPChain,
      [.stalePolicyChains, .networkPolicyOutOfSync, .networkPolicyDeniesSource]
    ),
    (
      .kubeProxyStale,
      [.noSuchPod, .gatewayUnreachable, .oneEndpointDead, .targetPortNotListening, .notListening]
    ),
    (.oneEndpointDead, [.gatewayUnreachable, .notListening]),
    (.duplicateIPOrStaleARP, [.noSuchPod, .gatewayUnreachable]),
    (.noSuchPod, [.gatewayUnreachable, .onLinkRouteWithoutGateway]),
    (
      .noSuchService,
      [.gatewayUnreachable, .routerLacksRoute, .serviceIPRoutedToNonNode, .routeTypeRejects]
    ),
    (.routeLeaksToDefaultGateway, [.routeTypeRejects]),
    (.targetPortNotListening, [.notListening]),
    (.hostPortNotProgrammed, [.notListening, .nodePortNotAllocated]),
    (.nodePortNotAllocated, [.notListening]),
    (
      .overlappingSubnet,
      [.onLinkRouteWithoutGateway, .gatewayUnreachable, .routeLeaksToDefaultGateway]
    ),
    (.policyRoutingCaptures, [.routeTypeRejects, .noRoute, .routeLeaksToDefaultGateway]),
    (
      .serviceIPRoutedToNonNode,
      [.routerLacksRoute, .routeLeaksToDefaultGateway, .routeTypeRejects]
    ),
    (.routeToWrongNode, [.routerLacksRoute, .gatewayUnreachable, .ipForwardDisabled]),
    (.headlessService, [.serviceHidesReplicas]),
    (.bridgeNetfilterSetting, [.asymmetricReturnPath]),
    (.routingLoop, [.serviceIPRoutedToNonNode, .routeLeaksToDefaultGateway]),
    (.untrackedByRawTable, [.routerLacksRoute, .serviceIPRoutedToNonNode]),
    (.netfilterReversePathRule, [.firewallRuleBlocks, .nativeNFTablesBlocks]),
    (.dockerDirectRoutingBlocked, [.firewallRuleBlocks]),
    (.conntrackInvalidDrop, [.firewallRuleBlocks]),
    (.mixedIPTablesBackends, [.firewallRuleBlocks]),
  ]

  /// Puts the root first, then what contributes to it, then the rest.
  static func arrange(_ causes: [Cause]) -> [Cause] {
    let ids = Set(causes.map(\.id))
    var rest = causes.filter { cause in
      !replaces.contains { $0.generals.contains(cause.id) && ids.contains($0.specific) }
    }
    rest.sort { rank($0) < rank($1) }
    let brought = Set(
      brings.filter { ids.contains($0.root) }.map(\.contributing))
    var arranged =
      rest.filter { !brought.contains($0.id) } + rest.filter { brought.contains($0.id) }
    for index in arranged.indices {
      let more = brings.filter { $0.root == arranged[index].id && ids.contains($0.contributing) }
        .map(\.contributing)
      arranged[index].contributing += more.filter { !arranged[index].contributing.contains($0) }
    }
    return arranged
  }

  private static func rank(_ cause: Cause) -> Int {
    switch cause.certainty {
    case .certain, .likely: 0
    case .possible: 1
    }
  }
}
