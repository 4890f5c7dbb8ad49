import Testing

@testable import Transfer

@Suite struct RetryAfterTests {
  @Test(
    arguments: [
      ("0", 0), ("120", 120), ("-1", nil), ("soon", nil), ("999999999999", 86_400),
      ("Sat, 21 Nov 2026 22:43:41 GMT", 41), ("Sat, 21 Nov 2026 22:42:41 GMT", 0),
      ("Thu, 29 Feb 2024 12:00:00 GMT", 0), ("Sat, 21 Nov 2026 22:43:41", nil),
    ] as [(String, Int?)]) func `knows how long to wait`(text: String, seconds: Int?)
  {
    // date -u -d '2026-11-21 22:43:00' +%s
    let pause = HTTPResponse.pause(text, now: 1_795_300_980)
    #expect(pause == seconds.map { .seconds($0) })
  }
}
