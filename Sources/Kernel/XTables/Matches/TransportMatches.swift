import Addressing
import CNetfilter
import Firewall

extension Inverted where Value == PortRange {
  /// A condition on ports in host order; nil where every port is meant.
  @inline(__always) init?(
    _ ports: (UInt16, UInt16), isInverted: Bool
  ) {
    if ports.0 == 0, ports.1 == .max, !isInverted { return nil }
    self.init(PortRange(ports.0, ports.1), isInverted: isInverted)
  }
}

extension Inverted where Value == ValueRange<UInt32> {
  /// A condition on a number; nil where every number is meant.
  @inline(__always) init?(_ range: (UInt32, UInt32), isInverted: Bool) {
    if range.0 == 0, range.1 == .max, !isInverted { return nil }
    self.init(ValueRange(range.0, range.1), isInverted: isInverted)
  }
}

/// `struct xt_tcp` (linux/netfilter/xt_tcpudp.h).
extension TCPMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_tcp.self) else { return nil }
    self.init()
    sourcePorts = Inverted(info.spts, isInverted: isSet(XT_TCP_INV_SRCPT, in: info.invflags))
    destinationPorts = Inverted(info.dpts, isInverted: isSet(XT_TCP_INV_DSTPT, in: info.invflags))
    let invertsFlags = isSet(XT_TCP_INV_FLAGS, in: info.invflags)
    if info.flg_mask != 0 || invertsFlags {
      flags = Inverted(
        TCPFlagTest(
          mask: TCPFlags(rawValue: info.flg_mask), compared: TCPFlags(rawValue: info.flg_cmp)),
        isInverted: invertsFlags)
    }
    let invertsOption = isSet(XT_TCP_INV_OPTION, in: info.invflags)
    if info.option != 0 || invertsOption {
      option = Inverted(info.option, isInverted: invertsOption)
    }
  }
}

/// `struct xt_udp` (linux/netfilter/xt_tcpudp.h).
extension UDPMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_udp.self) else { return nil }
    self.init()
    sourcePorts = Inverted(info.spts, isInverted: isSet(XT_UDP_INV_SRCPT, in: info.invflags))
    destinationPorts = Inverted(info.dpts, isInverted: isSet(XT_UDP_INV_DSTPT, in: info.invflags))
  }
}

/// `struct xt_multiport` and `xt_multiport_v1` (linux/netfilter/xt_multiport.h).
extension MultiportMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    let flags: UInt8
    let count: UInt8
    switch blob.revision {
    case 0:
      guard let info = blob.exact(xt_multiport.self) else { return nil }
      (flags, count) = (info.flags, info.count)
    case 1:
      guard let info = blob.exact(xt_multiport_v1.self) else { return nil }
      (flags, count, isInverted) = (info.flags, info.count, info.invert != 0)
    case _: return nil
    }
    switch UInt32(flags) {
    case XT_MULTIPORT_SOURCE.rawValue: side = .source
    case XT_MULTIPORT_DESTINATION.rawValue: side = .destination
    case XT_MULTIPORT_EITHER.rawValue: side = .either
    case _: return nil
    }
    guard count <= XT_MULTI_PORTS else { return nil }
    readPorts(blob.bytes, count: Int(count), hasRanges: blob.revision == 1)
  }

  /// `ports` follow flags and count; `pflags` say which begin a run.
  private mutating func readPorts(_ bytes: KernelBytes, count: Int, hasRanges: Bool) {
    var index = 0
    while index < count, let first: UInt16 = bytes.load(at: 2 + 2 * index) {
      let flag: UInt8 = hasRanges ? bytes.load(at: 2 + 2 * Int(XT_MULTI_PORTS) + index) ?? 0 : 0
      if flag != 0, index + 1 < count, let last: UInt16 = bytes.load(at: 4 + 2 * index) {
        ports.append(PortRange(first, last))
        index += 2
      } else {
        ports.append(PortRange(first))
        index += 1
      }
    }
  }
}

/// `struct xt_tcpmss_match_info` (linux/netfilter/xt_tcpmss.h).
extension TCPMSSMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_tcpmss_match_info.self) else { return nil }
    self.init()
    (range, isInverted) = (ValueRange(info.mss_min, info.mss_max), info.invert != 0)
  }
}

/// `struct xt_sctp_info` (linux/netfilter/xt_sctp.h).
extension SCTPMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_sctp_info.self) else { return nil }
    self.init()
    if isSet(XT_SCTP_SRC_PORTS, in: info.flags) {
      sourcePorts = Inverted(info.spts, isInverted: isSet(XT_SCTP_SRC_PORTS, in: info.invflags))
    }
    if isSet(XT_SCTP_DEST_PORTS, in: info.flags) {
      destinationPorts = Inverted(
        info.dpts, isInverted: isSet(XT_SCTP_DEST_PORTS, in: info.invflags))
    }
    guard isSet(XT_SCTP_CHUNK_TYPES, in: info.flags) else { return }
    guard let chunks = Chunks(info) else { return nil }
    self.chunks = Inverted(chunks, isInverted: isSet(XT_SCTP_CHUNK_TYPES, in: info.invflags))
  }
}

