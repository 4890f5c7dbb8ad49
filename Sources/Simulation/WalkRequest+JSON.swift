import Addressing
public import Documents

extension WalkRequest {
  /// Reads a line of `walk --flows`: the `flow` object, with optional `host`, `inInterface` and
  /// `mark`. The text of the error names the field.
  public init(_ node: Node) throws(WalkRequestError) {
    guard node.object != nil else { throw WalkRequestError(field: "", reason: "is no JSON object") }
    let destination = try Self.address(node, "to")
    guard let destination else {
      throw WalkRequestError(field: "to", reason: "is missing: the destination address")
    }
    let source = try Self.address(node, "from")
    let transport = try Self.transport(node, destination.family)
    let port = try Self.port(node, "port")
    if port == nil, transport.hasPorts {
      throw WalkRequestError(field: "port", reason: "is missing: \(transport) needs one")
    }
    let flow = Flow(
      from: source, sourcePort: try Self.port(node, "sourcePort") ?? Flow.defaultSourcePort,
      to: destination, port: port ?? 0, transport: transport)
    self.init(
      flow, host: node["host"]?.string, inInterface: node["inInterface"]?.string,
      mark: UInt32(clamping: node["mark"]?.int ?? 0))
    if let source, source.family != destination.family {
      throw WalkRequestError(field: "from", reason: "is of another family than 'to'")
    }
  }

  private static func address(
    _ node: Node, _ field: String
  ) throws(WalkRequestError) -> IPAddress? {
    guard let value = node[field], !value.isNull else { return nil }
    guard let text = value.string, let address = IPAddress(parsing: text) else {
      throw WalkRequestError(field: field, reason: "is no IP address: \(value.json)")
    }
    return address
  }

  private static func port(_ node: Node, _ field: String) throws(WalkRequestError) -> UInt16? {
    guard let value = node[field], !value.isNull else { return nil }
    guard let number = value.int, let port = UInt16(exactly: number) else {
      throw WalkRequestError(field: field, reason: "is no port: \(value.json)")
    }
    return port
  }

  private static func transport(
    _ node: Node, _ family: IPFamily
  ) throws(WalkRequestError) -> TransportProtocol {
    guard let value = node["protocol"], !value.isNull else { return .tcp }
    let text = value.string ?? value.json
    guard let transport = TransportProtocol(parsing: text) else {
      throw WalkRequestError(field: "protocol", reason: "is unknown: \(value.json)")
    }
    return transport == .icmp && family == .ipv6 ? .icmpv6 : transport
  }
}

/// A flow that is not written as it should be.
public struct WalkRequestError: Error, Sendable, Hashable {
  /// The field that is wrong; empty for the whole.
  public var field: String
  /// What is wrong with it.
  public var reason: String
}

extension WalkRequestError: CustomStringConvertible {
  /// `'port' is no port: 70000`.
  public var description: String { field.isEmpty ? "the flow \(reason)" : "'\(field)' \(reason)" }
}
