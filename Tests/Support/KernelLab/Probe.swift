import Addressing
import CNetworkNamespace
import Glibc

/// One attempt of a flow on the wire, with the socket a program would have used.
struct Probe {
  let flow: Flow
  let socket: LabSocket
  /// What the sending call itself said, 0 for no complaint.
  let refusal: Int32

  /// Opens the socket in `host` and sends the first packet of `flow` as probe `number`.
  init(_ flow: Flow, number: Int, from host: NetworkNamespace) throws(LabError) {
    self.flow = flow
    let family = flow.destination.socketFamily
    let kind = flow.transport == .tcp ? SOCK_STREAM : flow.transport == .udp ? SOCK_DGRAM : SOCK_RAW
    let transport = Int32(flow.transport.rawValue)
    socket = try host.socket(family, Int32(kind.rawValue), transport)
    let isICMP = !flow.transport.hasPorts
    if let source = flow.source { try socket.bind(source, port: isICMP ? 0 : flow.sourcePort) }
    if flow.transport == .tcp {
      let cookie = ProbePacket.cookie(number)
      try LabSocket.check("TCP_REPAIR", cnn_set_initial_sequence(socket.descriptor, cookie))
      try LabSocket.check("SO_LINGER", cnn_reset_on_close(socket.descriptor))
      refusal = socket.connect(flow.destination, port: flow.port)
      return
    }
    let connected = socket.connect(flow.destination, port: isICMP ? 0 : flow.port)
    guard connected == 0 else {
      refusal = connected
      return
    }
    let payload = ProbePacket.payload(number, reply: false)
    let bytes = isICMP ? Self.echoRequest(flow, payload) : payload
    refusal = Int32(-min(0, cnn_send(socket.descriptor, bytes, bytes.count)))
  }

  /// An ICMP echo request; the kernel fills in the checksum of ICMPv6 only.
  private static func echoRequest(_ flow: Flow, _ payload: [UInt8]) -> [UInt8] {
    let six = flow.destination.family == .ipv6
    let id = flow.sourcePort
    var bytes: [UInt8] = [six ? 128 : 8, 0, 0, 0, UInt8(id >> 8), UInt8(id & 255), 0, 1] + payload
    guard !six else { return bytes }
    var sum: UInt32 = 0
    for index in stride(from: 0, to: bytes.count, by: 2) {
      sum += UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
    }
    while sum > 0xffff { sum = sum >> 16 + sum & 0xffff }
    bytes[2] = UInt8(truncatingIfNeeded: ~sum >> 8)
    bytes[3] = UInt8(truncatingIfNeeded: ~sum)
    return bytes
  }

  /// Whether `packet`, an answer that reached the sender, belongs to this probe's socket.
  func owns(_ packet: ProbePacket) -> Bool {
    let identifies = flow.transport.hasPorts
    switch packet.meaning {
    case .request: return false
    case .reply, .reset:
      if identifies {
        return packet.source == Endpoint(flow.destination, port: flow.port)
          && packet.destination.port == flow.sourcePort
          && (flow.source.map { $0 == packet.destination.address } ?? true)
      }
      return packet.source == Endpoint(flow.destination, port: flow.sourcePort)
    case .error:
      let port = identifies ? flow.port : 0
      return packet.destination == Endpoint(flow.destination, port: port)
        && packet.source.port == flow.sourcePort
        && (flow.source.map { $0 == packet.source.address } ?? true)
    }
  }
}
