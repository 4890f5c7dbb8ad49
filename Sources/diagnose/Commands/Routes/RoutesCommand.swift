import ArgumentParser

/// `diagnose routes`: how hosts reach pods and Services.
struct RoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes",
    abstract: "Look at, plan and make the routes to pods and Services.",
    subcommands: [
      RoutesShow.self, RoutesCheck.self, RoutesPlan.self, RoutesApply.self, RoutesPersist.self,
      RoutesRemove.self,
    ]
  )
}
