public import Cluster

/// The smallest changes that admit one connection, taken together.
public struct FlowRemedy: Sendable, Hashable {
  /// One change for each direction that denies it.
  public var patches: [MinimalPatch]
  /// The policies to apply, each whole and in its final form.
  public var policies: [NetworkPolicy]
  /// Whether the connection is admitted then, and what else is.
  public var proof: PatchProof

  /// The manifests that `kubectl apply -f -` takes.
  public var manifest: String { policies.map(\.manifest).joined(separator: "---\n") }
}

extension PolicyEngine {
  /// The smallest changes that admit `flow`, found by deciding again after each; nil where it is
  /// admitted already, and where no NetworkPolicy can admit it.
  public func remedy(for flow: PolicyFlow, _ style: PatchStyle) -> FlowRemedy? {
    guard !allows(flow) else { return nil }
    var changed = self
    var patches: [MinimalPatch] = []
    for patch in self.patches(for: flow, style) {
      // The second direction may be ruled by the policy that the first has changed.
      let current = changed.patches(for: flow, style).first { $0.direction == patch.direction }
      guard let current else { continue }
      changed.replace(current.policy)
      patches.append(current)
    }
    guard !patches.isEmpty else { return nil }
    var policies: [NetworkPolicy] = []
    for patch in patches {
      policies.removeAll { $0.objectName == patch.policy.objectName }
      policies.append(patch.policy)
    }
    return FlowRemedy(
      patches: patches, policies: policies, proof: proof(of: policies, by: changed, for: [flow]))
  }
}
