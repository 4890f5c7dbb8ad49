import Addressing
import Routing

extension HostModel {
  /// Who takes a packet that reached the local stack.
  enum Listener {
    case answers(String)
    /// The kernel completes the handshake, and nobody ever accepts: kube-proxy before 1.27 keeps the
    /// ports of NodePort Services open so that nobody else takes them.
    case holds(String)
    /// More connections wait to be accepted than may: the kernel drops each further SYN.
    case isFull(String)
    case refuses(String)
    case unknown(String)
  }

  /// What a socket is looked up by.
  struct ListenerKey: Hashable {
    let destination: IPAddress
    let port: UInt16
    let transport: TransportProtocol
    let link: LinkIndex?
  }

  /// The socket that takes the packet.
  func listener(for packet: Packet) -> Listener {
    if packet.isICMP { return echo(packet) }
    let key = ListenerKey(
      destination: packet.destination, port: packet.destinationPort, transport: packet.transport,
      link: packet.inInterface)
    if let known = listeners[key] { return known }
    let found = lookUpListener(for: packet)
    listeners[key] = found
    return found
  }

  private func lookUpListener(for packet: Packet) -> Listener {
    let endpoint = Endpoint(packet.destination, port: packet.destinationPort)
    let listeners: [ListeningSocket]?
    switch packet.transport {
    case .tcp: listeners = stack.parts.tcpListeners
    case .udp: listeners = stack.parts.udpListeners
    case _: listeners = nil
    }
    guard let listeners else {
      return .unknown("a process listens on \(packet.transport) \(endpoint) in \(name)")
    }
    let device = linkName(packet.inInterface)
    if let socket = listeners.first(where: {
      $0.accepts(
        packet.destination, port: packet.destinationPort, transport: packet.transport,
        inInterface: device.isEmpty ? nil : device)
    }) {
      if packet.transport == .tcp, socket.isFull { return .isFull(socket.description) }
      return socket.onlyHoldsPort ? .holds(socket.description) : .answers(socket.description)
    }
    let near = listeners.filter { $0.port == packet.destinationPort }.map(\.description)
    return .refuses(near.first ?? "nothing listens on \(packet.transport) \(endpoint)")
  }

  private func echo(_ packet: Packet) -> Listener {
    let request = ICMPMessage.echoRequest(packet.family)
    guard packet.icmp == request else {
      return .refuses("ICMP type \(packet.icmp.type) is not answered")
    }
    let family = packet.family == .ipv4 ? "ipv4.icmp_echo_ignore_all" : "ipv6.icmp.echo_ignore_all"
    if stack.parts.sysctls?.number("net.\(family)") == 1 {
      return .refuses("net.\(family) = 1")
    }
    return .answers("the kernel answers echo requests")
  }
}

extension ListeningSocket {
  /// `sk_acceptq_is_full`: one more waits than its backlog allows.
  fileprivate var isFull: Bool { state == "LISTEN" && receiveQueue > sendQueue }

  /// Whether it is kube-proxy's, on a port that is not one of its own (metrics, health).
  fileprivate var onlyHoldsPort: Bool {
    processes.contains { $0.name == "kube-proxy" } && port != 10249 && port != 10256
  }
}
