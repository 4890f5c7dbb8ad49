/// One attempt to reach something: who asks, what is asked, with which protocol.
public struct Flow: Sendable, Hashable {
  /// The source address, nil where the sending host shall choose it.
  public var source: IPAddress?
  /// The source port; the identifier of an ICMP echo request.
  public var sourcePort: UInt16
  /// The destination as the sender writes it into the packet.
  public var destination: IPAddress
  /// The destination port, 0 for protocols without ports.
  public var port: UInt16
  /// The transport protocol.
  public var transport: TransportProtocol

  /// The source port a flow has when nobody says another.
  public static let defaultSourcePort: UInt16 = 40000

  /// A flow from `source` to `destination`:`port`.
  public init(
    from source: IPAddress?, sourcePort: UInt16 = Flow.defaultSourcePort,
    to destination: IPAddress, port: UInt16, transport: TransportProtocol = .tcp
  ) {
    self.source = source
    self.sourcePort = sourcePort
    self.destination = destination
    self.port = port
    self.transport = transport
  }
}

extension Flow: CustomStringConvertible {
  /// `tcp 192.168.1.10:40000 → 10.43.4.242:8082`.
  public var description: String {
    let from = source.map { Endpoint($0, port: sourcePort).description } ?? "*:\(sourcePort)"
    return "\(transport) \(from) → \(Endpoint(destination, port: port))"
  }
}
