import CSnappy

/// snappy's block format, which both versions of remote write prescribe.
enum Snappy {
  /// `bytes`, packed.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: csnappy_bound(bytes.count))
    let count = csnappy_pack(bytes, bytes.count, &out, out.count)
    out.removeLast(out.count - count)
    return out
  }
}
