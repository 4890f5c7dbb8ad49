/// Something in a policy that is valid but surely not meant.
public struct LintFinding: Sendable, Hashable {
  /// Which kind of slip.
  public var rule: LintRule
  /// The policy, `NS/NAME`; with its kind where it is no NetworkPolicy.
  public var policy: String
  /// Where in it: `ingress[0].from[1]`; empty for the whole.
  public var path: String
  /// What is wrong, one sentence without a full stop.
  public var text: String
  /// What was probably meant, one sentence; empty where nobody can tell.
  public var advice: String

  /// A finding.
  public init(
    _ rule: LintRule, _ policy: String, at path: String = "", _ text: String, advice: String = ""
  ) {
    self.rule = rule
    self.policy = policy
    self.path = path
    self.text = text
    self.advice = advice
  }
}

/// The kinds of slips that are found.
public enum LintRule: String, Sendable, Hashable, CaseIterable {
  /// A named port that no selected pod declares.
  case unknownPortName = "unknown-port-name"
  /// The Service's port where the pod's is meant.
  case servicePort = "service-port"
  /// `podSelector` of the policy selects no pod.
  case selectsNothing = "selects-nothing"
  /// A peer selects no pod.
  case peerSelectsNothing = "peer-selects-nothing"
  /// `namespaceSelector: {}` on a port that is scraped, maybe from outside.
  case namespaceSelectorExcludesExternal = "namespace-selector-excludes-external"
  /// Two entries where one with both selectors is meant, or the other way round.
  case andOr = "and-or"
  /// `except` outside its `cidr`.
  case exceptOutsideCIDR = "except-outside-cidr"
  /// Host bits in a `cidr`.
  case hostBits = "host-bits"
  /// A rule or peer that a broader one holds already.
  case shadowed = "shadowed"
  /// A section that `policyTypes` leaves out.
  case sectionWithoutType = "section-without-type"
  /// The policy selects pods on the host network, which it does not reach.
  case hostNetwork = "host-network"
  /// Egress is closed and port 53 with it.
  case egressWithoutDNS = "egress-without-dns"
  /// A kind of policy that nothing in the cluster enforces.
  case notEnforced = "not-enforced"
  /// No rule in the kernel of a selected pod's node reflects the policy.
  case notInKernel = "not-in-kernel"
}
