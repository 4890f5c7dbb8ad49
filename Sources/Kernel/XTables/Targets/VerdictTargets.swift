import Addressing
import CNetfilter
import Firewall

/// `struct ipt_reject_info` and `ip6t_reject_info` (linux/netfilter_ipv4/ipt_REJECT.h,
/// linux/netfilter_ipv6/ip6t_REJECT.h).
extension RejectTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, blob.bytes.count == 8, let code: UInt32 = blob.bytes.load(),
      let answer = blob.family == .ipv4 ? Answer(v4: code) : Answer(v6: code)
    else { return nil }
    self.init()
    type = answer
  }
}

extension RejectTarget.Answer {
  fileprivate init?(v4 code: UInt32) {
    switch code {
    case IPT_ICMP_NET_UNREACHABLE.rawValue: self = .icmpNetUnreachable
    case IPT_ICMP_HOST_UNREACHABLE.rawValue: self = .icmpHostUnreachable
    case IPT_ICMP_PROT_UNREACHABLE.rawValue: self = .icmpProtoUnreachable
    case IPT_ICMP_PORT_UNREACHABLE.rawValue: self = .icmpPortUnreachable
    case IPT_ICMP_ECHOREPLY.rawValue: self = .icmpEchoReply
    case IPT_ICMP_NET_PROHIBITED.rawValue: self = .icmpNetProhibited
    case IPT_ICMP_HOST_PROHIBITED.rawValue: self = .icmpHostProhibited
    case IPT_TCP_RESET.rawValue: self = .tcpReset
    case IPT_ICMP_ADMIN_PROHIBITED.rawValue: self = .icmpAdminProhibited
    case _: return nil
    }
  }

  fileprivate init?(v6 code: UInt32) {
    switch code {
    case IP6T_ICMP6_NO_ROUTE.rawValue: self = .icmp6NoRoute
    case IP6T_ICMP6_ADM_PROHIBITED.rawValue: self = .icmp6AdminProhibited
    case IP6T_ICMP6_ADDR_UNREACH.rawValue: self = .icmp6AddressUnreachable
    case IP6T_ICMP6_PORT_UNREACH.rawValue: self = .icmp6PortUnreachable
    case IP6T_TCP_RESET.rawValue: self = .tcpReset
    case IP6T_ICMP6_POLICY_FAIL.rawValue: self = .icmp6PolicyFail
    case IP6T_ICMP6_REJECT_ROUTE.rawValue: self = .icmp6RejectRoute
    case _: return nil
    }
  }
}

/// `struct xt_log_info` (linux/netfilter/xt_LOG.h).
extension LogTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_log_info.self) else { return nil }
    self.init()
    (level, prefix) = (info.level, characters(info.prefix))
    options = Options(rawValue: info.logflags & UInt8(XT_LOG_MASK))
  }
}

/// `struct xt_nflog_info` (linux/netfilter/xt_NFLOG.h).
extension NflogTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_nflog_info.self) else { return nil }
    self.init()
    (group, prefix) = (info.group, characters(info.prefix))
    if isSet(XT_NFLOG_F_COPY_LEN, in: info.flags) {
      size = info.len
    } else if info.len != 0 {
      range = info.len
    }
    if info.threshold != UInt16(XT_NFLOG_DEFAULT_THRESHOLD) { threshold = info.threshold }
  }
}

/// `struct xt_NFQ_info` to `v3` (linux/netfilter/xt_NFQUEUE.h): each begins as the one before.
extension NfqueueTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision <= 3, blob.bytes.count == 8, let info: xt_NFQ_info_v3 = blob.bytes.load()
    else { return nil }
    self.init()
    queue = info.queuenum
    if blob.revision >= 1 { count = info.queues_total }
    if blob.revision == 2 { bypasses = info.flags != 0 }
    if blob.revision == 3 {
      bypasses = isSet(NFQ_FLAG_BYPASS, in: info.flags)
      fansOut = isSet(NFQ_FLAG_CPU_FANOUT, in: info.flags)
    }
  }
}

/// `struct xt_audit_info` (linux/netfilter/xt_AUDIT.h).
extension AuditTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision <= 1, let info = blob.exact(xt_audit_info.self) else { return nil }
    self.init()
    switch Int(info.type) {
    case XT_AUDIT_TYPE_ACCEPT: type = "accept"
    case XT_AUDIT_TYPE_DROP: type = "drop"
    case XT_AUDIT_TYPE_REJECT: type = "reject"
    case _: return nil
    }
  }
}

/// No structure.
extension TraceTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0 else { return nil }
    self.init()
  }
}

/// `struct idletimer_tg_info` and `v1` (linux/netfilter/xt_IDLETIMER.h).
extension IdletimerTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 0:
      guard let info = unsafe blob.exact(idletimer_tg_info.self) else { return nil }
      (timeout, label) = unsafe (info.timeout, characters(info.label))
    case 1:
      guard let info = unsafe blob.exact(idletimer_tg_info_v1.self) else { return nil }
      (timeout, label) = unsafe (info.timeout, characters(info.label))
      usesAlarm = unsafe isSet(XT_IDLETIMER_ALARM, in: info.timer_type)
    case _: return nil
    }
  }
}

/// `struct xt_rateest_target_info` (linux/netfilter/xt_RATEEST.h).
extension RateestTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = unsafe blob.exact(xt_rateest_target_info.self),
      (-2...3).contains(unsafe info.interval), unsafe info.ewma_log < 24
    else { return nil }
    self.init()
    estimator = unsafe characters(info.name)
    // In microseconds; an interval of -2 is a quarter of a second, each step doubles it.
    let length = unsafe UInt64(250_000) << UInt64(info.interval + 2)
    interval = Self.time(length)
    averaging = unsafe Self.time(length << UInt64(info.ewma_log))
  }

  /// A time as libxt_RATEEST.c prints it: with one decimal, in seconds, milli- or microseconds.
  private static func time(_ microseconds: UInt64) -> String {
    func tenths(_ unit: UInt64) -> String {
      let value = (microseconds * 10 + unit / 2) / unit
      return "\(value / 10).\(value % 10)"
    }
    if microseconds >= 1_000_000 { return tenths(1_000_000) + "s" }
    if microseconds >= 1000 { return tenths(1000) + "ms" }
    return "\(microseconds)us"
  }
}
