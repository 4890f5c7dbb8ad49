public import Addressing

/// One tracked connection: a line of `conntrack -L`.
public struct ConntrackEntry: Sendable, Hashable {
  /// `ipv4     2` or `ipv6     10` at the front: the extended form.
  public var isExtended: Bool
  /// The protocol's name as it was printed; `unknown` where the tool has none.
  public var protocolName: String
  /// The protocol's number.
  public var transport: TransportProtocol
  /// Seconds until it is forgotten; nil where none is printed (offloaded connections).
  public var timeout: UInt32?
  /// `ESTABLISHED`, `SYN_SENT`; nil for protocols without states.
  public var state: String?
  /// From whoever began.
  public var original: ConntrackTuple
  /// What a reply looks like; differs from ``original`` turned round where there is NAT.
  public var reply: ConntrackTuple
  /// The words in brackets, `UNREPLIED` aside: `ASSURED`, `OFFLOAD`.
  public var flags: [ConntrackFlag]
  /// `[UNREPLIED]`: no packet came back yet.
  public var isUnreplied: Bool
  /// The words after the tuples, in order.
  public var attributes: [ConntrackAttribute]

  /// A connection.
  public init(
    isExtended: Bool = false, protocolName: String, transport: TransportProtocol,
    timeout: UInt32? = nil, state: String? = nil, original: ConntrackTuple, reply: ConntrackTuple,
    flags: [ConntrackFlag] = [], isUnreplied: Bool = false, attributes: [ConntrackAttribute] = []
  ) {
    self.isExtended = isExtended
    self.protocolName = protocolName
    self.transport = transport
    self.timeout = timeout
    self.state = state
    self.original = original
    self.reply = reply
    self.flags = flags
    self.isUnreplied = isUnreplied
    self.attributes = attributes
  }

  /// Whether it lives on under pressure: `[ASSURED]`.
  public var isAssured: Bool { flags.contains(.assured) }

  /// The connection mark, 0 where none is printed.
  public var mark: UInt32 {
    for case .mark(let mark) in attributes { return mark }
    return 0
  }

  /// The zone of both directions, 0 where none is printed.
  public var zone: UInt16 {
    for case .zone(let zone) in attributes { return zone }
    return 0
  }

  /// The helper that watches it: `ftp`.
  public var helper: String? {
    for case .helper(let name) in attributes { return name }
    return nil
  }

  /// The connection labels.
  public var labels: [String] {
    for case .labels(let names) in attributes { return names }
    return []
  }

  /// Whether the source was translated: replies do not go to the original source.
  public var isSourceTranslated: Bool {
    original.source != reply.destination || sourcePort(original) != destinationPort(reply)
  }

  /// Whether the destination was translated: replies do not come from the original destination.
  public var isDestinationTranslated: Bool {
    original.destination != reply.source || destinationPort(original) != sourcePort(reply)
  }

  private func sourcePort(_ tuple: ConntrackTuple) -> UInt16 {
    if case .ports(let source, _) = tuple.ports { source } else { 0 }
  }

  private func destinationPort(_ tuple: ConntrackTuple) -> UInt16 {
    if case .ports(_, let destination) = tuple.ports { destination } else { 0 }
  }
}

/// A word in brackets.
public enum ConntrackFlag: Sendable, Hashable {
  case assured
  case offload
  case hardwareOffload
  /// Any other, without its brackets.
  case other(String)
}

/// A word after the tuples.
public enum ConntrackAttribute: Sendable, Hashable {
  case mark(UInt32)
  case use(UInt32)
  case zone(UInt16)
  case secmark(UInt32)
  case secctx(String)
  case helper(String)
  case id(UInt32)
  /// `delta-time`: seconds since it began.
  case deltaTime(UInt64)
  case labels([String])
  /// A word no reader knows, as it was written.
  case other(String)
}
