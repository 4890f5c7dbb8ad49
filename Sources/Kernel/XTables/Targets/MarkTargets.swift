import Addressing
import CNetfilter
import Firewall

/// `struct xt_mark_tginfo2` (linux/netfilter/xt_mark.h).
extension MarkTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 2, let info = blob.exact(xt_mark_tginfo2.self) else { return nil }
    self.init()
    (value, mask) = (info.mark, info.mask)
  }
}

/// `struct xt_connmark_tginfo1` and `2` (linux/netfilter/xt_connmark.h).
extension ConnmarkTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 1:
      guard let info = blob.exact(xt_connmark_tginfo1.self),
        let action = Action(info.mode, info.ctmark, info.ctmask, info.nfmask)
      else { return nil }
      self.action = action
    case 2:
      guard let info = blob.exact(xt_connmark_tginfo2.self),
        let action = Action(info.mode, info.ctmark, info.ctmask, info.nfmask)
      else { return nil }
      self.action = action
      guard info.shift_bits > 0 else { return }
      shift =
        Int(info.shift_dir) == D_SHIFT_LEFT ? .left(info.shift_bits) : .right(info.shift_bits)
    case _: return nil
    }
  }
}

extension ConnmarkTarget.Action {
  fileprivate init?(_ mode: UInt8, _ mark: UInt32, _ ctMask: UInt32, _ nfMask: UInt32) {
    switch Int(mode) {
    case XT_CONNMARK_SET: self = .set(MaskedValue(mark, mask: ctMask))
    case XT_CONNMARK_SAVE: self = .save(nfMask: nfMask, ctMask: ctMask)
    case XT_CONNMARK_RESTORE: self = .restore(nfMask: nfMask, ctMask: ctMask)
    case _: return nil
    }
  }
}

/// `struct xt_ct_target_info` and `v1` (linux/netfilter/xt_CT.h).
extension CTTarget: KernelTarget {
  static func read(_ blob: ExtensionBlob) -> (any TargetExtension)? {
    guard let flags: UInt16 = blob.bytes.load() else { return nil }
    guard isSet(XT_CT_NOTRACK_ALIAS, in: flags) else { return Self(kernel: blob) }
    return Self(kernel: blob) == nil ? nil : NotrackTarget()
  }

  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 0:
      guard let info = unsafe blob.exact(xt_ct_target_info.self) else { return nil }
      unsafe readCommon(info.flags, info.zone, info.ct_events, info.exp_events)
      helper = unsafe Self.some(characters(info.helper))
    case 1, 2:
      guard let info = unsafe blob.exact(xt_ct_target_info_v1.self) else { return nil }
      unsafe readCommon(info.flags, info.zone, info.ct_events, info.exp_events)
      helper = unsafe Self.some(characters(info.helper))
      timeout = unsafe Self.some(characters(info.timeout))
    case _: return nil
    }
  }

  private static func some(_ text: String) -> String? { text.isEmpty ? nil : text }

  private mutating func readCommon(
    _ flags: UInt16, _ number: UInt16, _ events: UInt32, _ expected: UInt32
  ) {
    isUntracked = isSet(XT_CT_NOTRACK, in: flags)
    self.events = Self.eventNames.filter { events >> $0.bit & 1 == 1 }.map(\.name)
    expectationEvents = expected >> IPEXP_NEW.rawValue & 1 == 1 ? ["new"] : []
    guard isSet(XT_CT_ZONE_MARK, in: flags) || number != 0 else { return }
    let isOriginal = isSet(XT_CT_ZONE_DIR_ORIG, in: flags)
    let isReply = isSet(XT_CT_ZONE_DIR_REPL, in: flags)
    zone = Zone(
      isSet(XT_CT_ZONE_MARK, in: flags) ? .mark : .fixed(number),
      direction: isOriginal == isReply ? .both : isOriginal ? .original : .reply)
  }

  /// In the order of libxt_CT.c.
  private static let eventNames: [(name: String, bit: UInt32)] = [
    ("new", IPCT_NEW.rawValue), ("related", IPCT_RELATED.rawValue),
    ("destroy", IPCT_DESTROY.rawValue), ("reply", IPCT_REPLY.rawValue),
    ("assured", IPCT_ASSURED.rawValue), ("protoinfo", IPCT_PROTOINFO.rawValue),
    ("helper", IPCT_HELPER.rawValue), ("mark", IPCT_MARK.rawValue),
    ("natseqinfo", IPCT_NATSEQADJ.rawValue), ("secmark", IPCT_SECMARK.rawValue),
  ]
}

