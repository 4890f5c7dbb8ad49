import ArgumentParser
import Documents
import Exposition

/// How much a body holds.
struct ExpositionCount {
  var series = 0
  var families = 0

  /// Reads a body to its end.
  mutating func read(_ parser: inout ExpositionParser) throws(ExpositionError) {
    while let entry = try parser.next() {
      switch entry {
      case .series: series += 1
      case .type: families += 1
      case .help, .unit, .comment: break
      }
    }
  }
}

/// Why a body was refused, as JSON.
struct ParseRefusal {
  var error: ExpositionError
  var line: Int?

  var json: String {
    var members = [
      Node.Member("valid", Node(.bool(false))), .init("error", Node(.string(error.description))),
    ]
    if let line { members.append(.init("line", Node(.number("\(line)")))) }
    return Node(.object(members)).json
  }
}

/// Writes the samples of a body as JSON, as they are read.
struct SampleWriter {
  private var out = OutputStream()
  private var families: [[UInt8]: Int] = [:]
  private var metadata: [FamilyMetadata] = []
  private var isFirst = true
  private var scratch: [UInt8] = []

  /// One family's metadata, as far as it was told.
  struct FamilyMetadata {
    var name: [UInt8]
    var type: MetricType?
    var help: [UInt8]?
    var unit: [UInt8]?
  }

  /// Writes the answer.
  mutating func write(_ parser: ExpositionParser) throws(ExpositionError) {
    var parser = parser
    begin()
    while let entry = try parser.next() {
      switch entry {
      case .series: write(seriesOf: parser)
      case .type: self[parser.unescapedName].type = parser.type
      case .help: self[parser.unescapedName].help = parser.unescapedText
      case .unit: self[parser.unescapedName].unit = parser.unescapedText
      case .comment: break
      }
    }
    end()
  }

  /// Writes the answer that a body without anything has.
  mutating func writeNothing() {
    begin()
    end()
  }

  /// Writes the answer of families that were read by the rules of their specification.
  mutating func write(_ families: [MetricFamily]) {
    begin()
    for family in families {
      self[family.name].type = family.type
      self[family.name].help = family.help
      self[family.name].unit = family.unit
      for sample in family.samples { write(sample) }
    }
    end()
  }

