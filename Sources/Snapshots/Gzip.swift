import CZlib

/// What can be wrong with packed bytes.
enum GzipError: Error, Sendable, Hashable, CustomStringConvertible {
  case truncated
  case damaged
  case tooLarge
  case noMemory

  var description: String {
    switch self {
    case .truncated: "it ends too early"
    case .damaged: "it is none, or its checksum does not fit"
    case .tooLarge: "it unpacks to more than 4 GiB"
    case .noMemory: "there is not enough memory to unpack it"
    }
  }
}

/// gzip (RFC 1952), by zlib.
enum Gzip {
  private static let limit = 4 << 30

  /// The unpacked bytes of all members of a gzip file.
  static func unpack(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
    var room = max(bytes.count * 6, 1 << 16)
    while true {
      var out = [UInt8](repeating: 0, count: room)
      var written = 0
      let result = cz_result(UInt32(cz_unpack(bytes, bytes.count, &out, room, &written)))
      if result == CZ_DONE {
        out.removeLast(room - written)
        return out
      }
      if result == CZ_TRUNCATED { throw .truncated }
      if result == CZ_MEMORY { throw .noMemory }
      guard result == CZ_ROOM else { throw .damaged }
      guard room < limit else { throw .tooLarge }
      room = min(room * 4, limit)
    }
  }

  /// `bytes` as a gzip file.
  static func pack(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
    let room = cz_pack_bound(bytes.count)
    var out = [UInt8](repeating: 0, count: room)
    let length = cz_pack(bytes, bytes.count, &out, room)
    guard length > 0 else { throw .noMemory }
    out.removeLast(room - length)
    return out
  }
}
