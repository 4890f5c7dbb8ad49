import Addressing
import CNetworkNamespace
import Glibc

/// Raw sockets that see what each host's own stack receives, after all of its hooks.
final class Observers {
  private struct Observer {
    var host: String
    var socket: LabSocket
    var transport: Int32
  }
  private var observers: [Observer] = []

  init(_ lab: ThreeHosts) throws(LabError) {
    for host in lab.hosts {
      for transport in [IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP].map({ Int32($0) }) {
        try open(host, AF_INET, transport)
      }
      for transport in [IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMPV6].map({ Int32($0) }) {
        try open(host, AF_INET6, transport)
      }
    }
  }

  private func open(
    _ host: NetworkNamespace, _ family: Int32, _ transport: Int32
  ) throws(LabError) {
    let socket = try host.socket(family, Int32(SOCK_RAW.rawValue), transport)
    try LabSocket.check("SO_RCVBUFFORCE", cnn_set_buffers(socket.descriptor, 4 << 20))
    try LabSocket.check("IP_PKTINFO", cnn_report_destination(socket.descriptor, family))
    observers.append(Observer(host: host.name, socket: socket, transport: transport))
  }

  /// The descriptors to wait for.
  var descriptors: [Int32] { observers.map(\.socket.descriptor) }

  /// Gives every packet of a probe that has arrived since the last call.
  func drain(_ body: (_ host: String, _ packet: ProbePacket) -> Void) {
    for observer in observers {
      while let received = observer.socket.receive() {
        if let packet = Self.packet(received, observer.transport, observer.socket.family) {
          body(observer.host, packet)
        }
      }
    }
  }

  private static func packet(
    _ received: Received, _ transport: Int32, _ family: Int32
  ) -> ProbePacket? {
    if family == AF_INET { return ProbePacket(ip: received.bytes[...]) }
    return ProbePacket(
      transport: UInt8(transport), received.bytes[...], source: IPAddress(bytes: received.source),
      destination: IPAddress(bytes: received.destination))
  }
}
