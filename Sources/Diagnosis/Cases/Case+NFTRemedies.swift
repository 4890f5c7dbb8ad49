import Addressing
import Firewall
import Simulation
import Snapshots

extension Case {
  /// An exception before the deciding rule, its deletion; for firewalld its own way to let networks in.
  var nftRemedies: [Remedy] {
    guard let family = decider.family, let table = decider.table, let chain = decider.chain else {
      return []
    }
    let rules = nftChain?.rules ?? []
    let position = decider.position ?? rules.count + 1
    let handle = rules.indices.contains(position - 1) ? rules[position - 1].handle : nil
    let accept = acceptingRule.map {
      Change.insertNFTRule(
        host: decider.host, family: family, table: table, chain: chain, position: position, $0)
    }
    let delete = Change.deleteNFTRule(
      host: decider.host, family: family, table: table, chain: chain, position: position)
    return [
      table == "firewalld" ? accept.map(trustRemedy) : nil,
      accept.map { exceptionRemedy(at: "\(family) \(table) \(chain)", before: handle, $0) },
      handle.map {
        Remedy(
          "or delete the rule", .command,
          "nft delete rule \(family) \(table) \(chain) handle \($0)   # on \(decider.host): \(decider.text)",
          changes: [delete])
      },
    ].compactMap { $0 }
  }

  private func trustRemedy(_ accept: Change) -> Remedy {
    Remedy(
      "let firewalld trust the scraper and the cluster's networks", .command,
      "firewall-cmd --permanent --zone=trusted --add-source=\(IPPrefix(host: arrival.source)) --add-source=\(arrivalNetwork)   # on \(decider.host)\nfirewall-cmd --reload",
      changes: [accept],
      note: "tried with a rule that accepts the scrape before the one that decided"
    )
  }

  private func exceptionRemedy(
    at chain: String, before handle: Int?, _ accept: Change
  ) -> Remedy {
    let place = handle.map { "insert rule \(chain) position \($0)" } ?? "add rule \(chain)"
    let match =
      "\(header) saddr \(arrival.source) \(header) daddr \(arrival.destination) accept"
    return Remedy(
      "accept this before the rule", .command, "nft \(place) \(match)   # on \(decider.host)",
      changes: [accept])
  }

  private var header: String { arrival.source.family == .ipv4 ? "ip" : "ip6" }

  /// The rule that accepts the packet by its two addresses, read as `nft -j` writes it.
  private var acceptingRule: NFTables.Rule? {
    let match = { (field: String, value: IPAddress) in
      #"{"match":{"op":"==","left":{"payload":{"protocol":"\#(header)","field":"\#(field)"}},"right":"\#(value)"}}"#
    }
    let text = #"""
      {"nftables":[{"table":{"family":"inet","name":"t","handle":1}},
      {"chain":{"family":"inet","table":"t","name":"c","handle":1}},
      {"rule":{"family":"inet","table":"t","chain":"c","handle":2,"expr":[
      \#(match("saddr", arrival.source)),\#(match("daddr", arrival.destination)),{"accept":null}]}}]}
      """#
    let ruleset = try? NFTables.Ruleset(parsingJSON: Array(text.utf8))
    return ruleset?.tables.first?.chains.first?.rules.first
  }

  private var nftChain: NFTables.Chain? {
    guard let family = decider.family.flatMap(NFTables.Family.init(rawValue:)),
      let table = decider.table, let chain = decider.chain
    else { return nil }
    return decidingHost?.nftables.value?[family, table]?[chain: chain]
  }
}
