import CNetfilter
import Glibc

/// A netlink socket (netlink(7)). It stays in the network namespace of the thread that opened it.
final class NetlinkSocket {
  let descriptor: Int32
  let buffer: NetlinkBuffer
  private var sequence: UInt32 = 0
  /// How often a table that changes under the reading is read anew.
  static let attempts = 12
  /// How long an answer may take.
  private static let patience: Int32 = 15

  /// Opens a socket of a protocol: `NETLINK_ROUTE`, `NETLINK_NETFILTER`, ….
  init(_ protocolNumber: Int32) throws(KernelError) {
    let opened = cnf_netlink_socket(
      protocolNumber, protocolNumber == NETLINK_ROUTE ? 1 : 0, Self.patience)
    switch -opened {
    case EPROTONOSUPPORT, EAFNOSUPPORT:
      throw .unsupported(subject: "netlink protocol \(protocolNumber)", module: "its module")
    case let error where error > 0:
      throw .system(call: "socket", subject: "netlink protocol \(protocolNumber)", errno: error)
    case _: break
    }
    descriptor = opened
    buffer = NetlinkBuffer()
  }

  deinit { close(descriptor) }

  /// Reads a whole table: begins with `initial` and lets `take` add each message.
  ///
  /// A table that changed meanwhile (`NLM_F_DUMP_INTR`) is read anew, a dozen times at most.
  func dump<Value>(
    _ request: NetlinkRequest, into initial: Value,
    _ take: (inout Value, NetlinkMessage) throws(KernelError) -> Void
  ) throws(KernelError) -> Value {
    for _ in 0..<Self.attempts {
      var value = initial
      let ending = try exchange(request) { message throws(KernelError) in
        try take(&value, message)
      }
      switch ending {
      case .whole: return value
      case .interrupted: continue
      case .overrun: enlargeReceiveBuffer()
      }
    }
    throw .changing(subject: request.subject, attempts: Self.attempts)
  }

  /// Sends a request and lets `take` see each message of its answer, up to the acknowledgement
  /// where one was asked for.
  func request(
    _ request: NetlinkRequest,
    _ take: (NetlinkMessage) throws(KernelError) -> Void = { _ throws(KernelError) in }
  ) throws(KernelError) {
    if try exchange(request, take) == .overrun { throw .overrun(subject: request.subject) }
  }

  private enum Ending {
    case whole
    case interrupted
    case overrun
  }

  private func exchange(
    _ request: NetlinkRequest, _ take: (NetlinkMessage) throws(KernelError) -> Void
  ) throws(KernelError) -> Ending {
    try send(request)
    var answer = NetlinkAnswer(request, sequence: sequence)
    while !answer.isComplete {
      switch try receive(request.subject) {
      case .none: return .overrun
      case .some(let count):
        try buffer.reading(count) { bytes throws(KernelError) in try answer.read(bytes, take) }
      }
    }
    // What a reader could not understand is thrown only now: nothing is left over for the next.
    if let error = answer.error { throw error }
    return answer.isInterrupted ? .interrupted : .whole
  }

  /// Takes `count` sequence numbers and returns the first.
  func reserveSequence(_ count: Int) -> UInt32 {
    let first = sequence &+ 1
    sequence &+= UInt32(truncatingIfNeeded: count)
    return first
  }

  private func send(_ request: NetlinkRequest) throws(KernelError) {
    sequence &+= 1
    let bytes = request.finished(sequence: sequence)
    while unsafe bytes.withUnsafeBytes({
      unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, 0)
    }) < 0 {
      let error = errno
      if error == EINTR { continue }
      throw .system(call: "send", subject: request.subject, errno: error)
    }
  }

  /// The size of the next datagram; nil when the kernel dropped some.
  func receive(_ subject: String) throws(KernelError) -> Int? {
    while true {
      let (count, error) = buffer.receive(from: descriptor)
      if count > buffer.size {
        throw .malformed(
          subject: subject, reason: "a message of \(count) bytes does not fit \(buffer.size)")
      }
      if count >= 0 { return count }
      switch error {
      case EINTR: continue
      case ENOBUFS: return nil
      case EAGAIN: throw .silent(subject: subject)
      case _: throw .system(call: "recv", subject: subject, errno: error)
      }
    }
  }

  private func enlargeReceiveBuffer() { setReceiveBuffer(8 << 20) }
}

extension NetlinkSocket {
  /// Sets the size of the kernel's queue, beyond the limit where privileged (socket(7)).
  func setReceiveBuffer(_ bytes: Int32) {
    var size = bytes
    let length = socklen_t(MemoryLayout<Int32>.size)
    if unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &size, length) != 0 {
      _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, length)
    }
  }

  /// Joins a multicast group, so that ``event(milliseconds:_:)`` tells of it.
  func join(group: Int32, of subject: String) throws(KernelError) {
    var group = group
    let length = socklen_t(MemoryLayout<Int32>.size)
    guard
      unsafe setsockopt(descriptor, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, length) == 0
    else {
      let error = errno
      if error == EPERM { throw .notPermitted(subject: subject, needs: .netAdmin) }
      throw .system(call: "setsockopt", subject: subject, errno: error)
    }
  }

  /// Waits for one datagram of events and lets `take` see its messages; false when none came in
  /// time. Throws ``KernelError/overrun(subject:)`` when the kernel dropped some.
  func events(
    of subject: String, milliseconds: Int32,
    _ take: (NetlinkMessage) throws(KernelError) -> Void
  ) throws(KernelError) -> Bool {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = unsafe poll(&ready, 1, milliseconds)
    if count < 0, errno != EINTR { throw .system(call: "poll", subject: subject, errno: errno) }
    guard count > 0 else { return false }
    guard let size = try receive(subject) else { throw .overrun(subject: subject) }
    try buffer.reading(size) { bytes throws(KernelError) in
      var messages = NetlinkMessages(bytes)
      while let (header, message) = try messages.next() {
        if Int32(header.nlmsg_type) >= NLMSG_MIN_TYPE { try take(message) }
      }
    }
    return true
  }
}
