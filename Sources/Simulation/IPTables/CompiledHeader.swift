import Addressing
import Firewall

/// The conditions on the IP header of one rule as plain words: no references, so that scanning a
/// chain whose rules do not match costs a few comparisons each.
struct CompiledHeader {
  private var sourceHigh: UInt64 = 0
  private var sourceLow: UInt64 = 0
  private var sourceMaskHigh: UInt64 = 0
  private var sourceMaskLow: UInt64 = 0
  private var destinationHigh: UInt64 = 0
  private var destinationLow: UInt64 = 0
  private var destinationMaskHigh: UInt64 = 0
  private var destinationMaskLow: UInt64 = 0
  private var inInterfaces: Int32 = InterfaceSets.any
  private var outInterfaces: Int32 = InterfaceSets.any
  private var transport: UInt8 = 0
  private var inversions: Inversions = []

  private struct Inversions: OptionSet {
    let rawValue: UInt8
    static let source = Inversions(rawValue: 1)
    static let destination = Inversions(rawValue: 2)
    static let transport = Inversions(rawValue: 4)
    static let inInterface = Inversions(rawValue: 8)
    static let outInterface = Inversions(rawValue: 16)
    /// `-f`: only further fragments. No packet here is one.
    static let onlyFragments = Inversions(rawValue: 32)
  }

  init(_ header: HeaderMatch, interfaces: inout InterfaceSets) {
    if let source = header.source {
      (sourceHigh, sourceLow) = (source.value.address.high, source.value.address.low)
      (sourceMaskHigh, sourceMaskLow) = (source.value.mask.high, source.value.mask.low)
      if source.isInverted { inversions.insert(.source) }
    }
    if let destination = header.destination {
      (destinationHigh, destinationLow) = (
        destination.value.address.high, destination.value.address.low
      )
      (destinationMaskHigh, destinationMaskLow) = (
        destination.value.mask.high, destination.value.mask.low
      )
      if destination.isInverted { inversions.insert(.destination) }
    }
    if let wanted = header.transport {
      transport = wanted.value.rawValue
      if wanted.isInverted { inversions.insert(.transport) }
    }
    compileInterfaces(header, into: &interfaces)
    if header.fragment == true { inversions.insert(.onlyFragments) }
  }

  private mutating func compileInterfaces(
    _ header: HeaderMatch, into interfaces: inout InterfaceSets
  ) {
    if let wanted = header.inInterface {
      inInterfaces = interfaces.index(of: wanted.value)
      if wanted.isInverted { inversions.insert(.inInterface) }
    }
    if let wanted = header.outInterface {
      outInterfaces = interfaces.index(of: wanted.value)
      if wanted.isInverted { inversions.insert(.outInterface) }
    }
  }

  /// Whether a packet meets the header conditions (`ip_packet_match`, `ip6_packet_match`).
  @inline(__always)
  func matches(_ packet: Packet, interfaces: InterfaceSets) -> Bool {
    let destination =
      (packet.destination.low & destinationMaskLow == destinationLow
        && packet.destination.high & destinationMaskHigh == destinationHigh)
    if destination == inversions.contains(.destination) { return false }
    let source =
      (packet.source.low & sourceMaskLow == sourceLow
        && packet.source.high & sourceMaskHigh == sourceHigh)
    if source == inversions.contains(.source) { return false }
    if transport != 0,
      (packet.transport.rawValue == transport) == inversions.contains(.transport)
    {
      return false
    }
    return interfacesMatch(packet, interfaces)
  }

  @inline(__always)
  private func interfacesMatch(
    _ packet: Packet, _ interfaces: InterfaceSets
  ) -> Bool {
    if inInterfaces != InterfaceSets.any,
      interfaces.contains(packet.inInterface, set: inInterfaces)
        == inversions.contains(.inInterface)
    {
      return false
    }
    if outInterfaces != InterfaceSets.any,
      interfaces.contains(packet.outInterface, set: outInterfaces)
        == inversions.contains(.outInterface)
    {
      return false
    }
    return !inversions.contains(.onlyFragments)
  }
}
