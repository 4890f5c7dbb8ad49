import ArgumentParser

/// `diagnose lab`: broken networks in network namespaces, where the kernel decides.
struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Build a broken network in network namespaces, and hold every answer against it.",
    subcommands: [LabList.self, LabRun.self, LabKeep.self]
  )
}
