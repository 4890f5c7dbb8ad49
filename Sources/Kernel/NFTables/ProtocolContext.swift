import CNetfilter
import Firewall

/// Which headers a rule has shown to be there, and which of its statements only say so.
///
/// nft adds `meta l4proto tcp` to `tcp dport 80` when it writes a rule, and leaves it out again
/// when it reads one (`src/payload.c`).
struct ProtocolContext {
  let family: NFTables.Family
  private var link: HeaderTemplate?
  private var network: HeaderTemplate?
  private var transport: HeaderTemplate?
  /// Headers of VLANs after the first link header.
  private var stacked: [HeaderTemplate] = []
  /// The ICMP type that the rule has asked for; 0 is none, as for nft.
  private(set) var icmpType: UInt8 = 0
  /// By layer: the statement that a field of this layer may make superfluous.
  private var dependencies: [Layer: Dependency] = [:]
  private var dependencyICMPType: UInt8 = 0

  /// Where a header lies.
  enum Layer: Int {
    case none = 0
    case link = 1
    case network = 2
    case transport = 3
    case inner = 4

    var above: Layer { Layer(rawValue: rawValue + 1) ?? .inner }
    var below: Layer { Layer(rawValue: rawValue - 1) ?? .none }

    /// The layer of `NFT_PAYLOAD_…`.
    init(base: UInt32) { self = Layer(rawValue: Int(base) + 1) ?? .inner }
  }

  /// A statement that says which header follows.
  struct Dependency {
    /// Its place among the statements of the rule.
    var place: Int
    /// The header and layer of its field; nil for `meta`.
    var header: HeaderTemplate?
    var layer: Layer
    var metaKey: UInt32?
    var value: UInt64
  }

  init(_ family: NFTables.Family) {
    self.family = family
    switch family {
    case .ip: network = .ip
    case .ip6: network = .ip6
    case .arp: network = .arp
    case .bridge: link = .ethernet
    case .inet, .netdev: break
    }
  }

  /// The header that a field at `payload` belongs to, and how many bits lie before it.
  func header(of payload: PayloadBits) -> (header: HeaderTemplate, skipped: Int)? {
    let layer = Layer(base: payload.base)
    let top: HeaderTemplate?
    switch layer {
    case .link: top = link
    case .network: top = network
    case .transport: top = transport
    case .none, .inner: top = nil
    }
    guard let top else { return nil }
    guard layer == .link, payload.offset >= top.length else { return (top, 0) }
    var skipped = top.length
    for header in stacked {
      if payload.offset - skipped < header.length { return (header, skipped) }
      skipped += header.length
    }
    return nil
  }

  /// The field at `payload`, if a header has exactly this one there.
  func field(at payload: PayloadBits) -> (header: HeaderTemplate, field: HeaderField)? {
    guard let (header, skipped) = header(of: payload) else { return nil }
    let found = header.fields.first {
      $0.offset == payload.offset - skipped && $0.bits == payload.bits && mayBe($0)
    }
    return found.map { (header, $0) }
  }

  /// Whether a field of ICMP can be there, given the type that was asked for.
  func mayBe(_ field: HeaderField) -> Bool {
    guard let needed = field.icmpType, icmpType != 0 else { return true }
    return needed == icmpType || needed == 128 && icmpType == 129
  }

  /// Takes note of `FIELD == value`.
  mutating func learn(_ header: HeaderTemplate, _ field: HeaderField, _ value: UInt64) {
    guard header.key == field.name else { return }
    switch header.name {
    case "ether", "vlan":
      guard let next = HeaderTemplate.network(etherType: value) else { return }
      if next.name == "vlan" { stacked.append(next) } else { network = next }
    case "ip", "ip6", "ah", "comp": transport = HeaderTemplate.transport(value) ?? transport
    case "icmp", "icmpv6": icmpType = UInt8(truncatingIfNeeded: value)
    case _: break
    }
  }

  /// Takes note of `meta KEY == value`.
  mutating func learn(meta key: UInt32, _ value: UInt64) {
    switch key {
    case NFT_META_NFPROTO.rawValue:
      if value == UInt64(NFPROTO_IPV4) { network = .ip }
      if value == UInt64(NFPROTO_IPV6) { network = .ip6 }
    case NFT_META_PROTOCOL.rawValue:
      guard let next = HeaderTemplate.network(etherType: value) else { return }
      if next.name != "vlan" { network = next }
    case NFT_META_L4PROTO.rawValue: transport = HeaderTemplate.transport(value)
    case NFT_META_IFTYPE.rawValue, NFT_META_OIFTYPE.rawValue:
      if value == UInt64(ARPHRD_ETHER) { link = .ethernet }
    case _: break
    }
  }
}

