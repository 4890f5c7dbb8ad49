import Foundation
import Testing

@testable import Snapshots

/// gzip(1) is the oracle.
@Suite struct GzipTests {
  static let texts: [[UInt8]] = {
    var random = SystemRandomNumberGenerator()
    var noise: [UInt8] = []
    for _ in 0..<20_000 { noise.append(UInt8.random(in: 0...255, using: &random)) }
    let words = (0..<8_000).map { "\($0 * 7919 % 1000) " }.joined()
    return [[], Array("a".utf8), Array(repeating: 97, count: 60_000), Array(words.utf8), noise]
  }()

  @Test(arguments: texts, ["-1", "-6", "-9"])
  func `unpacks what gzip packed`(bytes: [UInt8], level: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x", bytes)
    try run("gzip", [level, "\(folder.path)/x"])
    #expect(try Gzip.unpack(folder.read("x.gz")) == bytes)
  }

  @Test func `throws for every cut and never crashes on damage`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", Array((0..<300).map { "\($0 * 31 % 97) " }.joined().utf8))
    try run("gzip", ["\(folder.path)/x"])
    let packed = try folder.read("x.gz")
    for cut in 0..<packed.count {
      #expect(throws: GzipError.self) { try Gzip.unpack(Array(packed[..<cut])) }
    }
    for at in 0..<packed.count {
      var damaged = packed
      damaged[at] ^= 0x55
      _ = try? Gzip.unpack(damaged)
    }
  }
}
