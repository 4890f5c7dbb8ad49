import CZlib

/// A body that came packed (RFC 1952).
enum PackedBody {
  /// The unpacked bytes, at most `limit` of them.
  static func unpack(_ bytes: [UInt8], limit: Int) throws(ScrapeFailure) -> [UInt8] {
    guard bytes.count >= 10, bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8 else {
      throw .packing(bytes.isEmpty ? .empty : .header)
    }
    var room = min(max(bytes.count * 12, 1 << 16), limit + 1)
    while true {
      var out = [UInt8](repeating: 0, count: room)
      var written = 0
      switch cz_result(UInt32(cz_unpack(bytes, bytes.count, &out, room, &written))) {
      case CZ_DONE:
        guard written <= limit else { throw .bodySize(limit: limit) }
        out.removeLast(room - written)
        return out
      case CZ_TRUNCATED: throw .packing(.cut)
      case CZ_ROOM:
        guard room <= limit else { throw .bodySize(limit: limit) }
        room = min(room * 4, limit + 1)
      case _: throw .packing(.checksum)
      }
    }
  }
}

/// What can be wrong with a packed body.
public enum PackingFault: Sendable, Hashable {
  case empty
  case header
  case checksum
  case cut
}

extension PackingFault: CustomStringConvertible {
  /// Go's words.
  public var description: String {
    switch self {
    case .empty: "EOF"
    case .header: "gzip: invalid header"
    case .checksum: "gzip: invalid checksum"
    case .cut: "unexpected EOF"
    }
  }
}
