import Testing

@testable import Exposition

/// Bodies changed at random: the short way and the way token by token say the same of each, and
/// nothing makes a parser stumble.
@Suite struct MutatedBodyTests {
  static let bodies: [String] = [
    "# HELP a text \\n \\\\ x\n# TYPE a counter\na{b=\"c\",d=\"e\"} 1e3 123\na 2\n\n#\n# x\n",
    "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n",
    "a{b=\"c\\\"d\\\\e\\nf\\z\"} NaN\nb -Inf 12\nc +Inf\nd 1e-400\ne 0.1234567890123456789\n",
    "a{b=\"é€\"} 1\na\t{ \tb = \"c\" , } \t1 \t2 \t\na{b=\"x\ny\"} 1\n{\"a.b\",c=\"d\"} 1\n",
    "# TYPE a counter\n# UNIT a_s s\na_total{b=\"c\"} 1 1.5 # {t=\"x\"} 2 3.25\na 1\n# EOF\n",
    "a{b=\"c\",d=\"e\"} 1e3 -12.5\n{\"a.b\",c=\"d\"} 17.0 1520879607.789 # {id=\"x\"} 5\n# EOF",
  ]
  static let pieces: [[UInt8]] =
    [
      " ", "\t", "\n", "\r", "\0", "\"", "\\", "{", "}", ",", "=", "#", "# HELP ", "# TYPE ",
      "# EOF",
      "a", "1", "e", ".", "-", "NaN", "Inf", "_", ":", "le", "# {a=\"b\"} 1",
      "99999999999999999999",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x82], [0xEF, 0xBB, 0xBF]]

  /// All that a parser makes of a body.
  static func outcome(_ body: [UInt8], _ format: ExpositionFormat, short: Bool) -> [String] {
    var lines: [String] = []
    do throws(ExpositionError) {
      var parser = try ExpositionParser(body, format: format)
      parser.readsOrdinaryLines = short
      while let entry = try parser.next() {
        let labels = parser.labels.map { "\($0)" }
        lines.append(
          "\(entry) \(parser.name) \(labels) \(parser.value) \(parser.timestamp as Any)"
            + " \(parser.exemplar as Any) \(entry == .series ? "\(parser.series)" : "")")
      }
    } catch {
      lines.append(error.description)
    }
    return lines
  }

  static func mutated(_ body: [UInt8], by generator: inout SystemRandom) -> [UInt8] {
    var body = body
    for _ in 0..<generator.number(below: 4) {
      let place = generator.number(below: body.count + 1)
      switch generator.number(below: 4) {
      case 0: body.insert(contentsOf: pieces[generator.number(below: pieces.count)], at: place)
      case 1: body.removeSubrange(place..<min(place + 1 + generator.number(below: 4), body.count))
      case 2 where place < body.count: body[place] = UInt8(generator.number(below: 256))
      case _: body.removeSubrange(place...)
      }
    }
    return body
  }

  @Test(arguments: [ExpositionFormat.text, .openMetrics])
  func `the short way says what the tokens say`(_ format: ExpositionFormat) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SystemRandom(state: seed)
    for _ in 0..<3000 {
      let start = Array(Self.bodies[generator.number(below: Self.bodies.count)].utf8)
      let body = Self.mutated(start, by: &generator)
      let short = Self.outcome(body, format, short: true)
      let long = Self.outcome(body, format, short: false)
      guard short != long else { continue }
      Issue.record("seed \(seed): \(String(decoding: body, as: UTF8.self)): \(short), \(long)")
      return
    }
  }

  @Test func `bytes at random are refused, not stumbled over`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SystemRandom(state: seed)
    let family = MessageWriter.gauge("temperature", 21.5).delimited
    for _ in 0..<3000 {
      let body = Self.mutated(family + family, by: &generator)
      _ = Self.outcome(body, .protobuf, short: true)
      var strict = StrictOpenMetrics()
      try? strict.read(Self.mutated(Array(Self.bodies[4].utf8), by: &generator))
    }
  }
}

/// A generator that can be begun again at the same place (splitmix64).
struct SystemRandom {
  var state: UInt64

  mutating func number(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(limit))
  }
}
