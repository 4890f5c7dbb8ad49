extension IPTablesRuleset {
  /// The text of `iptables-save`, which `iptables-restore` takes. Rules show the counters they have.
  public var saveText: String {
    var text = RuleText(family: family)
    for table in tables { table.write(to: &text) }
    for line in trailer { text.text += line + "\n" }
    return text.text
  }
}

extension IPTablesTable {
  fileprivate func write(to text: inout RuleText) {
    for line in heading { text.text += line + "\n" }
    text.text += "*\(name)\n"
    for chain in chains {
      let policy = chain.policy?.rawValue ?? "-"
      let counters = chain.counters ?? Counters(packets: 0, bytes: 0)
      text.text += ":\(chain.name) \(policy) [\(counters.packets):\(counters.bytes)]\n"
    }
    for chain in chains {
      for rule in chain.rules {
        if let counters = rule.counters {
          text.text += "[\(counters.packets):\(counters.bytes)] "
        }
        rule.write(inChain: chain.name, to: &text)
        text.text += "\n"
      }
    }
    text.text += "COMMIT\n"
  }
}
