public import Addressing
public import Simulation

/// The whole answer for one target.
public struct Diagnosis: Sendable {
  /// What was asked for.
  public var target: Target
  /// Where the scrape comes from; nil where the snapshot has no scraper.
  public var source: Source?
  /// Whether it can be reached.
  public var verdict: Reachability
  /// What the scraper sees.
  public var symptom: Symptom
  /// Why, the root cause first. For a reachable target: what is wrong all the same.
  public var causes: [Cause]
  /// The ways, one for each endpoint.
  public var walks: [Walk]
  /// What else should be known.
  public var notes: [String]

  /// Where a scrape comes from.
  public struct Source: Sendable, Hashable {
    /// Its address.
    public var address: IPAddress
    /// The host that has it.
    public var host: String?
  }
}
