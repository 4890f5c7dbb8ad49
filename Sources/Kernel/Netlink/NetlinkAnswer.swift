import CNetfilter
import Glibc

/// The answer to one request as it comes in: datagrams in, messages out, until it is complete.
struct NetlinkAnswer {
  private let subject: String
  private let sequence: UInt32
  private let isDump: Bool
  private let wantsAcknowledgement: Bool
  /// Whether the last message was read.
  private(set) var isComplete = false
  /// Whether the table changed meanwhile.
  private(set) var isInterrupted = false
  /// What the kernel or the reader of a message complained of first.
  private(set) var error: KernelError?

  init(_ request: NetlinkRequest, sequence: UInt32) {
    subject = request.subject
    self.sequence = sequence
    isDump = request.isDump
    wantsAcknowledgement = request.wantsAcknowledgement
  }

  /// Reads a datagram. Messages of other requests are passed over.
  mutating func read(
    _ bytes: KernelBytes, _ take: (NetlinkMessage) throws(KernelError) -> Void
  ) throws(KernelError) {
    var messages = NetlinkMessages(bytes)
    while !isComplete, let (header, message) = try messages.next() {
      guard header.nlmsg_seq == sequence else { continue }
      if Int32(header.nlmsg_flags) & NLM_F_DUMP_INTR != 0 { isInterrupted = true }
      switch Int32(header.nlmsg_type) {
      case NLMSG_NOOP: continue
      case NLMSG_ERROR: try end(message, skipping: MemoryLayout<nlmsgerr>.size)
      case NLMSG_DONE: try end(message, skipping: MemoryLayout<Int32>.size)
      case _:
        if error == nil { pass(message, to: take) }
        let isLast = !isDump && Int32(header.nlmsg_flags) & NLM_F_MULTI == 0
        if isLast, !wantsAcknowledgement { isComplete = true }
      }
    }
  }

  private mutating func pass(
    _ message: NetlinkMessage, to take: (NetlinkMessage) throws(KernelError) -> Void
  ) {
    do throws(KernelError) { try take(message) } catch { self.error = error }
  }

  /// `NLMSG_ERROR` and `NLMSG_DONE` both hold a negative errno; a failed dump says it in the latter.
  private mutating func end(
    _ message: NetlinkMessage, skipping: Int
  ) throws(KernelError) {
    isComplete = true
    guard let code: Int32 = message.payload.load(), code < 0 else { return }
    // EINTR ends a dump that could not go on after a change.
    if code == -EINTR, isDump {
      isInterrupted = true
    } else if error == nil {
      error = try refusal(-code, message, skipping: skipping)
    }
  }

  private func refusal(
    _ code: Int32, _ message: NetlinkMessage, skipping: Int
  ) throws(KernelError) -> KernelError {
    switch code {
    case EPERM: return .notPermitted(subject: subject, needs: .netAdmin)
    case _:
      let said = try Self.words(message, skipping: skipping)
      return .refused(subject: subject, errno: code, said: said)
    }
  }

  /// What the kernel says beside an errno (`NETLINK_EXT_ACK`).
  static func words(
    _ message: NetlinkMessage, skipping: Int = MemoryLayout<nlmsgerr>.size
  ) throws(KernelError) -> String? {
    guard Int32(message.flags) & NLM_F_ACK_TLVS != 0 else { return nil }
    let words = NetlinkAttributes(message.payload.slice(skipping))
    return try words.first(NLMSGERR_ATTR_MSG.number)?.string
  }
}
