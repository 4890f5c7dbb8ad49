import Documents

extension NFTables {
  /// `fib FLAGS RESULT`: what the routing table says of the packet's addresses.
  public struct FIB: Sendable, Hashable {
    public var result: Result
    /// What is looked up and with which selectors, in nft's order.
    public var flags: [Flag]

    /// What is asked.
    public enum Result: String, Sendable, Hashable {
      case oif
      case oifname
      case type
      /// `check` of nft 1.1: whether there is a route.
      case check
    }

    /// The selectors.
    public enum Flag: String, Sendable, Hashable {
      case source = "saddr"
      case destination = "daddr"
      case mark
      case inInterface = "iif"
      case outInterface = "oif"
      case present
    }

    /// `fib flags result`.
    public init(_ flags: [Flag], _ result: Result) {
      self.flags = flags
      self.result = result
    }

    init?(_ node: Node) {
      guard let result = node["result"]?.string.flatMap(Result.init) else { return nil }
      let names = (node["flags"].map { $0.array ?? [$0] } ?? []).map { $0.string ?? "" }
      let flags = names.compactMap(Flag.init)
      guard flags.count == names.count else { return nil }
      self.init(flags, result)
    }

    var json: Node {
      [
        "fib": [
          "result": Node(.string(result.rawValue)),
          "flags": Node(.array(flags.map { Node(.string($0.rawValue)) })),
        ]
      ]
    }

    /// The term in nft's own syntax.
    public var text: String {
      "fib \(flags.map(\.rawValue).joined(separator: " . ")) \(result.rawValue)"
    }

    var datatype: Datatype {
      switch result {
      case .oif: .interfaceIndex
      case .oifname: .interfaceName
      case .type: .fibAddressType
      case .check: .boolean
      }
    }
  }
}
