import CNetfilter
import Testing

@testable import Kernel

@Suite struct NetlinkFuzzTests {
  /// Walks attributes as deep as they seem to go; how many steps it took.
  private func walk(_ bytes: KernelBytes, depth: Int = 0) throws(KernelError) -> Int {
    var steps = 0
    var attributes = NetlinkAttributes(bytes)
    while let attribute = try attributes.next() {
      steps += 1
      _ = attribute.string
      _ = attribute.payload.array.count
      if depth < 8 { steps += (try? walk(attribute.payload, depth: depth + 1)) ?? 0 }
    }
    return steps
  }

  @Test(arguments: [
    ([UInt8]([0, 0, 1, 0]), false), ([3, 0, 1, 0], false), ([4, 0, 1, 0], true),
    ([255, 255, 1, 0, 9], false), ([5, 0, 1, 0, 9], true), ([8, 0, 1, 0, 9], false),
    ([4, 0, 1], false), ([], true), ([1], false),
  ])
  func `walks attributes or says what is wrong`(bytes: [UInt8], isWhole: Bool) {
    let walked = KernelBytes.reading(bytes) { bytes in (try? walk(bytes)) != nil }
    #expect(walked == isWhole)
  }

  @Test func `reads no number beyond its attribute`() throws {
    try KernelBytes.reading([5, 0, 1, 0, 9, 0, 0, 0]) { bytes in
      var attributes = NetlinkAttributes(bytes)
      let attribute = try #require(try attributes.next())
      #expect(try attribute.number(UInt8.self) == 9)
      #expect(throws: KernelError.self) { try attribute.number(UInt32.self) }
    }
  }

  @Test func `ends on any bytes`() throws {
    for seed in Seeds.make(20) {
      var chance = Chance(seed)
      for _ in 0..<2000 {
        var bytes = (0..<chance.number(0...160)).map { _ in UInt8(chance.number(0...255)) }
        // Small lengths, so that walks get somewhere.
        for index in stride(from: 0, to: bytes.count - 4, by: 4) where chance.flip() {
          bytes[index] = UInt8(chance.number(0...24))
          bytes[index + 1] = chance.number(0...9) == 0 ? 255 : 0
        }
        let steps = KernelBytes.reading(bytes) { bytes in (try? walk(bytes)) ?? 0 }
        #expect(steps <= bytes.count * bytes.count, "KERNEL_SEEDS=\(seed)")
        messages(bytes, seed)
      }
    }
  }

  private func messages(_ bytes: [UInt8], _ seed: UInt64) {
    let request = NetlinkRequest(
      "anything", type: 18, flags: NLM_F_DUMP, header: UInt32(0))
    var answer = NetlinkAnswer(request, sequence: 0)
    var count = 0
    KernelBytes.reading(bytes) { bytes in
      try? answer.read(bytes) { message throws(KernelError) in
        count += 1
        _ = try message.header(nfgenmsg.self)
      }
    }
    #expect(count * 16 <= bytes.count, "KERNEL_SEEDS=\(seed)")
  }
}
