import Addressing
import Firewall

extension NFTRuleCompiler {
  /// `nft_nat_eval`, `nft_masq_*`, `nft_redir_*`. All end the chain with "accept".
  func translation(_ nat: NFTables.NetworkTranslation) -> (inout HookContext) -> NFTEffectResult {
    switch nat.kind {
    case .snat: addressed(nat, .source)
    case .dnat: addressed(nat, .destination)
    case .masquerade: hosted(nat, .source) { $1.masqueradeAddress(for: $0) }
    case .redirect: hosted(nat, .destination) { $1.redirectAddress(for: $0.packet, at: $0.hook) }
    }
  }

  /// What a translation is given: addresses, ports, or both out of one map.
  struct Target {
    var addresses: IPRange?
    var ports: PortRange?
    /// The network whose host part is kept.
    var isNetmap = false
  }

  enum TargetReading {
    case target(Target)
    /// A map has nothing for the packet.
    case missing
    case unknown(String)
  }

  private func addressed(
    _ nat: NFTables.NetworkTranslation, _ manipulation: Manipulation
  ) -> (inout HookContext) -> NFTEffectResult {
    let address = nat.address.map { targetReader($0, isPort: false, nat) }
    let port = nat.port.map { targetReader($0, isPort: true, nat) }
    let family: IPFamily? = nat.family.map { $0 == .ip6 ? .ipv6 : .ipv4 }
    return { context in
      if let family, family != context.packet.family { return .proceed }
      var target = Target()
      for reader in [address, port].compactMap(\.self) {
        switch reader(&context) {
        case .target(let part):
          target.addresses = part.addresses ?? target.addresses
          target.ports = part.ports ?? target.ports
          target.isNetmap = target.isNetmap || part.isNetmap
        case .missing: return .breakRule
        case .unknown(let reason): return .verdict(.undecided(because: reason))
        }
      }
      Self.translate(&context, manipulation, target, nat)
      return .verdict(.accept)
    }
  }

  private func hosted(
    _ nat: NFTables.NetworkTranslation, _ manipulation: Manipulation,
    _ own: @escaping (HookContext, HostModel) -> IPAddress?
  ) -> (inout HookContext) -> NFTEffectResult {
    let port = nat.port.map { targetReader($0, isPort: true, nat) }
    return { [unowned host = program.host] context in
      var target = Target()
      switch port?(&context) {
      case .target(let part): target.ports = part.ports
      case .missing: return .breakRule
      case .unknown(let reason): return .verdict(.undecided(because: reason))
      case nil: break
      }
      guard let address = own(context, host) else { return .verdict(.drop) }
      target.addresses = IPRange(address)
      Self.translate(&context, manipulation, target, nat)
      return .verdict(.accept)
    }
  }

  private static func translate(
    _ context: inout HookContext, _ manipulation: Manipulation, _ target: Target,
    _ nat: NFTables.NetworkTranslation
  ) {
    if target.isNetmap, let network = target.addresses {
      let old = manipulation == .source ? context.packet.source : context.packet.destination
      let mapped = netmap(old, network)
      context.connection?.translate(manipulation, to: TranslationRange(address: mapped))
      return
    }
    var range = NATRange(addresses: target.addresses, ports: target.ports)
    range.isRandom = nat.flags.contains("random")
    range.isFullyRandom = nat.flags.contains("fully-random")
    range.isPersistent = nat.flags.contains("persistent")
    context.translate(manipulation, to: range)
  }

  /// The bits in which the ends of the network differ are kept.
  private static func netmap(_ old: IPAddress, _ network: IPRange) -> IPAddress {
    let high = network.first.high ^ network.last.high
    let low = network.first.low ^ network.last.low
    return IPAddress(
      family: old.family, high: network.first.high | old.high & high,
      low: network.first.low | old.low & low)
  }
}
