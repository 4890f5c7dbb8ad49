public import Addressing

/// A question or answer of the Address Resolution Protocol for IPv4 (RFC 826).
public struct ARPPacket: Sendable, Hashable {
  /// Whether it asks; otherwise it answers.
  public var isRequest: Bool
  /// Who sends it.
  public var sender: IPAddress
  /// The sender's hardware address.
  public var senderHardware: MACAddress
  /// Whose address is asked for.
  public var target: IPAddress

  init?(decoding bytes: ArraySlice<UInt8>) {
    var cursor = ByteCursor(bytes)
    guard cursor.word() != nil, cursor.word() == 0x0800, cursor.byte() == 6, cursor.byte() == 4,
      let operation = cursor.word(), operation == 1 || operation == 2,
      let senderHardware = cursor.hardwareAddress(), let sender = cursor.address(.ipv4),
      cursor.take(6) != nil, let target = cursor.address(.ipv4)
    else { return nil }
    isRequest = operation == 1
    self.sender = sender
    self.senderHardware = senderHardware
    self.target = target
  }
}
