import ArgumentParser

/// `diagnose scrape`: Prometheus' own way to a target.
struct ScrapeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scrape",
    abstract: "What Prometheus makes of a configuration: its targets, its labels, its samples.",
    subcommands: [
      ScrapeURL.self, ScrapeRun.self, ScrapeTargets.self, ScrapeRelabel.self, ScrapeParse.self,
      ScrapeCheckCommand.self, ScrapeGenerate.self,
    ],
    defaultSubcommand: ScrapeURL.self
  )
}
