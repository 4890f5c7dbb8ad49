/// Reads OpenMetrics 1.0 by the rules of its specification, as the reference parser in Python
/// applies them: types, suffixes, order, grouping, units, buckets and exemplars.
///
/// Text only, and without native histograms, which the specification does not have.
public struct StrictOpenMetrics: Sendable {
  /// The families in order.
  public private(set) var families: [MetricFamily] = []
  /// The line being read, from 1.
  public private(set) var line = 0
  private var seenNames: Set<[UInt8]> = []
  private var hasEnded = false
  private var family: StrictFamily?

  /// A reader of nothing yet.
  public init() {}

  /// Reads a whole body; where it throws, ``line`` tells the line.
  public mutating func read(_ body: [UInt8]) throws(ExpositionError) {
    guard isUTF8(body.span, 0, body.count) else { throw .rule(.notUTF8, "the body") }
    var start = 0
    while start < body.count {
      let end = body[start...].firstIndex(of: UInt8(ascii: "\n")) ?? body.count
      let text = Array(body[start..<end])
      line += 1
      do throws(StrictFault) {
        try read(line: text)
      } catch {
        throw .rule(error.rule, goQuoted(text))
      }
      start = end + 1
    }
    try finish()
  }

  private mutating func finish() throws(ExpositionError) {
    let name = family.map { String(decoding: $0.name, as: UTF8.self) } ?? ""
    do throws(StrictFault) {
      try endFamily()
    } catch {
      throw .rule(error.rule, name)
    }
    guard hasEnded else { throw .rule(.missingEnd, "the body") }
  }

  private mutating func read(line text: [UInt8]) throws(StrictFault) {
    if hasEnded { throw StrictFault(.afterEnd) }
    if text.isEmpty { throw StrictFault(.blankLine) }
    if text.elementsEqual("# EOF".utf8) {
      hasEnded = true
    } else if text.first == UInt8(ascii: "#") {
      try readMetadata(text)
    } else {
      try readSample(StrictSample(parsing: text))
    }
  }

  private mutating func readMetadata(_ text: [UInt8]) throws(StrictFault) {
    let parts = StrictText.parts(text)
    guard parts.count > 3 else { throw StrictFault(.invalidLine) }
    guard let name = StrictText.unquote(parts[2]),
      name.isQuoted || StrictText.isPlainName(name.text)
    else { throw StrictFault(.invalidName) }
    if family?.name == name.text {
      if family?.samples.isEmpty == false { throw StrictFault(.metadataAfterSamples) }
    } else {
      try endFamily()
      family = StrictFamily(name: name.text)
    }
    try family?.take(String(decoding: parts[1], as: UTF8.self), parts[3])
  }

  private mutating func readSample(_ sample: StrictSample) throws(StrictFault) {
    if family?.allows(sample.name) != true {
      try endFamily()
      guard StrictText.isPlainName(sample.name) else { throw StrictFault(.invalidName) }
      family = StrictFamily(untold: sample.name)
    }
    try family?.take(sample)
  }

  private mutating func endFamily() throws(StrictFault) {
    guard let ended = family else { return }
    family = nil
    for name in ended.names where !seenNames.insert(name).inserted {
      throw StrictFault(.clashingName)
    }
    families.append(try ended.checked())
  }
}
