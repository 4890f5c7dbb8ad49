import CNetfilter
import Glibc

extension NetlinkSocket {
  /// Sends all requests as one datagram, which the kernel works through before the call returns.
  /// `refuse` is told of each that it refused: its place, errno, and the kernel's own words.
  func batch(
    _ requests: [NetlinkRequest], of subject: String,
    _ refuse: (Int, Int32, String?) -> Void
  ) throws(KernelError) {
    let first = reserveSequence(requests.count)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(requests.count * 80)
    for (index, request) in requests.enumerated() {
      // Errors are told of each; that all was done, only of the last.
      let flags = index == requests.count - 1 ? NLM_F_ACK : 0
      bytes += request.finished(sequence: first &+ UInt32(index), adding: flags)
    }
    try sendWhole(bytes, subject)
    let last = first &+ UInt32(requests.count - 1)
    var isComplete = false
    while !isComplete {
      guard let count = try receive(subject) else { throw .overrun(subject: subject) }
      try buffer.reading(count) { datagram throws(KernelError) in
        var messages = NetlinkMessages(datagram)
        while let (header, message) = try messages.next() {
          guard Int32(header.nlmsg_type) == NLMSG_ERROR else { continue }
          let index = Int(header.nlmsg_seq &- first)
          guard index < requests.count else { continue }
          if let code: Int32 = message.payload.load(), code < 0 {
            refuse(index, -code, try NetlinkAnswer.words(message))
          }
          if header.nlmsg_seq == last { isComplete = true }
        }
      }
    }
  }

  /// Makes room for a datagram and its answers, beyond the system's limits where privileged.
  private func sendWhole(_ bytes: [UInt8], _ subject: String) throws(KernelError) {
    setSendBuffer(Int32(clamping: bytes.count + 4096))
    setReceiveBuffer(Int32(clamping: max(1 << 20, bytes.count * 16)))
    while unsafe bytes.withUnsafeBytes({
      unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, 0)
    }) < 0 {
      let error = errno
      switch error {
      case EINTR: continue
      case EPERM: throw .notPermitted(subject: subject, needs: .netAdmin)
      case _: throw .system(call: "send", subject: subject, errno: error)
      }
    }
  }

  private func setSendBuffer(_ bytes: Int32) {
    var size = bytes
    let length = socklen_t(MemoryLayout<Int32>.size)
    if unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDBUFFORCE, &size, length) != 0 {
      _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, length)
    }
  }
}
