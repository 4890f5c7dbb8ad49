import CNetfilter
import Firewall

/// The fields of extension headers and options (`src/exthdr.c`, `src/tcpopt.c`, `src/ipopt.c`,
/// `src/sctp_chunk.c` of nftables).
struct OptionTemplate {
  let name: String
  let fields: [(name: String, offset: Int, bits: Int)]

  /// Those that a type number may mean, in the order in which nft looks for a field.
  static func find(_ kind: NFTables.ExtensionHeader.Kind, _ type: UInt8) -> [OptionTemplate] {
    switch kind {
    case .ipv6: extensionHeaders[type] ?? []
    case .tcpOption: tcpOptions[type] ?? []
    case .ipOption: ipOptions[type] ?? []
    case .sctpChunk: chunks[type].map { [$0] } ?? []
    case .dccpOption: []
    }
  }

  private init(_ name: String, _ fields: [(String, Int, Int)]) {
    self.name = name
    self.fields = fields.map { (name: $0.0, offset: $0.1, bits: $0.2) }
  }

  private static let extensionHeaders: [UInt8: [OptionTemplate]] = [
    0: [OptionTemplate("hbh", [("nexthdr", 0, 8), ("hdrlength", 8, 8)])],
    43: [
      OptionTemplate(
        "rt", [("nexthdr", 0, 8), ("hdrlength", 8, 8), ("type", 16, 8), ("seg-left", 24, 8)]),
      OptionTemplate(
        "srh",
        [
          ("last-entry", 32, 8), ("flags", 40, 8), ("tag", 48, 16), ("sid[1]", 64, 128),
          ("sid[2]", 192, 128),
        ]),
    ],
    44: [
      OptionTemplate(
        "frag",
        [
          ("nexthdr", 0, 8), ("reserved", 8, 8), ("frag-off", 16, 13), ("reserved2", 29, 2),
          ("more-fragments", 31, 1), ("id", 32, 32),
        ])
    ],
    60: [OptionTemplate("dst", [("nexthdr", 0, 8), ("hdrlength", 8, 8)])],
    135: [
      OptionTemplate(
        "mh",
        [
          ("nexthdr", 0, 8), ("hdrlength", 8, 8), ("type", 16, 8), ("reserved", 24, 8),
          ("checksum", 32, 16),
        ])
    ],
  ]

  private static let head: [(String, Int, Int)] = [("kind", 0, 8), ("length", 8, 8)]
  private static let tcpOptions: [UInt8: [OptionTemplate]] = [
    0: [OptionTemplate("eol", [("kind", 0, 8)])], 1: [OptionTemplate("nop", [("kind", 0, 8)])],
    2: [OptionTemplate("maxseg", head + [("size", 16, 16)])],
    3: [OptionTemplate("window", head + [("count", 16, 8)])],
    4: [OptionTemplate("sack-perm", head)],
    5: [
      OptionTemplate("sack", head + [("left", 16, 32), ("right", 48, 32)]),
      OptionTemplate("sack1", [("left", 80, 32), ("right", 112, 32)]),
      OptionTemplate("sack2", [("left", 144, 32), ("right", 176, 32)]),
      OptionTemplate("sack3", [("left", 208, 32), ("right", 240, 32)]),
    ],
    8: [OptionTemplate("timestamp", head + [("tsval", 16, 32), ("tsecr", 48, 32)])],
    19: [OptionTemplate("md5sig", head)],
    30: [OptionTemplate("mptcp", head + [("subtype", 16, 4)])],
    34: [OptionTemplate("fastopen", head)],
  ]

  private static let ipHead: [(String, Int, Int)] = [("type", 0, 8), ("length", 8, 8)]
  private static let ipOptions: [UInt8: [OptionTemplate]] = [
    131: [OptionTemplate("lsrr", ipHead + [("ptr", 16, 8), ("addr", 24, 32)])],
    137: [OptionTemplate("ssrr", ipHead + [("ptr", 16, 8), ("addr", 24, 32)])],
    7: [OptionTemplate("rr", ipHead + [("ptr", 16, 8), ("addr", 24, 32)])],
    148: [OptionTemplate("ra", ipHead + [("value", 16, 16)])],
  ]

  private static let chunkHead: [(String, Int, Int)] = [
    ("type", 0, 8), ("flags", 8, 8), ("length", 16, 16),
  ]
  private static let initiation: [(String, Int, Int)] =
    chunkHead + [
      ("init-tag", 32, 32), ("a-rwnd", 64, 32), ("num-outbound-streams", 96, 16),
      ("num-inbound-streams", 112, 16), ("initial-tsn", 128, 32),
    ]
  private static let chunks: [UInt8: OptionTemplate] = [
    0: OptionTemplate(
      "data",
      chunkHead + [("tsn", 32, 32), ("stream", 64, 16), ("ssn", 80, 16), ("ppid", 96, 32)]),
    1: OptionTemplate("init", initiation), 2: OptionTemplate("init-ack", initiation),
    3: OptionTemplate(
      "sack",
      chunkHead + [
        ("cum-tsn-ack", 32, 32), ("a-rwnd", 64, 32), ("num-gap-ack-blocks", 96, 16),
        ("num-dup-tsns", 112, 16),
      ]),
    4: OptionTemplate("heartbeat", chunkHead), 5: OptionTemplate("heartbeat-ack", chunkHead),
    6: OptionTemplate("abort", chunkHead),
    7: OptionTemplate("shutdown", chunkHead + [("cum-tsn-ack", 32, 32)]),
    8: OptionTemplate("shutdown-ack", chunkHead), 9: OptionTemplate("error", chunkHead),
    10: OptionTemplate("cookie-echo", chunkHead), 11: OptionTemplate("cookie-ack", chunkHead),
    12: OptionTemplate("ecne", chunkHead + [("lowest-tsn", 32, 32)]),
    13: OptionTemplate("cwr", chunkHead + [("lowest-tsn", 32, 32)]),
    14: OptionTemplate("shutdown-complete", chunkHead),
    128: OptionTemplate("asconf-ack", chunkHead + [("seqno", 32, 32)]),
    192: OptionTemplate("forward-tsn", chunkHead + [("new-cum-tsn", 32, 32)]),
    193: OptionTemplate("asconf", chunkHead + [("seqno", 32, 32)]),
  ]
}
