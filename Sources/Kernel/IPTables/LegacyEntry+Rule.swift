import Addressing
import CNetfilter
import Firewall

extension LegacyEntry {
  /// The rule that the entry is. `chains` are the names of chains by where their rules begin.
  func rule(
    _ chains: [Int: String], _ names: SetNames
  ) throws(KernelError) -> IPTablesRule {
    IPTablesRule(
      counters: counters, header: try header(), matches: try matches(names),
      target: try target(chains, names))
  }

  private func matches(_ names: SetNames) throws(KernelError) -> [any MatchExtension] {
    var place = Self.headSize(family)
    guard place < targetOffset else { return [] }
    var matches: [any MatchExtension] = []
    while place < targetOffset {
      guard let size: UInt16 = bytes.load(at: place), Int(size) >= Self.extensionHead,
        place + Int(size) <= targetOffset,
        let revision: UInt8 = bytes.load(at: place + Self.extensionHead - 1)
      else { throw Self.malformed(offset, "a match does not fit") }
      let name = bytes.slice(place + 2, place + Self.extensionHead - 1)
      let blob = ExtensionBlob(
        name: ExtensionName(name), revision: revision, family: family,
        bytes: bytes.slice(place + Self.extensionHead, place + Int(size)), names: names)
      matches.append(KnownStructures.match(blob, named: name))
      place += Int(size)
    }
    return matches
  }

  private func target(
    _ chains: [Int: String], _ names: SetNames
  ) throws(KernelError) -> IPTablesTarget {
    guard let verdict else {
      let name = targetName
      return .extension(
        KnownStructures.target(
          ExtensionBlob(
            name: ExtensionName(name), revision: targetRevision, family: family,
            bytes: targetData, names: names), named: name))
    }
    if verdict >= 0 {
      if Int(verdict) == end { return .none }
      guard let chain = chains[Int(verdict)] else {
        throw Self.malformed(offset, "it jumps to where no chain begins")
      }
      return isGoto ? .goto(chain) : .jump(chain)
    }
    // A verdict of netfilter is kept as -N-1.
    switch -verdict - 1 {
    case NF_ACCEPT: return .accept
    case NF_DROP: return .drop
    case NF_QUEUE: return .extension(QueueTarget())
    case NF_REPEAT: return .return
    case _: throw Self.malformed(offset, "verdict \(verdict) is none that iptables has")
    }
  }
}
