import CNetfilter
import Firewall

/// One chain as the kernel lists it.
struct ChainRecord {
  var family: NFTables.Family = .ip
  var table = ""
  var name = ""
  var handle: UInt64 = 0
  var comment: String?
  var base: Base?
  var counters: Counters?
  var flags: UInt32 = 0

  /// Whether it is not in the kernel at all.
  private(set) var isAbsent = false

  init() {}

  /// A base chain that could be, and is not: empty, with the policy to accept.
  init(absent name: String, priority: Int32) {
    self.name = name
    base = Base(priority: priority, policy: UInt32(NF_ACCEPT))
    isAbsent = true
  }

  /// How a base chain is hooked in.
  struct Base {
    var type = ""
    var hook: UInt32 = 0
    var priority: Int32 = 0
    var policy: UInt32 = 0
    var devices: [String] = []
  }

  /// All chains of the namespace, in the kernel's order.
  static func read(_ connection: NFTablesConnection) throws(KernelError) -> [ChainRecord] {
    try connection.dump("the chains of nf_tables", NFT_MSG_GETCHAIN, into: []) {
      chains, message throws(KernelError) in
      let header: nfgenmsg = try message.header()
      guard let family = NFTables.Family(number: header.nfgen_family) else { return }
      var chain = ChainRecord()
      chain.family = family
      var attributes = message.attributes(after: nfgenmsg.self)
      while let attribute = try attributes.next() { try chain.take(attribute) }
      chains.append(chain)
    }
  }

  private mutating func take(_ attribute: NetlinkAttribute) throws(KernelError) {
    switch attribute.type {
    case NFTA_CHAIN_TABLE: table = attribute.string
    case NFTA_CHAIN_NAME: name = attribute.string
    case NFTA_CHAIN_HANDLE: handle = try attribute.bigEndian()
    case NFTA_CHAIN_FLAGS: flags = try attribute.bigEndian()
    case NFTA_CHAIN_USERDATA: comment = UserData(attribute.payload).comment
    case NFTA_CHAIN_COUNTERS: counters = try Counters(expression: attribute.nested)
    case NFTA_CHAIN_TYPE: base = base ?? Base(); base?.type = attribute.string
    case NFTA_CHAIN_POLICY: base = base ?? Base(); base?.policy = try attribute.bigEndian()
    case NFTA_CHAIN_HOOK:
      base = base ?? Base()
      try base?.take(hook: attribute.nested)
    case _: break
    }
  }
}

extension ChainRecord.Base {
  fileprivate mutating func take(hook: NetlinkAttributes) throws(KernelError) {
    var attributes = hook
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_HOOK_HOOKNUM: self.hook = try attribute.bigEndian()
      case NFTA_HOOK_PRIORITY: priority = Int32(bitPattern: try attribute.bigEndian())
      case NFTA_HOOK_DEV: devices = [attribute.string]
      case NFTA_HOOK_DEVS:
        devices = []
        var names = attribute.nested
        while let name = try names.next() { devices.append(name.string) }
      case _: break
      }
    }
  }
}

extension Counters {
  /// `NFTA_COUNTER_PACKETS` and `NFTA_COUNTER_BYTES`.
  @inline(__always) init(expression attributes: NetlinkAttributes) throws(KernelError) {
    self.init(packets: 0, bytes: 0)
    var attributes = attributes
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_COUNTER_PACKETS: packets = try attribute.bigEndian()
      case NFTA_COUNTER_BYTES: bytes = try attribute.bigEndian()
      case _: break
      }
    }
  }
}
