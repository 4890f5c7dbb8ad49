/// A TCP segment (RFC 9293): its header, and how much it carries.
public struct TCPSegment: Sendable, Hashable {
  public var sourcePort: UInt16
  public var destinationPort: UInt16
  public var sequence: UInt32
  public var acknowledgement: UInt32
  public var flags: Flags
  public var window: UInt16
  /// The maximum segment size it tells, which only a SYN does.
  public var maximumSegmentSize: UInt16?
  /// The shift of the window, which only a SYN tells.
  public var windowScale: UInt8?
  /// How many bytes of data it carries on the wire.
  public var dataLength: Int
  /// The first bytes of the data, as far as they were captured.
  public var data: ArraySlice<UInt8>

  /// The control bits, in the order of the header.
  public struct Flags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let fin = Flags(rawValue: 1)
    public static let syn = Flags(rawValue: 2)
    public static let reset = Flags(rawValue: 4)
    public static let push = Flags(rawValue: 8)
    public static let acknowledge = Flags(rawValue: 16)
    public static let urgent = Flags(rawValue: 32)
    public static let congestionEcho = Flags(rawValue: 64)
    public static let windowReduced = Flags(rawValue: 128)
  }

  /// Whether it opens a connection.
  public var isSYN: Bool { flags.contains(.syn) && !flags.contains(.acknowledge) }
  /// Whether it answers one that opens a connection.
  public var isSYNACK: Bool { flags.contains([.syn, .acknowledge]) }
  /// Whether it refuses or breaks a connection.
  public var isReset: Bool { flags.contains(.reset) }

  init?(decoding bytes: ArraySlice<UInt8>, _ whole: Int) {
    var cursor = ByteCursor(bytes)
    guard let source = cursor.word(), let destination = cursor.word(),
      let sequence = cursor.long(), let acknowledgement = cursor.long(),
      let offset = cursor.byte(), let flags = cursor.byte(), let window = cursor.word(),
      cursor.long() != nil
    else { return nil }
    let header = Int(offset >> 4) * 4
    guard header >= 20 else { return nil }
    sourcePort = source
    destinationPort = destination
    self.sequence = sequence
    self.acknowledgement = acknowledgement
    self.flags = Flags(rawValue: flags)
    self.window = window
    dataLength = max(0, whole - header)
    data = bytes.dropFirst(header)
    readOptions(ByteCursor(cursor.rest.prefix(header - 20)))
  }

  private mutating func readOptions(_ options: ByteCursor) {
    var options = options
    while let kind = options.byte(), kind != 0 {
      if kind == 1 { continue }
      guard let length = options.byte(), length >= 2, let value = options.take(Int(length) - 2)
      else { return }
      var field = ByteCursor(value)
      switch (kind, length) {
      case (2, 4): maximumSegmentSize = field.word()
      case (3, 3): windowScale = field.byte()
      case _: break
      }
    }
  }
}
