public import Documents

extension NFTables {
  /// One step of a rule: a condition, an action or a verdict.
  public indirect enum Statement: Sendable, Hashable {
    case match(Match)
    case verdict(Verdict)
    /// `KEY vmap { … }`.
    case verdictMap(Mapping)
    case counter(Referable<Counters?>)
    case quota(Referable<Quota>)
    case limit(Referable<Limit>)
    case synproxy(Referable<Synproxy>)
    case connectionCount(ConnectionCount)
    /// `KEY set VALUE`.
    case mangle(Mangle)
    /// `reset tcp option …`: the option is overwritten with padding.
    case reset(Expression)
    case log(Log)
    case reject(Reject)
    case queue(Queue)
    case notrack
    case nat(NetworkTranslation)
    case tproxy(TransparentProxy)
    case duplicate(Duplicate)
    case forward(Forward)
    /// `flow add @flowtable`.
    case offload(flowtable: String)
    case updateSet(SetUpdate)
    case meter(Meter)
    /// `ct helper set "…"` and its siblings: a named object of this kind is given to the connection.
    case assign(Object.Kind, Expression)
    /// `last used …` of nft 1.0.7 and later: says when the rule was met.
    case lastUsed(Node)
    /// An iptables extension, of which nft prints no more than type and name.
    case xt(Node)
    /// A statement that nft 1.0.6 printed as text, for want of a JSON form.
    case text(String)
    /// A statement that is not known here.
    case unknown(Node)
  }

  /// Something written in place, or an object of that kind named by an expression.
  public enum Referable<Value: Sendable & Hashable>: Sendable, Hashable {
    case inline(Value)
    case named(Expression)
  }
}
