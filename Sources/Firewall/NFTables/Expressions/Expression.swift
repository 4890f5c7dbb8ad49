public import Documents

extension NFTables {
  /// What a rule compares, computes or sets.
  public indirect enum Expression: Sendable, Hashable {
    // constants
    case number(UInt64)
    /// A name or an address, in the spelling of the text.
    case symbol(String)
    case boolean(Bool)
    /// `*` as the key of an element: every other key.
    case wildcard
    /// `@name`.
    case setReference(String)
    /// Flags that are all meant: `established,related`.
    case list([Expression])
    case prefix(address: Expression, length: Int)
    case range(Expression, Expression)
    case concatenation([Expression])
    case anonymousSet([Element])
    case verdict(Verdict)
    // what is read from the packet and around it
    case payload(Payload)
    case extensionHeader(ExtensionHeader)
    case meta(MetaKey)
    case conntrack(Conntrack)
    case route(RouteKey)
    case socket(Socket)
    case osf(OperatingSystem)
    case fib(FIB)
    case ipsec(IPsec)
    // what is computed
    case numgen(NumberGenerator)
    case jhash(JenkinsHash)
    case symhash(SymmetricHash)
    case binary(BinaryOperator, [Expression])
    case map(Mapping)
    /// An expression with element attributes, as `add @set { … timeout 5m }` has.
    case element(Element)
    /// An expression of a release that is not known here.
    case unknown(Node)
  }
}
