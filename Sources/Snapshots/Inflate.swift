/// What can be wrong with packed bytes.
enum InflateError: Error, Sendable, Hashable, CustomStringConvertible {
  case truncated
  case badHeader
  case badBlock
  case badCode
  case badChecksum
  case tooLarge

  var description: String {
    switch self {
    case .truncated: "it ends too early"
    case .badHeader: "its header is none of gzip"
    case .badBlock: "a block has an unknown type or a wrong length"
    case .badCode: "a code stands for nothing"
    case .badChecksum: "its checksum does not fit"
    case .tooLarge: "it unpacks to more than 4 GiB"
    }
  }
}

/// Unpacks gzip (RFC 1952) and DEFLATE (RFC 1951).
///
/// Written here, 200 lines, so that a snapshot's archive needs no further system library.
struct Inflate {
  private let bytes: [UInt8]
  private var position: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var out: [UInt8] = []

  private static let limit = 4 << 30

  private init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// The unpacked bytes of all members of a gzip file.
  static func gunzip(_ bytes: [UInt8]) throws(InflateError) -> [UInt8] {
    var all: [UInt8] = []
    var position = 0
    repeat {
      var member = Inflate(bytes, from: try skipHeader(bytes, position))
      try member.blocks()
      guard member.position + 8 <= bytes.count else { throw .truncated }
      let trailer = bytes[member.position..<member.position + 4].reversed()
        .reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard CRC32.sum(member.out) == trailer else { throw .badChecksum }
      all = all.isEmpty ? member.out : all + member.out
      position = member.position + 8
    } while position + 2 <= bytes.count && bytes[position] == 0x1f && bytes[position + 1] == 0x8b
    return all
  }

  /// The end of the gzip header that begins at `start`.
  private static func skipHeader(_ bytes: [UInt8], _ start: Int) throws(InflateError) -> Int {
    guard bytes.count >= start + 10 else { throw .truncated }
    guard bytes[start] == 0x1f, bytes[start + 1] == 0x8b, bytes[start + 2] == 8 else {
      throw .badHeader
    }
    let flags = bytes[start + 3]
    var position = start + 10
    if flags & 4 != 0 {
      guard position + 2 <= bytes.count else { throw .truncated }
      position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
    }
    for flag in [UInt8(8), 16] where flags & flag != 0 {
      guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0) else {
        throw .truncated
      }
      position = end + 1
    }
    if flags & 2 != 0 { position += 2 }
    guard position <= bytes.count else { throw .truncated }
    return position
  }

  private mutating func blocks() throws(InflateError) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try stored()
      case 1: try compressed(.fixedLiterals, .fixedDistances)
      case 2:
        let (literals, distances) = try dynamicCodes()
        try compressed(literals, distances)
      case _: throw .badBlock
      }
    }
    position -= bitCount / 8
  }

  private mutating func stored() throws(InflateError) {
    _ = try take(bitCount & 7)
    let length = try take(16)
    guard try take(16) == length ^ 0xffff else { throw .badBlock }
    position -= bitCount / 8
    (bits, bitCount) = (0, 0)
    guard position + length <= bytes.count else { throw .truncated }
    out += bytes[position..<position + length]
    position += length
  }

  private mutating func compressed(
    _ literals: HuffmanCode, _ distances: HuffmanCode
  ) throws(InflateError) {
    while true {
      let symbol = try decode(literals)
      if symbol < 256 {
        out.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        try copy(lengthSymbol: symbol - 257, distances)
      }
      guard out.count <= Self.limit else { throw .tooLarge }
    }
  }

  private mutating func copy(
    lengthSymbol: Int, _ distances: HuffmanCode
  ) throws(InflateError) {
    guard lengthSymbol < Self.lengths.count else { throw .badCode }
    let length = Self.lengths[lengthSymbol].base + (try take(Self.lengths[lengthSymbol].extra))
    let symbol = try decode(distances)
    guard symbol < Self.distances.count else { throw .badCode }
    let distance = Self.distances[symbol].base + (try take(Self.distances[symbol].extra))
    guard distance <= out.count else { throw .badCode }
    for _ in 0..<length { out.append(out[out.count - distance]) }
  }

  private mutating func dynamicCodes() throws(InflateError) -> (HuffmanCode, HuffmanCode) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let orderCount = try take(4) + 4
    var orderLengths = [UInt8](repeating: 0, count: 19)
    for index in Self.order.prefix(orderCount) { orderLengths[index] = UInt8(try take(3)) }
    let code = HuffmanCode(lengths: orderLengths)
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      switch try decode(code) {
      case let length where length < 16: lengths.append(UInt8(length))
      case 16:
        guard let last = lengths.last else { throw .badCode }
        lengths += Array(repeating: last, count: 3 + (try take(2)))
      case 17: lengths += Array(repeating: 0, count: 3 + (try take(3)))
      case _: lengths += Array(repeating: 0, count: 11 + (try take(7)))
      }
    }
    guard lengths.count == literalCount + distanceCount else { throw .badCode }
    return (
      HuffmanCode(lengths: Array(lengths[..<literalCount])),
      HuffmanCode(lengths: Array(lengths[literalCount...]))
    )
  }

  private mutating func take(_ count: Int) throws(InflateError) -> Int {
    while bitCount < count {
      guard position < bytes.count else { throw .truncated }
      bits |= UInt64(bytes[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  /// The next symbol of `code`, bit by bit: canonical codes of one length are consecutive.
  private mutating func decode(_ code: HuffmanCode) throws(InflateError) -> Int {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      value |= try take(1)
      let count = code.counts[length]
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw .badCode
  }

  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// RFC 1951, section 3.2.5.
  private static let lengths: [(base: Int, extra: Int)] =
    series(first: 3, groups: [(8, 0), (4, 1), (4, 2), (4, 3), (4, 4), (4, 5)]) + [(258, 0)]
  private static let distances: [(base: Int, extra: Int)] = series(
    first: 1, groups: [(4, 0)] + (1...13).map { (2, $0) })

  private static func series(
    first: Int, groups: [(count: Int, extra: Int)]
  ) -> [(base: Int, extra: Int)] {
    var base = first
    var all: [(base: Int, extra: Int)] = []
    for group in groups {
      for _ in 0..<group.count {
        all.append((base, group.extra))
        base += 1 << group.extra
      }
    }
    return all
  }
}

/// A canonical Huffman code: how many codes each length has, and their symbols in order.
struct HuffmanCode {
  var counts = [Int](repeating: 0, count: 16)
  var symbols: [Int]

  init(lengths: [UInt8]) {
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var next = [Int](repeating: 0, count: 17)
    for length in 1...15 { next[length + 1] = next[length] + counts[length] }
    symbols = Array(repeating: 0, count: lengths.count)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[next[Int(length)]] = symbol
      next[Int(length)] += 1
    }
  }

  static let fixedLiterals = HuffmanCode(
    lengths: Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
      + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))
  static let fixedDistances = HuffmanCode(lengths: Array(repeating: 5, count: 30))
}

/// The checksum of gzip: RFC 1952, section 8.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1
    }
  }

  static func sum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}
