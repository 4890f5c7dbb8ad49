import CNetfilter

/// A request to the kernel: a header, the fixed header of its family, and attributes.
struct NetlinkRequest {
  /// What it asks for, in words for messages: `the routes`.
  let subject: String
  private(set) var bytes: [UInt8] = []

  /// A request of `type` with the fixed `header` of its family. `NLM_F_REQUEST` is added.
  init(_ subject: String, type: UInt16, flags: Int32 = 0, header: some BitwiseCopyable) {
    self.subject = subject
    bytes.reserveCapacity(128)
    append(
      nlmsghdr(
        nlmsg_len: 0, nlmsg_type: type, nlmsg_flags: UInt16(flags | NLM_F_REQUEST), nlmsg_seq: 0,
        nlmsg_pid: 0))
    append(header)
  }

  /// A request to a subsystem of netfilter.
  init(
    _ subject: String, subsystem: Int32, command: Int, flags: Int32 = 0,
    family: Int32 = AF_UNSPEC, resource: UInt16 = 0
  ) {
    self.init(
      subject, type: UInt16(subsystem) << 8 | UInt16(command), flags: flags,
      header: nfgenmsg(
        nfgen_family: UInt8(family), version: UInt8(NFNETLINK_V0), res_id: resource.bigEndian))
  }

  /// Whether the answer is a whole table.
  var isDump: Bool { flags & NLM_F_DUMP == NLM_F_DUMP }

  /// Whether an acknowledgement ends the answer.
  var wantsAcknowledgement: Bool { flags & NLM_F_ACK != 0 }

  private var flags: Int32 { Int32(bytes[6]) | Int32(bytes[7]) << 8 }

  /// Adds a structure of a kernel header, filled up to four bytes.
  mutating func append(_ value: some BitwiseCopyable) {
    unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
    pad()
  }

  /// Adds an attribute.
  mutating func put(_ type: Int, _ data: [UInt8]) {
    append(nlattr(nla_len: UInt16(4 + data.count), nla_type: UInt16(type)))
    bytes += data
    pad()
  }

  /// Adds an attribute that holds a number in the machine's byte order.
  mutating func put<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Int, _ value: Number) {
    put(type, Self.bytes(of: value))
  }

  /// Adds an attribute that holds a number in network byte order.
  mutating func put<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Int, bigEndian value: Number
  ) {
    put(type, Self.bytes(of: value.bigEndian))
  }

  /// Adds an attribute that holds a text and its NUL.
  mutating func put(_ type: Int, _ text: String) { put(type, Array(text.utf8) + [0]) }

  /// Adds an attribute that holds the attributes that `body` adds.
  mutating func nest(_ type: Int, _ body: (inout NetlinkRequest) -> Void) {
    let start = bytes.count
    append(nlattr(nla_len: 0, nla_type: UInt16(type) | UInt16(NLA_F_NESTED)))
    body(&self)
    overwrite(UInt16(bytes.count - start), at: start)
  }

  /// The bytes to send, with their length and a sequence number.
  consuming func finished(sequence: UInt32, adding more: Int32 = 0) -> [UInt8] {
    overwrite(UInt32(bytes.count), at: 0)
    if more != 0 { overwrite(UInt16(flags | more), at: 6) }
    overwrite(sequence, at: 8)
    return bytes
  }

  private mutating func overwrite<Number: FixedWidthInteger & BitwiseCopyable>(
    _ value: Number, at offset: Int
  ) {
    bytes.replaceSubrange(
      offset..<offset + MemoryLayout<Number>.size, with: Self.bytes(of: value))
  }

  private mutating func pad() {
    while bytes.count & 3 != 0 { bytes.append(0) }
  }

  private static func bytes<Number: FixedWidthInteger & BitwiseCopyable>(
    of value: Number
  ) -> [UInt8] {
    unsafe withUnsafeBytes(of: value) { unsafe Array($0) }
  }
}
