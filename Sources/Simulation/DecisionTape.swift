/// The answers one walk gives to what the snapshot cannot decide.
///
/// A walk is run once for each combination of answers: the tape plays back what it has and answers
/// what is new with its first alternative; ``advance()`` then turns to the next combination.
public struct DecisionTape: Sendable {
  private struct Decision {
    var chosen: Int
    let weights: [Double]?
    let alternatives: Int
    let key: String?
    let texts: [String]
  }

  private var decisions: [Decision] = []
  private var position = 0
  private var answered: [String: Int] = [:]

  /// An empty tape.
  public init() {}

  /// Whether nothing was left open so far in this run.
  @inlinable public var isCertain: Bool { isEmpty }

  @usableFromInline var isEmpty: Bool { decisions.isEmpty }

  /// Answers a question of chance: true with `probability`.
  public mutating func split(_ probability: Double) -> Bool {
    if probability >= 1 { return true }
    if probability <= 0 { return false }
    return choose(weights: [probability, 1 - probability]) == 0
  }

  /// Picks one of several by weight; the weights need not sum to one.
  public mutating func choose(weights: [Double]) -> Int {
    next(Decision(chosen: 0, weights: weights, alternatives: weights.count, key: nil, texts: []))
  }

  /// Answers a question that nobody can answer; the same question gets the same answer in one run.
  public mutating func assume(_ question: String) -> Bool {
    if let known = answered[question] { return known == 0 }
    let index = next(
      Decision(
        chosen: 0, weights: nil, alternatives: 2, key: question,
        texts: [question, "not: " + question]))
    answered[question] = index
    return index == 0
  }

  private mutating func next(_ fresh: Decision) -> Int {
    if position == decisions.count { decisions.append(fresh) }
    defer { position += 1 }
    return decisions[position].chosen
  }

  /// Turns to the next combination of answers and rewinds; false when all were given.
  public mutating func advance() -> Bool {
    answered.removeAll(keepingCapacity: true)
    position = 0
    while let last = decisions.last {
      if last.chosen + 1 < last.alternatives {
        decisions[decisions.count - 1].chosen += 1
        return true
      }
      decisions.removeLast()
    }
    return false
  }

  /// The probability of the answers given, nil when something had to be assumed.
  public var probability: Double? {
    var product = 1.0
    for decision in decisions {
      guard let weights = decision.weights else { return nil }
      product *= weights[decision.chosen] / weights.reduce(0, +)
    }
    return product
  }

  /// What was assumed, in the order of the way.
  public var assumptions: [String] {
    decisions.compactMap { $0.texts.isEmpty ? nil : $0.texts[$0.chosen] }
  }
}
