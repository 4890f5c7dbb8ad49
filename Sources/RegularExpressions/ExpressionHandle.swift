import CRE2

/// One compiled RE2 expression; matching never changes it (`re2/re2.h`: "thread-safe").
@safe final class ExpressionHandle: @unchecked Sendable {
  private let expression: OpaquePointer
  let groupCount: Int

  /// The bytes RE2 may take for a program and its states; Go allows programs of 128 MB.
  private static let maxMemory: Int64 = 128 << 20

  /// Compiles an expression of RE2's syntax; throws RE2's own error.
  init(_ text: [UInt8]) throws(HandleError) {
    let compiled = unsafe text.withUnsafeBufferPointer {
      unsafe cre2_compile($0.baseAddress, $0.count, Self.maxMemory)
    }
    guard let compiled = unsafe compiled else { throw HandleError(code: CRE2_TOO_LARGE) }
    let code = unsafe cre2_error_code(compiled)
    guard code == Int32(CRE2_FINE.rawValue) else {
      defer { unsafe cre2_free(compiled) }
      var count = 0
      let argument = unsafe cre2_error_argument(compiled, &count)
      let bytes = unsafe Array(UnsafeBufferPointer(start: argument, count: count))
      throw HandleError(code: cre2_error(UInt32(code)), argument: bytes)
    }
    unsafe expression = compiled
    groupCount = unsafe Int(cre2_group_count(compiled))
  }

  deinit { unsafe cre2_free(expression) }

  /// Whether it matches anywhere in `bytes`.
  func matches(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBufferPointer {
      unsafe cre2_match(expression, $0.baseAddress, $0.count, 0, nil, 0)
    }
  }

  /// The first match from `start` on: its range and those of the groups that took part.
  func firstMatch(in bytes: [UInt8], from start: Int, groups: Int) -> [Range<Int>?]? {
    let pairs = groups + 1
    var offsets = [Int64](repeating: -1, count: 2 * pairs)
    let matched = unsafe bytes.withUnsafeBufferPointer { text in
      unsafe offsets.withUnsafeMutableBufferPointer { places in
        unsafe cre2_match(
          expression, text.baseAddress, text.count, start, places.baseAddress, Int32(pairs))
      }
    }
    guard matched else { return nil }
    return (0..<pairs).map { index in
      let begin = Int(offsets[2 * index])
      return begin < 0 ? nil : begin..<Int(offsets[2 * index + 1])
    }
  }
}

/// What RE2 says of an expression it cannot compile.
struct HandleError: Error {
  var code: cre2_error
  var argument: [UInt8] = []
}
