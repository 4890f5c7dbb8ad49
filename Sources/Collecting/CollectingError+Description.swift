import Glibc

extension CollectingError: CustomStringConvertible {
  /// One sentence: what failed, where, and what to do.
  public var description: String {
    switch self {
    case .notAMachine(let text, let reason):
      "'\(text)' names no machine: \(reason); write ssh://USER@HOST or ssh://USER@HOST:PORT"
    case .notStarted(let program, let errno):
      errno == ENOENT
        ? "\(program) is not installed here"
        : "\(program) cannot be started: \(String(cString: strerror(errno)))"
    case .tookTooLong(let program, let seconds):
      "\(program) did not end within \(seconds) seconds and was stopped"
    case .noLogin(let machine, let words):
      """
      cannot log in to \(machine): \(words.isEmpty ? "ssh said nothing" : words); it must work \
      without a password: try ssh -o BatchMode=yes \(machine) true
      """
    case .scriptFailed(let machine, let code, let words):
      "the shell of \(machine) ended with code \(code): \(words)"
    case .damaged(let machine, let reason):
      "what \(machine) sent is no snapshot: \(reason)"
    }
  }
}
