public import Addressing

/// What really happened to one flow.
public struct Observation: Sendable, Hashable {
  /// Each host whose own stack got the first packet, after all of its hooks, in order.
  public var deliveries: [Delivery] = []
  /// What came back to the socket that asked.
  public var answer: Answer = .silence
  /// Packets about the flow that reached its sender but do not belong to its socket, since they
  /// were not translated back: for people, not for comparison.
  public var strays: [String] = []

  /// An observation of `deliveries` and `answer`; without them, of nothing at all.
  public init(deliveries: [Delivery] = [], answer: Answer = .silence) {
    self.deliveries = deliveries
    self.answer = answer
  }

  /// The first packet as one host's stack received it.
  public struct Delivery: Sendable, Hashable {
    /// The name of the namespace.
    public var host: String
    /// Its source as the service saw it; an echo request's identifier stands for the port.
    public var source: Endpoint
    /// Its destination as the service saw it.
    public var destination: Endpoint

    /// An arrival at `host` as a packet from `source` to `destination`.
    public init(host: String, source: Endpoint, destination: Endpoint) {
      self.host = host
      self.source = source
      self.destination = destination
    }
  }

  /// What the sender was told, by the wire or by its own kernel.
  public enum Answer: Sendable, Hashable {
    /// SYN-ACK, a datagram, or an echo reply.
    case reply
    /// A TCP reset.
    case reset
    /// An ICMP error, and who signed it.
    case icmp(type: UInt8, code: UInt8, from: IPAddress)
    /// The call itself failed with this errno and nothing else came.
    case refusedLocally(Int32)
    /// Nothing at all.
    case silence
  }
}

extension Observation: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    let arrived = deliveries.map { "at \($0.host) as \($0.source) → \($0.destination)" }
    let delivered = arrived.isEmpty ? "delivered nowhere" : arrived.joined(separator: ", ")
    let odd = strays.isEmpty ? "" : "; strays: \(strays.joined(separator: ", "))"
    return "\(delivered); \(answer)\(odd)"
  }
}

extension Observation.Answer: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    switch self {
    case .reply: "reply"
    case .reset: "reset"
    case .icmp(let type, let code, let from): "icmp \(type)/\(code) from \(from)"
    case .refusedLocally(let number): "errno \(number)"
    case .silence: "silence"
    }
  }
}
