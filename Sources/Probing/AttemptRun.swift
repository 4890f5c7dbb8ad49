import Addressing
import Glibc
import Observations

/// One attempt under way: a socket, and what it has told so far.
final class AttemptRun {
  private let request: AttemptRequest
  private let socket: ProbeSocket
  private let begin: ContinuousClock.Instant
  private var deadline: ContinuousClock.Instant
  private var nextDatagram: ContinuousClock.Instant?
  private var reports: [ErrorReport] = []
  private var datagrams = 0
  /// How it ended; nil while it is under way.
  private(set) var ended: (outcome: Attempt.Outcome, delay: Duration)?

  /// How long the kernel may take to fail a connection after an ICMP error came for it: on a link
  /// as fast as a veth pair it does so only when it sends the SYN again, after a second.
  private static let grace = Duration.milliseconds(1300)
  private static let datagramInterval = Duration.seconds(1)

  /// Begins it.
  init(_ request: AttemptRequest) throws(ProbeSocket.CallFailed) {
    self.request = request
    socket = try ProbeSocket(request.transport, request.destination.address.family)
    begin = .now
    deadline = begin + request.timeout
    do {
      try socket.prepare(request)
    } catch {
      guard error.call == "bind" else { throw error }
      ended = (.refusedAtOnce(error.error), .zero)
      return
    }
    if let error = socket.connect(to: request.destination) {
      takeReports()
      ended = (.refusedAtOnce(error), .now - begin)
    } else if request.transport != .tcp {
      sendDatagram()
    }
  }

  /// What `poll(2)` shall wait for.
  var descriptor: pollfd {
    let wanted = request.transport == .tcp ? POLLOUT : POLLIN
    return pollfd(fd: socket.descriptor, events: Int16(wanted), revents: 0)
  }

  /// When it must be looked at again, whatever happens.
  var wakes: ContinuousClock.Instant { min(deadline, nextDatagram ?? deadline) }

  /// Takes what `poll(2)` said, and the passing of time.
  func proceed(_ events: Int32) {
    guard ended == nil else { return }
    if events != 0 {
      takeReports()
      switch request.transport {
      case .tcp: proceedConnection(events)
      case .udp, .icmp: proceedDatagrams()
      }
    }
    guard ended == nil else { return }
    let now = ContinuousClock.now
    if now >= deadline {
      end(hardReport.map { .failed($0.error) } ?? .silent, hardReport?.delay)
    } else if let next = nextDatagram, now >= next {
      sendDatagram()
    }
  }

  private func proceedConnection(_ events: Int32) {
    if let error = socket.pendingError {
      end(.failed(error), hardReport?.delay)
    } else if events & POLLHUP != 0, let report = hardReport {
      // Reading the error queue took the error off the socket, too.
      end(.failed(report.error), report.delay)
    } else if events & POLLOUT != 0, events & POLLHUP == 0 {
      end(.connected)
    } else if let report = hardReport {
      // An expired TTL that was asked for is an answer; anything else may yet be overcome.
      if request.hopLimit != nil { return end(.failed(report.error), report.delay) }
      deadline = min(deadline, begin + report.delay + Self.grace)
    }
  }

  private func proceedDatagrams() {
    if let datagram = socket.receive() {
      end(.answered(hopLimit: datagram.hopLimit))
    } else if let report = hardReport {
      end(.failed(report.error), report.delay)
    } else if let error = socket.pendingError {
      end(.failed(error))
    }
  }

  private func sendDatagram() {
    if let error = socket.send(datagram) {
      takeReports()
      end(hardReport == nil ? .refusedAtOnce(error) : .failed(error), hardReport?.delay)
    }
    datagrams += 1
    nextDatagram = .now + Self.datagramInterval
  }

  /// An echo request, whose checksum and identifier the kernel fills in; nothing for UDP.
  private var datagram: [UInt8] {
    switch request.transport {
    case .tcp, .udp: []
    case .icmp:
      [request.destination.address.family == .ipv4 ? 8 : 128, 0, 0, 0, 0, 0, 0, 1]
        + Array("diagnose".utf8)
    }
  }

  private func takeReports() {
    while reports.count < 64, let report = socket.nextReport(after: .now - begin) {
      reports.append(report)
    }
  }

  /// The first entry that ends a connection: not a learnt path MTU.
  private var hardReport: ErrorReport? {
    reports.first {
      if case .icmp(let message, _) = $0.origin { return message.meaning != .tooBig }
      return false
    }
  }

  private func end(_ outcome: Attempt.Outcome, _ delay: Duration? = nil) {
    ended = (outcome, delay ?? .now - begin)
  }

  /// The attempt as it ended.
  var attempt: Attempt {
    Attempt(
      request: request, source: socket.localEndpoint, outcome: ended?.outcome ?? .silent,
      delay: ended?.delay ?? .now - begin, reports: reports,
      tcp: request.transport == .tcp ? socket.tcpFacts : nil)
  }

  /// How many packets the kernel was given for it.
  var sent: Int {
    if case .refusedAtOnce = ended?.outcome { return 0 }
    return request.transport == .tcp ? 1 + (socket.tcpFacts?.retransmits ?? 0) : datagrams
  }
}
