/// What a `set` match of a rule amounts to, before a `!` is applied.
public enum IPSetAnswer: Sendable, Hashable {
  /// It holds, by this member.
  case yes(IPSetMemberID)
  case no
  /// The snapshot does not tell.
  case undecidable(because: String)
}

extension IPSets {
  /// Looks a packet up in the set at `index` of ``sets``, through a list:set into its members.
  public func membership(
    of packet: IPSetPacket, in index: Int, _ query: IPSetQuery
  ) -> IPSetMembership {
    guard box(index).set.kind == .listSet else { return plain(packet, index, query) }
    if let option = box(index).set.unknownOption {
      return .undecidable(because: "set \(box(index).set.name) has the unknown option \(option)")
    }
    return list(packet, index, query)
  }

  /// Whether the `set` match of a rule holds, as `ip_set_test` answers it: with
  /// `--return-nomatch` it holds for members marked `nomatch` instead of the others.
  public func test(_ packet: IPSetPacket, in index: Int, _ query: IPSetQuery) -> IPSetAnswer {
    answer(membership(of: packet, in: index, query), index, query)
  }

  /// The same for a set named in a rule; undecidable when there is no such set.
  public func test(_ packet: IPSetPacket, in name: String, _ query: IPSetQuery) -> IPSetAnswer {
    guard let index = index(of: name) else {
      return .undecidable(because: "there is no set called \(name)")
    }
    return test(packet, in: index, query)
  }

  private func answer(
    _ membership: IPSetMembership, _ index: Int, _ query: IPSetQuery
  ) -> IPSetAnswer {
    let inverts = query.returnsNoMatch && box(index).set.kind.allowsNoMatch
    switch membership {
    case .match(let id): return inverts ? .no : .yes(id)
    case .noMatchEntry(let id): return inverts ? .yes(id) : .no
    case .absent: return .no
    case .undecidable(let reason): return .undecidable(because: reason)
    }
  }

  private func plain(
    _ packet: IPSetPacket, _ index: Int, _ query: IPSetQuery
  ) -> IPSetMembership {
    switch box(index).membership(of: packet, query) {
    case .match(let id): .match(IPSetMemberID(set: index, member: id.member))
    case .noMatchEntry(let id): .noMatchEntry(IPSetMemberID(set: index, member: id.member))
    case .absent: .absent
    case .undecidable(let reason): .undecidable(because: reason)
    }
  }

  /// `list_set_ktest`: members in order, the first that holds decides. A condition on counters is
  /// asked of the list's own entries, not of the sets in it.
  private func list(
    _ packet: IPSetPacket, _ index: Int, _ query: IPSetQuery
  ) -> IPSetMembership {
    let box = box(index)
    let set = box.set
    var inner = query
    inner.counters = nil
    var doubt: String?
    for entry in set.order {
      switch test(packet, entry: entry, of: set, inner) {
      case .no: continue
      case .undecidable(let reason): doubt = doubt ?? reason
      case .yes(let id):
        switch box.verdict(on: entry, query) {
        case .none, .absent: continue
        case .undecidable(let reason): return .undecidable(because: reason)
        case .match, .noMatchEntry: return .match(id)
        }
      }
    }
    return doubt.map { .undecidable(because: $0) } ?? .absent
  }

  private func test(
    _ packet: IPSetPacket, entry: Int, of list: IPSet, _ query: IPSetQuery
  ) -> IPSetAnswer {
    let name = list.names[Int(list.table.key(at: entry).detail)]
    guard let index = index(of: name) else {
      return .undecidable(because: "set \(list.name) has the member \(name), which is missing")
    }
    guard box(index).set.kind != .listSet else {
      return .undecidable(because: "set \(list.name) has the list \(name) as a member")
    }
    return answer(plain(packet, index, query), index, query)
  }
}
