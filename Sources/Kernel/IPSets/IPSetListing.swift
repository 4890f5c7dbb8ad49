import Addressing
import CNetfilter
import Firewall

/// The sets as the messages of a listing come in. A big set spans several messages.
struct IPSetListing {
  private var done = IPSets()
  private var current: IPSet?
  private var decoder = IPSetMemberDecoder()

  /// All sets, once the listing is complete.
  var sets: IPSets {
    var sets = done
    if let current { sets.put(current) }
    return sets
  }

  mutating func take(_ message: NetlinkMessage) throws(KernelError) {
    let table = try AttributeTable(message.attributes(after: nfgenmsg.self))
    guard let name = table[IPSET_ATTR_SETNAME]?.string else { return }
    if current?.name != name {
      if let current { done.put(current) }
      current = nil
      current = try Self.header(name, table)
    }
    guard var members = table[IPSET_ATTR_ADT]?.nested else { return }
    while let member = try members.next() {
      current?.append(try decoder.read(member.nested))
    }
  }

  private static func header(_ name: String, _ table: AttributeTable) throws(KernelError) -> IPSet {
    let data = try table.nested(IPSET_ATTR_DATA)
    let kind = IPSetKind(name: table[IPSET_ATTR_TYPENAME]?.string ?? "")
    var options = IPSetOptions(kind)
    if let data { try options.read(data, family: try table.number(IPSET_ATTR_FAMILY) ?? 0) }
    var set = IPSet(name: name, kind: kind, options: options.list)
    if let count: UInt32 = try data?[IPSET_ATTR_ELEMENTS]?.bigEndian() {
      set.reserveCapacity(Int(min(count, 1 << 18)))
    }
    return set
  }
}
