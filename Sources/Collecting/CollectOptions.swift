/// What is to be collected beside the host itself.
public struct CollectOptions: Sendable, Hashable {
  /// The namespaces of the host's other processes too, each a host of its own: pods, containers.
  public var otherNamespaces = false
  /// The cluster's objects, with the `kubectl` of the machine.
  public var cluster = false
  /// The table of connections.
  public var conntrack = true

  /// The host alone.
  public init() {}
}
