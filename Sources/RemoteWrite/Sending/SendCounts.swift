/// What became of the samples of one remote.
public struct SendCounts: Sendable, Hashable {
  /// Samples that the receiver took.
  public var sent = 0
  /// Samples that it refused, by its words.
  public var refused: [String: Int] = [:]
  /// Samples that `write_relabel_configs` drop.
  public var relabelled = 0
  /// Samples that were older than `sample_age_limit`.
  public var tooOld = 0
  /// Samples that the log no longer had.
  public var lost = 0
  /// Requests, the repeated ones among them.
  public var requests = 0
  /// Requests that were repeated.
  public var retries = 0
  /// Packed bytes of all requests.
  public var bytes = 0
  /// The words of the last failure.
  public var lastError = ""
  /// Whether requests fail since then.
  public var isFailing = false

  /// Notes a refusal; the words of many receivers name samples, and are kept only so far.
  mutating func refuse(_ count: Int, _ words: String) {
    let key = refused[words] != nil || refused.count < 20 ? words : "for other reasons"
    refused[key, default: 0] += count
  }
}
