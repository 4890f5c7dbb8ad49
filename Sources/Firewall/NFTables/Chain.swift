extension NFTables {
  /// One chain: rules tried in order, then the policy (base chain) or a return to the caller.
  public struct Chain: Sendable, Hashable {
    public var name: String
    public var handle: Int?
    public var comment: String?
    /// Where netfilter calls it; nil for a chain that only rules jump to.
    public var base: BaseChain?
    public var rules: [Rule]

    /// A chain of `rules`.
    public init(
      name: String, handle: Int? = nil, comment: String? = nil, base: BaseChain? = nil,
      rules: [Rule] = []
    ) {
      self.name = name
      self.handle = handle
      self.comment = comment
      self.base = base
      self.rules = rules
    }
  }

  /// How a base chain is hooked in.
  public struct BaseChain: Sendable, Hashable {
    public var type: ChainType
    public var hook: Hook
    /// Chains of a hook run in ascending order of this number.
    public var priority: Int
    public var policy: ChainPolicy
    /// The devices of a netdev or ingress chain. nft 1.0.6 does not print them in JSON: an empty
    /// list at ingress or egress means that nobody knows which devices.
    public var devices: [String]

    /// A hook.
    public init(
      type: ChainType, hook: Hook, priority: Int, policy: ChainPolicy = .accept,
      devices: [String] = []
    ) {
      self.type = type
      self.hook = hook
      self.priority = priority
      self.policy = policy
      self.devices = devices
    }
  }

  /// What a base chain is for.
  public enum ChainType: String, Sendable, Hashable {
    case filter
    case nat
    case route
  }

  /// The hooks of all families.
  public enum Hook: String, Sendable, Hashable {
    case prerouting
    case input
    case forward
    case output
    case postrouting
    case ingress
    case egress
  }

  /// What a base chain does with a packet that no rule decided.
  public enum ChainPolicy: String, Sendable, Hashable {
    case accept
    case drop
  }
}
