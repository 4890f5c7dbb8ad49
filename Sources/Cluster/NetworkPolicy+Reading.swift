import Addressing
import Documents

extension NetworkPolicy {
  /// Reads a `networking.k8s.io/v1` NetworkPolicy with the checks of the API server.
  init(reading object: FieldReader) throws(FieldError) {
    let metadata = try ObjectMetadata(of: object, namespaced: true)
    let spec = try object.object("spec")
    let types = try spec?.policyTypes() ?? []
    self.init(
      metadata: metadata,
      podSelector: try spec?.object("podSelector").map(LabelSelector.init(reading:))
        ?? LabelSelector(),
      writtenTypes: types.isEmpty ? nil : types,
      ingress: try spec?.rules("ingress", peers: "from") ?? [],
      egress: try spec?.rules("egress", peers: "to") ?? [])
  }
}

extension FieldReader {
  fileprivate func policyTypes() throws(FieldError) -> [PolicyDirection] {
    var types: [PolicyDirection] = []
    for text in try strings("policyTypes") {
      guard let type = PolicyDirection(rawValue: text) else {
        throw invalid("policyTypes", "should hold Ingress and Egress only, not \"\(text)\"")
      }
      if !types.contains(type) { types.append(type) }
    }
    return types
  }

  fileprivate func rules(_ key: String, peers: String) throws(FieldError) -> [PolicyRule] {
    var all: [PolicyRule] = []
    for rule in try list(key) {
      var rulePeers: [PolicyPeer] = []
      var rulePorts: [PolicyPort] = []
      // A rule written as `- ` alone is null: one that admits all.
      if !rule.node.isNull {
        for peer in try rule.list(peers) { rulePeers.append(try PolicyPeer(reading: peer)) }
        for port in try rule.list("ports") { rulePorts.append(try PolicyPort(reading: port)) }
      }
      all.append(PolicyRule(peers: rulePeers, ports: rulePorts))
    }
    return all
  }
}

extension PolicyPeer {
  fileprivate init(reading peer: FieldReader) throws(FieldError) {
    let pods = try peer.object("podSelector").map(LabelSelector.init(reading:))
    let namespaces = try peer.object("namespaceSelector").map(LabelSelector.init(reading:))
    if let block = try peer.object("ipBlock") {
      guard pods == nil, namespaces == nil else {
        throw peer.invalid("ipBlock", "should not stand beside a selector in one entry")
      }
      self = .ipBlock(try IPBlock(reading: block))
      return
    }
    switch (namespaces, pods) {
    case (.some(let namespaces), .some(let pods)):
      self = .podsIn(namespaces: namespaces, pods: pods)
    case (.some(let namespaces), nil): self = .namespaces(namespaces)
    case (nil, .some(let pods)): self = .pods(pods)
    case (nil, nil):
      throw FieldError(
        peer.node, at: peer.path, "should hold a podSelector, a namespaceSelector or an ipBlock")
    }
  }
}

extension IPBlock {
  fileprivate init(reading block: FieldReader) throws(FieldError) {
    guard let cidr = try block.prefix("cidr") else {
      throw FieldError(block.node, at: .key(block.path, "cidr"), "is missing")
    }
    // An exception outside the network takes nothing out: said among the reservations.
    let except = try block.prefixes("except")
    for prefix in [cidr] + except where prefix.address.isIPv4Mapped {
      throw block.invalid(
        "cidr", "holds \(prefix), an IPv4 network written as IPv6: write it as IPv4")
    }
    self.init(cidr: cidr, except: except)
  }
}

extension PolicyPort {
  fileprivate init(reading port: FieldReader) throws(FieldError) {
    let transport = try port.transport()
    let end = try port.port("endPort")
    switch try port.numberOrName("port") {
    case nil:
      guard end == nil else { throw port.invalid("endPort", "needs a port beside it") }
      self.init(.all, transport)
    case .number(let number):
      guard let end else {
        self.init(.number(number), transport)
        return
      }
      guard end >= number else {
        throw port.invalid("endPort", "should be \(number) or more, not \(end)")
      }
      self.init(.range(PortRange(number, end)), transport)
    case .name(let name):
      guard end == nil else { throw port.invalid("endPort", "needs a numeric port beside it") }
      guard PolicyPort.isValid(name: name) else {
        throw port.invalid(
          "port", "is the name \"\(name)\", which no port can have: write a number without quotes")
      }
      self.init(.name(name), transport)
    }
  }

  /// `IsValidPortName`: up to 15 of a-z, 0-9 and -, at least one letter, no - at the ends or twice.
  private static func isValid(name: String) -> Bool {
    let bytes = Array(name.utf8)
    let isLetter = { (byte: UInt8) in byte >= 97 && byte <= 122 }
    let allowed = bytes.allSatisfy { isLetter($0) || $0 >= 48 && $0 <= 57 || $0 == 45 }
    return allowed && bytes.count <= 15 && bytes.contains(where: isLetter)
      && bytes.first != 45 && bytes.last != 45 && !name.contains("--")
  }
}

extension IPAddress {
  /// Whether the address is in ::ffff:0:0/96.
  fileprivate var isIPv4Mapped: Bool {
    family == .ipv6 && high == 0 && low >> 32 == 0xffff
  }
}
