import ArgumentParser
import Kernel
import RouteSetup
import Routing

/// `diagnose routes remove`: takes back what apply made, and nothing else.
struct RoutesRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take back what apply and persist made on this host, and nothing else.",
    discussion: """
      Routes of this program carry protocol number 177. What apply made is known from its record; where that is
      lost, as after a restart, every route with that number is taken back.

      Examples:
        diagnose routes remove
        diagnose routes remove --netns scraper --dry-run
        diagnose routes remove --root /mnt
      """)

  @Option(help: ArgumentHelp("The network namespace to work in.", valueName: "namespace"))
  var netns: String?

  @OptionGroup var place: StateOption
  @OptionGroup var files: PersistPlace

  @Flag(help: "Only what apply made in the kernel, not what persist wrote into files.")
  var keepFiles = false

  @Flag(help: "Print what would be done, and change nothing.")
  var dryRun = false

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func run() throws {
    let host = try NamedHost(parsing: netns ?? "self")
    var report = SetupReport(host: host.name, change: SetupChange(), ending: .removed)
    // The files of another root are another system's: its kernel is not here.
    if files.root.isEmpty { try takeBackRoutes(of: host, &report) }
    let left = try takeBackFiles(&report)
    report.print(output)
    if left { throw ExitCode.blocked }
  }

  private func takeBackRoutes(of host: NamedHost, _ report: inout SetupReport) throws {
    if !dryRun, !Privileges.canChangeNetworks {
      throw KernelError.notPermitted(subject: "changing routes", needs: .netAdmin).exit
    }
    let site = try SetupSite(host.namespace, folder: place.state)
    let ours = try site.routes().filter(OwnRoutes.contains)
    var change = SetupChange()
    if let record = try site.record() {
      change = record.change
      change.deleted = []
      change.added = change.added.present(in: ours)
      let others = ours.absent(from: change.added)
      report.notes += others.map { "'\($0)' has our number, but apply did not make it: left" }
    } else {
      change.added = ours
    }
    report.change = change
    if dryRun {
      report.ending = change.isEmpty ? .unchanged : .wouldApply
    } else {
      if !change.isEmpty { try site.removeAll(change) }
      report.ending = .removed
    }
  }

  /// Brings back the files that persist changed; true where somebody changed one since.
  private func takeBackFiles(_ report: inout SetupReport) throws -> Bool {
    // Another namespace has no files of its own.
    if keepFiles || netns != nil && files.root.isEmpty { return false }
    let (restored, left) = try PersistDisk(root: files.root).takeBack(dryRun: dryRun)
    report.files = restored
    report.notes += left.map { "\($0) was changed since persist wrote it: left as it is" }
    return !left.isEmpty
  }
}
