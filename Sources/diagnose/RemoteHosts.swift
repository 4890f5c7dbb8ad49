import ArgumentParser
import Collecting

/// `--via ssh://USER@HOST`: machines that are asked through ssh.
enum RemoteHosts {
  static let help: ArgumentHelp = ArgumentHelp(
    """
    A machine to ask through ssh, without a password; it needs only a shell and the usual tools. \
    May be repeated.
    """, valueName: "ssh://user@host")

  /// The machines that the texts name.
  static func parse(_ texts: [String]) throws -> [RemoteMachine] {
    try texts.map { text in
      do throws(CollectingError) {
        return try RemoteMachine(parsing: text)
      } catch {
        throw ValidationError(error.description)
      }
    }
  }
}

extension CollectingError {
  /// The exit code for this error, its sentence printed.
  var exit: ExitCode {
    switch self {
    case .notAMachine: failure(.usage, description)
    case .notStarted: failure(.notFound, description)
    case .tookTooLong, .noLogin, .scriptFailed: failure(.unavailable, description)
    case .damaged: failure(.malformed, description)
    }
  }
}
