/// `-m cluster`: the node of a cluster that a hash of the source gives the packet to.
public struct ClusterMatch: MatchExtension {
  public static let name = "cluster"
  /// `--cluster-total-nodes`.
  public var totalNodes: UInt32 = 0
  /// `--cluster-local-nodemask`: a bit for each node that is meant.
  public var nodeMask: UInt32 = 0
  /// `!` before the node or its mask.
  public var isInverted = false
  /// `--cluster-hash-seed`.
  public var hashSeed: UInt32 = 0

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ClusterMatch: MatchSyntax {
  static let options: [String] = [
    "cluster-total-nodes", "cluster-local-node", "cluster-local-nodemask", "cluster-hash-seed",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "cluster-total-nodes": totalNodes = try words.number(upTo: 32)
    case "cluster-local-node":
      let node: UInt32 = try words.number(upTo: 32)
      guard node > 0 else { throw .malformed("nodes are counted from 1") }
      (nodeMask, isInverted) = (1 << (node - 1), words.inversion())
    case "cluster-local-nodemask": (nodeMask, isInverted) = (try words.number(), words.inversion())
    case "cluster-hash-seed": hashSeed = try words.number()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("cluster-local-nodemask", isInverted: isInverted)
    text.word(RuleText.hex(nodeMask, digits: 8))
    text.option("cluster-total-nodes", totalNodes)
    text.option("cluster-hash-seed", RuleText.hex(hashSeed, digits: 8))
  }
}
