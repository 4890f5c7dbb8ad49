import Addressing
import CNetfilter
import Firewall

extension LegacyEntry {
  /// The conditions on addresses, interfaces and protocol.
  @inline(__always) func header() throws(KernelError) -> HeaderMatch {
    switch family {
    case .ipv4:
      guard let ip: ipt_ip = bytes.structure() else { throw Self.malformed(offset, "no header") }
      return header(ip)
    case .ipv6:
      guard let ip: ip6t_ip6 = bytes.structure() else { throw Self.malformed(offset, "no header") }
      return header(ip)
    }
  }

  /// Whether a jump is a goto.
  @inline(__always) var isGoto: Bool {
    switch family {
    case .ipv4: bytes.structure(ipt_ip.self).map { isSet(IPT_F_GOTO, in: $0.flags) } ?? false
    case .ipv6: bytes.structure(ip6t_ip6.self).map { isSet(IP6T_F_GOTO, in: $0.flags) } ?? false
    }
  }

  @inline(__always) private func header(_ ip: ipt_ip) -> HeaderMatch {
    var header = HeaderMatch()
    header.source = condition(
      ip.src, ip.smsk, isInverted: isSet(IPT_INV_SRCIP, in: ip.invflags))
    header.destination = condition(
      ip.dst, ip.dmsk, isInverted: isSet(IPT_INV_DSTIP, in: ip.invflags))
    if ip.iniface_mask.0 != 0 {
      header.inInterface = interface(
        ip.iniface, ip.iniface_mask, isInverted: isSet(IPT_INV_VIA_IN, in: ip.invflags))
    }
    if ip.outiface_mask.0 != 0 {
      header.outInterface = interface(
        ip.outiface, ip.outiface_mask, isInverted: isSet(IPT_INV_VIA_OUT, in: ip.invflags))
    }
    header.transport = transport(ip.proto, isInverted: isSet(IPT_INV_PROTO, in: ip.invflags))
    if isSet(IPT_F_FRAG, in: ip.flags) {
      header.fragment = !isSet(IPT_INV_FRAG, in: ip.invflags)
    }
    return header
  }

  private func header(_ ip: ip6t_ip6) -> HeaderMatch {
    var header = HeaderMatch()
    header.source = condition(
      ip.src, ip.smsk, isInverted: isSet(IP6T_INV_SRCIP, in: ip.invflags))
    header.destination = condition(
      ip.dst, ip.dmsk, isInverted: isSet(IP6T_INV_DSTIP, in: ip.invflags))
    if ip.iniface_mask.0 != 0 {
      header.inInterface = interface(
        ip.iniface, ip.iniface_mask, isInverted: isSet(IP6T_INV_VIA_IN, in: ip.invflags))
    }
    if ip.outiface_mask.0 != 0 {
      header.outInterface = interface(
        ip.outiface, ip.outiface_mask, isInverted: isSet(IP6T_INV_VIA_OUT, in: ip.invflags))
    }
    header.transport = transport(ip.proto, isInverted: isSet(IP6T_INV_PROTO, in: ip.invflags))
    return header
  }

  /// nil where every address is meant.
  @inline(__always) private func condition(
    _ address: some Any, _ mask: some Any, isInverted: Bool
  ) -> Inverted<MaskedAddress>? {
    let mask = IPAddress(ofBytes: mask, family: family)
    if mask == .zero(family), !isInverted { return nil }
    return Inverted(
      MaskedAddress(IPAddress(ofBytes: address, family: family), mask: mask),
      isInverted: isInverted)
  }

  /// Protocol 0 is every one.
  @inline(__always) private func transport(
    _ number: UInt16, isInverted: Bool
  ) -> Inverted<TransportProtocol>? {
    number == 0
      ? nil
      : Inverted(
        TransportProtocol(rawValue: UInt8(truncatingIfNeeded: number)), isInverted: isInverted)
  }

  /// A name whose mask ends before its NUL is the beginning of one.
  private func interface(
    _ name: some Any, _ mask: some Any, isInverted: Bool
  ) -> Inverted<InterfacePattern> {
    let (name, mask) = unsafe withUnsafeBytes(of: name) { name in
      unsafe withUnsafeBytes(of: mask) { mask in
        (unsafe KernelBytes(name).array, unsafe KernelBytes(mask).array)
      }
    }
    let length = name.firstIndex(of: 0) ?? name.count
    let masked = mask.firstIndex(of: 0) ?? mask.count
    var pattern = InterfacePattern(
      String(decoding: name.prefix(min(length, masked)), as: UTF8.self))
    if masked <= length { pattern.isPrefix = true }
    return Inverted(pattern, isInverted: isInverted)
  }
}
