/// Why a scrape fails, or what is wrong although it works: with what shows it and what mends it.
public struct Cause: Sendable {
  /// Its name.
  public var id: CauseID
  /// How sure the snapshot makes us.
  public var certainty: Certainty
  /// One sentence for people, with the real names and addresses.
  public var summary: String
  /// Causes that this one brings about, or that explain it further.
  public var contributing: [CauseID]
  /// What shows it.
  public var evidence: [Evidence]
  /// What mends it, the best first.
  public var remedies: [Remedy]
  /// The command that would decide whether it is this cause; nil where the evidence is here.
  public var decide: String?

  /// A cause.
  public init(
    _ id: CauseID, _ certainty: Certainty = .certain, _ summary: String,
    contributing: [CauseID] = [], evidence: [Evidence] = [], remedies: [Remedy] = []
  ) {
    self.id = id
    self.certainty = certainty
    self.summary = summary
    self.contributing = contributing
    self.evidence = evidence
    self.remedies = remedies
  }
}

/// How sure a cause is.
public enum Certainty: String, Sendable, Hashable {
  /// The snapshot leaves no other way.
  case certain
  /// The snapshot shows it, but something that was not recorded could overrule it.
  case likely
  /// The snapshot does not contradict it.
  case possible
}
