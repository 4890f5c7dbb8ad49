import Documents
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"a":[1,-2.50,3e+4],"b":null,"c":"x\"\\\n","d":{}}"#, "[]", "0", #""é""#, "true",
  ])
  func `prints back what it read`(text: String) throws {
    #expect(try Node(parsingJSON: text).json == text)
  }

  @Test(arguments: [
    (#""\u00e9\ud83d\ude00\/""#, "é😀/"), (#""\ud800x""#, "\u{fffd}x"),
  ])
  func `reads escapes`(text: String, value: String) throws {
    #expect(try Node(parsingJSON: text).string == value)
  }

  @Test(arguments: [
    ("", 1, 1), ("{\n \"a\" 1}", 2, 6), ("[1,]", 1, 4), ("01", 1, 2), ("\"abc", 1, 1),
    ("[1] x", 1, 5), ("{\"a\":tru}", 1, 6), ("\"\u{1}\"", 1, 2), ("-", 1, 2), ("1.", 1, 3),
  ])
  func `names line and column of what is malformed`(text: String, line: Int, column: Int) {
    let error = #expect(throws: DocumentError.self) { try Node(parsingJSON: text) }
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test func `ends deep nesting with an error before the stack does`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: DocumentError.self) { try Node(parsingJSON: text) }
  }
}
