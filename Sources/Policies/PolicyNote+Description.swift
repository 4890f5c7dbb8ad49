import Addressing
import Cluster

extension PolicyNote: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .missingObjects(let kind):
      "no \(kind) were recorded, so that the decision may be another one"
    case .otherPolicies(let kinds):
      "\(kinds.joined(separator: ", ")) objects are there too and may overrule NetworkPolicies"
    case .ipBlockDecidesPod(let address):
      "an ipBlock alone decides about the pod address \(address); "
        + "some network plugins, Cilium among them, do not match pods by ipBlock"
    case .hostNetwork(let pod):
      "pod \(pod) is on the host network, for which NetworkPolicy is undefined; "
        + "most network plugins take it for its node"
    case .sourceIsNode(let node):
      "the source is node \(node); what a pod's own node sends is always allowed, "
        + "what another node sends needs an ipBlock"
    case .undefinedTransport(let transport):
      "NetworkPolicy says nothing about \(transport), only about TCP, UDP and SCTP"
    case .unknownPod(let pod): "pod \(pod) was not recorded, so that its labels are unknown"
    case .otherFamilyDiffers(let family, let verdict):
      "both ends have \(family == .ipv4 ? "IPv4" : "IPv6") addresses too, by which the connection is "
        + verdict.rawValue
    case .destinationIsService(let service):
      "the destination is Service \(service); policies judge the pods behind it, on their own ports"
    }
  }
}
