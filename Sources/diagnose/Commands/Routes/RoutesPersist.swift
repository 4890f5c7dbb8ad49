import ArgumentParser
import Documents
import Kernel
import RouteSetup
import Routing
import Snapshots

/// `diagnose routes persist`: writes the plan into the files that configure the network at start.
struct RoutesPersist: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "persist",
    abstract: "Write the planned routes into the files that configure this host at its start.",
    discussion: """
      Prints a diff, then writes; what was there before is kept, and `routes remove` brings it back. Without
      --format, the program that configures the device is found from its files.

      Examples:
        diagnose routes persist --kubeconfig ~/.kube/config --dry-run
        diagnose routes persist --objects cluster/ --format networkd
        diagnose routes persist --plan plan.json --format ifupdown --root /mnt

      Exit code 0: written, or nothing had to be. 73: a file cannot be written.
      """)

  @OptionGroup var setup: SetupOptions
  @OptionGroup var place: PersistPlace

  @Option(
    help: ArgumentHelp("networkd, netplan, networkmanager or ifupdown.", valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp("A plan that was printed with --output json.", valueName: "file"))
  var plan: String?

  @Flag(help: "Print the diff, and write nothing.")
  var dryRun = false

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func run() throws {
    let scene = try setup.read(allowingPlan: plan)
    let plan = try scene.plan()
    let disk = PersistDisk(root: place.root)
    let files = try disk.files()
    let routes = plan.routes(of: scene.host.name)
    let device = routes.first?.nextHops.first?.dev ?? ""
    guard let format = try named() ?? PersistFormat.found(for: device, in: files) else {
      throw failure(
        .undecided,
        "no file says who configures \(device): name it with --format networkd|netplan|networkmanager|ifupdown"
      )
    }
    let persisted = try setupErrors { () throws(RouteSetupError) in
      try plan.persisted(as: format, on: scene.host.name, in: files)
    }
    let changes = persisted.edits.filter(\.isChange)
    if output == .text { show(changes, persisted.notes) }
    if !dryRun, !changes.isEmpty { try disk.write(changes, routes: routes) }
    if output == .json { print(json(format, changes, persisted.notes).json) }
  }

  private func named() throws -> PersistFormat? {
    guard let format else { return nil }
    guard let known = PersistFormat(rawValue: format) else {
      throw failure(
        .usage,
        "--format is \(PersistFormat.allCases.map(\.rawValue).joined(separator: ", ")), not '\(format)'"
      )
    }
    return known
  }

  private func show(_ changes: [FileEdit], _ notes: [String]) {
    if changes.isEmpty { print("nothing has to be written: the files are as they should be") }
    for edit in changes {
      for line in TextDifference(from: edit.before, to: edit.after, path: edit.path).lines {
        print(line)
      }
    }
    for note in notes { print("Note: \(note)") }
  }

  private func json(_ format: PersistFormat, _ changes: [FileEdit], _ notes: [String]) -> Node {
    [
      "format": Node(.string(format.rawValue)), "written": Node(.bool(!dryRun)),
      "files": Node(
        .array(
          changes.map { edit in
            [
              "path": Node(.string(edit.path)), "isNew": Node(.bool(edit.before == nil)),
              "content": Node(.string(edit.after ?? "")),
              "diff": Node(
                .string(
                  TextDifference(from: edit.before, to: edit.after, path: edit.path).lines
                    .joined(separator: "\n"))),
            ]
          })),
      "notes": Node(.array(notes.map { Node(.string($0)) })),
    ]
  }
}

/// `--root DIR`: where the files are.
struct PersistPlace: ParsableArguments {
  @Option(
    help: ArgumentHelp("The root of the host's files, to look at or try out.", valueName: "dir"))
  var root: String = ""
}
