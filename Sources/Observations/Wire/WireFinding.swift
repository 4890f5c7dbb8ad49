public import Addressing

/// Something that packets show.
public struct WireFinding: Sendable, Hashable {
  /// The interface it was seen at; empty where a file does not say, or where several are compared.
  public var interface: String
  /// Who asked and who was asked; nil where it is not about one conversation.
  public var client: Endpoint?
  public var server: Endpoint?
  /// What it is.
  public var kind: Kind

  /// What packets can show.
  public enum Kind: Sendable, Hashable {
    /// The handshake was completed; how many bytes of data each side sent.
    case connected(clientBytes: Int, serverBytes: Int)
    /// SYNs, or datagrams, that got no answer.
    case unanswered(count: Int, TransportProtocol)
    /// An ICMP error about it: who sent it, and the TTL of the packet it quotes.
    case refused(ICMPMessage, by: IPAddress, quotedHopLimit: UInt8?, sentHopLimit: UInt8?)
    /// The server's address refused or broke it with a reset of this TTL.
    case reset(hopLimit: UInt8, beforeData: Bool)
    /// A reset has another TTL than other packets of the same address: another host wrote it.
    case resetOfAnotherHost(reset: UInt8, others: UInt8)
    /// The answer came from another address than was asked.
    case answeredBy(Endpoint)
    /// The client's host reset the answer.
    case answerReset
    /// Segments that were sent again.
    case retransmitted(count: Int, fromServer: Bool)
    /// Segments of full size that were sent again and never acknowledged.
    case fullSizeUnacknowledged(bytes: Int, count: Int, fromServer: Bool)
    /// The maximum segment size is another at another interface.
    case segmentSizeChanged(from: UInt16, at: String, to: UInt16)
    /// A router or host cannot pass on packets so large.
    case tooBig(by: IPAddress, mtu: Int?)
    /// The same SYN bears other addresses at another interface.
    case translated(at: String, client: Endpoint, server: Endpoint)
    /// Of several interfaces, the one where the SYN was last seen.
    case lastSeen(at: String, of: Int)
    /// An ICMP error quotes a packet that nobody was seen to send.
    case quotesUnknown(ICMPMessage, by: IPAddress)
    /// Nobody answered for an address on the link.
    case neighbourUnanswered(IPAddress, asker: IPAddress, count: Int)
    /// A router told of another way.
    case redirected(by: IPAddress, to: IPAddress, destination: IPAddress?)
    /// A rule logged it.
    case logged(prefix: String, count: Int)
  }

  /// A finding.
  public init(
    _ kind: Kind, interface: String = "", client: Endpoint? = nil, server: Endpoint? = nil
  ) {
    self.interface = interface
    self.client = client
    self.server = server
    self.kind = kind
  }

  /// How directly it tells what is wrong: the lowest is said first.
  public var rank: Int {
    switch kind {
    case .answeredBy, .resetOfAnotherHost, .fullSizeUnacknowledged, .tooBig: 0
    case .refused, .reset: 1
    case .neighbourUnanswered: 2
    case .unanswered, .quotesUnknown, .answerReset: 3
    case .connected: isFault ? 3 : 6
    case .retransmitted: 4
    case .translated, .lastSeen, .segmentSizeChanged, .redirected, .logged: 5
    }
  }

  /// Whether it tells of something that does not work.
  public var isFault: Bool {
    switch kind {
    case .connected(let asked, let answered): asked > 0 && answered == 0
    case .translated, .lastSeen, .segmentSizeChanged, .redirected, .logged: false
    case .unanswered, .refused, .reset, .resetOfAnotherHost, .answeredBy, .answerReset,
      .retransmitted, .fullSizeUnacknowledged, .tooBig, .quotesUnknown, .neighbourUnanswered:
      true
    }
  }
}
