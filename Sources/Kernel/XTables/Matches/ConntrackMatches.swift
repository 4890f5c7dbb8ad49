import Addressing
import CNetfilter
import Firewall

/// `struct xt_conntrack_mtinfo1`, `2` and `3` (linux/netfilter/xt_conntrack.h).
extension ConntrackMatch: KernelMatch {
  static func read(_ blob: ExtensionBlob) -> (any MatchExtension)? {
    guard let info = xt_conntrack_mtinfo3(blob) else { return nil }
    guard isSet(XT_CONNTRACK_STATE_ALIAS, in: info.match_flags) else { return Self(kernel: blob) }
    var match = StateMatch()
    match.states = ConntrackStates(rawValue: info.state_mask)
    match.isInverted = isSet(XT_CONNTRACK_STATE, in: info.invert_flags)
    return match
  }

  init?(kernel blob: ExtensionBlob) {
    guard let info = xt_conntrack_mtinfo3(blob) else { return nil }
    self.init()
    if isSet(XT_CONNTRACK_STATE, in: info.match_flags) {
      states = Inverted(
        ConntrackStates(rawValue: info.state_mask),
        isInverted: isSet(XT_CONNTRACK_STATE, in: info.invert_flags))
    }
    // Most matches ask for the state only.
    if info.match_flags & ~UInt16(XT_CONNTRACK_STATE) != 0 { readConditions(info, blob) }
  }

  private mutating func readConditions(_ info: xt_conntrack_mtinfo3, _ blob: ExtensionBlob) {
    /// Adds a condition where its flag is set.
    func add<Value>(
      _ flag: Int, _ value: @autoclosure () -> Value,
      _ condition: (Inverted<Value>) -> Condition
    ) {
      guard isSet(flag, in: info.match_flags) else { return }
      let isInverted = isSet(flag, in: info.invert_flags)
      conditions.append(condition(Inverted(value(), isInverted: isInverted)))
    }
    add(
      XT_CONNTRACK_PROTO,
      TransportProtocol(rawValue: UInt8(truncatingIfNeeded: info.l4proto)), Condition.transport)
    add(
      XT_CONNTRACK_ORIGSRC, blob.masked(info.origsrc_addr, info.origsrc_mask),
      Condition.originalSource)
    add(
      XT_CONNTRACK_ORIGDST, blob.masked(info.origdst_addr, info.origdst_mask),
      Condition.originalDestination)
    add(
      XT_CONNTRACK_REPLSRC, blob.masked(info.replsrc_addr, info.replsrc_mask),
      Condition.replySource)
    add(
      XT_CONNTRACK_REPLDST, blob.masked(info.repldst_addr, info.repldst_mask),
      Condition.replyDestination)
    add(
      XT_CONNTRACK_ORIGSRC_PORT, PortRange(info.origsrc_port, info.origsrc_port_high),
      Condition.originalSourcePorts)
    add(
      XT_CONNTRACK_ORIGDST_PORT, PortRange(info.origdst_port, info.origdst_port_high),
      Condition.originalDestinationPorts)
    add(
      XT_CONNTRACK_REPLSRC_PORT, PortRange(info.replsrc_port, info.replsrc_port_high),
      Condition.replySourcePorts)
    add(
      XT_CONNTRACK_REPLDST_PORT, PortRange(info.repldst_port, info.repldst_port_high),
      Condition.replyDestinationPorts)
    add(
      XT_CONNTRACK_STATUS, ConntrackStatus(rawValue: info.status_mask), Condition.status)
    add(
      XT_CONNTRACK_EXPIRES, ValueRange(info.expires_min, info.expires_max), Condition.expiry)
    // An inverted direction is the other one.
    if isSet(XT_CONNTRACK_DIRECTION, in: info.match_flags) {
      let isReply = isSet(XT_CONNTRACK_DIRECTION, in: info.invert_flags)
      conditions.append(.direction(isReply ? .reply : .original))
    }
  }
}

