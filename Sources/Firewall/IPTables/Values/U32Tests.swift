/// The text of `--u32`: tests joined by `&&`.
extension U32Match {
  /// Reads `0>>22&0x3C@4=0x29&&…`.
  static func tests(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> [Test] {
    var reader = U32Reader(bytes: Array(word))
    var tests = [try reader.test()]
    while reader.take("&&") { tests.append(try reader.test()) }
    guard reader.isAtEnd else { throw reader.problem }
    return tests
  }
}

extension U32Match.Test {
  /// `0x0>>0x16&0x3c@0x4=0x29`, every number in hexadecimal.
  var text: String {
    let steps = steps.map { step in
      switch step {
      case .and(let number): "&" + RuleText.hex(number)
      case .shiftLeft(let number): "<<" + RuleText.hex(number)
      case .shiftRight(let number): ">>" + RuleText.hex(number)
      case .move(let number): "@" + RuleText.hex(number)
      }
    }
    let values = values.map { range in
      range.first == range.last
        ? RuleText.hex(range.first) : RuleText.hex(range.first) + ":" + RuleText.hex(range.last)
    }
    return RuleText.hex(offset) + steps.joined() + "=" + values.joined(separator: ",")
  }
}

/// Reads the text of `--u32` from left to right.
private struct U32Reader {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes.filter { $0 != 0x20 } }

  var isAtEnd: Bool { index >= bytes.count }

  var problem: OptionProblem {
    .malformed("\(RuleWords.text(bytes[...])) cannot be read from character \(index + 1) on")
  }

  mutating func take(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  mutating func number() throws(OptionProblem) -> UInt32 {
    let rest = bytes[index...]
    let end =
      rest.firstIndex { RuleWords.digit($0) == nil && $0 | 0x20 != UInt8(ascii: "x") }
      ?? rest.endIndex
    guard end > index else { throw problem }
    defer { index = end }
    return try RuleWords.number(bytes[index..<end])
  }

  mutating func test() throws(OptionProblem) -> U32Match.Test {
    var test = U32Match.Test(offset: try number(), values: [])
    while !take("=") {
      if take("<<") {
        test.steps.append(.shiftLeft(try number()))
      } else if take(">>") {
        test.steps.append(.shiftRight(try number()))
      } else if take("@") {
        test.steps.append(.move(try number()))
      } else if take("&") {
        test.steps.append(.and(try number()))
      } else {
        throw problem
      }
    }
    repeat {
      let first = try number()
      test.values.append(ValueRange(first, take(":") ? try number() : first))
    } while take(",")
    return test
  }
}
