public import Addressing

/// What a probe means: what happened, where, and whom to ask next.
public struct ProbeFinding: Sendable, Hashable {
  /// What happened.
  public var sign: ProbeSign
  /// Where.
  public var place: ProbePlace
  /// Whether a host on the way translated the destination; nil where that cannot be told.
  public var isTranslated: Bool?
  /// Who said so: the sender of the ICMP message.
  public var sender: IPAddress?
  /// The ICMP message, where one came.
  public var message: ICMPMessage?
  /// The last router known to have had the packet: where to look next; nil where there is none.
  public var nearest: IPAddress?
  /// What the client sees: an errno by name, `timeout` or `connected`, as `target` spells it.
  public var clientSees: String

  /// A finding.
  public init(
    sign: ProbeSign, place: ProbePlace, isTranslated: Bool? = nil, sender: IPAddress? = nil,
    message: ICMPMessage? = nil, nearest: IPAddress? = nil, clientSees: String
  ) {
    self.sign = sign
    self.place = place
    self.isTranslated = isTranslated
    self.sender = sender
    self.message = message
    self.nearest = nearest
    self.clientSees = clientSees
  }
}
