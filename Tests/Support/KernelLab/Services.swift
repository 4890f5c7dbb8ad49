import Addressing
import CNetworkNamespace
import Glibc

/// The listeners of the lab: TCP ones accept, UDP ones send back what they get.
final class Services {
  private var listening: [LabSocket] = []
  private var echoing: [LabSocket] = []

  init(_ lab: ThreeHosts) throws(LabError) {
    for service in LabTopology.listeners {
      guard let host = lab.hosts.first(where: { $0.name == service.host }),
        let address = IPAddress(parsing: service.address)
      else { continue }
      let isTCP = service.transport == .tcp
      let type = isTCP ? Int32(SOCK_STREAM.rawValue) : Int32(SOCK_DGRAM.rawValue)
      let socket = try host.socket(address.socketFamily, type)
      if address.family == .ipv6 {
        try LabSocket.check(
          "IPV6_V6ONLY", cnn_only_ipv6(socket.descriptor, service.only6 ? 1 : 0))
      }
      try socket.bind(address, port: service.port)
      if isTCP {
        try LabSocket.check("listen", cnn_listen(socket.descriptor))
        listening.append(socket)
      } else {
        try LabSocket.check(
          "IP_PKTINFO", cnn_report_destination(socket.descriptor, address.socketFamily))
        echoing.append(socket)
      }
    }
  }

  /// The descriptors to wait for.
  var descriptors: [Int32] { echoing.map(\.descriptor) }

  /// Sends back every datagram that waits, from the address it was sent to.
  func answer() {
    for socket in echoing {
      while let received = socket.receive() {
        guard received.bytes.count >= 8 else { continue }
        let echo = Array(received.bytes[..<4]) + Array("repl".utf8) + received.bytes[8...]
        _ = cnn_send_from(
          socket.descriptor, socket.family, received.destination, received.source, received.port,
          echo, echo.count)
      }
    }
  }
}
