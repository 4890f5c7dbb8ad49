/// Why nothing could be collected. Sentences are in `CollectingError+Description.swift`.
public enum CollectingError: Error, Sendable, Hashable {
  /// A text that names no machine to log in to.
  case notAMachine(String, reason: String)
  /// A program could not be started: its name and errno.
  case notStarted(program: String, errno: Int32)
  /// The program did not end in time.
  case tookTooLong(program: String, seconds: Int)
  /// ssh could not log in: its own last words.
  case noLogin(machine: String, words: String)
  /// The machine's shell ended otherwise than by itself: its exit code and last words.
  case scriptFailed(machine: String, code: Int32, words: String)
  /// What came back is no snapshot.
  case damaged(machine: String, reason: String)
}