/// The target of before `CT`: it has no structure.
extension NotrackTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, blob.bytes.count == 0 else { return nil }
    self.init()
  }
}

/// `struct xt_secmark_target_info` and `v1` (linux/netfilter/xt_SECMARK.h).
extension SecmarkTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 0:
      guard let info = blob.exact(xt_secmark_target_info.self),
        Int32(info.mode) == SECMARK_MODE_SEL
      else { return nil }
      context = characters(info.secctx)
    case 1:
      guard let info = blob.exact(xt_secmark_target_info_v1.self),
        Int32(info.mode) == SECMARK_MODE_SEL
      else { return nil }
      context = characters(info.secctx)
    case _: return nil
    }
  }
}

/// `struct xt_connsecmark_target_info` (linux/netfilter/xt_CONNSECMARK.h).
extension ConnsecmarkTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_connsecmark_target_info.self) else {
      return nil
    }
    self.init()
    switch Int(info.mode) {
    case CONNSECMARK_SAVE: saves = true
    case CONNSECMARK_RESTORE: saves = false
    case _: return nil
    }
  }
}

/// `struct xt_classify_target_info` (linux/netfilter/xt_CLASSIFY.h).
extension ClassifyTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_classify_target_info.self) else {
      return nil
    }
    self.init()
    priority = info.priority
  }
}

/// `struct xt_set_info_target_v1` to `v3` (linux/netfilter/xt_set.h).
extension SetTarget: KernelTarget {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 1:
      guard let info = blob.exact(xt_set_info_target_v1.self),
        add(info.add_set, blob.names, Action.add), add(info.del_set, blob.names, Action.delete)
      else { return nil }
    case 2:
      guard let info = blob.exact(xt_set_info_target_v2.self),
        add(info.add_set, blob.names, Action.add), add(info.del_set, blob.names, Action.delete)
      else { return nil }
      readOptions(info.flags, info.timeout)
    case 3:
      guard let info = blob.exact(xt_set_info_target_v3.self),
        add(info.add_set, blob.names, Action.add), add(info.del_set, blob.names, Action.delete),
        add(info.map_set, blob.names, Action.map)
      else { return nil }
      readOptions(info.flags, info.timeout)
      mapsMark = isSet(IPSET_FLAG_MAP_SKBMARK.rawValue, in: info.flags)
      mapsPriority = isSet(IPSET_FLAG_MAP_SKBPRIO.rawValue, in: info.flags)
      mapsQueue = isSet(IPSET_FLAG_MAP_SKBQUEUE.rawValue, in: info.flags)
    case _: return nil
    }
  }

  private mutating func readOptions(_ flags: UInt32, _ seconds: UInt32) {
    resets = isSet(IPSET_FLAG_EXIST.rawValue, in: flags)
    timeout = seconds == .max ? nil : seconds
  }

  /// Adds what is done with a set, if one is named; false where its name is not known.
  private mutating func add(
    _ info: xt_set_info, _ names: SetNames, _ action: (String, SetDirections) -> Action
  ) -> Bool {
    guard Int32(info.index) != IPSET_INVALID_ID else { return true }
    guard let name = names[info.index], let directions = SetDirections(info) else { return false }
    actions.append(action(name, directions))
    return true
  }
}
