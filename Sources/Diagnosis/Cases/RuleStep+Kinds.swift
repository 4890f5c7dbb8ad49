import Firewall
import Simulation

extension RuleStep {
  /// Whether it changes the source address.
  var isSourceTranslation: Bool {
    guard case .extension(let target) = rule.target else { return false }
    return target is MasqueradeTarget || target is SNATTarget
  }

  /// Whether it lets the packet through for good.
  var accepts: Bool { rule.target == .accept }
}
