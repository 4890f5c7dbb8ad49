/// A UDP datagram (RFC 768), and the frame in it where it is VXLAN (RFC 7348).
public struct UDPDatagram: Sendable, Hashable {
  public var sourcePort: UInt16
  public var destinationPort: UInt16
  /// The length the header gives, header included.
  public var length: Int
  /// The VXLAN network identifier; nil for other datagrams.
  public var networkIdentifier: UInt32?
  /// The frame that VXLAN carries.
  public var inner: Frame? { box?.frame }

  private var box: Box?

  /// Breaks the circle of values that hold each other.
  private final class Box: Sendable, Hashable {
    let frame: Frame
    init(_ frame: Frame) { self.frame = frame }
    static func == (left: Box, right: Box) -> Bool { left.frame == right.frame }
    func hash(into hasher: inout Hasher) { hasher.combine(frame) }
  }

  /// VXLAN's own port, and the one Linux and flannel use.
  private static let vxlanPorts: Set<UInt16> = [4789, 8472]

  init?(decoding bytes: ArraySlice<UInt8>, _ depth: Int) {
    var cursor = ByteCursor(bytes)
    guard let source = cursor.word(), let destination = cursor.word(), let length = cursor.word(),
      cursor.word() != nil
    else { return nil }
    sourcePort = source
    destinationPort = destination
    self.length = Int(length)
    guard depth < 4, Self.vxlanPorts.contains(destination), let flags = cursor.long(),
      flags & 0x0800_0000 != 0, let identifier = cursor.long(), cursor.rest.count >= 14
    else { return }
    networkIdentifier = identifier >> 8
    box = Box(Frame(decoding: cursor.rest, .ethernet, depth: depth + 1))
  }
}
