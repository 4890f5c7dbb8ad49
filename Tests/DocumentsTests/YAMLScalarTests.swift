import Documents
import Testing

/// What kubectl 1.32 makes of plain words: `kubectl label --local -f - a=b -o json`.
@Suite struct YAMLScalarTests {
  @Test(arguments: [
    ("y", "true"), ("Y", "true"), ("yes", "true"), ("Yes", "true"), ("on", "true"),
    ("TRUE", "true"), ("n", "false"), ("N", "false"), ("no", "false"), ("off", "false"),
    ("tRue", "\"tRue\""), ("null", "null"), ("~", "null"), ("Null", "null"), ("1", "1"),
    ("-1", "-1"), ("+1", "1"), ("0x1F", "31"), ("0o17", "15"), ("017", "15"), ("08", "8"),
    ("09", "9"), ("0b101", "5"), ("1_000", "1000"), ("1.5", "1.5"), (".5", "0.5"), ("1.", "1"),
    ("+1.5", "1.5"), ("0x", "\"0x\""), ("0x_1", "1"), ("1__0", "10"), ("1:30", "\"1:30\""),
    ("190:20:30", "\"190:20:30\""), ("2001-12-14", "\"2001-12-14\""),
    ("2001-12-14t21:59:43.10-05:00", "\"2001-12-14t21:59:43.10-05:00\""), ("=", "\"=\""),
    ("<<", "\"<<\""), ("1e", "\"1e\""), ("1.2.3", "\"1.2.3\""), ("0b12", "\"0b12\""),
    ("-0b11", "-3"), ("-0x1F", "-31"), ("+0x1F", "31"), ("1e400", "\"1e400\""), ("00", "0"),
    ("0_7", "7"), ("-", "null"), (".", "\".\""), ("e1", "\"e1\""), ("0o", "\"0o\""),
    ("0o8", "\"0o8\""), ("0xg", "\"0xg\""), ("1_", "1"), ("_1", "\"_1\""), ("-017", "-15"),
    ("+017", "15"), ("0O17", "15"), ("0B11", "3"), ("0X1f", "31"), ("\"1\"", "\"1\""),
    ("'yes'", "\"yes\""), ("!!str 5", "\"5\""), ("!!str yes", "\"yes\""), ("", "null"),
  ])
  func `reads a plain word as kubectl does`(word: String, json: String) throws {
    let text = word == "-" ? "v: ~" : "v: \(word)"
    #expect(try Node(parsingYAML: text)["v"]?.json == json)
  }

  /// Kept digit by digit, where kubectl rounds to a double.
  @Test(arguments: ["12345678901234567890", "0.10", "1e3", "-0.5e-3"])
  func `keeps numbers as they were written`(word: String) throws {
    #expect(try Node(parsingYAML: "v: \(word)")["v"]?.json == word)
  }
}