extension SCTPMatch.Chunks {
  fileprivate init?(_ info: xt_sctp_info) {
    let scope: Scope
    switch Int32(bitPattern: info.chunk_match_type) {
    case SCTP_CHUNK_MATCH_ANY: scope = .any
    case SCTP_CHUNK_MATCH_ALL: scope = .all
    case SCTP_CHUNK_MATCH_ONLY: scope = .only
    case _: return nil
    }
    let map = unsafe withUnsafeBytes(of: info.chunkmap) { unsafe KernelBytes($0).array }
    self.init(
      scope, types: (0...UInt8.max).filter { map[Int($0) >> 3] >> ($0 & 7) & 1 == 1 })
    let all = [info.flag_info.0, info.flag_info.1, info.flag_info.2, info.flag_info.3]
    guard (0...Int32(all.count)).contains(info.flag_count) else { return nil }
    flags = all.prefix(Int(info.flag_count)).map {
      Flags(type: $0.chunktype, mask: $0.flag_mask, value: $0.flag)
    }.sorted { $0.type < $1.type }
  }
}

/// `struct xt_dccp_info` (linux/netfilter/xt_dccp.h).
extension DCCPMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_dccp_info.self) else { return nil }
    self.init()
    if isSet(XT_DCCP_SRC_PORTS, in: info.flags) {
      sourcePorts = Inverted(info.spts, isInverted: isSet(XT_DCCP_SRC_PORTS, in: info.invflags))
    }
    if isSet(XT_DCCP_DEST_PORTS, in: info.flags) {
      destinationPorts = Inverted(
        info.dpts, isInverted: isSet(XT_DCCP_DEST_PORTS, in: info.invflags))
    }
    if isSet(XT_DCCP_TYPE, in: info.flags) {
      // iptables names eleven types, and sets the other bits where it inverts.
      types = Inverted(info.typemask & 0x7ff, isInverted: isSet(XT_DCCP_TYPE, in: info.invflags))
    }
    if isSet(XT_DCCP_OPTION, in: info.flags) {
      option = Inverted(info.option, isInverted: isSet(XT_DCCP_OPTION, in: info.invflags))
    }
  }
}

/// `struct ipt_icmp` (linux/netfilter_ipv4/ip_tables.h).
extension ICMPMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ipt_icmp.self) else { return nil }
    self.init()
    type = info.type
    // 255 is every message; iptables then leaves the codes alone.
    if type != .max { codes = ValueRange(info.code.0, info.code.1) }
    isInverted = isSet(IPT_ICMP_INV, in: info.invflags)
  }
}

/// `struct ip6t_icmp` (linux/netfilter_ipv6/ip6_tables.h).
extension ICMPv6Match: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(ip6t_icmp.self) else { return nil }
    self.init()
    (type, codes) = (info.type, ValueRange(info.code.0, info.code.1))
    isInverted = isSet(IP6T_ICMP_INV, in: info.invflags)
  }
}

/// `struct xt_esp` (linux/netfilter/xt_esp.h).
extension ESPMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_esp.self) else { return nil }
    self.init()
    indexes = Inverted(info.spis, isInverted: isSet(XT_ESP_INV_SPI, in: info.invflags))
  }
}

/// `struct ipt_ah` and `ip6t_ah` (linux/netfilter_ipv4/ipt_ah.h, linux/netfilter_ipv6/ip6t_ah.h).
extension AHMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0 else { return nil }
    self.init()
    switch blob.family {
    case .ipv4:
      guard let info = blob.exact(ipt_ah.self) else { return nil }
      indexes = Inverted(info.spis, isInverted: isSet(IPT_AH_INV_SPI, in: info.invflags))
    case .ipv6:
      guard let info = blob.exact(ip6t_ah.self) else { return nil }
      indexes = Inverted(info.spis, isInverted: isSet(IP6T_AH_INV_SPI, in: info.invflags))
      let invertsLength = isSet(IP6T_AH_INV_LEN, in: info.invflags)
      if info.hdrlen != 0 || invertsLength {
        length = Inverted(info.hdrlen, isInverted: invertsLength)
      }
      isReservedZero = info.hdrres != 0
    }
  }
}

/// `struct xt_ipcomp` (linux/netfilter/xt_ipcomp.h).
extension IPCompMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_ipcomp.self) else { return nil }
    self.init()
    indexes = Inverted(info.spis, isInverted: isSet(XT_IPCOMP_INV_SPI, in: info.invflags))
    isReservedZero = info.hdrres != 0
  }
}
