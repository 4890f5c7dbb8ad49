/// A program of the system that is run to its end.
public enum Command {
  /// How it ended, and its last words.
  public struct Ending: Sendable, Hashable {
    /// Its exit code; 128 and the signal's number where a signal ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String
  }

  /// Runs `arguments` in the network namespace of the calling thread.
  public static func run(
    _ arguments: [String], input: String = "", seconds: Int = 60
  ) throws(CollectingError) -> Ending {
    let child = try ChildProcess.run(arguments, input: Array(input.utf8), seconds: seconds)
    return Ending(
      status: child.status, output: String(decoding: child.output, as: UTF8.self),
      errors: child.errors)
  }
}
