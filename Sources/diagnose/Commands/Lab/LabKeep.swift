import ArgumentParser

/// `diagnose lab keep`: a scenario to look around in.
struct LabKeep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep",
    abstract: "Build a scenario and start a shell, or a command, in it.",
    discussion: """
      CAUSE builds the broken network, CAUSE-healthy its twin. `ip netns exec HOST …`
      reaches a host of it; everything ends with the shell.

      Examples:
        diagnose lab keep networkpolicy-denies-source
        diagnose lab keep no-route ip netns exec scraper ip route
      """)

  @Argument(help: ArgumentHelp("A scenario, or CAUSE-healthy.", valueName: "cause"))
  var scenario: String

  @Argument(parsing: .captureForPassthrough, help: "A command instead of a shell.")
  var command: [String] = []

  @OptionGroup var place: ProbesOption

  func run() throws {
    try ProbesOption.replace(
      with: "keep", in: try place.folder(), [scenario] + command.filter { $0 != "--" })
  }
}
