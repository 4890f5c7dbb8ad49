import Addressing
import CProbe
import Glibc
import Observations

/// One non-blocking socket with its error queue, closed with its owner.
struct ProbeSocket: ~Copyable {
  let descriptor: Int32
  private let family: Int32

  /// Opens a socket for `transport`, or gives errno (`socket(2)`, `icmp(7)`).
  init(_ transport: AttemptRequest.Transport, _ family: IPFamily) throws(CallFailed) {
    self.family = family.socketFamily
    let kind =
      switch transport {
      case .tcp: PROBE_TCP
      case .udp: PROBE_UDP
      case .icmp: PROBE_ECHO
      }
    descriptor = try Self.checked("socket", probe_open(self.family, kind))
  }

  deinit { close(descriptor) }

  /// A system call that did not work.
  struct CallFailed: Error {
    var call: String
    var error: ErrorNumber
  }

  @discardableResult
  private static func checked(_ call: String, _ result: Int32) throws(CallFailed) -> Int32 {
    guard result >= 0 else {
      throw CallFailed(call: call, error: ErrorNumber(rawValue: -result))
    }
    return result
  }

  /// Applies everything of `request` that is set before the connection is begun.
  func prepare(_ request: AttemptRequest) throws(CallFailed) {
    if let interface = request.interface {
      try Self.checked("SO_BINDTODEVICE", probe_bind_device(descriptor, interface))
    }
    if let source = request.source {
      try Self.checked("bind", probe_bind(descriptor, family, source.bytes))
    }
    if let limit = request.hopLimit {
      try Self.checked("IP_TTL", probe_set_hop_limit(descriptor, family, Int32(limit)))
    }
    if let limit = request.minimumHopLimit {
      try Self.checked("IP_MINTTL", probe_set_minimum_hop_limit(descriptor, family, Int32(limit)))
    }
  }

  /// Begins the connection: nil while it is under way or done.
  func connect(to endpoint: Endpoint) -> ErrorNumber? {
    let result = probe_connect(descriptor, family, endpoint.address.bytes, endpoint.port)
    return result == 0 || result == -EINPROGRESS ? nil : ErrorNumber(rawValue: -result)
  }

  /// Sends one datagram: nil where it worked.
  func send(_ bytes: [UInt8]) -> ErrorNumber? {
    let sent = probe_send(descriptor, bytes, bytes.count)
    return sent >= 0 ? nil : ErrorNumber(rawValue: Int32(-sent))
  }

  /// A datagram that came.
  struct Received {
    var hopLimit: UInt8?
  }

  /// A datagram that waits; nil where none does.
  func receive() -> Received? {
    var bytes = [UInt8](repeating: 0, count: 2048)
    var limit: Int32 = -1
    guard probe_receive(descriptor, &bytes, bytes.count, &limit) >= 0 else { return nil }
    return Received(hopLimit: UInt8(exactly: limit))
  }

  /// The next entry of the error queue, nil where it is empty.
  func nextReport(after delay: Duration) -> ErrorReport? {
    var report = probe_report()
    var offender = [UInt8](repeating: 0, count: 16)
    guard probe_next_report(descriptor, &report, &offender) == 1 else { return nil }
    let isICMP4 = report.origin == UInt8(PROBE_ORIGIN_ICMP)
    let sender =
      report.has_offender == 1 ? IPAddress(bytes: offender, isICMP4 ? .ipv4 : .ipv6) : nil
    let origin: ErrorReport.Origin
    if isICMP4 || report.origin == UInt8(PROBE_ORIGIN_ICMP6) {
      origin = .icmp(
        ICMPMessage(isICMP4 ? .ipv4 : .ipv6, type: report.type, code: report.code), from: sender)
    } else if report.origin == UInt8(PROBE_ORIGIN_LOCAL) {
      origin = .local
    } else {
      origin = .unknown(report.origin)
    }
    return ErrorReport(
      error: ErrorNumber(rawValue: Int32(report.error)), origin: origin, delay: delay)
  }

  /// The pending error (`SO_ERROR`), which this takes off the socket; nil where there is none.
  var pendingError: ErrorNumber? {
    let error = probe_pending_error(descriptor)
    return error == 0 ? nil : ErrorNumber(rawValue: error)
  }

  /// What `getsockname(2)` says.
  var localEndpoint: Endpoint? {
    var address = [UInt8](repeating: 0, count: 16)
    var port: UInt16 = 0
    guard probe_local_address(descriptor, &address, &port) == 0 else { return nil }
    let local = IPAddress(bytes: address, family == AF_INET ? .ipv4 : .ipv6)
    return local.isUnspecified ? nil : Endpoint(local, port: port)
  }

  /// What `TCP_INFO` says.
  var tcpFacts: TCPFacts? {
    var facts = probe_tcp_facts()
    guard probe_read_tcp_facts(descriptor, &facts) == 0 else { return nil }
    return TCPFacts(
      retransmits: Int(facts.total_retransmits),
      roundTrip: facts.rtt_microseconds > 0
        ? .microseconds(Int64(facts.rtt_microseconds)) : nil,
      sendMSS: Int(facts.send_mss), advertisedMSS: Int(facts.advertised_mss),
      pathMTU: Int(facts.path_mtu))
  }
}
