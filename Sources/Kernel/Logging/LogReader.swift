import CNetfilter
import Glibc

/// Listens to one log group of the namespace it was made in (nfnetlink_log). A group has one reader
/// at a time.
public final class LogReader {
  private let socket: NetlinkSocket
  private let group: UInt16

  /// Subscribes to `group`, with the first `copying` bytes of every packet.
  public init(group: UInt16, copying: UInt32 = 256) throws(KernelError) {
    try KernelModule.check("nfnetlink_log", for: "log groups")
    self.group = group
    socket = try NetlinkSocket(NETLINK_NETFILTER)
    socket.setReceiveBuffer(4 << 20)
    do {
      try configure { $0.put(NFULA_CFG_CMD.number, [UInt8(NFULNL_CFG_CMD_BIND.rawValue)]) }
    } catch {
      throw Self.explained(error, group)
    }
    let range = (0..<4).map { UInt8(truncatingIfNeeded: copying >> UInt32(24 - 8 * $0)) }
    try configure { $0.put(NFULA_CFG_MODE.number, range + [UInt8(NFULNL_COPY_PACKET), 0]) }
    // Hundredths of a second that the kernel may wait to fill a message.
    try configure { $0.put(NFULA_CFG_TIMEOUT.number, bigEndian: UInt32(1)) }
    try configure { $0.put(NFULA_CFG_FLAGS.number, bigEndian: UInt16(NFULNL_CFG_F_SEQ)) }
  }

  /// The packets that come within a time; none when it passes. Throws
  /// ``KernelError/overrun(subject:)`` when the kernel dropped some.
  public func packets(milliseconds: Int32) throws(KernelError) -> [LoggedPacket] {
    var packets: [LoggedPacket] = []
    let type = UInt16(NFNL_SUBSYS_ULOG) << 8 | UInt16(NFULNL_MSG_PACKET.rawValue)
    _ = try socket.events(of: "log group \(group)", milliseconds: milliseconds) {
      message throws(KernelError) in
      if message.type == type { packets.append(try LoggedPacket(message)) }
    }
    return packets
  }

  private func configure(_ put: (inout NetlinkRequest) -> Void) throws(KernelError) {
    var request = NetlinkRequest(
      "log group \(group)", subsystem: NFNL_SUBSYS_ULOG, command: NFULNL_MSG_CONFIG.number,
      flags: NLM_F_ACK, resource: group)
    put(&request)
    try socket.request(request)
  }

  /// The kernel says EPERM both without privilege and when another reads the group.
  private static func explained(_ error: KernelError, _ group: UInt16) -> KernelError {
    let readers = TextFile.text("/proc/thread-self/net/netfilter/nfnetlink_log") ?? ""
    let isTaken = readers.split(separator: "\n").contains { line in
      line.split(separator: " ").first.map { UInt16($0) == group } ?? false
    }
    switch error {
    case .notPermitted where isTaken: return .taken(subject: "log group \(group)")
    case .refused(_, EBUSY, _): return .taken(subject: "log group \(group)")
    case _: return error
    }
  }
}
