import ArgumentParser
import Snapshots

/// `--snapshot PATH`.
struct SnapshotOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A snapshot: a folder, or a .tar.gz of one.", valueName: "path"))
  var snapshot: String?

  /// Reads the snapshot, or ends the command with a sentence that says what to do.
  func load() throws -> Snapshot {
    guard let snapshot else {
      throw failure(
        .usage, "this command reads a recorded network: name it with --snapshot PATH")
    }
    do {
      return try SnapshotFolder(snapshot).load()
    } catch {
      throw error.exit
    }
  }
}

extension SnapshotError {
  /// The exit code for this error, its sentence printed.
  var exit: ExitCode {
    switch self {
    case .notFound, .notThere: failure(.notFound, description)
    case .unreadable, .malformed: failure(.malformed, description)
    case .unwritable: failure(.cannotWrite, description)
    }
  }
}
