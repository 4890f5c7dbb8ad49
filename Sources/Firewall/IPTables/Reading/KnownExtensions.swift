import Addressing

/// Every match and target that is read into fields. Add a new one here.
enum KnownExtensions {
  private static let matchTypes: [any MatchSyntax.Type] = [
    AddrtypeMatch.self, AHMatch.self, CgroupMatch.self, ClusterMatch.self, CommentMatch.self,
    ConnbytesMatch.self, ConnlabelMatch.self, ConnlimitMatch.self, ConnmarkMatch.self,
    ConntrackMatch.self, CPUMatch.self, DCCPMatch.self, DevgroupMatch.self, DSCPMatch.self,
    ECNMatch.self, ESPMatch.self, EUI64Match.self, FragMatch.self, HashlimitMatch.self,
    HelperMatch.self, HLMatch.self, ICMPMatch.self, ICMPv6Match.self, IPCompMatch.self,
    IPRangeMatch.self, IPv6HeaderMatch.self, LengthMatch.self, LimitMatch.self, MACMatch.self,
    MarkMatch.self, MhMatch.self, MultiportMatch.self, NfacctMatch.self, OwnerMatch.self,
    PhysdevMatch.self, PkttypeMatch.self, PolicyMatch.self, QuotaMatch.self, RealmMatch.self,
    RecentMatch.self, RpfilterMatch.self, RtMatch.self, SCTPMatch.self, SetMatch.self,
    SocketMatch.self, StateMatch.self, StatisticMatch.self, StringMatch.self, TCPMatch.self,
    TCPMSSMatch.self, TimeMatch.self, TOSMatch.self, TTLMatch.self, U32Match.self, UDPMatch.self,
  ]

  private static let targetTypes: [any TargetSyntax.Type] = [
    AuditTarget.self, ChecksumTarget.self, ClassifyTarget.self, ConnmarkTarget.self,
    ConnsecmarkTarget.self, CTTarget.self, DNATTarget.self, DSCPTarget.self, ECNTarget.self,
    HLTarget.self, IdletimerTarget.self, LogTarget.self, MarkTarget.self, MasqueradeTarget.self,
    NetmapTarget.self, NflogTarget.self, NfqueueTarget.self, NotrackTarget.self, QueueTarget.self,
    RateestTarget.self, RedirectTarget.self, RejectTarget.self, SecmarkTarget.self,
    SetTarget.self, SNATTarget.self, SynproxyTarget.self, TCPMSSTarget.self,
    TCPOPTSTRIPTarget.self, TeeTarget.self, TOSTarget.self, TPROXYTarget.self, TraceTarget.self,
    TTLTarget.self,
  ]

  /// Targets that exist, but whose options are kept as text.
  static let verbatimTargets: Set<String> = [
    "CLUSTERIP", "DNPT", "SNPT", "HMARK", "LED", "ULOG", "MIRROR", "SAME", "TARPIT", "DELUDE",
    "ACCOUNT", "ECHO", "SYSRQ", "RAWSNAT", "RAWDNAT", "NAT", "FLOWOFFLOAD",
  ]

  /// Matches by the name after `-m`.
  static let matches = Dictionary(
    matchTypes.map { ($0.name, $0) } + [
      ("icmpv6", ICMPv6Match.self), ("ipv6-icmp", ICMPv6Match.self),
    ],
    uniquingKeysWith: { first, _ in first })

  /// Targets by the name after `-j`.
  static let targets = Dictionary(
    targetTypes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The match that the options of a protocol belong to without `-m`.
  static func match(of transport: TransportProtocol) -> (any MatchSyntax.Type)? {
    switch transport {
    case .tcp: TCPMatch.self
    case .udp: UDPMatch.self
    case .icmp: ICMPMatch.self
    case .icmpv6: ICMPv6Match.self
    case .sctp: SCTPMatch.self
    case .dccp: DCCPMatch.self
    case .esp: ESPMatch.self
    case .ah: AHMatch.self
    case TransportProtocol(rawValue: 135): MhMatch.self
    case TransportProtocol(rawValue: 108): IPCompMatch.self
    case _: nil
    }
  }
}
