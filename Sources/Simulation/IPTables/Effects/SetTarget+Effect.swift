import Firewall

/// `xt_set.c`, `set_target_v3`: changes a set for the packets to come, and for later rules that
/// ask the same set; `--map-set` writes what an entry carries onto the packet.
extension SetTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    for action in actions {
      switch action {
      case .add(let set, _), .delete(let set, _): context.changedSets.insert(set)
      case .map(let set, _):
        if mapsMark {
          return .verdict(.undecided(because: "which mark set \(set) maps the packet to"))
        }
      }
    }
    return .proceed
  }
}
