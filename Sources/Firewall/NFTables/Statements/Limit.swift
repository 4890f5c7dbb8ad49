import Documents

extension NFTables {
  /// `limit rate [over] N/UNIT [burst N]`: a token bucket.
  public struct Limit: Sendable, Hashable {
    public var rate: UInt64
    /// `second`, `minute`, `hour`, `day` or `week`.
    public var per: String
    public var burst: UInt64?
    /// Whether it matches once the rate is exceeded.
    public var isOver: Bool
    /// `bytes`, `kbytes`, `mbytes`; nil when packets are counted.
    public var rateUnit: String?
    public var burstUnit: String?
    /// Whether `inv` was printed although it says nothing.
    var saysNotOver = false

    init?(_ node: Node) {
      guard let rate = node["rate"]?.unsigned, let per = node["per"]?.string else { return nil }
      self.rate = rate
      self.per = per
      burst = node["burst"]?.unsigned
      isOver = node["inv"]?.bool ?? false
      saysNotOver = node["inv"]?.bool == false
      rateUnit = node["rate_unit"]?.string
      burstUnit = node["burst_unit"]?.string
    }

    var members: [Node.Member] {
      var members: [Node.Member] = [.init("rate", Node(.number(String(rate))))]
      if let burst { members.append(.init("burst", Node(.number(String(burst))))) }
      members.append(.init("per", Node(.string(per))))
      if isOver || saysNotOver { members.append(.init("inv", Node(.bool(isOver)))) }
      if let rateUnit { members.append(.init("rate_unit", Node(.string(rateUnit)))) }
      if let burstUnit { members.append(.init("burst_unit", Node(.string(burstUnit)))) }
      return members
    }

    var json: Node { Node(.object(members)) }

    /// The term in nft's own syntax.
    public var text: String {
      let amount = rateUnit.map { unit in unit == "packets" ? "\(rate)" : "\(rate) \(unit)" }
      return "rate \(isOver ? "over " : "")\(amount ?? "\(rate)")/\(per)" + burstText
    }

    /// nft 1.0.6 leaves out the default bursts: 5 packets, and 0 bytes.
    private var burstText: String {
      let countsBytes = rateUnit != nil && rateUnit != "packets"
      guard let burst, burst != (countsBytes ? 0 : 5) else { return "" }
      return " burst \(burst) \(countsBytes ? burstUnit ?? "bytes" : "packets")"
    }
  }
}
