/// `-j NFQUEUE`: a program decides.
public struct NfqueueTarget: TargetExtension {
  public static let name = "NFQUEUE"
  /// `--queue-num`, or the first of `--queue-balance`.
  public var queue: UInt16 = 0
  /// How many queues; more than one for `--queue-balance`.
  public var count: UInt16 = 1
  /// `--queue-bypass`: accepted when no program listens.
  public var bypasses = false
  /// `--queue-cpu-fanout`.
  public var fansOut = false

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension NfqueueTarget: TargetSyntax {
  static let options: [String] = ["queue-num", "queue-balance", "queue-bypass", "queue-cpu-fanout"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "queue-num": (queue, count) = (try words.number(), 1)
    case "queue-balance":
      let queues: ValueRange<UInt16> = try words.range()
      guard queues.first < queues.last, queues.last - queues.first < .max else {
        throw .malformed("--queue-balance needs FIRST:LAST")
      }
      (queue, count) = (queues.first, queues.last - queues.first + 1)
    case "queue-bypass": bypasses = true
    case "queue-cpu-fanout": fansOut = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    if count > 1 {
      text.option("queue-balance", "\(queue):\(UInt32(queue) + UInt32(count) - 1)")
    } else {
      text.option("queue-num", queue)
    }
    text.flag("queue-bypass", if: bypasses)
    text.flag("queue-cpu-fanout", if: fansOut)
  }
}
