import ArgumentParser
import Collecting
import Foundation

/// Where the scenarios are: the folder `Probes` of the project.
struct ProbesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The folder of scenarios. Default: DIAGNOSE_PROBES, else the Probes beside or above the \
      working directory or this program.
      """, valueName: "dir"))
  var probes: String?

  /// The folder, or the end of the command.
  func folder() throws -> String {
    if let named = probes ?? ProcessInfo.processInfo.environment["DIAGNOSE_PROBES"] {
      guard Self.holdsScenarios(named) else {
        throw failure(.notFound, "\(named) holds no scenarios: it should be the project's Probes")
      }
      return named
    }
    let starts = [FileManager.default.currentDirectoryPath, Self.ownPath]
    for start in starts {
      var folder = URL(filePath: start)
      for _ in 0..<8 {
        let candidate = folder.appending(path: "Probes").path
        if Self.holdsScenarios(candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    throw failure(.notFound, "there is no folder Probes here: name the project's with --probes DIR")
  }

  /// The names of the scenarios in `folder`.
  static func causes(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/Scenarios")) ?? []
    return names.filter {
      FileManager.default.fileExists(atPath: "\(folder)/Scenarios/\($0)/scenario.py")
    }.sorted()
  }

  /// Runs one of the folder's programs in place of this one.
  static func replace(with program: String, in folder: String, _ arguments: [String]) throws {
    do {
      try Replacement.run(["python3", "\(folder)/\(program)"] + arguments)
    } catch {
      throw error.exit
    }
  }

  /// The path of this program.
  static var ownPath: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }

  private static func holdsScenarios(_ folder: String) -> Bool { !causes(in: folder).isEmpty }
}
