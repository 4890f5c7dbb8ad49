public import Addressing

/// One address and port behind a Service, whichever kind of object said so.
public struct ServiceBackend: Sendable, Hashable {
  /// The name of the Service's port; empty for the only, unnamed one.
  public var portName: String
  /// The address and port of the pod.
  public var endpoint: Endpoint
  /// The protocol.
  public var transport: TransportProtocol
  /// Whether new connections may go to it.
  public var ready: Bool
  /// Whether it answers, even while it is being deleted.
  public var serving: Bool
  /// Whether it is being deleted.
  public var terminating: Bool
  /// The pod, where written.
  public var pod: ObjectName?
  /// The node it is on, where written.
  public var nodeName: String?

  /// A backend.
  public init(
    portName: String, endpoint: Endpoint, transport: TransportProtocol, ready: Bool,
    serving: Bool, terminating: Bool, pod: ObjectName? = nil, nodeName: String? = nil
  ) {
    self.portName = portName
    self.endpoint = endpoint
    self.transport = transport
    self.ready = ready
    self.serving = serving
    self.terminating = terminating
    self.pod = pod
    self.nodeName = nodeName
  }
}
