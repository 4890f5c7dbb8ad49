/// A tar archive, packed with gzip or not: the ustar, GNU and pax forms that `tar -czf` writes.
struct Archive {
  /// The path of each regular file and its bytes.
  private(set) var files: [String: ArraySlice<UInt8>] = [:]
  private let name: String

  private static let block = 512

  /// Reads an archive; `name` is what errors call it.
  init(_ bytes: [UInt8], name: String) throws(SnapshotError) {
    self.name = name
    if bytes.starts(with: [0x1f, 0x8b]) {
      try readEntries(try Self.unpack(bytes, name))
    } else {
      try readEntries(bytes)
    }
  }

  /// The files by their path within the snapshot: what lies beside `snapshot.json` and below.
  var snapshotFiles: [String: ArraySlice<UInt8>] {
    let index = "snapshot.json"
    let roots = files.keys.filter { $0 == index || $0.hasSuffix("/" + index) }
    guard let nearest = roots.min(by: { $0.utf8.count < $1.utf8.count }) else { return files }
    let prefix = String(nearest.dropLast(index.count))
    var inside: [String: ArraySlice<UInt8>] = [:]
    for (path, bytes) in files where path.hasPrefix(prefix) {
      inside[String(path.dropFirst(prefix.count))] = bytes
    }
    return inside
  }

  private static func unpack(_ bytes: [UInt8], _ name: String) throws(SnapshotError) -> [UInt8] {
    do throws(GzipError) {
      return try Gzip.unpack(bytes)
    } catch {
      throw .malformed(file: name, line: 0, reason: "is a damaged gzip file: \(error)")
    }
  }

  private mutating func readEntries(_ bytes: [UInt8]) throws(SnapshotError) {
    var position = 0
    var longName: String?
    while position + Self.block <= bytes.count {
      let header = bytes[position..<position + Self.block]
      if header.allSatisfy({ $0 == 0 }) { return }
      guard Self.checksum(header) == Self.number(header, 148, 8),
        let size = Self.number(header, 124, 12), size <= bytes.count - position - Self.block
      else {
        throw .malformed(
          file: name, line: 0, reason: "is no tar archive, or is cut off at byte \(position)")
      }
      let body = bytes[position + Self.block..<position + Self.block + size]
      switch header[position + 156] {
      case UInt8(ascii: "L"): longName = Self.text(body)
      case UInt8(ascii: "x"): longName = Self.paxPath(body) ?? longName
      case UInt8(ascii: "0"), 0:
        files[Self.normal(longName ?? Self.path(header))] = body
        longName = nil
      case UInt8(ascii: "g"): break
      case _: longName = nil
      }
      position += Self.block * (1 + (size + Self.block - 1) / Self.block)
    }
  }

  private static func path(_ header: ArraySlice<UInt8>) -> String {
    let start = header.startIndex
    let name = text(header[start..<start + 100])
    guard header[start + 257..<start + 262].elementsEqual("ustar".utf8) else { return name }
    let prefix = text(header[start + 345..<start + 500])
    return prefix.isEmpty ? name : "\(prefix)/\(name)"
  }

  private static func normal(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// An octal field of a header, nil where it is none.
  private static func number(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> Int? {
    let field = header[header.startIndex + offset..<header.startIndex + offset + length]
    let digits = field.drop { $0 == 32 }.prefix { $0 >= 48 && $0 <= 55 }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  /// The sum of the header's bytes, those of the checksum itself taken as blanks.
  private static func checksum(_ header: ArraySlice<UInt8>) -> Int {
    let own = header.startIndex + 148..<header.startIndex + 156
    return header.indices.reduce(0) { $0 + (own.contains($1) ? 32 : Int(header[$1])) }
  }

  /// The record `path=…` of a pax header.
  private static func paxPath(_ body: ArraySlice<UInt8>) -> String? {
    var rest = body
    while let blank = rest.firstIndex(of: 32) {
      let digits = String(decoding: rest[rest.startIndex..<blank], as: UTF8.self)
      guard let length = Int(digits), length > digits.utf8.count + 1, length <= rest.count else {
        return nil
      }
      let record = rest[blank + 1..<rest.startIndex + length]
      if record.starts(with: "path=".utf8) {
        return String(decoding: record.dropFirst(5).dropLast(), as: UTF8.self)
      }
      rest = rest[(rest.startIndex + length)...]
    }
    return nil
  }
}
