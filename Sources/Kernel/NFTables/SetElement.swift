import CNetfilter
import Documents
import Firewall

/// One element of a set as the kernel lists it.
struct SetElement {
  /// nil for the element that stands for every other key.
  var key: [UInt8]?
  /// The last key of a run of concatenations.
  var lastKey: [UInt8]?
  /// What it maps to.
  var data: [UInt8]?
  var verdict: Node?
  var object: String?
  var flags: UInt32 = 0
  var timeout: UInt64?
  var expiration: UInt64?
  var comment: String?
  var statements: [Node] = []

  /// Whether it is the first key behind a run.
  var isEnd: Bool { isSet(NFT_SET_ELEM_INTERVAL_END.rawValue, in: flags) }

  /// The elements of a set.
  static func read(
    of set: SetRecord, _ connection: NFTablesConnection
  ) throws(KernelError) -> [SetElement] {
    try connection.dump(
      "the elements of a set of nf_tables", NFT_MSG_GETSETELEM, family: set.family.number,
      into: [],
      narrow: { request in
        request.put(NFTA_SET_ELEM_LIST_TABLE.number, set.table)
        request.put(NFTA_SET_ELEM_LIST_SET.number, set.name)
      }
    ) { (elements: inout [SetElement], message) throws(KernelError) in
      var attributes = message.attributes(after: nfgenmsg.self)
      while let attribute = try attributes.next() {
        guard attribute.type == NFTA_SET_ELEM_LIST_ELEMENTS.number else { continue }
        var list = attribute.nested
        while let element = try list.next() {
          elements.append(try SetElement(element.nested, set.family))
        }
      }
    }
  }

  private init(
    _ attributes: NetlinkAttributes, _ family: NFTables.Family
  ) throws(KernelError) {
    var attributes = attributes
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_SET_ELEM_KEY: key = try attribute.dataValue().array
      case NFTA_SET_ELEM_KEY_END: lastKey = try attribute.dataValue().array
      case NFTA_SET_ELEM_DATA: try take(data: attribute.nested)
      case NFTA_SET_ELEM_FLAGS: flags = try attribute.bigEndian()
      case NFTA_SET_ELEM_TIMEOUT: timeout = try attribute.bigEndian(UInt64.self)
      case NFTA_SET_ELEM_EXPIRATION: expiration = try attribute.bigEndian(UInt64.self)
      case NFTA_SET_ELEM_USERDATA: comment = UserData(attribute.payload).comment
      case NFTA_SET_ELEM_OBJREF: object = attribute.string
      case NFTA_SET_ELEM_EXPR:
        var decoder = RuleDecoder(family, SetIndex([]))
        try decoder.read(attribute)
        statements = decoder.statements.compactMap { $0 }
      case NFTA_SET_ELEM_EXPRESSIONS:
        var decoder = RuleDecoder(family, SetIndex([]))
        var list = attribute.nested
        while let expression = try list.next() { try decoder.read(expression) }
        statements = decoder.statements.compactMap { $0 }
      case _: break
      }
    }
    if isSet(NFT_SET_ELEM_CATCHALL.rawValue, in: flags) { key = nil }
  }

  private mutating func take(data: NetlinkAttributes) throws(KernelError) {
    var parts = data
    while let part = try parts.next() {
      switch part.type {
      case NFTA_DATA_VALUE: self.data = part.payload.array
      case NFTA_DATA_VERDICT: verdict = try RawVerdict(part.nested)?.node
      case _: break
      }
    }
  }
}
