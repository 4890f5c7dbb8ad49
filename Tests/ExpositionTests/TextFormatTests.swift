import Exposition
import Testing

@Suite struct TextFormatTests {
  /// The samples of a body as `name{labels} value timestamp`.
  static func samples(_ text: String, _ format: ExpositionFormat = .text) throws -> [String] {
    var parser = try ExpositionParser(Array(text.utf8), format: format)
    var all: [String] = []
    while let entry = try parser.next() {
      guard entry == .series else { continue }
      let labels = parser.labels.map { label in
        var name: [UInt8] = []
        var value: [UInt8] = []
        parser.appendName(of: label, to: &name)
        parser.appendValue(of: label, to: &value)
        return String(decoding: name, as: UTF8.self) + "=" + String(decoding: value, as: UTF8.self)
      }
      let name = String(decoding: parser.unescapedName, as: UTF8.self)
      let time = parser.timestamp.map { " \($0)" } ?? ""
      all.append("\(name){\(labels.joined(separator: ","))} \(goFloat(parser.value))\(time)")
    }
    return all
  }

  /// What the Prometheus sources say (`promlex.l`, `promparse.go`).
  @Test(arguments: [
    ("a 1", ["a{} 1"]),
    ("a{} 1\n", ["a{} 1"]),
    ("a{b=\"c\",} 1 5\n", ["a{b=c} 1 5"]),
    ("a{b=\"c\" d=\"e\"} 1\n", ["a{b=c,d=e} 1"]),
    ("a { b = \"c\" , d = \"e\" } 1e3\t7 \n\n", ["a{b=c,d=e} 1000 7"]),
    ("a{b=\"x\\ny\\\\z\\\"\\q\"} .5\n", ["a{b=x\ny\\z\"\\q} 0.5"]),
    (
      "a inf\nb -Inf\nc NaN\nd 1e-400\ne 0001\n",
      ["a{} +Inf", "b{} -Inf", "c{} NaN", "d{} 0", "e{} 1"]
    ),
    ("{\"a.b\",c=\"d\"} 1\n", ["a.b{c=d} 1"]),
    ("{c=\"d\",\"a.b\"} 1\n", ["a.b{c=d} 1"]),
    ("#\n# a comment\n# HELPER\n# EOF\na 1\n", ["a{} 1"]),
    ("a 1\n\0 b 2\n", ["a{} 1"]),
    (
      "# TYPE a histogram\na_bucket{le=\"1\"} 1\na_bucket{le=\"1e9\"} 1\na_bucket{le=\"x\"} 1\n",
      ["a_bucket{le=1.0} 1", "a_bucket{le=1e+09} 1", "a_bucket{le=x} 1"]
    ),
  ])
  func `reads what Prometheus reads`(_ row: (body: String, samples: [String])) throws {
    #expect(try Self.samples(row.body) == row.samples)
  }

  @Test(arguments: [
    ("a\n", #"expected value after metric, got "\n" ("INVALID") while parsing: "a\n""#),
    ("<html>", #"expected a valid start token, got "<" ("INVALID") while parsing: "<""#),
    ("{\"kind\":\"Status\"}", #"expected equal, got ":" ("INVALID") while parsing: "{\"kind\":""#),
    ("{\n \"kind\": 1}", #"expected label name, got "\n" ("INVALID") while parsing: "{\n""#),
    ("a x 1\n", #"strconv.ParseFloat: parsing "x": invalid syntax while parsing: "a x""#),
    ("a 1\r\n", #"strconv.ParseFloat: parsing "1\r": invalid syntax while parsing: "a 1\r""#),
    ("a 0x1p1\n", #"unsupported character in float while parsing: "a 0x1p1""#),
    ("a +NaN\n", #"strconv.ParseFloat: parsing "+NaN": invalid syntax while parsing: "a +NaN""#),
    (
      "a 1e400\n",
      #"strconv.ParseFloat: parsing "1e400": value out of range while parsing: "a 1e400""#
    ),
    ("# TYPE a\n", #"invalid metric type """#),
    ("# TYPE a gauge \n", #"invalid metric type "gauge ""#),
    ("a 1 -5\n", #"expected timestamp or new record, got "-" ("INVALID") while parsing: "a 1 -""#),
    ("a{b=\"c\"", #"expected label name, got "\n" ("INVALID") while parsing: "a{b=\"c\"\n""#),
    ("a{\"b\"} 1\n", #"metric name already set while parsing: "a{\"b\"}""#),
    ("{b=\"c\"} 1\n", #"metric name not set while parsing: "{b=\"c\"} 1""#),
  ])
  func `refuses in the words of Prometheus`(_ row: (body: String, error: String)) {
    let error = #expect(throws: ExpositionError.self) { try Self.samples(row.body) }
    #expect(error?.description == row.error)
  }
}
