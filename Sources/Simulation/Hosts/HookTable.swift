/// What runs at each hook of one family, in order.
struct HookTable {
  private var entries: [[Entry]] = Array(repeating: [], count: Hook.allCases.count)
  /// Whether nothing at all is registered: packets then pass untouched.
  let isEmpty: Bool

  /// One thing that sees the packet.
  enum Entry {
    case program(any HookProgram, reroutes: Bool)
    /// `nf_conntrack_in`.
    case track
    /// The NAT core, with the NAT chains in their order.
    case translate([any HookProgram])
    /// `nf_conntrack_confirm`.
    case confirm
  }

  /// The programs in their order, with connection tracking and its translations in their places where
  /// packets of these hooks are tracked.
  init(_ registrations: [HookRegistration] = [], isTracked: Bool = true) {
    isEmpty = registrations.isEmpty
    if isEmpty { return }
    // Of chains at one priority the one registered last runs first (`nf_hook_entries_grow`).
    // Listings, and so registrations, have the oldest first.
    let latestFirst = Array(registrations.reversed())
    for hook in Hook.allCases {
      entries[hook.rawValue] = Self.order(latestFirst, at: hook, isTracked)
    }
  }

  /// The entries of a hook.
  subscript(hook: Hook) -> [Entry] { entries[hook.rawValue] }

  private static func order(
    _ all: [HookRegistration], at hook: Hook, _ isTracked: Bool
  ) -> [Entry] {
    var placed: [(priority: Int, entry: Entry)] = all.compactMap {
      guard $0.hook == hook, $0.kind != .nat else { return nil }
      let reroutes = $0.kind == .route && hook == .output
      return ($0.priority, .program($0.program, reroutes: reroutes))
    }
    if isTracked { placed += connectionTracking(all, at: hook) }
    return placed.enumerated().sorted {
      ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset)
    }.map(\.element.entry)
  }

  private static func connectionTracking(
    _ all: [HookRegistration], at hook: Hook
  ) -> [(priority: Int, entry: Entry)] {
    let nat = all.filter { $0.hook == hook && $0.kind == .nat }.sorted { $0.priority < $1.priority }
    switch hook {
    case .prerouting, .output:
      return [
        (HookPriority.connectionTracking, .track),
        (HookPriority.destinationNAT, .translate(nat.map(\.program))),
      ]
    case .input, .postrouting:
      return [
        (HookPriority.sourceNAT, .translate(nat.map(\.program))),
        (HookPriority.connectionTrackingConfirm, .confirm),
      ]
    case .forward, .ingress, .egress: return []
    }
  }
}
