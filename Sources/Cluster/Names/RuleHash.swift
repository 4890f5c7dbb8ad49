public import Addressing

/// The hashes in the names of chains and sets.
public enum RuleHash {
  /// The first 16 letters of the base32 of the SHA-256 of `text`.
  public static func letters(of text: String) -> String {
    String(Base32.encode(SHA256.hash(text.utf8).prefix(10)))
  }

  /// What follows `KUBE-SVC-`, `KUBE-SVL-`, `KUBE-EXT-`, `KUBE-FW-` and `KUBE-XLB-`.
  ///
  /// Source: `portProtoHash` in `pkg/proxy/iptables/proxier.go` of Kubernetes.
  public static func service(_ port: ServicePortName, _ transport: TransportProtocol) -> String {
    letters(of: "\(port)\(transport)")
  }

  /// What follows `KUBE-SEP-`.
  ///
  /// Source: `servicePortEndpointChainName` in `pkg/proxy/iptables/proxier.go` of Kubernetes.
  public static func endpoint(
    _ port: ServicePortName, _ transport: TransportProtocol, _ endpoint: Endpoint
  ) -> String {
    letters(of: "\(port)\(transport)\(endpoint)")
  }

  /// What follows `KUBE-SRC-` and `KUBE-DST-` of kube-router, whose parts stand without separators.
  ///
  /// Source: `pkg/controllers/netpol/network_policy_controller.go` of kube-router.
  public static func policySet(_ policy: ObjectName, _ parts: String...) -> String {
    letters(of: policy.namespace + policy.name + parts.joined())
  }
}
