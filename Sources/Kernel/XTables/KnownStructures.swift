import Firewall

/// Every match and target whose structure is known. Add a new one here; the frequent ones first.
enum KnownStructures {
  private static let matchTypes: [any KernelMatch.Type] = [
    CommentMatch.self, TCPMatch.self, ConntrackMatch.self, MarkMatch.self, StatisticMatch.self,
    SetMatch.self, AddrtypeMatch.self, UDPMatch.self, MultiportMatch.self, PhysdevMatch.self,
    AHMatch.self, CgroupMatch.self, ClusterMatch.self, ConnbytesMatch.self, ConnlabelMatch.self,
    ConnlimitMatch.self, ConnmarkMatch.self, CPUMatch.self, DCCPMatch.self, DevgroupMatch.self,
    DSCPMatch.self, ECNMatch.self, ESPMatch.self, EUI64Match.self, FragMatch.self,
    HashlimitMatch.self, HelperMatch.self, HLMatch.self, ICMPMatch.self, ICMPv6Match.self,
    IPCompMatch.self, IPRangeMatch.self, IPv6HeaderMatch.self, LengthMatch.self, LimitMatch.self,
    MACMatch.self, MhMatch.self, NfacctMatch.self, OwnerMatch.self, PkttypeMatch.self,
    PolicyMatch.self, QuotaMatch.self, RealmMatch.self, RecentMatch.self, RpfilterMatch.self,
    RtMatch.self, SCTPMatch.self, SocketMatch.self, StateMatch.self, StringMatch.self,
    TCPMSSMatch.self, TimeMatch.self, TOSMatch.self, TTLMatch.self, U32Match.self,
  ]

  private static let targetTypes: [any KernelTarget.Type] = [
    DNATTarget.self, MarkTarget.self, MasqueradeTarget.self, RejectTarget.self, LogTarget.self,
    AuditTarget.self, ChecksumTarget.self, ClassifyTarget.self, ConnmarkTarget.self,
    ConnsecmarkTarget.self, CTTarget.self, DSCPTarget.self, ECNTarget.self, HLTarget.self,
    IdletimerTarget.self, NetmapTarget.self, NflogTarget.self, NfqueueTarget.self,
    NotrackTarget.self, RateestTarget.self, RedirectTarget.self, SecmarkTarget.self,
    SetTarget.self, SNATTarget.self, SynproxyTarget.self, TCPMSSTarget.self,
    TCPOPTSTRIPTarget.self, TeeTarget.self, TOSTarget.self, TPROXYTarget.self, TraceTarget.self,
    TTLTarget.self,
  ]

  private static let matches = matchTypes.map { (name: ExtensionName($0.name), type: $0) }
  private static let targets = targetTypes.map { (name: ExtensionName($0.name), type: $0) }

  /// The match in a structure; one that is not known is kept with its bytes.
  static func match(_ blob: ExtensionBlob, named name: KernelBytes) -> any MatchExtension {
    for known in matches where known.name == blob.name {
      if let match = known.type.read(blob) { return match }
    }
    return UnknownMatch(
      name: name.string, revision: blob.revision, bytes: blob.bytes.array)
  }

  /// The target in a structure; one that is not known is kept with its bytes.
  static func target(_ blob: ExtensionBlob, named name: KernelBytes) -> any TargetExtension {
    for known in targets where known.name == blob.name {
      if let target = known.type.read(blob) { return target }
    }
    return UnknownTarget(
      name: name.string, revision: blob.revision, bytes: blob.bytes.array)
  }
}
