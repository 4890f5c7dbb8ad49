import CNetfilter
import Documents
import Firewall

/// Named objects and flowtables, as entries of libnftables-json(5).
enum ObjectRecord {
  /// All named objects of the namespace.
  static func read(_ connection: NFTablesConnection) throws(KernelError) -> [Node] {
    try connection.dump("the objects of nf_tables", NFT_MSG_GETOBJ, into: []) {
      (objects: inout [Node], message) throws(KernelError) in
      let header: nfgenmsg = try message.header()
      let fields = try Fields(message.attributes(after: nfgenmsg.self))
      guard let family = NFTables.Family(number: header.nfgen_family),
        let kind = ObjectKind.name(try fields.number(NFTA_OBJ_TYPE) ?? 0)
      else { return }
      var members: [(String, Node?)] = [
        ("family", Node(.string(family.rawValue))),
        ("name", Node(.string(fields.text(NFTA_OBJ_NAME) ?? ""))),
        ("table", Node(.string(fields.text(NFTA_OBJ_TABLE) ?? ""))),
        ("handle", Node(try fields.long(NFTA_OBJ_HANDLE) ?? 0)),
        (
          "comment",
          fields[NFTA_OBJ_USERDATA].flatMap { UserData($0.payload).comment }.map {
            Node(.string($0))
          }
        ),
      ]
      let data = try fields[NFTA_OBJ_DATA].map { data throws(KernelError) in
        try Fields(data.nested)
      }
      let content = try content(kind, data ?? Fields())
      members += (content.object ?? []).map { ($0.key, $0.value) }
      objects.append(Node(.object([.init(kind, .object(members))])))
    }
  }

  private static func content(_ kind: String, _ data: Fields) throws(KernelError) -> Node {
    switch kind {
    case "counter": return try StatefulNode.counter(data)
    case "quota":
      let flags = try data.number(NFTA_QUOTA_FLAGS) ?? 0
      return [
        "bytes": Node(try data.long(NFTA_QUOTA_BYTES) ?? 0),
        "used": Node(try data.long(NFTA_QUOTA_CONSUMED) ?? 0),
        "inv": Node(.bool(isSet(NFT_QUOTA_F_INV.rawValue, in: flags))),
      ]
    case "limit": return try StatefulNode.limit(data, isObject: true)
    case "synproxy": return try StatefulNode.synproxy(data)
    case "secmark":
      return .object([("context", data.text(NFTA_SECMARK_CTX).map { Node(.string($0)) })])
    case "ct helper":
      return .object([
        ("type", data.text(NFTA_CT_HELPER_NAME).map { Node(.string($0)) }),
        ("protocol", protocolName(try data.byte(NFTA_CT_HELPER_L4PROTO) ?? 0)),
        ("l3proto", familyName(try data.short(NFTA_CT_HELPER_L3PROTO) ?? 0)),
      ])
    case "ct expectation":
      return .object([
        ("protocol", protocolName(try data.byte(NFTA_CT_EXPECT_L4PROTO) ?? 0)),
        ("dport", Node(try data.short(NFTA_CT_EXPECT_DPORT) ?? 0)),
        (
          "timeout",
          try data[NFTA_CT_EXPECT_TIMEOUT].map { value throws(KernelError) in
            Node(try value.number(UInt32.self))
          }
        ), ("size", Node(try data.byte(NFTA_CT_EXPECT_SIZE) ?? 0)),
        ("l3proto", familyName(try data.short(NFTA_CT_EXPECT_L3PROTO) ?? 0)),
      ])
    case "ct timeout": return try timeout(data)
    case _: return .object([])
    }
  }

  private static func protocolName(_ number: UInt8) -> Node {
    switch number {
    case 6: "tcp"
    case 17: "udp"
    case _: Node(number)
    }
  }

  private static func familyName(_ number: UInt16) -> Node? {
    NFTables.Family(number: UInt8(truncatingIfNeeded: number)).map { Node(.string($0.rawValue)) }
  }

  /// The timeouts that differ from the kernel's own, as nft prints them.
  private static func timeout(_ data: Fields) throws(KernelError) -> Node {
    let number = try data.byte(NFTA_CT_TIMEOUT_L4PROTO) ?? 0
    let known = number == 6 ? tcpStates : udpStates
    var policy: [(String, Node?)] = []
    if var values = data[NFTA_CT_TIMEOUT_DATA]?.nested {
      while let value = try values.next() {
        guard value.type >= 1, value.type <= known.count else { continue }
        let seconds = try value.bigEndian(UInt32.self)
        let (name, usual) = known[value.type - 1]
        if !name.isEmpty, seconds != usual { policy.append((name, Node(seconds))) }
      }
    }
    return .object([
      ("protocol", protocolName(number)),
      ("l3proto", familyName(try data.short(NFTA_CT_TIMEOUT_L3PROTO) ?? 0)),
      ("policy", .object(policy)),
    ])
  }

  /// By `CTA_TIMEOUT_TCP_…` (linux/netfilter/nfnetlink_cttimeout.h) and in seconds.
  private static let tcpStates: [(String, UInt32)] = [
    ("syn_sent", 120), ("syn_recv", 60), ("established", 432_000), ("fin_wait", 120),
    ("close_wait", 60), ("last_ack", 30), ("time_wait", 120), ("close", 10),
    ("syn_sent2", 120), ("retrans", 300), ("unack", 300),
  ]
  private static let udpStates: [(String, UInt32)] = [("unreplied", 30), ("replied", 120)]

  /// All flowtables of the namespace.
  static func readFlowtables(_ connection: NFTablesConnection) throws(KernelError) -> [Node] {
    try connection.dump("the flowtables of nf_tables", NFT_MSG_GETFLOWTABLE, into: []) {
      (tables: inout [Node], message) throws(KernelError) in
      let header: nfgenmsg = try message.header()
      let fields = try Fields(message.attributes(after: nfgenmsg.self))
      guard let family = NFTables.Family(number: header.nfgen_family) else { return }
      var devices: [String] = []
      var priority: UInt32?
      if var hook = fields[NFTA_FLOWTABLE_HOOK]?.nested {
        while let attribute = try hook.next() {
          switch attribute.type {
          case NFTA_FLOWTABLE_HOOK_PRIORITY: priority = try attribute.bigEndian()
          case NFTA_FLOWTABLE_HOOK_DEVS:
            var names = attribute.nested
            while let name = try names.next() { devices.append(name.string) }
          case _: break
          }
        }
      }
      tables.append(
        [
          "flowtable": .object([
            ("family", Node(.string(family.rawValue))),
            ("name", Node(.string(fields.text(NFTA_FLOWTABLE_NAME) ?? ""))),
            ("table", Node(.string(fields.text(NFTA_FLOWTABLE_TABLE) ?? ""))),
            ("handle", Node(try fields.long(NFTA_FLOWTABLE_HANDLE) ?? 0)), ("hook", "ingress"),
            ("prio", priority.map { Node(Int32(bitPattern: $0)) }), ("dev", .names(devices)),
          ])
        ])
    }
  }
}
