public import Addressing
import Firewall

/// A place that names an address, or a network it lies in.
public struct Mention: Sendable, Hashable {
  /// `filter/FORWARD#3 (iptables-legacy, ipv4)`, or `set KUBE-SRC-…`.
  public let place: String
  /// The rule or the set's entry.
  public let text: String
  /// What the chain or set was named for.
  public let meaning: String?
}

extension HostRules {
  /// The rules that name `address` or a network around it (never `0.0.0.0/0`), those that write
  /// it, and the sets that hold it.
  public func mentions(of address: IPAddress) -> [Mention] {
    rules(naming: address) + members(holding: address)
  }

  private func rules(naming address: IPAddress) -> [Mention] {
    chains.filter { $0.family == address.family }.flatMap { place in
      place.chain.rules.enumerated().compactMap { index, rule -> Mention? in
        guard rule.names(address) else { return nil }
        let chain = place.chain.name
        return Mention(
          place:
            "\(place.table)/\(chain)#\(index + 1) (\(place.backend.rawValue), \(place.family))",
          text: rule.text(inChain: chain, family: place.family), meaning: meaning(of: chain))
      }
    }
  }

  private func members(holding address: IPAddress) -> [Mention] {
    guard let sets else { return [] }
    return sets.sets.indices.compactMap { index in
      let set = sets.sets[index]
      guard set.family == address.family,
        let query = IPSetDirections([true]).map({ IPSetQuery($0) })
      else { return nil }
      let packet = IPSetPacket(source: address, destination: address)
      switch sets.membership(of: packet, in: index, query) {
      case .match, .noMatchEntry:
        return Mention(
          place: "set \(set.name)", text: "\(set.createLine), \(set.count) members",
          meaning: meaning(of: set.name))
      case .absent, .undecidable: return nil
      }
    }
  }
}

extension IPTablesRule {
  /// Whether the rule's addresses or its translation name the address.
  fileprivate func names(_ address: IPAddress) -> Bool {
    let masks = [header.source, header.destination].compactMap { $0?.value }
    if masks.contains(where: { $0.contains(address) && !$0.mask.isUnspecified }) { return true }
    guard case .extension(let target) = target else { return false }
    if let translation = target as? DNATTarget {
      return translation.range.addresses?.contains(address) == true
    }
    if let translation = target as? SNATTarget {
      return translation.range.addresses?.contains(address) == true
    }
    return false
  }
}
