/// Why the bytes of a capture file could not be read.
public enum PacketFileError: Error, Sendable, Hashable {
  /// They do not begin as pcap or pcapng does.
  case notACapture
  /// A block or record says of itself what cannot be, or is cut off, at this byte.
  case malformed(offset: Int, reason: String)
}

extension PacketFileError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notACapture:
      "this is no capture file: write one with `tcpdump -w FILE` or `diagnose capture --write FILE`"
    case .malformed(let offset, let reason): "at byte \(offset): \(reason)"
    }
  }
}
