import Addressing
import CNetfilter
import Glibc

/// One table of iptables-legacy as getsockopt(2) hands it out: a head, and all entries in a row.
@safe final class LegacyTableBytes {
  /// Where chains begin and end, and how many entries there are (`struct ipt_getinfo`; that of
  /// IPv6 is the same).
  let info: ipt_getinfo
  private let bytes: UnsafeMutableRawBufferPointer
  /// How much of them was given back.
  private var discarded = 0

  /// How often a table that changes between the two questions is asked for anew.
  private static let attempts = 100
  /// Before the entries stands `struct ipt_get_entries`.
  private static let head = MemoryLayout<ipt_get_entries>.size

  /// Reads a table that exists. Needs CAP_NET_ADMIN.
  static func read(
    _ table: String, _ family: IPFamily, _ socket: RawSocket
  ) throws(KernelError) -> LegacyTableBytes {
    let subject = "table \(table) of ip\(family == .ipv4 ? "" : "6")tables-legacy"
    for _ in 0..<attempts {
      let info = try information(table, family, socket, subject)
      if let read = try LegacyTableBytes(info, table, family, socket, subject) { return read }
    }
    throw .changing(subject: subject, attempts: attempts)
  }

  private static func level(_ family: IPFamily) -> Int32 {
    family == .ipv4 ? Int32(IPPROTO_IP) : Int32(IPPROTO_IPV6)
  }

  private static func information(
    _ table: String, _ family: IPFamily, _ socket: RawSocket, _ subject: String
  ) throws(KernelError) -> ipt_getinfo {
    var info = ipt_getinfo()
    unsafe withUnsafeMutableBytes(of: &info.name) { name in
      unsafe name.copyBytes(from: table.utf8.prefix(name.count - 1))
    }
    let error = socket.get(IPT_SO_GET_INFO, level: level(family), &info)
    if error != 0 { throw failure(error, subject) }
    return info
  }

  /// nil when the table has changed since.
  private init?(
    _ info: ipt_getinfo, _ table: String, _ family: IPFamily, _ socket: RawSocket,
    _ subject: String
  ) throws(KernelError) {
    self.info = info
    unsafe bytes = .allocate(byteCount: Self.head + Int(info.size), alignment: 16)
    unsafe withUnsafeBytes(of: info.name) { unsafe bytes.copyMemory(from: $0) }
    unsafe bytes.storeBytes(of: info.size, toByteOffset: 32, as: UInt32.self)
    switch unsafe socket.get(IPT_SO_GET_ENTRIES, level: Self.level(family), bytes) {
    case 0: break
    case EAGAIN: return nil
    case let error: throw Self.failure(error, subject)
    }
  }

  deinit { unsafe bytes.deallocate() }

  /// The entries.
  func reading<Value>(
    _ body: (KernelBytes) throws(KernelError) -> Value
  ) throws(KernelError) -> Value {
    try body(unsafe KernelBytes(UnsafeRawBufferPointer(bytes)).slice(Self.head))
  }

  /// Gives the memory of the entries before `offset` back: they are not read again.
  func discard(before offset: Int) {
    let page = Int(getpagesize())
    guard let base = unsafe bytes.baseAddress else { return }
    let start = Int(bitPattern: base)
    let first = (start + discarded + page - 1) / page * page
    let last = (start + Self.head + min(offset, Int(info.size))) / page * page
    guard last > first else { return }
    _ = unsafe madvise(base + (first - start), last - first, MADV_DONTNEED)
    discarded = last - start
  }

  private static func failure(_ errno: Int32, _ subject: String) -> KernelError {
    switch errno {
    case EPERM: .notPermitted(subject: subject, needs: .netAdmin)
    case ENOPROTOOPT: .unsupported(subject: "iptables-legacy", module: "ip_tables")
    case _: .system(call: "getsockopt", subject: subject, errno: errno)
    }
  }
}
