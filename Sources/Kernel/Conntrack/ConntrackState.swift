import CNetfilter

/// The state of a connection, for protocols that have states.
enum ConntrackState {
  /// `enum tcp_conntrack`.
  private static let tcp = [
    "NONE", "SYN_SENT", "SYN_RECV", "ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK",
    "TIME_WAIT", "CLOSE", "SYN_SENT2",
  ]
  /// `enum sctp_conntrack`.
  private static let sctp = [
    "NONE", "CLOSED", "COOKIE_WAIT", "COOKIE_ECHOED", "ESTABLISHED", "SHUTDOWN_SENT",
    "SHUTDOWN_RECD", "SHUTDOWN_ACK_SENT", "HEARTBEAT_SENT", "HEARTBEAT_ACKED",
  ]
  /// `enum ct_dccp_states`.
  private static let dccp = [
    "NONE", "REQUEST", "RESPOND", "PARTOPEN", "OPEN", "CLOSEREQ", "CLOSING", "TIMEWAIT",
    "IGNORE", "INVALID",
  ]

  static func name(_ given: NetlinkAttributes) throws(KernelError) -> String? {
    var protocols = given
    while let info = try protocols.next() {
      switch info.type {
      case CTA_PROTOINFO_TCP: return try name(info, CTA_PROTOINFO_TCP_STATE.number, tcp)
      case CTA_PROTOINFO_SCTP: return try name(info, CTA_PROTOINFO_SCTP_STATE.number, sctp)
      case CTA_PROTOINFO_DCCP: return try name(info, CTA_PROTOINFO_DCCP_STATE.number, dccp)
      case _: break
      }
    }
    return nil
  }

  private static func name(
    _ info: NetlinkAttribute, _ type: Int, _ names: [String]
  ) throws(KernelError) -> String? {
    guard let state = try info.nested.first(type)?.number(UInt8.self) else { return nil }
    return names.indices.contains(Int(state)) ? names[Int(state)] : "NONE"
  }
}
