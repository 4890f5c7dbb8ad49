import Addressing
import CNetfilter
import Firewall

/// `struct xt_comment_info` (linux/netfilter/xt_comment.h).
extension CommentMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, blob.bytes.count == MemoryLayout<xt_comment_info>.size else {
      return nil
    }
    self.init()
    comment = blob.bytes.string
  }
}

/// `struct xt_mark_mtinfo1` (linux/netfilter/xt_mark.h).
extension MarkMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = blob.exact(xt_mark_mtinfo1.self) else { return nil }
    self.init()
    (value, mask, isInverted) = (info.mark, info.mask, info.invert != 0)
  }
}

/// `struct xt_addrtype_info` and `xt_addrtype_info_v1` (linux/netfilter/xt_addrtype.h).
extension AddrtypeMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 0:
      guard let info = blob.exact(xt_addrtype_info.self) else { return nil }
      source = Self.types(info.source, isInverted: info.invert_source != 0)
      destination = Self.types(info.dest, isInverted: info.invert_dest != 0)
    case 1:
      guard let info = blob.exact(xt_addrtype_info_v1.self) else { return nil }
      source = Self.types(
        info.source, isInverted: isSet(XT_ADDRTYPE_INVERT_SOURCE, in: info.flags))
      destination = Self.types(
        info.dest, isInverted: isSet(XT_ADDRTYPE_INVERT_DEST, in: info.flags))
      if isSet(XT_ADDRTYPE_LIMIT_IFACE_IN, in: info.flags) { interface = .incoming }
      if isSet(XT_ADDRTYPE_LIMIT_IFACE_OUT, in: info.flags) { interface = .outgoing }
    case _: return nil
    }
  }

  private static func types(_ bits: UInt16, isInverted: Bool) -> Inverted<AddressTypes>? {
    bits == 0 ? nil : Inverted(AddressTypes(rawValue: bits), isInverted: isInverted)
  }
}

/// `struct xt_cpu_info` (linux/netfilter/xt_cpu.h).
extension CPUMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_cpu_info.self) else { return nil }
    self.init()
    (cpu, isInverted) = (info.cpu, info.invert != 0)
  }
}

/// `struct xt_cgroup_info_v0`, `v1` and `v2` (linux/netfilter/xt_cgroup.h).
extension CgroupMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    if blob.revision == 0 {
      guard let info = blob.exact(xt_cgroup_info_v0.self) else { return nil }
      (group, isInverted) = (.classID(info.id), info.invert != 0)
      return
    }
    // v1 and v2 begin alike: has_path, has_classid, invert_path, invert_classid, path.
    let pathSize: Int
    let classOffset: Int
    switch (blob.revision, blob.bytes.count) {
    case (1, ExtensionBlob.aligned(4 + Int(PATH_MAX) + 4) + 8):
      (pathSize, classOffset) = (Int(PATH_MAX), 4 + Int(PATH_MAX))
    case (2, ExtensionBlob.aligned(4 + Int(XT_CGROUP_PATH_MAX)) + 8):
      (pathSize, classOffset) = (Int(XT_CGROUP_PATH_MAX), 4)
    case _: return nil
    }
    guard let flags: (UInt8, UInt8, UInt8, UInt8) = blob.bytes.load(),
      let classID: UInt32 = blob.bytes.load(at: classOffset)
    else { return nil }
    if flags.0 != 0 {
      (group, isInverted) = (.path(blob.bytes.slice(4, 4 + pathSize).string), flags.2 != 0)
    } else {
      (group, isInverted) = (.classID(classID), flags.3 != 0)
    }
  }
}

/// `struct xt_cluster_match_info` (linux/netfilter/xt_cluster.h).
extension ClusterMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_cluster_match_info.self) else { return nil }
    self.init()
    (totalNodes, nodeMask, hashSeed) = (info.total_nodes, info.node_mask, info.hash_seed)
    isInverted = isSet(XT_CLUSTER_F_INV.rawValue, in: info.flags)
  }
}

/// `struct xt_devgroup_info` (linux/netfilter/xt_devgroup.h).
extension DevgroupMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_devgroup_info.self) else { return nil }
    self.init()
    if isSet(XT_DEVGROUP_MATCH_SRC.rawValue, in: info.flags) {
      source = Inverted(
        MaskedValue(info.src_group, mask: info.src_mask),
        isInverted: isSet(XT_DEVGROUP_INVERT_SRC.rawValue, in: info.flags))
    }
    if isSet(XT_DEVGROUP_MATCH_DST.rawValue, in: info.flags) {
      destination = Inverted(
        MaskedValue(info.dst_group, mask: info.dst_mask),
        isInverted: isSet(XT_DEVGROUP_INVERT_DST.rawValue, in: info.flags))
    }
  }
}

/// `struct xt_nfacct_match_info` and `v1` (linux/netfilter/xt_nfacct.h): a name and a pointer.
extension NfacctMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    let size = Int(NFACCT_NAME_MAX)
    guard blob.revision <= 1, blob.bytes.count == ExtensionBlob.aligned(size) + 8 else {
      return nil
    }
    self.init()
    object = blob.bytes.slice(0, size).string
  }
}

