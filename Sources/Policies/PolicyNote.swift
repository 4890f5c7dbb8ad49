public import Addressing
public import Cluster

/// Something that should be known beside a decision. Sentences are in
/// `PolicyNote+Description.swift`.
public enum PolicyNote: Sendable, Hashable {
  /// Nobody recorded this kind of object, on which the decision depends.
  case missingObjects(kind: String)
  /// Policies of other kinds are there, which may overrule.
  case otherPolicies([String])
  /// An `ipBlock` decides about a pod's address, which network plugins judge differently.
  case ipBlockDecidesPod(IPAddress)
  /// The pod is on the host network, for which the specification defines nothing.
  case hostNetwork(ObjectName)
  /// The source is a node: what the pod's own node sends is always allowed.
  case sourceIsNode(String)
  /// Only TCP, UDP and SCTP are within the specification.
  case undefinedTransport(TransportProtocol)
  /// The pod is there by name only; its labels are unknown.
  case unknownPod(ObjectName)
  /// Both ends have addresses of two families, and the other one is decided differently.
  case otherFamilyDiffers(IPFamily, PolicyVerdict)
  /// The destination is a Service's address; policies judge the pods behind it.
  case destinationIsService(ObjectName)
}
