import PrometheusConfiguration
public import Relabelling

/// Makes targets of what was found (`scrape.TargetsFromGroup`, `scrape.PopulateLabels`).
public struct TargetBuilder: Sendable {
  private let template: TargetTemplate

  /// A builder for one job.
  public init(_ template: TargetTemplate) { self.template = template }

  /// Each target of a group with what becomes of it.
  public func targets(of group: DiscoveredGroup) -> [FoundTarget] {
    group.labelSets.map { target(of: $0, source: group.source) }
  }

  /// What becomes of a target with these labels.
  public func target(of found: LabelSet, source: String = "") -> FoundTarget {
    let discovered = withDefaults(found)
    return FoundTarget(
      job: template.job, source: source, discovered: discovered, fate: fate(of: discovered))
  }

  /// The labels before and after each rule.
  public func steps(of discovered: LabelSet) -> [RelabelStep] {
    discovered.steps(of: template.rules)
  }

  private func withDefaults(_ found: LabelSet) -> LabelSet {
    var defaults = [
      Label("job", template.job), Label("__scrape_interval__", template.interval),
      Label("__scrape_timeout__", template.timeout), Label("__metrics_path__", template.path),
      Label("__scheme__", template.scheme),
    ]
    for parameter in template.params {
      guard let value = parameter.values.first else { continue }
      defaults.append(Label(ByteString(Array("__param_".utf8) + parameter.name.bytes), value))
    }
    return LabelSet(defaults + found.labels)
  }

  private func fate(of discovered: LabelSet) -> FoundTarget.Fate {
    guard let labels = discovered.relabelled(by: template.rules) else {
      guard let last = steps(of: discovered).last else { return .failed(.noAddress) }
      return .dropped(last)
    }
    do throws(TargetError) {
      return .scraped(try target(labels))
    } catch {
      return .failed(error)
    }
  }

  private func target(_ labels: LabelSet) throws(TargetError) -> ScrapeTarget {
    let address = labels["__address__"]
    if address.isEmpty { throw .noAddress }
    if address.bytes.contains(UInt8(ascii: "/")) { throw .address(address) }
    try checkTimes(labels)
    var kept = labels.filter { !$0.hasPrefix("__meta_") }
    if kept["instance"].isEmpty { kept = LabelSet(kept.labels + [Label("instance", address)]) }
    if let bad = kept.labels.first(where: { !$0.value.isUTF8 }) { throw .value(bad) }
    return ScrapeTarget(
      scrapeLabels: kept, url: TargetURL(kept, params: template.params).description)
  }

  private func checkTimes(_ labels: LabelSet) throws(TargetError) {
    let interval: PrometheusDuration
    let timeout: PrometheusDuration
    do throws(Rejection) {
      interval = try PrometheusDuration(parsing: labels["__scrape_interval__"].text)
    } catch {
      throw .interval(error)
    }
    if interval.nanoseconds == 0 { throw .zeroInterval }
    do throws(Rejection) {
      timeout = try PrometheusDuration(parsing: labels["__scrape_timeout__"].text)
    } catch {
      throw .timeout(error)
    }
    if timeout.nanoseconds == 0 { throw .zeroTimeout }
    if timeout > interval {
      throw .timeoutAboveInterval(
        timeout: labels["__scrape_timeout__"], interval: labels["__scrape_interval__"])
    }
  }
}
