import ArgumentParser

/// The command line tool: one file a subcommand, this one names them.
@main
struct Diagnose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract:
      "Can this scraper reach this target; if not, exactly what stops it, and what mends it.",
    version: "0.1.0",
    subcommands: [
      TargetCommand.self, WalkCommand.self, RulesCommand.self, RoutesCommand.self,
      PolicyCommand.self, AuditCommand.self, ProbeCommand.self, CaptureCommand.self,
      CollectCommand.self, LabCommand.self, ScrapeCommand.self,
      ExplainCommand.self,
    ]
  )
}
