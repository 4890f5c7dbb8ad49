import Addressing
import Firewall
import Routing

/// `xt_addrtype.c`, `addrtype_mt_v1`.
extension AddrtypeMatch: HostDependentMatch {
  func condition(on host: HostModel) -> any PacketCondition {
    AddressTypeCondition(match: self, host: host)
  }
}

/// The match with the host whose tables say what kind of address it is.
private struct AddressTypeCondition: PacketCondition {
  let match: AddrtypeMatch
  unowned let host: HostModel

  func evaluate(_ context: inout HookContext) -> Truth {
    let dev = device(context.packet)
    if let source = match.source {
      let truth = type(of: context.packet.source, is: source.value, on: dev)
        .inverted(if: source.isInverted)
      if truth != .yes { return truth }
    }
    guard let destination = match.destination else { return .yes }
    return type(of: context.packet.destination, is: destination.value, on: dev)
      .inverted(if: destination.isInverted)
  }

  private func device(_ packet: Packet) -> String? {
    switch match.interface {
    case .incoming: packet.inInterface.map { host.links[$0].name }
    case .outgoing: packet.outInterface.map { host.links[$0].name }
    case nil: nil
    }
  }

  private func type(of address: IPAddress, is wanted: AddressTypes, on dev: String?) -> Truth {
    let answer: Truth? =
      switch address.family {
      case .ipv4: ipv4(address, wanted, dev)
      case .ipv6: ipv6(address, wanted, dev)
      }
    return answer ?? .unknown(because: "what kind of address \(address) is to \(host.name)")
  }

  private func ipv4(_ address: IPAddress, _ wanted: AddressTypes, _ dev: String?) -> Truth? {
    host.stack.addressType(address, on: dev).map { Truth(wanted.contains($0.addressType)) }
  }

  /// `match_type6`: what the address itself says, and for the rest a route lookup.
  private func ipv6(_ address: IPAddress, _ wanted: AddressTypes, _ dev: String?) -> Truth? {
    if wanted.contains(.multicast), !address.isMulticast { return .no }
    if wanted.contains(.unicast), address.isMulticast || address.isUnspecified { return .no }
    if wanted.contains(.unspecified), !address.isUnspecified { return .no }
    let looked = wanted.intersection([.local, .anycast, .unreachable])
    if looked.isEmpty { return .yes }
    if let dev, looked == .local {
      return host.linkIndex[dev].map { link in
        Truth(host.links[link].addresses.contains { $0.local == address })
      }
    }
    let decision = host.stack.output(RouteQuery(to: address, out: dev))
    switch decision.outcome {
    case .undecided: return nil
    case .local:
      return Truth(looked.contains(decision.route?.type == .anycast ? .anycast : .local))
    case .blackhole, .unreachable, .prohibit, .noRoute, .invalidSource:
      return Truth(looked.contains(.unreachable))
    case .unicast, .broadcast, .multicast:
      return Truth(looked.contains(.anycast) && decision.route?.type == .anycast)
    }
  }
}

extension RouteType {
  /// The bit of `XT_ADDRTYPE_*` for a route type.
  fileprivate var addressType: AddressTypes {
    switch self {
    case .unicast: .unicast
    case .local: .local
    case .broadcast: .broadcast
    case .multicast: .multicast
    case .anycast: .anycast
    case .blackhole: .blackhole
    case .unreachable: .unreachable
    case .prohibit: .prohibit
    case .throw: .throw
    case .nat: .nat
    case .unknown: []
    }
  }
}
