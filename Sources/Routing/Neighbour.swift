public import Addressing
public import Documents

/// One entry of the ARP or ND table, as `ip neigh` prints it.
public struct Neighbour: Sendable, Hashable {
  /// Whose entry it is.
  public var address: IPAddress
  /// The interface it is on.
  public var dev: String
  /// The hardware address as printed; nil while none is known.
  public var lladdr: String?
  /// How sure the kernel is of it.
  public var state: State
  /// Whether the host answers for this address in place of its owner (`proxy`).
  public var isProxy: Bool
  /// Whether the neighbour said that it is an IPv6 router.
  public var isRouter: Bool
  /// Fields this type does not interpret.
  public var other: [Node.Member]

  /// An entry.
  public init(
    _ address: IPAddress, dev: String, lladdr: String? = nil, state: State,
    isProxy: Bool = false, isRouter: Bool = false, other: [Node.Member] = []
  ) {
    self.address = address
    self.dev = dev
    self.lladdr = lladdr
    self.state = state
    self.isProxy = isProxy
    self.isRouter = isRouter
    self.other = other
  }

  /// The Ethernet address, nil where none is known or it is of another kind.
  public var macAddress: MACAddress? { lladdr.flatMap { MACAddress(parsing: $0) } }
}

extension Neighbour {
  /// The state of an entry (`ip-neighbour(8)`).
  public enum State: Sendable, Hashable {
    case permanent
    case noarp
    case reachable
    case stale
    case delay
    case probe
    /// Asked, not answered yet.
    case incomplete
    /// Asked in vain.
    case failed
    /// Never asked; proxy entries have no state either.
    case none
    /// A state nobody here knows.
    case unknown(String)

    /// Whether packets are sent to the entry's address at once (`NUD_VALID`).
    public var isValid: Bool {
      switch self {
      case .permanent, .noarp, .reachable, .stale, .delay, .probe: true
      case .incomplete, .failed, .none, .unknown: false
      }
    }
  }
}

extension Neighbour.State: CustomStringConvertible {
  private static let known: [Self] = [
    .permanent, .noarp, .reachable, .stale, .delay, .probe, .incomplete, .failed, .none,
  ]

  /// Reads what `ip neigh` prints.
  public init(parsing text: String) {
    self = Self.known.first { $0.description == text } ?? .unknown(text)
  }

  /// The word that `ip neigh` prints.
  public var description: String {
    switch self {
    case .permanent: "PERMANENT"
    case .noarp: "NOARP"
    case .reachable: "REACHABLE"
    case .stale: "STALE"
    case .delay: "DELAY"
    case .probe: "PROBE"
    case .incomplete: "INCOMPLETE"
    case .failed: "FAILED"
    case .none: "NONE"
    case .unknown(let text): text
    }
  }
}
