public import Relabelling

/// A target that is scraped.
public struct ScrapeTarget: Sendable, Hashable {
  /// All labels after relabelling, `__meta_…` excepted: those that begin with `__` say how to
  /// scrape.
  public let scrapeLabels: LabelSet
  /// What is asked.
  public let url: String

  /// The labels that samples get.
  public var labels: LabelSet { scrapeLabels.filter { !$0.hasPrefix("__") } }
}

/// A target that was found, and what became of it.
public struct FoundTarget: Sendable {
  /// The job it belongs to.
  public let job: ByteString
  /// What it was found in: `pod/default/web-0`.
  public let source: String
  /// The labels it was found with, the job's defaults among them.
  public let discovered: LabelSet
  /// What became of it.
  public let fate: Fate

  /// What can become of a target.
  public enum Fate: Sendable {
    /// It is scraped.
    case scraped(ScrapeTarget)
    /// A rule dropped it.
    case dropped(RelabelStep)
    /// It cannot be scraped: Prometheus logs this, and lists the target nowhere.
    case failed(TargetError)
  }
}