extension xt_conntrack_mtinfo3 {
  /// The newest of the three layouts; older ones have single ports in network order.
  fileprivate init?(_ blob: ExtensionBlob) {
    switch blob.revision {
    case 1:
      guard let old = blob.exact(xt_conntrack_mtinfo1.self) else { return nil }
      self.init()
      (origsrc_addr, origsrc_mask) = (old.origsrc_addr, old.origsrc_mask)
      (origdst_addr, origdst_mask) = (old.origdst_addr, old.origdst_mask)
      (replsrc_addr, replsrc_mask) = (old.replsrc_addr, old.replsrc_mask)
      (repldst_addr, repldst_mask) = (old.repldst_addr, old.repldst_mask)
      (expires_min, expires_max, l4proto) = (old.expires_min, old.expires_max, old.l4proto)
      (match_flags, invert_flags) = (old.match_flags, old.invert_flags)
      (state_mask, status_mask) = (UInt16(old.state_mask), UInt16(old.status_mask))
      setPorts(old.origsrc_port, old.origdst_port, old.replsrc_port, old.repldst_port)
    case 2:
      guard let old = blob.exact(xt_conntrack_mtinfo2.self) else { return nil }
      self.init()
      (origsrc_addr, origsrc_mask) = (old.origsrc_addr, old.origsrc_mask)
      (origdst_addr, origdst_mask) = (old.origdst_addr, old.origdst_mask)
      (replsrc_addr, replsrc_mask) = (old.replsrc_addr, old.replsrc_mask)
      (repldst_addr, repldst_mask) = (old.repldst_addr, old.repldst_mask)
      (expires_min, expires_max, l4proto) = (old.expires_min, old.expires_max, old.l4proto)
      (match_flags, invert_flags) = (old.match_flags, old.invert_flags)
      (state_mask, status_mask) = (old.state_mask, old.status_mask)
      setPorts(old.origsrc_port, old.origdst_port, old.replsrc_port, old.repldst_port)
    case 3:
      guard let info = blob.exact(xt_conntrack_mtinfo3.self) else { return nil }
      self = info
    case _: return nil
    }
  }

  private mutating func setPorts(
    _ origsrc: UInt16, _ origdst: UInt16, _ replsrc: UInt16, _ repldst: UInt16
  ) {
    (origsrc_port, origsrc_port_high) = (UInt16(bigEndian: origsrc), UInt16(bigEndian: origsrc))
    (origdst_port, origdst_port_high) = (UInt16(bigEndian: origdst), UInt16(bigEndian: origdst))
    (replsrc_port, replsrc_port_high) = (UInt16(bigEndian: replsrc), UInt16(bigEndian: replsrc))
    (repldst_port, repldst_port_high) = (UInt16(bigEndian: repldst), UInt16(bigEndian: repldst))
  }
}

/// `struct xt_state_info` (linux/netfilter/xt_state.h), of before `conntrack` took its place.
extension StateMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_state_info.self) else { return nil }
    self.init()
    // The lower four bits are those of `conntrack`; UNTRACKED lies elsewhere.
    states = ConntrackStates(rawValue: UInt16(info.statemask & 0xf))
    let untracked = UInt32(1) << (IP_CT_NUMBER.rawValue + 1)
    if info.statemask & untracked != 0 { states.insert(.untracked) }
  }
}

/// `struct xt_connmark_mtinfo1` (linux/netfilter/xt_connmark.h).
extension ConnmarkMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = blob.exact(xt_connmark_mtinfo1.self) else { return nil }
    self.init()
    (value, mask, isInverted) = (info.mark, info.mask, info.invert != 0)
  }
}

/// `struct xt_connbytes_info` (linux/netfilter/xt_connbytes.h).
extension ConnbytesMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_connbytes_info.self) else { return nil }
    self.init()
    // Ends the wrong way round are a sign; 0 is no upper end.
    let (from, to) = (info.count.from, info.count.to)
    isInverted = from > to && to != 0
    range = isInverted ? ValueRange(to, from) : ValueRange(from, to == 0 ? .max : to)
    switch UInt32(info.what) {
    case XT_CONNBYTES_PKTS.rawValue: mode = .packets
    case XT_CONNBYTES_BYTES.rawValue: mode = .bytes
    case XT_CONNBYTES_AVGPKT.rawValue: mode = .averagePacket
    case _: return nil
    }
    switch UInt32(info.direction) {
    case XT_CONNBYTES_DIR_ORIGINAL.rawValue: direction = .original
    case XT_CONNBYTES_DIR_REPLY.rawValue: direction = .reply
    case XT_CONNBYTES_DIR_BOTH.rawValue: direction = .both
    case _: return nil
    }
  }
}

/// `struct xt_connlabel_mtinfo` (linux/netfilter/xt_connlabel.h). Labels are kept by number.
extension ConnlabelMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_connlabel_mtinfo.self) else { return nil }
    self.init()
    label = String(info.bit)
    isInverted = Kernel.isSet(XT_CONNLABEL_OP_INVERT.rawValue, in: info.options)
    self.isSet = Kernel.isSet(XT_CONNLABEL_OP_SET.rawValue, in: info.options)
  }
}

/// `struct xt_connlimit_info` (linux/netfilter/xt_connlimit.h).
extension ConnlimitMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision <= 1, let info = unsafe blob.exact(xt_connlimit_info.self) else {
      return nil
    }
    self.init()
    limit = unsafe info.limit
    isAbove = unsafe !isSet(XT_CONNLIMIT_INVERT, in: info.flags)
    prefixLength = unsafe blob.address(info.mask).leadingOnes
    countsDestinations = unsafe isSet(XT_CONNLIMIT_DADDR, in: info.flags)
  }
}

/// `struct xt_helper_info` (linux/netfilter/xt_helper.h).
extension HelperMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_helper_info.self) else { return nil }
    self.init()
    (helper, isInverted) = (characters(info.name), info.invert != 0)
  }
}
