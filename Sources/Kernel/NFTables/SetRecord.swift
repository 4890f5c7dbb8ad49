import CNetfilter
import Documents
import Firewall

/// One set or map as the kernel lists it.
struct SetRecord {
  var family: NFTables.Family = .ip
  var table = ""
  var name = ""
  var handle: UInt64 = 0
  var flags: UInt32 = 0
  var keyType: UInt32 = 0
  var keyLength = 0
  var dataType: UInt32 = 0
  var dataLength: Int?
  var objectType: UInt32 = 0
  var timeout: UInt64?
  var collectionInterval: UInt32?
  var policy: UInt32 = 0
  var size: UInt32?
  var comment: String?
  /// How keys and data without a type of their own lie: 1 is the machine's order.
  var keyOrder: UInt32 = 0
  var dataOrder: UInt32 = 0
  var hasIntervalData = false
  /// Counters and limits that each element has.
  var statements: [Node] = []
  var elements: [SetElement] = []

  var isAnonymous: Bool { isSet(NFT_SET_ANONYMOUS.rawValue, in: flags) }
  var isMap: Bool { isSet(NFT_SET_MAP.rawValue, in: flags) }
  var isObjectMap: Bool { isSet(NFT_SET_OBJECT.rawValue, in: flags) }
  var isInterval: Bool { isSet(NFT_SET_INTERVAL.rawValue, in: flags) }

  /// What keys are made of.
  var keyKinds: [ConstantKind] {
    var kinds = ConstantKind.types(number: keyType, length: keyLength)
    if kinds.isEmpty { kinds = [ConstantKind(.integer, bits: keyLength * 8)] }
    if kinds.count == 1, kinds[0].type == .integer { kinds[0].isHostOrder = keyOrder == 1 }
    return kinds
  }

  /// What keys map to.
  var dataKinds: [ConstantKind] {
    guard isMap, let dataLength, dataType != NFT_DATA_VERDICT.rawValue else { return [] }
    let length = hasIntervalData ? dataLength / 2 : dataLength
    var kinds = ConstantKind.types(number: dataType, length: length)
    if kinds.count == 1, kinds[0].type == .integer { kinds[0].isHostOrder = dataOrder == 1 }
    return kinds
  }

  var mapsToVerdicts: Bool { isMap && dataType == NFT_DATA_VERDICT.rawValue }
}

extension SetRecord {
  /// All sets of the namespace with their elements, in the kernel's order.
  static func read(_ connection: NFTablesConnection) throws(KernelError) -> [SetRecord] {
    var sets = try connection.dump("the sets of nf_tables", NFT_MSG_GETSET, into: []) {
      (sets: inout [SetRecord], message) throws(KernelError) in
      let header: nfgenmsg = try message.header()
      guard let family = NFTables.Family(number: header.nfgen_family) else { return }
      var set = SetRecord()
      set.family = family
      var attributes = message.attributes(after: nfgenmsg.self)
      while let attribute = try attributes.next() { try set.take(attribute) }
      sets.append(set)
    }
    for index in sets.indices {
      sets[index].elements = try SetElement.read(of: sets[index], connection)
    }
    return sets
  }

  private mutating func take(_ attribute: NetlinkAttribute) throws(KernelError) {
    switch attribute.type {
    case NFTA_SET_TABLE: table = attribute.string
    case NFTA_SET_NAME: name = attribute.string
    case NFTA_SET_HANDLE: handle = try attribute.bigEndian()
    case NFTA_SET_FLAGS: flags = try attribute.bigEndian()
    case NFTA_SET_KEY_TYPE: keyType = try attribute.bigEndian()
    case NFTA_SET_KEY_LEN: keyLength = Int(try attribute.bigEndian(UInt32.self))
    case NFTA_SET_DATA_TYPE: dataType = try attribute.bigEndian()
    case NFTA_SET_DATA_LEN: dataLength = Int(try attribute.bigEndian(UInt32.self))
    case NFTA_SET_OBJ_TYPE: objectType = try attribute.bigEndian()
    case NFTA_SET_TIMEOUT: timeout = try attribute.bigEndian(UInt64.self)
    case NFTA_SET_GC_INTERVAL: collectionInterval = try attribute.bigEndian(UInt32.self)
    case NFTA_SET_POLICY: policy = try attribute.bigEndian()
    case NFTA_SET_DESC: size = try Fields(attribute.nested).number(NFTA_SET_DESC_SIZE)
    case NFTA_SET_USERDATA: take(UserData(attribute.payload))
    case NFTA_SET_EXPR:
      var decoder = RuleDecoder(family, SetIndex([]))
      decoder.isPattern = true
      try decoder.read(attribute)
      statements = decoder.statements.compactMap { $0 }
    case NFTA_SET_EXPRESSIONS:
      var decoder = RuleDecoder(family, SetIndex([]))
      decoder.isPattern = true
      var list = attribute.nested
      while let element = try list.next() { try decoder.read(element) }
      statements = decoder.statements.compactMap { $0 }
    case _: break
    }
  }

  private mutating func take(_ data: UserData) {
    keyOrder = data[NFTNL_UDATA_SET_KEYBYTEORDER.rawValue]?.load() ?? 0
    dataOrder = data[NFTNL_UDATA_SET_DATABYTEORDER.rawValue]?.load() ?? 0
    let interval: UInt32? = data[NFTNL_UDATA_SET_DATA_INTERVAL.rawValue]?.load()
    hasIntervalData = interval == 1
    comment = data[NFTNL_UDATA_SET_COMMENT.rawValue]?.string
  }
}

/// The sets of one table by name.
struct SetIndex {
  private var sets: [String: SetRecord]

  init(_ sets: [SetRecord]) {
    self.sets = Dictionary(sets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(name: String) -> SetRecord? { sets[name] }
}
