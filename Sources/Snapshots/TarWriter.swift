/// Makes a tar archive in the ustar form that every tar reads.
struct TarWriter {
  private var bytes: [UInt8] = []

  /// The archive with its two empty blocks at the end.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  /// Adds a regular file of mode 0600. A path of more than 100 bytes gets a GNU long name.
  mutating func add(_ path: String, _ body: [UInt8]) {
    let name = Array(path.utf8)
    if name.count > 100 { addEntry(Array("././@LongLink".utf8), type: "L", name + [0]) }
    addEntry(Array(name.prefix(100)), type: "0", body)
  }

  private mutating func addEntry(_ name: [UInt8], type: Unicode.Scalar, _ body: [UInt8]) {
    var header = [UInt8](repeating: 0, count: 512)
    let put = { (text: String, at: Int, header: inout [UInt8]) in
      for (index, byte) in text.utf8.enumerated() { header[at + index] = byte }
    }
    header.replaceSubrange(0..<name.count, with: name)
    put("0000600", 100, &header)
    put("0000000", 108, &header)
    put("0000000", 116, &header)
    put(Self.octal(body.count, digits: 11), 124, &header)
    put("00000000000", 136, &header)
    put("        ", 148, &header)
    header[156] = UInt8(ascii: type)
    put("ustar", 257, &header)
    put("00", 263, &header)
    put(Self.octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", 148, &header)
    bytes += header
    bytes += body
    bytes += [UInt8](repeating: 0, count: (512 - body.count % 512) % 512)
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
