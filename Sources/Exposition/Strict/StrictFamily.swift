/// One family while its lines come.
struct StrictFamily: Sendable {
  let name: [UInt8]
  private(set) var samples: [StrictSample] = []
  private var typeText: [UInt8]?
  private var help: [UInt8]?
  private var unit: [UInt8]?
  private var allowedNames: [[UInt8]]
  private var group: [SampleLabel]?
  private var seenGroups: Set<[SampleLabel]> = []
  private var groupTime: StrictTime?
  private var seriesOfTime: Set<StrictSeries> = []

  /// A family that a line of metadata begins.
  init(name: [UInt8]) {
    self.name = name
    allowedNames = [name]
  }

  /// A family of unknown type that a sample begins.
  init(untold name: [UInt8]) {
    self.name = name
    typeText = Array("unknown".utf8)
    allowedNames = [name]
  }

  /// The type, where it is one.
  var type: MetricType? {
    typeText.map { MetricType(rawValue: String(decoding: $0, as: UTF8.self)) } ?? .unknown
  }

  /// All names that it takes from other families.
  var names: Set<[UInt8]> {
    Set((type?.suffixes ?? [""]).map { name + $0.utf8 }).union([name])
  }

  /// Whether a sample of that name belongs to it.
  func allows(_ sampleName: [UInt8]) -> Bool { allowedNames.contains(sampleName) }

  /// Takes a line of metadata.
  mutating func take(_ keyword: String, _ text: [UInt8]) throws(StrictFault) {
    switch keyword {
    case "HELP":
      guard help == nil else { throw StrictFault(.secondMetadata(.help)) }
      help = StrictText.unescape(text)
    case "TYPE":
      guard typeText == nil else { throw StrictFault(.secondMetadata(.type)) }
      guard !text.elementsEqual("untyped".utf8) else { throw StrictFault(.invalidType) }
      typeText = text
      allowedNames = (type?.suffixes ?? [""]).map { name + $0.utf8 }
    case "UNIT":
      guard unit == nil else { throw StrictFault(.secondMetadata(.unit)) }
      unit = text
    case _: throw StrictFault(.invalidLine)
    }
  }

  /// Takes a sample that belongs to it.
  mutating func take(_ sample: StrictSample) throws(StrictFault) {
    let suffix = Suffix(of: sample.name, in: name)
    try check(labelsOf: sample, suffix)
    try place(sample, in: groupLabels(of: sample, suffix))
    try check(valueOf: sample, suffix)
    if sample.exemplar != nil {
      switch (type, suffix) {
      case (.histogram, .bucket), (.gaugeHistogram, .bucket), (.counter, .total): break
      case _: throw StrictFault(.exemplarPlace)
      }
    }
  }

  /// Puts a sample into its group. Groups do not come again once they are left, and time does not
  /// go backwards within one.
  private mutating func place(
    _ sample: StrictSample, in labels: [SampleLabel]
  ) throws(StrictFault) {
    if let group, group != labels, seenGroups.contains(labels) { throw StrictFault(.grouping) }
    if group == labels {
      if (sample.time == nil) != (groupTime == nil) { throw StrictFault(.mixedTimestamps) }
      if let last = groupTime, let time = sample.time, last > time, type != .info {
        throw StrictFault(.timestampOrder)
      }
    } else {
      seriesOfTime = []
    }
    let series = StrictSeries(name: sample.name, labels: sorted(sample.labels))
    // What is told twice at one moment is told once: a timestamp was cut off.
    if sample.time != groupTime || !seriesOfTime.contains(series) { samples.append(sample) }
    seriesOfTime.insert(series)
    group = labels
    groupTime = sample.time
    seenGroups.insert(labels)
  }

  private func groupLabels(of sample: StrictSample, _ suffix: Suffix) -> [SampleLabel] {
    let own: [UInt8]?
    switch (type, suffix) {
    case (.info, _): return []
    case (.summary, .none): own = Array("quantile".utf8)
    case (.stateset, _): own = name
    case (.histogram, .bucket), (.gaugeHistogram, .bucket): own = Array("le".utf8)
    case _: own = nil
    }
    return sorted(sample.labels.filter { $0.name != own })
  }

  private func sorted(_ labels: [SampleLabel]) -> [SampleLabel] {
    labels.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// The family, when all of it is right.
  func checked() throws(StrictFault) -> MetricFamily {
    if let unit, !unit.isEmpty {
      guard name.count > unit.count, name.suffix(unit.count + 1).elementsEqual("_".utf8 + unit)
      else { throw StrictFault(.unitMismatch) }
      if type == .info || type == .stateset { throw StrictFault(.unitNotAllowed) }
    }
    if type == .histogram || type == .gaugeHistogram {
      try StrictHistogram.check(samples, of: name)
    }
    guard !name.isEmpty else { throw StrictFault(.invalidName) }
    guard let type else { throw StrictFault(.invalidType) }
    return MetricFamily(
      name: name, type: type, help: help, unit: unit, samples: samples.map(\.sample))
  }
}

private struct StrictSeries: Hashable {
  var name: [UInt8]
  var labels: [SampleLabel]
}

extension MetricType {
  /// What is appended to a family's name in its samples.
  fileprivate var suffixes: [String] {
    switch self {
    case .counter: ["_total", "_created"]
    case .summary: ["", "_count", "_sum", "_created"]
    case .histogram: ["_count", "_sum", "_bucket", "_created"]
    case .gaugeHistogram: ["_gcount", "_gsum", "_bucket"]
    case .info: ["_info"]
    case .gauge, .stateset, .unknown: [""]
    }
  }
}

/// What is appended to a family's name in a sample's.
enum Suffix: String {
  case none = ""
  case total = "_total"
  case sum = "_sum"
  case count = "_count"
  case bucket = "_bucket"
  case groupCount = "_gcount"
  case groupSum = "_gsum"
  case other = "?"

  init(of sampleName: [UInt8], in name: [UInt8]) {
    let rest = sampleName.dropFirst(name.count)
    self = Suffix(rawValue: String(decoding: rest, as: UTF8.self)) ?? .other
  }
}
