import CNetfilter

/// One netlink message, valid while the buffer it was received into is.
struct NetlinkMessage {
  /// The type: `RTM_NEWLINK`, or subsystem and command.
  let type: UInt16
  /// `NLM_F_…`.
  let flags: UInt16
  /// What follows the header.
  let payload: KernelBytes

  /// The fixed header of a family: `ifinfomsg`, `nfgenmsg`, ….
  @inline(__always) func header<Header: BitwiseCopyable>(
    _ kind: Header.Type = Header.self
  ) throws(KernelError) -> Header {
    guard let header: Header = payload.load() else {
      throw .malformed(
        subject: "netlink message \(type)",
        reason: "\(MemoryLayout<Header>.size) bytes are expected, \(payload.count) are there")
    }
    return header
  }

  /// The attributes after a fixed header.
  @inline(__always) func attributes<Header>(after header: Header.Type) -> NetlinkAttributes {
    NetlinkAttributes(payload.slice((MemoryLayout<Header>.size + 3) & ~3))
  }
}

/// The messages of one datagram. Every step advances by at least a header, or throws.
struct NetlinkMessages {
  private let bytes: KernelBytes
  private var offset = 0

  init(_ bytes: KernelBytes) { self.bytes = bytes }

  /// The next message with its header, nil at the end.
  mutating func next() throws(KernelError) -> (header: nlmsghdr, message: NetlinkMessage)? {
    guard offset < bytes.count else { return nil }
    guard let header: nlmsghdr = bytes.load(at: offset) else {
      throw malformed("a header of \(MemoryLayout<nlmsghdr>.size) bytes is cut off")
    }
    let length = Int(header.nlmsg_len)
    guard length >= MemoryLayout<nlmsghdr>.size, length <= bytes.count - offset else {
      throw malformed("it says \(length) bytes long, \(bytes.count - offset) are there")
    }
    let payload = bytes.slice(offset + MemoryLayout<nlmsghdr>.size, offset + length)
    offset += (length + 3) & ~3
    return (
      header,
      NetlinkMessage(type: header.nlmsg_type, flags: header.nlmsg_flags, payload: payload)
    )
  }

  private func malformed(_ reason: String) -> KernelError {
    .malformed(subject: "a netlink message at byte \(offset)", reason: reason)
  }
}
