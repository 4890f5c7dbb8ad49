import CNetfilter
import Glibc

/// A socket to nf_tables: dumps, and whether they belong together.
final class NFTablesConnection {
  private let socket: NetlinkSocket
  /// How often everything is read anew when the rules change meanwhile.
  private static let attempts = 100

  /// Opens a socket in the namespace of the calling thread.
  init() throws(KernelError) {
    socket = try NetlinkSocket(NETLINK_NETFILTER)
  }

  /// The number that every change of the rules makes higher.
  func generation() throws(KernelError) -> UInt32 {
    var generation: UInt32 = 0
    do throws(KernelError) {
      try socket.request(Self.request("the rules of nf_tables", NFT_MSG_GETGEN, flags: 0)) {
        message throws(KernelError) in
        var attributes = message.attributes(after: nfgenmsg.self)
        while let attribute = try attributes.next() {
          if attribute.type == NFTA_GEN_ID.number { generation = try attribute.bigEndian() }
        }
      }
    } catch {
      switch error {
      case .refused(subject: _, EINVAL, said: _), .refused(subject: _, EOPNOTSUPP, said: _):
        throw .unsupported(subject: "nf_tables", module: "nf_tables")
      case _: throw error
      }
    }
    return generation
  }

  /// Does `body` again until no rule changed under it.
  func consistently<Value>(
    _ body: () throws(KernelError) -> Value
  ) throws(KernelError) -> Value {
    for _ in 0..<Self.attempts {
      let before = try generation()
      do throws(KernelError) {
        let value = try body()
        if try generation() == before { return value }
      } catch {
        // What was there a moment ago may be gone: that is a change as well.
        if try generation() == before { throw error }
      }
    }
    throw .changing(subject: "the rules of nf_tables", attempts: Self.attempts)
  }

  /// A dump of a kind of objects, narrowed by the attributes that `narrow` adds.
  func dump<Value>(
    _ subject: String, _ command: nf_tables_msg_types, family: Int32 = AF_UNSPEC,
    into initial: Value, narrow: (inout NetlinkRequest) -> Void = { _ in },
    _ take: (inout Value, NetlinkMessage) throws(KernelError) -> Void
  ) throws(KernelError) -> Value {
    var request = Self.request(subject, command, flags: NLM_F_DUMP, family: family)
    narrow(&request)
    return try socket.dump(request, into: initial, take)
  }

  private static func request(
    _ subject: String, _ command: nf_tables_msg_types, flags: Int32, family: Int32 = AF_UNSPEC
  ) -> NetlinkRequest {
    NetlinkRequest(
      subject, subsystem: NFNL_SUBSYS_NFTABLES, command: command.number, flags: flags,
      family: family)
  }
}
