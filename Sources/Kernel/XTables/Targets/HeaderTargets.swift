import Addressing
import CNetfilter
import Firewall

/// `struct xt_DSCP_info` (linux/netfilter/xt_DSCP.h).
extension DSCPTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_DSCP_info.self) else { return nil }
    self.init()
    value = info.dscp
  }
}

/// `struct xt_tos_target_info` (linux/netfilter/xt_DSCP.h).
extension TOSTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = blob.exact(xt_tos_target_info.self) else { return nil }
    self.init()
    (value, mask) = (info.tos_value, info.tos_mask)
  }
}

/// `struct ipt_ECN_info` (linux/netfilter_ipv4/ipt_ECN.h).
extension ECNTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ipt_ECN_info.self) else { return nil }
    self.init()
    let setsEcho = isSet(IPT_ECN_OP_SET_ECE, in: info.operation)
    let setsReduced = isSet(IPT_ECN_OP_SET_CWR, in: info.operation)
    if setsEcho, setsReduced, unsafe info.proto.tcp.ece == 0, unsafe info.proto.tcp.cwr == 0 {
      removesTCP = true
    } else {
      congestionExperiencedEcho = unsafe setsEcho ? info.proto.tcp.ece : nil
      congestionWindowReduced = unsafe setsReduced ? info.proto.tcp.cwr : nil
    }
    codepoint = isSet(IPT_ECN_OP_SET_IP, in: info.operation) ? info.ip_ect : nil
  }
}

/// `struct ipt_TTL_info` (linux/netfilter_ipv4/ipt_TTL.h).
extension TTLTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ipt_TTL_info.self),
      let change = HopChange(mode: info.mode, info.ttl)
    else { return nil }
    self.init()
    self.change = change
  }
}

/// `struct ip6t_HL_info` (linux/netfilter_ipv6/ip6t_HL.h).
extension HLTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ip6t_HL_info.self),
      let change = HopChange(mode: info.mode, info.hop_limit)
    else { return nil }
    self.init()
    self.change = change
  }
}

extension HopChange {
  /// The modes of `ipt_TTL_info` and `ip6t_HL_info` are the same.
  fileprivate init?(mode: UInt8, _ value: UInt8) {
    switch Int(mode) {
    case IPT_TTL_SET: self = .set(value)
    case IPT_TTL_INC: self = .increment(value)
    case IPT_TTL_DEC: self = .decrement(value)
    case _: return nil
    }
  }
}

/// `struct xt_tcpmss_info` (linux/netfilter/xt_TCPMSS.h).
extension TCPMSSTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_tcpmss_info.self) else { return nil }
    self.init()
    mss = Int32(info.mss) == XT_TCPMSS_CLAMP_PMTU ? nil : info.mss
  }
}

/// `struct xt_tcpoptstrip_target_info` (linux/netfilter/xt_TCPOPTSTRIP.h): a bit for each option.
extension TCPOPTSTRIPTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0,
      blob.bytes.count == MemoryLayout<xt_tcpoptstrip_target_info>.size
    else { return nil }
    self.init()
    let map = blob.bytes.array
    options = (0...UInt8.max).filter { map[Int($0) >> 3] >> ($0 & 7) & 1 == 1 }
  }
}

/// `struct xt_CHECKSUM_info` (linux/netfilter/xt_CHECKSUM.h).
extension ChecksumTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_CHECKSUM_info.self) else { return nil }
    self.init()
    fills = isSet(XT_CHECKSUM_OP_FILL, in: info.operation)
  }
}

/// `struct nf_synproxy_info` (linux/netfilter/nf_synproxy.h).
extension SynproxyTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(nf_synproxy_info.self) else { return nil }
    self.init()
    mss = isSet(NF_SYNPROXY_OPT_MSS, in: info.options) ? info.mss : nil
    windowScale = isSet(NF_SYNPROXY_OPT_WSCALE, in: info.options) ? info.wscale : nil
    permitsSACK = isSet(NF_SYNPROXY_OPT_SACK_PERM, in: info.options)
    usesTimestamps = isSet(NF_SYNPROXY_OPT_TIMESTAMP, in: info.options)
    usesECN = isSet(NF_SYNPROXY_OPT_ECN, in: info.options)
  }
}
