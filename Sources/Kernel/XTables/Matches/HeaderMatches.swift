import Addressing
import CNetfilter
import Firewall

/// `struct xt_length_info` (linux/netfilter/xt_length.h).
extension LengthMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_length_info.self) else { return nil }
    self.init()
    (range, isInverted) = (ValueRange(info.min, info.max), info.invert != 0)
  }
}

/// `struct xt_dscp_info` (linux/netfilter/xt_dscp.h).
extension DSCPMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_dscp_info.self) else { return nil }
    self.init()
    (value, isInverted) = (info.dscp, info.invert != 0)
  }
}

/// `struct xt_tos_match_info` (linux/netfilter/xt_dscp.h).
extension TOSMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = blob.exact(xt_tos_match_info.self) else { return nil }
    self.init()
    (value, mask, isInverted) = (info.tos_value, info.tos_mask, info.invert != 0)
  }
}

/// `struct xt_ecn_info` (linux/netfilter/xt_ecn.h).
extension ECNMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_ecn_info.self) else { return nil }
    self.init()
    if isSet(XT_ECN_OP_MATCH_CWR, in: info.operation) {
      congestionWindowReduced = !isSet(XT_ECN_OP_MATCH_CWR, in: info.invert)
    }
    if isSet(XT_ECN_OP_MATCH_ECE, in: info.operation) {
      congestionExperiencedEcho = !isSet(XT_ECN_OP_MATCH_ECE, in: info.invert)
    }
    if isSet(XT_ECN_OP_MATCH_IP, in: info.operation) {
      codepoint = Inverted(info.ip_ect, isInverted: isSet(XT_ECN_OP_MATCH_IP, in: info.invert))
    }
  }
}

/// `struct ipt_ttl_info` (linux/netfilter_ipv4/ipt_ttl.h).
extension TTLMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ipt_ttl_info.self),
      let comparison = HopComparison(mode: info.mode, info.ttl)
    else { return nil }
    self.init()
    self.comparison = comparison
  }
}

/// `struct ip6t_hl_info` (linux/netfilter_ipv6/ip6t_hl.h).
extension HLMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ip6t_hl_info.self),
      let comparison = HopComparison(mode: info.mode, info.hop_limit)
    else { return nil }
    self.init()
    self.comparison = comparison
  }
}

extension HopComparison {
  /// The modes of `ipt_ttl_info` and `ip6t_hl_info` are the same.
  fileprivate init?(mode: UInt8, _ value: UInt8) {
    switch Int(mode) {
    case IPT_TTL_EQ: self = .equal(value)
    case IPT_TTL_NE: self = .notEqual(value)
    case IPT_TTL_LT: self = .less(value)
    case IPT_TTL_GT: self = .greater(value)
    case _: return nil
    }
  }
}

/// `struct xt_iprange_mtinfo` (linux/netfilter/xt_iprange.h).
extension IPRangeMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = blob.exact(xt_iprange_mtinfo.self) else { return nil }
    self.init()
    if isSet(IPRANGE_SRC, in: info.flags) {
      guard let range = IPRange(blob.address(info.src_min), blob.address(info.src_max)) else {
        return nil
      }
      source = Inverted(range, isInverted: isSet(IPRANGE_SRC_INV, in: info.flags))
    }
    if isSet(IPRANGE_DST, in: info.flags) {
      guard let range = IPRange(blob.address(info.dst_min), blob.address(info.dst_max)) else {
        return nil
      }
      destination = Inverted(range, isInverted: isSet(IPRANGE_DST_INV, in: info.flags))
    }
  }
}

/// `struct xt_mac_info` (linux/netfilter/xt_mac.h).
extension MACMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_mac_info.self) else { return nil }
    self.init()
    let bytes = [
      info.srcaddr.0, info.srcaddr.1, info.srcaddr.2, info.srcaddr.3, info.srcaddr.4,
      info.srcaddr.5,
    ]
    source = MACAddress(bits: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    isInverted = info.invert != 0
  }
}

/// `struct xt_string_info` (linux/netfilter/xt_string.h).
extension StringMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = unsafe blob.exact(xt_string_info.self) else { return nil }
    self.init()
    let length = unsafe Int(info.patlen)
    pattern = unsafe withUnsafeBytes(of: info.pattern) {
      unsafe KernelBytes($0).slice(0, length).array
    }
    algorithm = unsafe characters(info.algo)
    from = unsafe info.from_offset
    to = unsafe info.to_offset
    let flags = unsafe info.u.v1.flags
    isInverted = isSet(XT_STRING_FLAG_INVERT, in: flags)
    ignoresCase = isSet(XT_STRING_FLAG_IGNORECASE, in: flags)
  }
}

/// `struct xt_u32` (linux/netfilter/xt_u32.h).
extension U32Match: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_u32.self),
      Int(info.ntests) <= Int(XT_U32_MAXSIZE) + 1
    else { return nil }
    self.init()
    isInverted = info.invert != 0
    let size = MemoryLayout<xt_u32_test>.stride
    for index in 0..<Int(info.ntests) {
      guard let test = Test(blob.bytes.slice(index * size, (index + 1) * size)) else { return nil }
      tests.append(test)
    }
  }
}

extension U32Match.Test {
  /// `struct xt_u32_test`: eleven places, eleven runs of values, and how many of each count.
  fileprivate init?(_ bytes: KernelBytes) {
    guard let info: xt_u32_test = bytes.load(), info.nnums > 0,
      Int(info.nnums) <= Int(XT_U32_MAXSIZE) + 1, Int(info.nvalues) <= Int(XT_U32_MAXSIZE) + 1,
      let first: xt_u32_location_element = bytes.load()
    else { return nil }
    self.init(offset: first.number, values: [])
    for index in 1..<Int(info.nnums) {
      let place = index * MemoryLayout<xt_u32_location_element>.stride
      guard let element: xt_u32_location_element = bytes.load(at: place),
        let step = U32Match.Step(element)
      else { return nil }
      steps.append(step)
    }
    let start = (Int(XT_U32_MAXSIZE) + 1) * MemoryLayout<xt_u32_location_element>.stride
    for index in 0..<Int(info.nvalues) {
      let place = start + index * MemoryLayout<xt_u32_value_element>.stride
      guard let element: xt_u32_value_element = bytes.load(at: place) else { return nil }
      values.append(ValueRange(element.min, element.max))
    }
  }
}

extension U32Match.Step {
  fileprivate init?(_ element: xt_u32_location_element) {
    switch UInt32(element.nextop) {
    case XT_U32_AND.rawValue: self = .and(element.number)
    case XT_U32_LEFTSH.rawValue: self = .shiftLeft(element.number)
    case XT_U32_RIGHTSH.rawValue: self = .shiftRight(element.number)
    case XT_U32_AT.rawValue: self = .move(element.number)
    case _: return nil
    }
  }
}
