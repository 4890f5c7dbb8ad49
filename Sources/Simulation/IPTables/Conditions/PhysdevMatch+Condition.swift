import Firewall

/// `xt_physdev.c`, `physdev_mt`: a packet that crossed no bridge passes only where every option has a
/// `!`.
extension PhysdevMatch: HostDependentMatch {
  func condition(on host: HostModel) -> any PacketCondition {
    let names = host.linkNames
    return HostPreparedCondition { context in
      let packet = context.packet
      guard packet.physicalIn != nil || packet.physicalOut != nil else {
        return Truth(allAreInverted)
      }
      let (incoming, outgoing) = (packet.physicalIn, packet.physicalOut)
      if let isBridged, (outgoing != nil) != isBridged { return .no }
      if let hasInPort, (incoming != nil) != hasInPort { return .no }
      if let hasOutPort, (outgoing != nil) != hasOutPort { return .no }
      if let inPort, let incoming, inPort.value.matches(names[incoming]) == inPort.isInverted {
        return .no
      }
      guard let outPort else { return .yes }
      guard let outgoing else { return .no }
      return Truth(outPort.value.matches(names[outgoing]) != outPort.isInverted)
    }
  }

  private var allAreInverted: Bool {
    isBridged != true && hasInPort != true && hasOutPort != true && inPort?.isInverted != false
      && outPort?.isInverted != false
  }
}
