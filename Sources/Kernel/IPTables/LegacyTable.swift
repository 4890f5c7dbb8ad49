import Addressing
import CNetfilter
import Firewall

/// The chains and rules in the entries of a table.
struct LegacyTable {
  private let name: String
  private let family: IPFamily
  private let info: ipt_getinfo
  private let names: SetNames

  /// A chain and which entries are its rules.
  private struct Place {
    var name: String
    var isBuiltIn: Bool
    var start: Int
    var count = 0
  }

  init(_ name: String, _ family: IPFamily, _ info: ipt_getinfo, _ names: SetNames) {
    self.name = name
    self.family = family
    self.info = info
    self.names = names
  }

  /// Reads the entries of the table; `discard` is told from time to time before which byte nothing
  /// is read again.
  func read(
    _ entries: KernelBytes, discard: (Int) -> Void = { _ in }
  ) throws(KernelError) -> IPTablesTable {
    let places = try places(entries)
    let starts = Dictionary(
      places.filter { !$0.isBuiltIn }.map { ($0.start, $0.name) },
      uniquingKeysWith: { first, _ in first })
    var chains: [IPTablesChain] = []
    chains.reserveCapacity(places.count)
    var next = 1 << 20
    for place in places {
      if place.start > next {
        discard(place.start)
        next = place.start + (1 << 20)
      }
      chains.append(try chain(place, entries, starts))
    }
    return IPTablesTable(name: name, chains: chains)
  }

  /// Finds where chains begin: built-in ones where `hook_entry` says, others after the error target
  /// that holds their name.
  private func places(_ entries: KernelBytes) throws(KernelError) -> [Place] {
    let hooks = hookNames()
    var places: [Place] = []
    places.reserveCapacity(Int(info.num_entries) / 4)
    var offset = 0
    while offset < entries.count {
      let entry = try LegacyEntry(entries, at: offset, family)
      if let name = entry.chainName {
        // The last entry of a table names no chain.
        if entry.end == entries.count { return places }
        places.append(Place(name: name, isBuiltIn: false, start: entry.end))
      } else {
        if let hook = hooks[offset] {
          places.append(Place(name: hook, isBuiltIn: true, start: offset))
        }
        guard !places.isEmpty else {
          throw LegacyEntry.malformed(offset, "it stands before any chain")
        }
        places[places.count - 1].count += 1
      }
      offset = entry.end
    }
    throw LegacyEntry.malformed(offset, "the table ends without its last entry")
  }

  private func hookNames() -> [Int: String] {
    let names = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
    let entries = [
      info.hook_entry.0, info.hook_entry.1, info.hook_entry.2, info.hook_entry.3,
      info.hook_entry.4,
    ]
    var hooks: [Int: String] = [:]
    for (hook, name) in names.enumerated() where info.valid_hooks >> UInt32(hook) & 1 == 1 {
      hooks[Int(entries[hook])] = name
    }
    return hooks
  }

  /// The last entry of a built-in chain is its policy, that of another the way back.
  private func chain(
    _ place: Place, _ entries: KernelBytes, _ starts: [Int: String]
  ) throws(KernelError) -> IPTablesChain {
    guard place.count > 0 else {
      throw LegacyEntry.malformed(place.start, "chain \(place.name) has no end")
    }
    var chain = IPTablesChain(name: place.name, counters: Counters(packets: 0, bytes: 0))
    chain.rules.reserveCapacity(place.count - 1)
    var offset = place.start
    for _ in 1..<place.count {
      let entry = try LegacyEntry(entries, at: offset, family)
      chain.rules.append(try entry.rule(starts, names))
      offset = entry.end
    }
    guard place.isBuiltIn else { return chain }
    let last = try LegacyEntry(entries, at: offset, family)
    switch last.verdict.map({ -$0 - 1 }) {
    case NF_ACCEPT: chain.policy = .accept
    case NF_DROP: chain.policy = .drop
    case _: throw LegacyEntry.malformed(offset, "chain \(place.name) has no policy")
    }
    chain.counters = last.counters
    return chain
  }
}
