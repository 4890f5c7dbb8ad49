/// One thing of the snapshot that shows a cause.
public struct Evidence: Sendable, Hashable {
  /// What sort of thing it is.
  public var kind: Kind
  /// The host it was recorded on; nil for objects of the cluster.
  public var host: String?
  /// Where it is: `filter/KUBE-POD-FW-…#5`, `networkpolicies.json`.
  public var place: String
  /// The thing itself, as its own tool prints it, or in a sentence.
  public var text: String

  /// The sorts of things that show causes.
  public enum Kind: String, Sendable, Hashable {
    case rule, set, route, neighbour, policy, packet, socket, sysctl, counter, object, probe
  }

  /// Something that shows a cause.
  public init(_ kind: Kind, host: String? = nil, at place: String, _ text: String) {
    self.kind = kind
    self.host = host
    self.place = place
    self.text = text
  }
}
