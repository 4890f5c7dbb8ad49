import Firewall

/// What became of looking a key up.
enum NFTFinding {
  case found(Int)
  case absent
  /// The packet has no such key.
  case missing
  case unknown
}

extension NFTRuleCompiler {
  /// The set that an expression names or holds, nil when it is neither.
  func lookup(_ expression: NFTables.Expression, keyTypes: [NFTables.Datatype]) -> NFTLookup? {
    switch expression {
    case .anonymousSet(let elements):
      return NFTLookup(elements, types: keyTypes, constants: constants)
    case .setReference(let name):
      if let ready = program.lookups[name] { return ready }
      guard let set = table[set: name] else { return nil }
      let types =
        set.type.count == keyTypes.count && set.type.allSatisfy(\.isSpecific)
        ? set.type : keyTypes
      let lookup = NFTLookup(set.elements, types: types, constants: constants)
      program.lookups[name] = lookup
      return lookup
    case .number, .symbol, .boolean, .wildcard, .list, .prefix, .range, .concatenation, .verdict,
      .payload, .extensionHeader, .meta, .conntrack, .route, .socket, .osf, .fib, .ipsec, .numgen,
      .jhash, .symhash, .binary, .map, .element, .unknown:
      return nil
    }
  }

  /// Looks the key up that `expression` is for a packet.
  func finder(
    _ expression: NFTables.Expression, _ lookup: NFTLookup
  ) -> ((inout HookContext) -> NFTFinding)? {
    let isClear = lookup.obscure == nil
    guard case .concatenation(let parts) = expression else {
      guard let reader = reader(expression) else { return nil }
      return { context in
        let reading = reader(&context)
        if case .missing = reading { return .missing }
        guard let key = reading.settled(&context.tape) else { return .unknown }
        return lookup.element(key).map { .found($0) } ?? (isClear ? .absent : .unknown)
      }
    }
    let readers = parts.compactMap { reader($0) }
    guard readers.count == parts.count, parts.count <= NFTKey.capacity else { return nil }
    return { context in
      var key = NFTKey()
      for reader in readers {
        let reading = reader(&context)
        if case .missing = reading { return .missing }
        guard let part = reading.settled(&context.tape) else { return .unknown }
        key.append(part)
      }
      return lookup.element(key).map { .found($0) } ?? (isClear ? .absent : .unknown)
    }
  }

  /// `KEY vmap DATA`: without an element for the key the rule ends.
  func verdictMap(_ mapping: NFTables.Mapping) -> NFTRule.Step {
    let text = mapping.text(data: [.verdict], word: "vmap")
    let place = "rule \(rule + 1) of \(program.place(chain))"
    guard let lookup = lookup(mapping.data, keyTypes: mapping.key.datatype),
      let find = finder(mapping.key, lookup)
    else {
      let reason = "`\(text)` of \(place) is not understood"
      return .verdict(.decided(.undecided(because: reason)))
    }
    let ends = lookup.data.map { data -> NFTRuleEnd in
      if case .verdict(let verdict) = data { end(verdict) } else { .next }
    }
    let goesOn = lookup.data.map { $0 == .verdict(.continue) }
    let choices = Array(Set(ends)).sorted { "\($0)" < "\($1)" }
    return .verdictMap { context in
      switch find(&context) {
      case .found(let element):
        if lookup.conditional.contains(element),
          !context.tape.assume("the element of `\(text)` matches in \(place)")
        {
          return .next
        }
        return goesOn[element] ? nil : ends[element]
      case .absent, .missing: return .next
      case .unknown:
        return choices.first { context.tape.assume("`\(text)` gives \($0) in \(place)") } ?? .next
      }
    }
  }
}

extension NFTables.Datatype {
  /// Whether a set's declaration says more than the key that asks it: not for `integer`, `string`.
  fileprivate var isSpecific: Bool {
    switch self {
    case .integer, .string, .other: false
    case .hexadecimal, .boolean, .mark, .ipv4Address, .ipv6Address, .etherAddress, .inetProtocol,
      .inetService, .interfaceName, .interfaceIndex, .interfaceType, .interfaceKind,
      .deviceGroup, .etherType, .netfilterProtocol, .dscp, .ecn, .tcpFlags, .icmpType, .icmpCode,
      .icmpv6Type, .icmpv6Code, .icmpxCode, .igmpType, .mobilityHeaderType, .dccpPacketType,
      .arpOperation, .compressionFlags, .conntrackState, .conntrackDirection, .conntrackStatus,
      .conntrackEvent, .conntrackLabel, .packetType, .fibAddressType, .userID, .groupID, .realm,
      .classID, .cgroup, .time, .day, .hour, .duration, .verdict:
      true
    }
  }
}
