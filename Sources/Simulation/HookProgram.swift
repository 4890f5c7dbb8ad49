/// Rules at one hook: a built-in chain of an iptables table, or a base chain of nftables.
protocol HookProgram: AnyObject {
  /// Runs the packet through. On any verdict but `accept`, `trail.decision` names what gave it.
  func run(_ context: inout HookContext, _ trail: inout Trail) -> Verdict
}

/// A program at its place among the others of a hook.
struct HookRegistration {
  let hook: Hook
  /// Lower runs first (`NF_IP_PRI_*`).
  let priority: Int
  let kind: Kind
  let program: any HookProgram

  /// How netfilter treats the chain.
  enum Kind {
    case filter
    /// Asked once for each connection, by the NAT core, whose own place does not depend on
    /// `priority`: that only orders the NAT chains among themselves.
    case nat
    /// As filter; in OUTPUT the packet is routed anew when it changed (`mangle`, nft `type route`).
    case route
  }
}

/// The priorities of netfilter's own hooks (`linux/netfilter_ipv4.h`).
enum HookPriority {
  static let rawBeforeDefragmentation = -450
  static let raw = -300
  static let connectionTracking = -200
  static let mangle = -150
  static let destinationNAT = -100
  static let filter = 0
  static let security = 50
  static let sourceNAT = 100
  static let connectionTrackingConfirm = Int.max
}
