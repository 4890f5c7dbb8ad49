public import Documents

extension NFTables {
  /// A named counter, quota, limit, conntrack helper and the like.
  public struct Object: Sendable, Hashable {
    public var kind: Kind
    public var name: String
    public var handle: Int?
    public var comment: String?
    public var content: Content

    /// The kinds; the raw value is nft's word.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case counter
      case quota
      case limit
      case conntrackHelper = "ct helper"
      case conntrackTimeout = "ct timeout"
      case conntrackExpectation = "ct expectation"
      case synproxy
      case secmark
      case tunnel
    }

    /// What it holds.
    public enum Content: Sendable, Hashable {
      case counter(Counters)
      /// `bytes`, `used` bytes; `over`: matches once exceeded.
      case quota(bytes: UInt64, used: UInt64, over: Bool)
      case limit(Limit)
      case synproxy(Synproxy)
      /// The members as they were printed: conntrack templates, secmarks, tunnels.
      case other([Node.Member])
    }

    /// An object.
    public init(
      kind: Kind, name: String, handle: Int? = nil, comment: String? = nil, content: Content
    ) {
      self.kind = kind
      self.name = name
      self.handle = handle
      self.comment = comment
      self.content = content
    }
  }

  /// A flowtable: established flows offered to it pass the forward hooks by.
  public struct Flowtable: Sendable, Hashable {
    public var name: String
    public var handle: Int?
    public var hook: String?
    public var priority: Int?
    public var devices: [String]
    public var flags: [String]

    /// A flowtable.
    public init(
      name: String, handle: Int? = nil, hook: String? = nil, priority: Int? = nil,
      devices: [String] = [], flags: [String] = []
    ) {
      self.name = name
      self.handle = handle
      self.hook = hook
      self.priority = priority
      self.devices = devices
      self.flags = flags
    }
  }
}
