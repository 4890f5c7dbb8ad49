public import Addressing

/// One member of a set, part by part, as the kernel keeps it. Parts that the set's type does not
/// have stay as they are.
public struct IPSetMember: Sendable {
  /// The first address or network.
  public var first = IPAddress(v4: 0)
  /// The prefix length of ``first`` where the type has a network there; nil is a host.
  public var firstLength: UInt8?
  /// The second address or network.
  public var second = IPAddress(v4: 0)
  /// The prefix length of ``second`` where the type has a network there; nil is a host.
  public var secondLength: UInt8?
  /// The protocol of a port.
  public var transport = TransportProtocol(rawValue: 0)
  /// A port; for ICMP `type << 8 | code`.
  public var port: UInt16 = 0
  /// A packet mark.
  public var mark: UInt32 = 0
  /// A hardware address.
  public var mac = MACAddress(bits: 0)
  /// The name of an interface or of another set.
  public var name = ""
  /// Whether ``name`` is a physical interface (`physdev:`).
  public var isPhysical = false
  /// Whether ``name`` is the beginning of interface names.
  public var isWildcard = false
  /// Whether it is an exception.
  public var isNoMatch = false
  /// Seconds it has left; 0 is for ever.
  public var timeout: UInt32?
  /// Packets and bytes that matched it.
  public var counters: Counters?
  /// Its comment.
  public var comment: [UInt8]?
  /// What `SET --map-set` takes from it.
  public var metadata: IPSetMetadata?

  /// A member all of whose parts are empty.
  public init() {}
}

extension IPSet {
  /// Makes room for `count` members.
  public mutating func reserveCapacity(_ count: Int) { table.reserveCapacity(count) }

  /// Adds a member that the kernel named, which has each member once. Nothing is checked: the
  /// kernel did. A type that nobody here knows keeps no member in this way.
  public mutating func append(_ member: IPSetMember) {
    guard !kind.isUnknown else { return }
    var key = IPSetKey()
    key.first = member.first
    key.second = member.second
    key.mac = member.mac.bits
    key.detail = detail(of: member)
    key.isPhysical = member.isPhysical
    let (isFirst, isSecond) = networks
    if isFirst { key.firstLength = member.firstLength ?? UInt8(family.bitWidth) }
    if isSecond { key.secondLength = member.secondLength ?? UInt8(family.bitWidth) }
    let place = table.insert(key)
    if kind == .listSet { order.append(place) }
    appendExtensions(of: member, place)
  }

  /// Which of the two addresses are networks.
  private var networks: (Bool, Bool) {
    switch kind {
    case .hashNet, .hashNetPort, .hashNetInterface: (true, false)
    case .hashNetNet, .hashNetPortNet: (true, true)
    case .hashIPPortNet: (false, true)
    case .hashIP, .hashMAC, .hashIPMAC, .hashIPMark, .hashIPPort, .hashIPPortIP, .bitmapIP,
      .bitmapIPMAC, .bitmapPort, .listSet, .unknown:
      (false, false)
    }
  }

  private mutating func detail(of member: IPSetMember) -> UInt32 {
    switch kind {
    case .hashIPPort, .hashIPPortIP, .hashIPPortNet, .hashNetPort, .hashNetPortNet:
      return IPSetKey.port(member.transport, member.port)
    case .bitmapPort: return UInt32(member.port)
    case .hashIPMark: return member.mark
    case .hashNetInterface:
      return number(for: member.name) | (member.isWildcard ? IPSetKey.wildcardBit : 0)
    case .listSet: return number(for: member.name)
    case .hashIP, .hashMAC, .hashIPMAC, .hashNet, .hashNetNet, .bitmapIP, .bitmapIPMAC, .unknown:
      return 0
    }
  }

  private mutating func appendExtensions(of member: IPSetMember, _ place: Int) {
    if let timeout = member.timeout { extensions.timeouts[place] = timeout }
    if let counters = member.counters { extensions.counters[place] = counters }
    if let comment = member.comment { extensions.comments.set(comment[...], of: place) }
    if let metadata = member.metadata { extensions.metadata[place] = metadata }
    if member.isNoMatch { extensions.noMatch[place] = true }
  }
}