/// `struct xt_owner_match_info` (linux/netfilter/xt_owner.h).
extension OwnerMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 1, let info = blob.exact(xt_owner_match_info.self) else { return nil }
    self.init()
    if isSet(XT_OWNER_UID, in: info.match) {
      users = Inverted(
        ValueRange(info.uid_min, info.uid_max), isInverted: isSet(XT_OWNER_UID, in: info.invert))
    }
    if isSet(XT_OWNER_GID, in: info.match) {
      groups = Inverted(
        ValueRange(info.gid_min, info.gid_max), isInverted: isSet(XT_OWNER_GID, in: info.invert))
    }
    if isSet(XT_OWNER_SOCKET, in: info.match) {
      hasSocket = !isSet(XT_OWNER_SOCKET, in: info.invert)
    }
    countsSupplementaryGroups = isSet(XT_OWNER_SUPPL_GROUPS, in: info.match)
  }
}

/// `struct xt_physdev_info` (linux/netfilter/xt_physdev.h). Names keep their `+`.
extension PhysdevMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_physdev_info.self) else { return nil }
    self.init()
    func test(_ flag: Int32) -> Bool? {
      isSet(flag, in: info.bitmask) ? !isSet(flag, in: info.invert) : nil
    }
    if let isPlain = test(XT_PHYSDEV_OP_IN) {
      inPort = Inverted(InterfacePattern(characters(info.physindev)), isInverted: !isPlain)
    }
    if let isPlain = test(XT_PHYSDEV_OP_OUT) {
      outPort = Inverted(InterfacePattern(characters(info.physoutdev)), isInverted: !isPlain)
    }
    hasInPort = test(XT_PHYSDEV_OP_ISIN)
    hasOutPort = test(XT_PHYSDEV_OP_ISOUT)
    isBridged = test(XT_PHYSDEV_OP_BRIDGED)
  }
}

/// `struct xt_pkttype_info` (linux/netfilter/xt_pkttype.h); the types are those of
/// linux/if_packet.h.
extension PkttypeMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_pkttype_info.self) else { return nil }
    self.init()
    switch info.pkttype {
    case PACKET_HOST: type = .unicast
    case PACKET_BROADCAST: type = .broadcast
    case PACKET_MULTICAST: type = .multicast
    case PACKET_OTHERHOST: type = .otherHost
    case _: return nil
    }
    isInverted = info.invert != 0
  }
}

/// `struct xt_realm_info` (linux/netfilter/xt_realm.h).
extension RealmMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_realm_info.self) else { return nil }
    self.init()
    (value, mask, isInverted) = (info.id, info.mask, info.invert != 0)
  }
}

/// `struct xt_rpfilter_info` (linux/netfilter/xt_rpfilter.h).
extension RpfilterMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_rpfilter_info.self) else { return nil }
    self.init()
    isLoose = isSet(XT_RPFILTER_LOOSE, in: info.flags)
    usesMark = isSet(XT_RPFILTER_VALID_MARK, in: info.flags)
    acceptsLocal = isSet(XT_RPFILTER_ACCEPT_LOCAL, in: info.flags)
    isInverted = isSet(XT_RPFILTER_INVERT, in: info.flags)
  }
}

/// `struct xt_socket_mtinfo1` to `3` (linux/netfilter/xt_socket.h); revision 0 has none.
extension SocketMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    if blob.revision == 0 { return }
    guard blob.revision <= 3, let info = blob.exact(xt_socket_mtinfo3.self) else { return nil }
    isTransparent = isSet(XT_SOCKET_TRANSPARENT, in: info.flags)
    countsWildcard = isSet(XT_SOCKET_NOWILDCARD, in: info.flags)
    restoresMark = isSet(XT_SOCKET_RESTORESKMARK, in: info.flags)
  }
}

/// `struct xt_policy_info` (linux/netfilter/xt_policy.h).
extension PolicyMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    guard blob.revision == 0, let info = blob.exact(xt_policy_info.self),
      Int(info.len) <= Int(XT_POLICY_MAX_ELEM)
    else { return nil }
    self.init()
    direction =
      isSet(XT_POLICY_MATCH_IN.rawValue, in: info.flags) ? .incoming : .outgoing
    isIPsec = !isSet(XT_POLICY_MATCH_NONE.rawValue, in: info.flags)
    isStrict = isSet(XT_POLICY_MATCH_STRICT.rawValue, in: info.flags)
    let all = [info.pol.0, info.pol.1, info.pol.2, info.pol.3]
    elements = all.prefix(Int(info.len)).map { Element($0, blob) }
    // A policy without conditions on its transformations has one that asks for nothing.
    if elements == [Element()] { elements = [] }
  }
}

extension PolicyMatch.Element {
  fileprivate init(_ info: xt_policy_elem, _ blob: ExtensionBlob) {
    self.init()
    if info.match.reqid != 0 {
      requestID = Inverted(info.reqid, isInverted: info.invert.reqid != 0)
    }
    if info.match.spi != 0 { index = Inverted(info.spi, isInverted: info.invert.spi != 0) }
    if info.match.proto != 0 {
      transport = Inverted(
        TransportProtocol(rawValue: info.proto), isInverted: info.invert.proto != 0)
    }
    if info.match.mode != 0 {
      isTunnel = Inverted(
        UInt32(info.mode) == XT_POLICY_MODE_TUNNEL.rawValue, isInverted: info.invert.mode != 0)
    }
    if info.match.saddr != 0 {
      tunnelSource = Inverted(
        blob.masked(info.saddr, info.smask), isInverted: info.invert.saddr != 0)
    }
    if info.match.daddr != 0 {
      tunnelDestination = Inverted(
        blob.masked(info.daddr, info.dmask), isInverted: info.invert.daddr != 0)
    }
  }
}
