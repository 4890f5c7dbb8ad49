import Addressing
import CNetfilter
import Firewall

/// No structure of its own (linux/netfilter_ipv6/ip6t_eui64 has an int that nobody reads).
extension EUI64Match: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0 else { return nil }
    self.init()
  }
}

/// `struct ip6t_frag` (linux/netfilter_ipv6/ip6t_frag.h).
extension FragMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ip6t_frag.self) else { return nil }
    self.init()
    identifiers = Inverted(info.ids, isInverted: isSet(IP6T_FRAG_INV_IDS, in: info.invflags))
    if isSet(IP6T_FRAG_LEN, in: info.flags) {
      length = Inverted(info.hdrlen, isInverted: isSet(IP6T_FRAG_INV_LEN, in: info.invflags))
    }
    isReservedZero = isSet(IP6T_FRAG_RES, in: info.flags)
    isFirst = isSet(IP6T_FRAG_FST, in: info.flags)
    hasMore = isSet(IP6T_FRAG_MF, in: info.flags)
    isLast = isSet(IP6T_FRAG_NMF, in: info.flags)
  }
}

/// `struct ip6t_rt` (linux/netfilter_ipv6/ip6t_rt.h).
extension RtMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ip6t_rt.self),
      Int(info.addrnr) <= Int(IP6T_RT_HOPS)
    else { return nil }
    self.init()
    if isSet(IP6T_RT_TYP, in: info.flags) {
      type = Inverted(info.rt_type, isInverted: isSet(IP6T_RT_INV_TYP, in: info.invflags))
    }
    segmentsLeft = Inverted(info.segsleft, isInverted: isSet(IP6T_RT_INV_SGS, in: info.invflags))
    if isSet(IP6T_RT_LEN, in: info.flags) {
      length = Inverted(info.hdrlen, isInverted: isSet(IP6T_RT_INV_LEN, in: info.invflags))
    }
    checksReserved = isSet(IP6T_RT_RES, in: info.flags)
    isNotStrict = isSet(IP6T_RT_FST_NSTRICT, in: info.flags)
    guard isSet(IP6T_RT_FST, in: info.flags) else { return }
    addresses = unsafe withUnsafeBytes(of: info.addrs) { buffer in
      let bytes = unsafe KernelBytes(buffer)
      return (0..<Int(info.addrnr)).compactMap { IPAddress(bytes, at: 16 * $0, family: .ipv6) }
    }
  }
}

/// `struct ip6t_ipv6header_info` (linux/netfilter_ipv6/ip6t_ipv6header.h).
extension IPv6HeaderMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ip6t_ipv6header_info.self) else { return nil }
    self.init()
    (headers, isInverted, isSoft) = (info.matchflags, info.invflags != 0, info.modeflag != 0)
  }
}

/// `struct ip6t_mh` (linux/netfilter_ipv6/ip6t_mh.h).
extension MhMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ip6t_mh.self) else { return nil }
    self.init()
    let isInverted = isSet(IP6T_MH_INV_TYPE, in: info.invflags)
    if info.types != (0, .max) || isInverted {
      types = Inverted(ValueRange(info.types.0, info.types.1), isInverted: isInverted)
    }
  }
}