extension ProtocolContext {
  /// Remembers a statement that a field of the layer above may make superfluous.
  mutating func store(_ dependency: Dependency, at layer: Layer) {
    if let name = dependency.header?.name, name == "icmp" || name == "icmpv6" {
      let type = UInt8(truncatingIfNeeded: dependency.value)
      dependencyICMPType = name == "icmp" && type == 0 ? 8 : type
      let isEcho = name == "icmp" ? dependencyICMPType == 8 : type == 128 || type == 129
      if isEcho { return }
    }
    dependencies[layer.above] = dependency
  }

  /// Forgets them: what follows a statement with an effect cannot be moved before it.
  mutating func forgetDependencies() {
    dependencies = [:]
    dependencyICMPType = 0
  }

  /// The place of the statement that says which header of this layer there is.
  func dependency(of layer: Layer) -> Dependency? {
    dependencies[layer] ?? (layer == .transport ? dependencies[.inner] : nil)
  }

  /// Takes it away; returns its place.
  mutating func release(_ layer: Layer) -> Int? {
    if let found = dependencies.removeValue(forKey: layer) { return found.place }
    return layer == .transport ? dependencies.removeValue(forKey: .inner)?.place : nil
  }

  /// The place of the statement that a field of a header makes superfluous.
  mutating func release(
    impliedBy header: HeaderTemplate, _ field: HeaderField, _ layer: Layer
  ) -> Int? {
    guard let dependency = dependency(of: layer), mayRelease(dependency, header, field, layer)
    else { return nil }
    return release(layer)
  }

  private func mayRelease(
    _ dependency: Dependency, _ header: HeaderTemplate, _ field: HeaderField, _ layer: Layer
  ) -> Bool {
    switch family {
    case .bridge, .netdev, .inet:
      guard let before = dependency.header else { break }
      let isAddressFamily = before.name == "ip" || before.name == "ip6"
      if dependency.layer == .network, isAddressFamily, layer == .transport { return false }
      if layer == dependency.layer {
        if header.key == field.name { return false }
        if layer == .link {
          if before.name == "vlan" { return false }
          return before.name != "ether" || dependency.value == 0x8100
        }
      }
    case .ip, .ip6, .arp: break
    }
    guard layer == .transport, dependency.layer == .transport, let before = dependency.header,
      before.name == "icmp" || before.name == "icmpv6"
    else { return true }
    guard let needed = field.icmpType, before.name == header.name else { return false }
    return dependencyICMPType == needed
  }

  /// The place of the statement that `meta KEY == value` makes superfluous.
  mutating func release(impliedByMeta key: UInt32, _ value: UInt64, _ layer: Layer) -> Int? {
    guard let dependency = dependency(of: layer), mayRelease(dependency, meta: key, value) else {
      return nil
    }
    return release(layer)
  }

  private func mayRelease(_ dependency: Dependency, meta key: UInt32, _ value: UInt64) -> Bool {
    guard let before = self.dependency(of: .network), let networkFamily = networkFamily(before)
    else { return true }
    switch family {
    case .ip: return networkFamily == .ip
    case .ip6: return networkFamily == .ip6
    case .arp: return true
    case .inet, .netdev, .bridge: break
    }
    guard key == NFT_META_L4PROTO.rawValue else { return true }
    switch value {
    case 1: return networkFamily != .ip6
    case 58: return networkFamily != .ip
    case _: return false
    }
  }

  /// The family a statement says; nil where it says something else.
  private func networkFamily(_ dependency: Dependency) -> NFTables.Family? {
    switch dependency.metaKey {
    case NFT_META_NFPROTO.rawValue:
      return dependency.value == UInt64(NFPROTO_IPV6) ? .ip6 : .ip
    case NFT_META_PROTOCOL.rawValue: break
    case .some: return nil
    case nil: guard dependency.layer == .link else { return nil }
    }
    switch dependency.value {
    case 0x0800: return .ip
    case 0x86dd: return .ip6
    case _: return .arp
    }
  }

  /// What a rule's rejection names: the family that it has asked for.
  var rejectFamily: NFTables.Family? {
    switch network?.name {
    case "ip": .ip
    case "ip6": .ip6
    case _: nil
    }
  }
}
