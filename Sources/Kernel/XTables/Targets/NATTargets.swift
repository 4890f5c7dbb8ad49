import Addressing
import CNetfilter
import Firewall

extension NATRange {
  /// The layout of before IPv6: `struct nf_nat_ipv4_multi_range_compat` (linux/netfilter/nf_nat.h).
  fileprivate init?(compatible blob: ExtensionBlob) {
    guard let info = blob.exact(nf_nat_ipv4_multi_range_compat.self), info.rangesize == 1 else {
      return nil
    }
    let range = info.range
    unsafe self.init(
      flags: range.flags, IPAddress(ofBytes: range.min_ip, family: .ipv4),
      IPAddress(ofBytes: range.max_ip, family: .ipv4), range.min.all, range.max.all)
  }

  /// `struct nf_nat_range` and, with a base port, `nf_nat_range2` (linux/netfilter/nf_nat.h).
  fileprivate init?(_ blob: ExtensionBlob) {
    if let info = blob.exact(nf_nat_range2.self) {
      unsafe self.init(
        flags: info.flags, blob.address(info.min_addr), blob.address(info.max_addr),
        info.min_proto.all, info.max_proto.all)
      if isSet(NF_NAT_RANGE_PROTO_OFFSET, in: info.flags) {
        basePort = unsafe UInt16(bigEndian: info.base_proto.all)
      }
    } else if let info = blob.exact(nf_nat_range.self) {
      unsafe self.init(
        flags: info.flags, blob.address(info.min_addr), blob.address(info.max_addr),
        info.min_proto.all, info.max_proto.all)
    } else {
      return nil
    }
  }

  private init?(
    flags: UInt32, _ first: IPAddress, _ last: IPAddress, _ low: UInt16, _ high: UInt16
  ) {
    self.init()
    if isSet(NF_NAT_RANGE_MAP_IPS, in: flags) {
      guard let range = IPRange(first, last) else { return nil }
      addresses = range
    }
    if isSet(NF_NAT_RANGE_PROTO_SPECIFIED, in: flags) {
      ports = PortRange(UInt16(bigEndian: low), UInt16(bigEndian: high))
    }
    isRandom = isSet(NF_NAT_RANGE_PROTO_RANDOM, in: flags)
    isFullyRandom = isSet(NF_NAT_RANGE_PROTO_RANDOM_FULLY, in: flags)
    isPersistent = isSet(NF_NAT_RANGE_PERSISTENT, in: flags)
  }

  /// Revision 0 is the old layout for IPv4.
  fileprivate static func read(_ blob: ExtensionBlob) -> NATRange? {
    blob.revision == 0 && blob.family == .ipv4 ? NATRange(compatible: blob) : NATRange(blob)
  }
}

extension DNATTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision <= 2, let range = NATRange.read(blob) else { return nil }
    self.init()
    self.range = range
  }
}

extension SNATTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision <= 2, let range = NATRange.read(blob) else { return nil }
    self.init()
    self.range = range
  }
}

extension MasqueradeTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let range = NATRange.read(blob) else { return nil }
    self.init()
    self.range = range
  }
}

extension RedirectTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let range = NATRange.read(blob) else { return nil }
    self.init()
    self.range = range
  }
}

/// The first and last address of a network: what they share is its mask.
extension NetmapTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let addresses = NATRange.read(blob)?.addresses else { return nil }
    self.init()
    let (first, last) = (addresses.first, addresses.last)
    let differing = IPAddress(
      family: first.family, high: ~(first.high ^ last.high), low: ~(first.low ^ last.low))
    network = MaskedAddress(first, mask: differing.masked(by: .ones(first.family)))
  }
}

/// `struct xt_tproxy_target_info` and `v1` (linux/netfilter/xt_TPROXY.h).
extension TPROXYTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 0:
      guard let info = blob.exact(xt_tproxy_target_info.self) else { return nil }
      port = UInt16(bigEndian: info.lport)
      address = IPAddress(ofBytes: info.laddr, family: .ipv4)
      mark = MaskedValue(info.mark_value, mask: info.mark_mask)
    case 1:
      guard let info = blob.exact(xt_tproxy_target_info_v1.self) else { return nil }
      port = UInt16(bigEndian: info.lport)
      address = blob.address(info.laddr)
      mark = MaskedValue(info.mark_value, mask: info.mark_mask)
    case _: return nil
    }
  }
}

/// `struct xt_tee_tginfo` (linux/netfilter/xt_TEE.h).
extension TeeTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = unsafe blob.exact(xt_tee_tginfo.self) else { return nil }
    self.init()
    gateway = unsafe blob.address(info.gw)
    let name = unsafe characters(info.oif)
    outInterface = name.isEmpty ? nil : name
  }
}
