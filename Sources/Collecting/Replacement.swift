import CChildProcess

/// Another program in place of this one.
public enum Replacement {
  /// Runs `arguments` as this process: it returns only to throw.
  public static func run(_ arguments: [String]) throws(CollectingError) -> Never {
    let text: [UInt8] = arguments.flatMap { word in Array(word.utf8) + [0] }
    let error = -ccp_replace(text, text.count)
    throw .notStarted(program: arguments.first ?? "", errno: error)
  }
}
