import Addressing
import Firewall
import Routing

/// `xt_socket.c`, `socket_match`. Only listening sockets were recorded: for the first packet of a
/// connection they decide, where it does not matter whether one is transparent.
extension SocketMatch: HostDependentMatch {
  func condition(on host: HostModel) -> any PacketCondition {
    HostPreparedCondition { context in
      let packet = context.packet
      guard packet.transport == .tcp || packet.transport == .udp else {
        return packet.isICMP
          ? open(context, "which socket the packet is for was not recorded") : .no
      }
      guard context.state == .new, !isTransparent, !restoresMark else {
        return open(context, "which sockets are connected or transparent was not recorded")
      }
      let parts = host.stack.parts
      guard let sockets = packet.transport == .tcp ? parts.tcpListeners : parts.udpListeners else {
        return open(context, "the sockets of \(host.name) were not recorded")
      }
      let found = sockets.filter {
        $0.accepts(
          packet.destination, port: packet.destinationPort, transport: packet.transport,
          inInterface: host.linkName(packet.inInterface))
      }
      if found.isEmpty, packet.transport == .udp {
        return open(context, "which UDP sockets are connected was not recorded")
      }
      return Truth(countsWildcard ? !found.isEmpty : found.contains { !$0.isBoundToAny })
    }
  }
}

extension ListeningSocket {
  /// Whether it is bound to no address of its own.
  fileprivate var isBoundToAny: Bool {
    switch bound {
    case .everyAddress, .every: true
    case .only: false
    }
  }
}
