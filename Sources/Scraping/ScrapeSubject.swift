public import Relabelling

/// A target to scrape: its labels, what is asked, and how.
public struct ScrapeSubject: Sendable {
  /// The labels that its samples get.
  public var labels: LabelSet
  /// What is asked.
  public var url: String
  /// How.
  public var settings: ScrapeSettings

  /// A target.
  public init(labels: LabelSet, url: String, settings: ScrapeSettings) {
    self.labels = labels
    self.url = url
    self.settings = settings
  }
}
