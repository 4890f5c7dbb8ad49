/// Every cause that is looked for, more fundamental ones first: of two that do not explain one another,
/// the earlier one is the root.
enum Catalogue {
  static let examiners: [any CauseExaminer.Type] = [
    HeadlessService.self,
    NoSuchPod.self,
    NoSuchService.self,
    ServicePortNotExposed.self,
    ServiceSelectorMismatch.self,
    NamedTargetPortMissing.self,
    ServiceNoEndpoints.self,
    NoRoute.self,
    RouteTypeRejects.self,
    PolicyRoutingCaptures.self,
    OverlappingSubnet.self,
    OnLinkRouteWithoutGateway.self,
    RouteToWrongNode.self,
    ServiceIPRoutedToNonNode.self,
    RouteLeaksToDefaultGateway.self,
    RouterLacksRoute.self,
    RoutingLoop.self,
    GatewayUnreachable.self,
    DuplicateIPOrStaleARP.self,
    UntrackedByRawTable.self,
    IPForwardDisabled.self,
    InterfaceForwardingDisabled.self,
    ReversePathFilter.self,
    EarlyHookDrops.self,
    NetfilterReversePathRule.self,
    DockerDirectRoutingBlocked.self,
    ConntrackInvalidDrop.self,
    MixedIPTablesBackends.self,
    ForwardPolicyDrop.self,
    NativeNFTablesBlocks.self,
    FirewallRuleBlocks.self,
    ExternalTrafficPolicyLocal.self,
    InternalTrafficPolicyLocal.self,
    LoadBalancerSourceRanges.self,
    HostPortNotProgrammed.self,
    NodePortNotAllocated.self,
    KubeProxyStale.self,
    OneEndpointDead.self,
    TargetPortNotListening.self,
    ListeningOnLoopbackOnly.self,
    ListeningOnOtherFamily.self,
    ListenBacklogFull.self,
    NotListening.self,
    ReusedPodIPChain.self,
    StalePolicyChains.self,
    NetworkPolicyOutOfSync.self,
    OtherPolicyKinds.self,
    NetworkPolicyEgressBlocksScraper.self,
    NetworkPolicySeesTranslatedSource.self,
    NetworkPolicyNamesServicePort.self,
    NetworkPolicyNamedPortMissing.self,
    NetworkPolicySelectorAndOr.self,
    NetworkPolicyDefaultDenyInstalled.self,
    NetworkPolicyOtherFamily.self,
    NetworkPolicyDeniesSource.self,
    NetworkPolicyDropsSource.self,
    NetworkPolicySelectorExcludesExternal.self,
    BridgeNetfilterSetting.self,
    AsymmetricReturnPath.self,
    ReturnRouteMissing.self,
    NetworkPolicyBypassedByRuleOrder.self,
    NetworkPolicyNotEnforced.self,
    LoadBalancerHidesSource.self,
    SourceMasqueradedBeforePolicy.self,
    LocalNodeBypassHidesFault.self,
    ServiceHidesReplicas.self,
  ]

  /// The causes that the cases show, in the order of the catalogue; one that several cases show once.
  static func examine(_ cases: [Case]) -> [Cause] {
    var causes: [Cause] = []
    for examiner in examiners {
      var found: [Cause] = []
      for scene in cases {
        guard let cause = examiner.examine(scene),
          !found.contains(where: { $0.summary == cause.summary })
        else { continue }
        found.append(cause)
      }
      causes += found
    }
    return causes
  }
}
