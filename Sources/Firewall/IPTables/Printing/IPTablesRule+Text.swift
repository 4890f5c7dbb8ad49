public import Addressing

extension IPTablesRule {
  /// The rule as `iptables-save` prints it: `-A FORWARD -s 10.0.0.0/8 -j DROP`.
  public func text(inChain chain: String, family: IPFamily) -> String {
    var text = RuleText(family: family)
    write(inChain: chain, to: &text)
    return text.text
  }

  /// The same; the family is that of the first address in the rule, else IPv4.
  public func text(inChain chain: String) -> String {
    text(inChain: chain, family: header.family ?? .ipv4)
  }

  func write(inChain chain: String, to text: inout RuleText) {
    text.text += "-A "
    text.text += chain
    header.write(to: &text)
    for match in matches {
      text.text += " -m "
      text.text += match.moduleName
      (match as? any MatchSyntax)?.write(to: &text)
    }
    target.write(to: &text)
  }
}

extension HeaderMatch {
  /// The family of the addresses, nil without any.
  var family: IPFamily? { source?.value.address.family ?? destination?.value.address.family }

  fileprivate func write(to text: inout RuleText) {
    write("-s", source, to: &text) { "\($0)" }
    write("-d", destination, to: &text) { "\($0)" }
    write("-i", inInterface, to: &text) { $0.description }
    write("-o", outInterface, to: &text) { $0.description }
    write("-p", transport, to: &text) { RuleText.transport($0) }
    if let fragment { text.text += fragment ? " -f" : " ! -f" }
  }

  private func write<Value>(
    _ option: String, _ condition: Inverted<Value>?, to text: inout RuleText,
    as print: (Value) -> String
  ) {
    guard let condition else { return }
    text.text += condition.isInverted ? " ! " : " "
    text.text += option
    text.word(print(condition.value))
  }
}

extension IPTablesTarget {
  fileprivate func write(to text: inout RuleText) {
    switch self {
    case .none: break
    case .accept: text.text += " -j ACCEPT"
    case .drop: text.text += " -j DROP"
    case .return: text.text += " -j RETURN"
    case .jump(let chain): text.text += " -j " + chain
    case .goto(let chain): text.text += " -g " + chain
    case .extension(let target):
      text.text += " -j " + target.moduleName
      (target as? any TargetSyntax)?.write(to: &text)
    }
  }
}