  private mutating func write(_ sample: Sample) {
    let separator = isFirst ? "" : ","
    isFirst = false
    out.write { bytes in
      bytes += separator.utf8
      bytes += #"{"name":"#.utf8
      JSONString.append(bytes: sample.name, to: &bytes)
      bytes += #","labels":"#.utf8
      append(sample.labels, to: &bytes)
      bytes += #","value":"\#(goFloat(sample.value))""#.utf8
      if let time = sample.timestamp { Self.write(timestamp: time, to: &bytes) }
      if let exemplar = sample.exemplar {
        bytes += #","exemplar":{"labels":"#.utf8
        append(exemplar.labels, to: &bytes)
        bytes += #","value":"\#(goFloat(exemplar.value))""#.utf8
        if let time = exemplar.timestamp { bytes += #","timestamp":\#(time)"#.utf8 }
        bytes.append(UInt8(ascii: "}"))
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private mutating func begin() { out.write { $0 += #"{"valid":true,"samples":["#.utf8 } }

  private mutating func end() {
    out.write { $0 += #"],"metadata":["#.utf8 }
    for (index, family) in metadata.enumerated() {
      out.write { bytes in
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += #"{"name":"#.utf8
        JSONString.append(bytes: family.name, to: &bytes)
        if let type = family.type { bytes += #","type":"\#(type.rawValue)""#.utf8 }
        if let help = family.help {
          bytes += #","help":"#.utf8
          JSONString.append(bytes: help, to: &bytes)
        }
        if let unit = family.unit {
          bytes += #","unit":"#.utf8
          JSONString.append(bytes: unit, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
      }
    }
    out.write { $0 += "]}\n".utf8 }
    out.flush()
  }

  private subscript(name: [UInt8]) -> FamilyMetadata {
    mutating get { metadata[index(of: name)] }
    set { metadata[index(of: name)] = newValue }
  }

  private mutating func index(of name: [UInt8]) -> Int {
    if let known = families[name] { return known }
    families[name] = metadata.count
    metadata.append(FamilyMetadata(name: name))
    return metadata.count - 1
  }

  private mutating func write(seriesOf parser: ExpositionParser) {
    out.write { bytes in
      bytes += isFirst ? #"{"name":""#.utf8 : #",{"name":""#.utf8
      isFirst = false
      parser.append(parser.name, hasEscapes: parser.nameHasEscapes, scratch: &scratch, to: &bytes) {
        $0.appendName(to: &$1)
      }
      bytes += #"","labels":{"#.utf8
      parser.append(labels: parser.labels, scratch: &scratch, to: &bytes)
      bytes += #"},"value":""#.utf8
      appendGoFloat(parser.value, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
      if let time = parser.timestamp { Self.write(timestamp: time, to: &bytes) }
      if let exemplar = parser.exemplar {
        bytes += #","exemplar":{"labels":{"#.utf8
        parser.append(labels: exemplar.labels, scratch: &scratch, to: &bytes)
        bytes += #"},"value":"\#(goFloat(exemplar.value))""#.utf8
        if let time = exemplar.timestamp { Self.write(timestamp: time, to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(timestamp: Int64, to bytes: inout [UInt8]) {
    bytes += #","timestamp":"#.utf8
    if timestamp < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(timestamp.magnitude, to: &bytes)
  }
}

extension ExpositionParser {
  /// Appends labels as the members of an object of JSON.
  fileprivate func append(
    labels: some Sequence<LabelPlace>, scratch: inout [UInt8], to bytes: inout [UInt8]
  ) {
    var isFirst = true
    for label in labels {
      bytes += isFirst ? #"""#.utf8 : #",""#.utf8
      isFirst = false
      append(label.name, hasEscapes: label.hasEscapes, scratch: &scratch, to: &bytes) {
        $0.appendName(of: label, to: &$1)
      }
      bytes += #"":""#.utf8
      // A boundary is written anew: its text is not what is stored.
      let isSpecial = label.hasEscapes || holdsBoundary(label)
      append(label.value, hasEscapes: isSpecial, scratch: &scratch, to: &bytes) {
        $0.appendValue(of: label, to: &$1)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Appends a text of the body without quotes: as it stands, which is nearly always, or by way of
  /// `unescape`.
  @inline(__always)
  fileprivate func append(
    _ range: Range<Int>, hasEscapes: Bool, scratch: inout [UInt8], to bytes: inout [UInt8],
    unescape: (ExpositionParser, inout [UInt8]) -> Void
  ) {
    if !hasEscapes, isPlain(range) {
      bytes += source[range]
      return
    }
    scratch.removeAll(keepingCapacity: true)
    unescape(self, &scratch)
    JSONString.append(unquoted: String(decoding: scratch, as: UTF8.self), to: &bytes)
  }
}

private func append(_ labels: [SampleLabel], to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "{"))
  for (index, label) in labels.enumerated() {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    JSONString.append(bytes: label.name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    JSONString.append(bytes: label.value, to: &bytes)
  }
  bytes.append(UInt8(ascii: "}"))
}

extension JSONString {
  /// Appends bytes in quotes; what is not UTF-8 becomes U+FFFD.
  static func append(bytes text: [UInt8], to out: inout [UInt8]) {
    let needsCare = text.contains {
      $0 < 0x20 || $0 >= 0x80 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
    }
    guard needsCare else {
      out.append(UInt8(ascii: "\""))
      out += text
      out.append(UInt8(ascii: "\""))
      return
    }
    append(String(decoding: text, as: UTF8.self), to: &out)
  }
}
