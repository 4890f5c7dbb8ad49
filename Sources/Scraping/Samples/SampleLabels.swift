import Exposition
import Relabelling

/// Makes the labels of a series as Prometheus stores them: the target's added, conflicts resolved,
/// rules applied, names and limits checked (`scrape.mutateSampleLabels`, `verifyLabelLimits`).
struct SampleLabels {
  let target: LabelSet
  let settings: ScrapeSettings
  /// Whether neither a rule nor a limit looks at labels.
  private let isUnconditional: Bool

  init(target: LabelSet, settings: ScrapeSettings) {
    self.target = target
    self.settings = settings
    let limits = settings.limits
    isUnconditional =
      settings.metricRules.isEmpty && limits.labels == 0 && limits.labelNameLength == 0
      && limits.labelValueLength == 0
  }

  /// Whether ``labels(of:)`` would make labels of the parser's series, seen without making them.
  /// False also where it takes more than a look, as for a series that Prometheus writes itself.
  func canBeStored(_ parser: ExpositionParser) -> Bool {
    isUnconditional && parser.hasPlainNames && !parser.isNamed(Self.up)
      && !parser.isNamed(from: Self.scrape)
  }

  private static let up = Array("up".utf8)
  private static let scrape = Array("scrape_".utf8)

  /// The labels of the parser's series; nil where a rule drops it.
  func labels(of parser: ExpositionParser) throws(ScrapeFailure) -> LabelSet? {
    let exposed = Self.exposed(parser)
    var labels = settings.honorLabels ? honoring(exposed) : exporting(exposed)
    if !settings.metricRules.isEmpty {
      guard let kept = labels.relabelled(by: settings.metricRules) else { return nil }
      labels = kept
    }
    if labels.labels.isEmpty { return nil }
    try check(labels)
    if let twice = Self.repeated(exposed) { throw .labelTwice(twice) }
    return labels
  }

  /// The series' own labels, empty ones among them.
  private static func exposed(_ parser: ExpositionParser) -> [Label] {
    var labels = [Label(ByteString("__name__"), ByteString(parser.unescapedName))]
    labels.reserveCapacity(parser.labels.count + 1)
    for label in parser.labels {
      var name: [UInt8] = []
      var value: [UInt8] = []
      parser.appendName(of: label, to: &name)
      parser.appendValue(of: label, to: &value)
      labels.append(Label(ByteString(name), ByteString(value)))
    }
    return labels
  }

  private static func repeated(_ labels: [Label]) -> ByteString? {
    let names = labels.filter { !$0.value.isEmpty }.map(\.name).sorted { $0 < $1 }
    return zip(names, names.dropFirst()).first { $0 == $1 }?.0
  }

  /// The exposed labels win; one that is exposed empty takes the target's away.
  private func honoring(_ exposed: [Label]) -> LabelSet {
    let names = Set(exposed.map(\.name))
    return LabelSet(exposed + target.labels.filter { !names.contains($0.name) })
  }

  /// The target's labels win; those they hide become `exported_…`, shorter names first.
  private func exporting(_ exposed: [Label]) -> LabelSet {
    let own = LabelSet(exposed)
    let conflicting = target.labels.map { Label($0.name, own[$0.name]) }
      .filter { !$0.value.isEmpty }
    if conflicting.isEmpty { return LabelSet(own.labels + target.labels) }
    var builder = LabelBuilder(LabelSet(own.labels + target.labels))
    let prefix = Array("exported_".utf8)
    let ordered = conflicting.enumerated().sorted {
      ($0.element.name.bytes.count, $0.offset) < ($1.element.name.bytes.count, $1.offset)
    }
    for (_, label) in ordered {
      var name = label.name
      repeat { name = ByteString(prefix + name.bytes) } while !builder[name].isEmpty
      builder[name] = label.value
    }
    return builder.set
  }

  private func check(_ labels: LabelSet) throws(ScrapeFailure) {
    let metric = labels["__name__"]
    if metric.isEmpty { throw .nameMissing }
    guard isMetricName(metric), labels.labels.allSatisfy({ isAllowed($0) }) else {
      throw .name(labels)
    }
    let limits = settings.limits
    if limits.labels > 0, labels.labels.count > limits.labels {
      throw .labels(metric: metric, count: labels.labels.count, limit: limits.labels)
    }
    guard limits.labelNameLength > 0 || limits.labelValueLength > 0 else { return }
    for label in labels.labels {
      if limits.labelNameLength > 0, label.name.bytes.count > limits.labelNameLength {
        throw .labelName(metric: metric, label.name, limit: limits.labelNameLength)
      }
      if limits.labelValueLength > 0, label.value.bytes.count > limits.labelValueLength {
        throw .labelValue(metric: metric, label, limit: limits.labelValueLength)
      }
    }
  }

  private func isAllowed(_ label: Label) -> Bool {
    settings.validation.allows(label.name) && NameValidation.utf8.allows(label.value)
  }

  /// A metric's name may hold colons also by the old rules.
  private func isMetricName(_ name: ByteString) -> Bool {
    switch settings.validation {
    case .utf8: NameValidation.utf8.allows(name)
    case .legacy:
      NameValidation.legacy.allows(
        ByteString(name.bytes.map { $0 == UInt8(ascii: ":") ? UInt8(ascii: "_") : $0 }))
    }
  }
}
