/// A packet as it was captured: when, where, its bytes, and what they say.
public struct CapturedPacket: Sendable, Hashable {
  /// Nanoseconds since 1970.
  public var time: Int64
  /// The interface, with the namespace before it where several were captured; empty where a file does not say.
  public var interface: String
  /// The link type of ``bytes``.
  public var linkType: LinkType
  /// The bytes captured.
  public var bytes: [UInt8]
  /// How long the packet was on the wire.
  public var originalLength: Int
  /// The comment a file has for it.
  public var comment: String?
  /// What the bytes say.
  public let frame: Frame

  /// A packet of `linkType`.
  public init(
    time: Int64, interface: String, linkType: LinkType, bytes: [UInt8], originalLength: Int,
    comment: String? = nil
  ) {
    self.time = time
    self.interface = interface
    self.linkType = linkType
    self.bytes = bytes
    self.originalLength = originalLength
    self.comment = comment
    frame = Frame(decoding: bytes[...], linkType)
  }

  /// The IP packet in it, the inner one where it is tunnelled.
  public var ip: IPPacket? {
    guard case .ip(let outer) = frame.content else { return nil }
    return outer.innermost
  }
}
