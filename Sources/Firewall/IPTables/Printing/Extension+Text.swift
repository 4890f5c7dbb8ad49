public import Addressing

extension MatchExtension {
  /// The match as `iptables-save` prints it: `-m mark ! --mark 0x1`.
  public func text(family: IPFamily) -> String {
    var text = RuleText(family: family)
    text.text = "-m " + moduleName
    (self as? any MatchSyntax)?.write(to: &text)
    return text.text
  }
}

extension TargetExtension {
  /// The target as `iptables-save` prints it: `-j MARK --set-xmark 0x1/0x1`.
  public func text(family: IPFamily) -> String {
    var text = RuleText(family: family)
    text.text = "-j " + moduleName
    (self as? any TargetSyntax)?.write(to: &text)
    return text.text
  }
}
