public import Documents

extension [Link] {
  /// Reads what `ip -j -d link` or `ip -j -d addr` prints.
  public init(parsingIPLink text: [UInt8]) throws(RoutingError) {
    var links: [Link] = []
    for fields in try ToolJSON(text).objects { links.append(try Link(fields)) }
    self = links
  }

  /// These links, of `ip link`, with the addresses that `ip addr` shows for them. Links that only
  /// `ip addr` saw are added.
  public func joining(addressesOf others: [Link]) -> [Link] {
    var joined = self
    var places: [String: Int] = [:]
    for (index, link) in joined.enumerated() { places[link.name] = index }
    for link in others {
      if let place = places[link.name] {
        joined[place].addresses = link.addresses
      } else {
        joined.append(link)
      }
    }
    return joined
  }

  /// The array `ip -j -d link` would print.
  public var linkJSON: Node { Node(.array(map { $0.json(withAddresses: false) })) }

  /// The array `ip -j -d addr` would print.
  public var addressJSON: Node { Node(.array(map { $0.json(withAddresses: true) })) }
}

extension Link {
  init(_ given: Fields) throws(RoutingError) {
    var fields = given
    self.init(
      index: try fields.needNumber("ifindex"), name: try fields.needString("ifname"),
      flags: try fields.words("flags") ?? [], mtu: try fields.number("mtu") ?? 0,
      operstate: try fields.string("operstate") ?? "UNKNOWN",
      group: try fields.string("group") ?? "default",
      linkType: try fields.string("link_type") ?? "",
      addressText: try fields.string("address"), master: try fields.string("master"),
      alias: try fields.string("ifalias"))
    lower = try Self.lower(&fields)
    if var info = try fields.object("linkinfo") {
      port = try LinkPort(&info)
      kind = try LinkKind(&info)
    }
    for address in try fields.objects("addr_info") {
      addresses.append(try InterfaceAddress(address))
    }
    other = fields.rest
  }

  private static func lower(_ fields: inout Fields) throws(RoutingError) -> LowerLink? {
    // A tunnel that stands on no interface (`tunl0`, `sit0`) says `null`.
    let link = fields.take("link")
    if let link, link.string == nil, !link.isNull { throw fields.wrong("link", link, "a string") }
    let name = link?.string
    let index: Int? = try fields.number("link_index")
    let namespace: Int? = try fields.number("link_netnsid")
    if let name { return .name(name) }
    return index.map { .index($0, namespace: namespace) }
  }

  func json(withAddresses: Bool) -> Node {
    var out = FieldWriter()
    out.put("ifindex", number: index)
    switch lower {
    case .name(let name): out.put("link", name)
    case .index(let index, let namespace):
      out.put("link_index", number: index)
      out.put("link_netnsid", number: namespace)
    case nil: break
    }
    out.put("ifname", name)
    out.put("flags", words: flags)
    out.put("mtu", number: mtu)
    out.put("master", master)
    out.put("operstate", operstate)
    out.put("group", group)
    out.put("link_type", linkType)
    out.put("address", addressText)
    out.put("ifalias", alias)
    if let info { out.put("linkinfo", node: info) }
    out.put(rest: other)
    if withAddresses {
      out.put("addr_info", node: Node(.array(addresses.map(\.json))))
    }
    return out.node
  }

  private var info: Node? {
    var out = FieldWriter()
    kind.put(to: &out)
    port?.put(to: &out)
    return out.members.isEmpty ? nil : out.node
  }
}
